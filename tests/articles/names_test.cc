// Stages 3 to 5: names, titles, entities.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Names, LongestMatchWins) {
  const Document document =
      ReadText("They met Manchester United and Sheffield United in the Europa League.");
  EXPECT_EQ(Meant(document, "Manchester United"), "Manchester United");
  EXPECT_EQ(Meant(document, "Sheffield United"), "Sheffield United");
  EXPECT_EQ(Meant(document, "Europa League"), "Europa League");
}

TEST(Names, SomeNamesBeginSmall) {
  const Document document =
      ReadText("He told talkSPORT that beIN Sports show it. They talk sport.");
  EXPECT_EQ(Meant(document, "talkSPORT"), "talkSPORT");
  EXPECT_EQ(Meant(document, "beIN Sports"), "beIN Sports");
  EXPECT_EQ(document.entities.size(), 2u);
}

TEST(Names, AShortNameNeverCutsALongerUnknownOne) {
  const Document document = ReadText("Roma want Victor Trafford, says agent Milan Smithovic.");
  EXPECT_EQ(Meant(document, "Victor Trafford"), "Victor Trafford");
  EXPECT_EQ(Meant(document, "Milan Smithovic"), "Milan Smithovic");
}

TEST(Names, NicknamesAndStadiumsMeanTheClub) {
  const Document document = ReadText(
      "Manchester United lost. The Red Devils have not won at Old Trafford. The Giallorossi have.");
  EXPECT_EQ(Meant(document, "Old Trafford"), "Manchester United");
  EXPECT_EQ(Meant(document, "Giallorossi"), "Roma");
}

TEST(Names, AHeadlineMayHaveLostItsApostrophes) {
  const Document document = ReadText(
      "Gareth Bales agent hits out at Inters owners\n\n"
      "Gareth Bale is at Inter. Bale's agent spoke to Inter's owners.");
  EXPECT_EQ(Meant(document, "Gareth Bale"), "Gareth Bale");
  EXPECT_EQ(Meant(document, "Inter"), "Inter Milan");
  EXPECT_EQ(Meant(document, "Gareth Bales"), "?");
}

TEST(Names, AnSThatTheArticleKeepsBelongsToTheName) {
  const Document document = ReadText(
      "Aaron Stobbs joins Everton\n\nAaron Stobbs is no Stobb. Stobbs has joined Everton.");
  EXPECT_EQ(Meant(document, "Aaron Stobbs"), "Aaron Stobbs");
}

TEST(Names, WhatAWriterAddsInBracketsIsPartOfTheName) {
  const Document document = ReadText(
      "Arsenal will be without Bukayo [Saka], and (Declan) Rice is ill, said the coach in London.");
  EXPECT_EQ(Meant(document, "Bukayo [Saka]"), "Bukayo Saka");
  EXPECT_EQ(Meant(document, "Declan) Rice"), "Declan Rice");
}

TEST(Names, ThingsCalledAfterSomebodyAreNotHe) {
  const Document document = ReadText(
      "Bruno Fernandes won the Matt Busby Player of the Year award. Later he was seen waving from "
      "the Bobby Charlton Stand.");
  EXPECT_EQ(Meant(document, "Matt Busby"), "?");
  EXPECT_EQ(Meant(document, "Bobby Charlton"), "?");
  EXPECT_EQ(Meant(document, "Bruno Fernandes"), "Bruno Fernandes");
}

TEST(Names, LettersForSomethingAreNobody) {
  const Document document = ReadText("The ZQX trial of Everton begins. HUGO BLANK will be there.");
  EXPECT_EQ(Meant(document, "ZQX"), "?");
  EXPECT_EQ(Meant(document, "HUGO BLANK"), "Hugo Blank");
}

TEST(Names, ANumberOneIsNobody) {
  const Document document = ReadText("Everton want a new No.1 goalkeeper.");
  EXPECT_EQ(Meant(document, "No.1"), "?");
}

TEST(Names, AHeadingInsideTheTextMakesNobodyOfItsWords) {
  const Document document = ReadText(
      "Everton lost 2-0 at Leeds.\n\nEverton's Penalty Troubles Deepen Again\n\nThey missed one.");
  EXPECT_EQ(Meant(document, "Penalty Troubles Deepen Again"), "?");
}

TEST(Names, AHeadingThatLostItsLineBreakEndsBeforeTheSentence) {
  const Document document =
      ReadText("Everton look for a coach.\n\nHugo BlankoThe former Roma coach is one of them.");
  EXPECT_EQ(Meant(document, "Hugo Blanko"), "Hugo Blanko");
  EXPECT_EQ(document.paragraphs.size(), 3u);
}

TEST(Names, SharedNicknamesGoToTheClubOfTheArticle) {
  EXPECT_EQ(Meant(ReadText("Birmingham City won. It was a good day for the Blues."), "Blues"),
            "Birmingham");
  EXPECT_EQ(Meant(ReadText("Chelsea won. It was a good day for the Blues."), "Blues"), "Chelsea");
}

TEST(Names, PartOfAClubNameMeansTheClubOfTheArticle) {
  const Document document = ReadText(
      "Leeds United won 2-0. United have now won four times. Real Madrid lost, and Real are sad.");
  EXPECT_EQ(Meant(document, "United"), "Leeds");
  EXPECT_EQ(Meant(document, "Real"), "Real Madrid");
}

TEST(Names, CommonWordsAtTheStartOfASentenceAreNoNames) {
  const Document document =
      ReadText("Reading about it was nice. Best of all, they won. Meanwhile Everton lost.");
  EXPECT_EQ(Meant(document, "Best"), "?");
  EXPECT_EQ(Meant(document, "Everton"), "Everton");
  for (const Entity& entity : document.entities) {
    EXPECT_EQ(entity.name, "Everton");
  }
}

TEST(Names, ACapitalAloneMakesNobody) {
  const Document document = ReadText(
      "Alternatively, Roma may wait. The ACL of a Chelsea player tore. Addressing the "
      "Merseysiders, "
      "he smiled. He is the Rolls Royce of Everton.");
  for (const Entity& entity : document.entities) {
    EXPECT_FALSE(IsHuman(entity.type)) << entity.name;
  }
}

TEST(Names, WhatSomebodyIsDoesNotBeginHisName) {
  const Document document = ReadText("Birmingham-born Deeneyham scored. Deeneyham left at once.");
  EXPECT_EQ(Meant(document, "Deeneyham"), "Deeneyham");
}

TEST(Names, ALostFullStopEndsTheName) {
  const Document document = ReadText("They met Alex Smithovic The Roma side won.");
  EXPECT_EQ(Meant(document, "Alex Smithovic"), "Alex Smithovic");
}

TEST(Names, ASurnameThatIsAWordIsThePersonOnceNamed) {
  const Document document = ReadText("Southampton forward Shane Long scored. Long was delighted.");
  EXPECT_EQ(Meant(document, "Long"), "Shane Long");
}

TEST(Names, TownsAreNoClubs) {
  const Document document = ReadText("The draw in Barcelona helped Celtic. He lives in Liverpool.");
  EXPECT_EQ(Meant(document, "Barcelona"), "-");
  EXPECT_EQ(Meant(document, "Liverpool"), "-");
}

TEST(Names, WomenAndYouthTeamsAreEntitiesOfTheirOwn) {
  const Document document = ReadText(
      "England beat Wales. England Women lost, and the France Under-21s drew. France won.");
  EXPECT_EQ(Meant(document, "England Women"), "England Women");
  EXPECT_EQ(Meant(document, "France Under-21s"), "France U21");
  EXPECT_EQ(Meant(document, "France"), "France");
}

TEST(Names, ADayIsNoPartOfTheNameBehindIt) {
  const Document document = ReadText("On Tuesday Roma announced it. By Friday Lazio knew.");
  EXPECT_EQ(Meant(document, "Roma"), "Roma");
  EXPECT_EQ(Meant(document, "Lazio"), "Lazio");
  EXPECT_EQ(Meant(ReadText("Sunday Oliz scored for Roma."), "Sunday Oliz"), "Sunday Oliz");
}

TEST(Names, AnElevenIsATeam) {
  EXPECT_EQ(TypeOf(ReadText("Zed Small played for a World XI against Roma."), "World XI"), "club");
}

TEST(Names, ShapeTellsUnknownClubsFromPeople) {
  const Document document =
      ReadText("Zork Rovers sold Adam Zorkson to FC Blubb, the Zork Gazette reports.");
  EXPECT_EQ(TypeOf(document, "Zork Rovers"), "club");
  EXPECT_EQ(TypeOf(document, "FC Blubb"), "club");
  EXPECT_EQ(TypeOf(document, "Zork Gazette"), "outlet");
  EXPECT_EQ(TypeOf(document, "Adam Zorkson"), "player");
}

TEST(Titles, TieUnknownPeopleToTheirBodies) {
  const Document document = ReadText(
      "Roma sporting director Zeno Petrak spoke. Football journalist Hugo Soland agreed. "
      "Bleacher Report's Gino Versch wrote. Per MailOnline's Aldo Cagna, it is over.");
  EXPECT_THAT(TitlesHeld(document), Contains("sporting director: Zeno Petrak @ Roma"));
  EXPECT_THAT(TitlesHeld(document), Contains(": Gino Versch @ Bleacher Report"));
  EXPECT_THAT(TitlesHeld(document), Contains(": Aldo Cagna @ MailOnline"));
  EXPECT_EQ(TypeOf(document, "Zeno Petrak"), "official");
  EXPECT_EQ(TypeOf(document, "Hugo Soland"), "journalist");
  EXPECT_EQ(TypeOf(document, "Gino Versch"), "journalist");
}

TEST(Titles, StandBehindTheNameToo) {
  const Document document = ReadText(
      "Zeno Petrak, the former sporting director of Lazio, left. Hugo Blank, the Everton chairman, "
      "stayed.");
  EXPECT_THAT(TitlesHeld(document), ElementsAre("former sporting director: Zeno Petrak @ Lazio",
                                                "chairman: Hugo Blank @ Everton"));
}

TEST(Titles, AreSharedByAListAndByTwoTeams) {
  EXPECT_THAT(TitlesHeld(ReadText("Southampton strikers Zed Long and Gro Pell scored.")),
              ElementsAre("strikers: Zed Long @ Southampton", "strikers: Gro Pell @ Southampton"));
  EXPECT_THAT(TitlesHeld(ReadText("Chelsea and England midfielder Zed Long scored.")),
              ElementsAre("midfielder: Zed Long @ England", "midfielder: Zed Long @ Chelsea"));
}

TEST(Titles, OfTwoClubsBesideEachOtherThatOfThePlaceIsAnothers) {
  EXPECT_THAT(TitlesHeld(ReadText("After the game at Molineux, Leeds coach Zed Long spoke.")),
              ElementsAre("coach: Zed Long @ Leeds"));
  EXPECT_THAT(TitlesHeld(ReadText("He is keen on a move to Molineux and Leeds coach Zed Long "
                                  "knows.")),
              ElementsAre("coach: Zed Long @ Leeds"));
}

TEST(Titles, WithoutAnArticleOrANameBelongToTheNextName) {
  EXPECT_THAT(TitlesHeld(ReadText("He also speaks for Wales international and Leeds winger Zed "
                                  "Long.")),
              UnorderedElementsAre("international: Zed Long @ Wales", "winger: Zed Long @ Leeds"));
}

TEST(Titles, TwoClubsAndTwoBossesGoInPairs) {
  EXPECT_THAT(
      TitlesHeld(ReadText("It pleased Liverpool and Everton bosses Jan Klopsky and Bo Moyer.")),
      ElementsAre("bosses: Jan Klopsky @ Liverpool", "bosses: Bo Moyer @ Everton"));
}

TEST(Titles, OfTwoSidesNeitherIsGuessed) {
  EXPECT_THAT(TitlesHeld(ReadText("Chelsea met Everton. Chelsea led and Everton came back. "
                                  "Goalkeeper Ivo Handson dived.")),
              ElementsAre("Goalkeeper: Ivo Handson @ -"));
}

TEST(Titles, TheRoleInTheTextBeatsTheList) {
  const Document document = ReadText("Chelsea sporting director Craig Bellamy said no.");
  EXPECT_EQ(TypeOf(document, "Craig Bellamy"), "official");
}

TEST(Titles, VerbsEndThePhrase) {
  EXPECT_THAT(TitlesHeld(ReadText("Galatasaray faces German club Schalke.")),
              ElementsAre("club: Schalke @ -"));
}

TEST(Titles, SpanishInternationalPlaysForSpain) {
  EXPECT_THAT(TitlesHeld(ReadText("Spanish international Zed Puert scored.")),
              ElementsAre("international: Zed Puert @ Spain"));
}

TEST(Titles, OfExPlayersAndLegendsArePast) {
  for (const std::string_view text :
       {"Ex-Everton striker Zed Small spoke.", "They met Everton legend Zed Small.",
        "They met the former Everton striker Zed Small."}) {
    const Document document = ReadText(text);
    ASSERT_FALSE(document.descriptions.empty()) << text;
    EXPECT_TRUE(document.descriptions.front().former) << text;
  }
}

TEST(Titles, TheSameWordUsedOtherwiseIsNone) {
  const Document document =
      ReadText("He wants to take the club forward. This great club will go forward.");
  for (const Description& description : document.descriptions) {
    EXPECT_EQ(document.TextOf(description.title), "club");
  }
}

TEST(Entities, SurnamesGivenNamesAndMisspellingsAreOnePerson) {
  const Document document = ReadText(
      "Ole Gunnar Solskjaer spoke. Solskajer was pleased with Philippe Coutinho. Phillipe Coutinho "
      "smiled, and "
      "Philippe scored.");
  EXPECT_EQ(Meant(document, "Solskajer"), "Ole Gunnar Solskjaer");
  EXPECT_EQ(Meant(document, "Phillipe Coutinho"), "Philippe Coutinho");
  EXPECT_EQ(Meant(document, "Philippe"), "Philippe Coutinho");
}

TEST(Entities, AGivenNameSharesTheSurnameBehindTheNextOne) {
  const Document document = ReadText(
      "Roma owners Dan and Ryan Friedz met chairman Daniel Levy. Dan smiled. Frank and Ronald de "
      "Boorz did not.");
  EXPECT_EQ(Meant(document, "Dan"), "Dan Friedz");
  EXPECT_EQ(Meant(document, "Daniel Levy"), "Daniel Levy");
  EXPECT_EQ(Meant(document, "Frank"), "Frank de Boorz");
  // Known by that name alone.
  EXPECT_EQ(Meant(ReadText("Nani and Antonio Valenz scored for United."), "Nani"), "Nani");
}

TEST(Entities, OfTwoNamesakesTheLastNamedIsMeant) {
  const Document document =
      ReadText("Gary Zeville met Phil Zeville. Zeville left. Gary Zeville stayed. Zeville slept.");
  EXPECT_EQ(Meant(document, "Zeville", 1), "Phil Zeville");
  EXPECT_EQ(Meant(document, "Zeville", 2), "Gary Zeville");
}

TEST(Entities, TheHeadlinesSurnameIsThePersonNamedBelow) {
  const Document document =
      ReadText("Zorkson signs new deal\n\nArsenal manager Adam Zorkson has signed.");
  EXPECT_EQ(Meant(document, "Zorkson"), "Adam Zorkson");
}

TEST(Entities, NamesInCapitalsAreWrittenAsElsewhere) {
  const Document document = ReadText(
      "DEMBA BA and BRIAN McDERMOTT met KYLIAN MBAPP\u00c9-LOTTIN. KAKA smiled. AS Roma won.");
  EXPECT_EQ(Meant(document, "DEMBA BA"), "Demba Ba");
  EXPECT_EQ(Meant(document, "BRIAN McDERMOTT"), "Brian McDermott");
  EXPECT_EQ(Meant(document, "KYLIAN MBAPP\u00c9-LOTTIN"), "Kylian Mbapp\u00e9-Lottin");
  EXPECT_EQ(Meant(document, "AS Roma"), "Roma");
}

TEST(Entities, ACapitalWithinASentenceMakesAClubOfAWord) {
  EXPECT_EQ(Meant(ReadText("Derby County lost to Reading."), "Reading"), "Reading");
  EXPECT_NE(Meant(ReadText("Reading books helped them."), "Reading"), "Reading");
}

TEST(Entities, OneWordOfAClubIsTheBetterKnownClub) {
  EXPECT_EQ(Meant(ReadText("Leipzig beat Frankfurt."), "Leipzig"), "RB Leipzig");
  EXPECT_EQ(Meant(ReadText("Leipzig beat Frankfurt."), "Frankfurt"), "Eintracht Frankfurt");
  EXPECT_EQ(Meant(ReadText("Luis Suarez joined Atl\u00e9tico."), "Atl\u00e9tico"),
            "Atletico Madrid");
}

TEST(Entities, CanonicalNamesAreTheUsualShortForms) {
  const Document document = ReadText("AS Roma, Man Utd, Internazionale, PSG and Spurs are clubs.");
  EXPECT_EQ(Meant(document, "AS Roma"), "Roma");
  EXPECT_EQ(Meant(document, "Man Utd"), "Manchester United");
  EXPECT_EQ(Meant(document, "Internazionale"), "Inter Milan");
  EXPECT_EQ(Meant(document, "PSG"), "Paris Saint-Germain");
  EXPECT_EQ(Meant(document, "Spurs"), "Tottenham");
}

TEST(Names, AKnownNameWithAnotherEndingIsAnotherClub) {
  const Document document = ReadText("She left Coventry United. Roma watched Coventry City.");
  EXPECT_EQ(Meant(document, "Coventry United"), "Coventry United");
  EXPECT_EQ(Meant(document, "Coventry City"), "Coventry");
}

TEST(WomensTeams, AreMeantInAnArticleAboutWomen) {
  const Document document = ReadText(
      "Everton Women have signed her. She left Chelsea in May and says her time there was good. "
      "Two years ago she was with the Lionesses when England won at home.");
  EXPECT_EQ(Meant(document, "Chelsea"), "Chelsea Women");
  EXPECT_EQ(Meant(document, "Lionesses"), "England Women");
  EXPECT_EQ(Meant(document, "England"), "England Women");
}

TEST(WomensTeams, OfLeaguesOfBothTheNearerOneCounts) {
  const Document document = ReadText(
      "Celtic host Dundee in the Scottish Premiership while Everton meet Leeds in the Women's "
      "Super "
      "League.");
  EXPECT_EQ(Meant(document, "Celtic"), "Celtic");
  EXPECT_EQ(Meant(document, "Leeds"), "Leeds Women");
}

TEST(WomensTeams, AreMeantWhereTheirCompetitionIsNamed) {
  const Document document = ReadText(
      "He runs the academy of Roma. Everton lost to Leeds in the Women's Super League. His own "
      "team lost to Chelsea. He left Leeds for a Women's Super League side.");
  EXPECT_EQ(Meant(document, "Everton"), "Everton Women");
  EXPECT_EQ(Meant(document, "Leeds"), "Leeds Women");
  EXPECT_EQ(Meant(document, "Chelsea"), "Chelsea");
  EXPECT_EQ(Meant(document, "Leeds", 2), "Leeds");
}

TEST(WomensTeams, AreNotMeantBesideAManOfTheClub) {
  const Document document = ReadText(
      "She left Arsenal in May for the Women's Super League. She met Arsenal legend Ian Wright "
      "when the Lionesses won.");
  EXPECT_EQ(Meant(document, "Arsenal"), "Arsenal Women");
  EXPECT_EQ(Meant(document, "Arsenal", 2), "Arsenal");
}

TEST(WomensTeams, AreMeantWhereAManCoachesThem) {
  const Document document = ReadText(
      "Everton beat Leeds in the Women's Super League. His team rested, said their manager, "
      "Michael "
      "Owen, as Everton play Chelsea in the Women's League Cup. He has led the Women's Super "
      "League "
      "side of Everton since May.");
  EXPECT_EQ(Meant(document, "Everton"), "Everton Women");
  EXPECT_EQ(Meant(document, "Everton", 2), "Everton Women");
  EXPECT_EQ(Meant(document, "Chelsea"), "Chelsea Women");
}

TEST(WomensTeams, OfALeagueThatIsCalledLikeTheMensAreMeantInAnArticleAboutWomen) {
  const Document document = ReadText(
      "She has led the Lionesses and Everton Women. Her team beat the Serie A side Juventus before "
      "she met Roma in the Women's Champions League.");
  EXPECT_EQ(Meant(document, "Juventus"), "Juventus Women");
}

TEST(WomensTeams, AreNotMeantByAWomanAmongMen) {
  const Document document = ReadText(
      "She will referee in the Premier League, where she takes charge of Everton against Leeds. In "
      "the Premier League her next match is Chelsea against Fulham. She began in the Women's Super "
      "League and says the Premier League is harder.");
  EXPECT_EQ(Meant(document, "Fulham"), "Fulham");
}

TEST(Entities, ARetiredPlayerWhoSpeaksIsAPundit) {
  const Document document = ReadText("Peter Crouch says they must act.", "2023-05-01");
  EXPECT_EQ(TypeOf(document, "Peter Crouch"), "journalist");
  EXPECT_EQ(TypeOf(ReadText("Peter Crouch says they must act.", "2010-05-01"), "Peter Crouch"),
            "player");
}

TEST(Entities, ANotionlessTextHasNone) {
  EXPECT_THAT(ReadText("It was a very long day and nothing happened.").entities, IsEmpty());
}

/// The full name that the register has for who is called so; "-" if it was not asked, or knows
/// none.
std::string InFull(std::string_view text, std::string_view name, std::string_view date) {
  const Document document = ReadText(text, date);
  for (const Entity& entity : document.entities) {
    if (entity.name == name) {
      return entity.register_entry == kNone
                 ? "-"
                 : std::string(SharedKnowledge().names.entry(entity.register_entry).name);
    }
  }
  return "-";
}

TEST(Surnames, MeanThePlayerOfAClubThatTheArticleNames) {
  constexpr std::string_view kText =
      "Borussia Dortmund travel on Tuesday. Kobel is in goal, and Sabitzer is back for Borussia "
      "Dortmund.";
  EXPECT_EQ(InFull(kText, "Kobel", "2023-10-02"), "Gregor Kobel");
  EXPECT_EQ(InFull(kText, "Sabitzer", "2023-10-02"), "Marcel Sabitzer");
  EXPECT_EQ(InFull(kText, "Kobel", "2009-10-02"), "-") << "he was nowhere then";
  EXPECT_EQ(InFull("Valencia travel on Tuesday. Kobel is in goal.", "Kobel", "2023-10-02"), "-")
      << "no club of his is named";
}

TEST(Surnames, MeanTheManagerOfThatVeryYearWhereNoPlayerFits) {
  EXPECT_EQ(InFull("Tottenham travel on Tuesday. Postecoglou has much to do.", "Postecoglou",
                   "2024-01-27"),
            "Ange Postecoglou");
  EXPECT_EQ(InFull("Tottenham travel on Tuesday. Postecoglou has much to do.", "Postecoglou",
                   "2021-01-27"),
            "-")
      << "he was not there yet";
  EXPECT_EQ(TypeOf(ReadText("Alex Ferguson watched as Manchester United beat Leeds.", "2023-12-01"),
                   "Alex Ferguson"),
            "manager")
      << "the player of that name is at another club";
}

TEST(Surnames, MeanTheManagerThatTwoTablesHaveAndTheOneWhoseNameIsAWordIfHeIsToldAsOne) {
  EXPECT_EQ(TypeOf(ReadText("Manchester United won 4-1. Ferguson said it was good.", "2011-12-01"),
                   "Ferguson"),
            "manager");
  EXPECT_EQ(TypeOf(ReadText("QPR lost 4-1. Redknapp said it was poor.", "2013-01-27"), "Redknapp"),
            "manager");
}

}  // namespace
}  // namespace rondo::articles
