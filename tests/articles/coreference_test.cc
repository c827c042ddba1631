// Stages 6 and 7: pronouns, role nouns, quotations.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

TEST(Coreference, RoleNounsMeanWhoeverHoldsTheRole) {
  const Document document = ReadText(
      "Roma defender Zed Small met Roma coach Paul Fons. The centre-back was happy. The coach was "
      "not.");
  EXPECT_EQ(Meant(document, "centre-back"), "Zed Small");
  EXPECT_EQ(Meant(document, "coach"), "Paul Fons");
}

TEST(Coreference, ADescriptionFitsNationAgeAndClub) {
  const Document document = ReadText(
      "Roma have signed French striker Luc Zidon, and Everton sold 23-year-old German winger Uwe "
      "Zeel. The Frenchman "
      "is happy. The 23-year-old is not. The Italian side are.");
  EXPECT_EQ(Meant(document, "Frenchman"), "Luc Zidon");
  EXPECT_EQ(Meant(document, "23-year-old"), "Uwe Zeel");
  EXPECT_EQ(Meant(document, "side"), "Roma");
}

TEST(Coreference, ADescriptionMayNameItsClubForShort) {
  const Document document = ReadText(
      "Aston Villa striker Zed Small and Manchester United winger Luc Zidon met. The Villa striker "
      "was happy. The United winger was not. Villa's Zed Small left.");
  EXPECT_EQ(Meant(document, "striker"), "Zed Small");
  EXPECT_EQ(Meant(document, "winger"), "Luc Zidon");
}

TEST(Coreference, HeIsTheSubjectAndHisGoesWithHim) {
  const Document document = ReadText("Zed Small joined Roma last summer. He likes his new club.");
  EXPECT_EQ(Meant(document, "He"), "Zed Small");
  EXPECT_EQ(Meant(document, "his"), "Zed Small");
  EXPECT_EQ(Meant(document, "club"), "Roma");
}

TEST(Coreference, HimIsNotTheSubjectOfTheSameClause) {
  const Document document = ReadText("Zed Small is a striker. Hugo Blank criticised him.");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
}

TEST(Coreference, TheyAreTheClub) {
  const Document document =
      ReadText("Everton won again. They are third, and their manager Hugo Blank is happy.");
  EXPECT_EQ(Meant(document, "They"), "Everton");
  EXPECT_EQ(Meant(document, "their"), "Everton");
}

TEST(Coreference, WhoIsTheNameBeforeIt) {
  const Document document = ReadText("Everton sold Zed Small, who joined Roma.");
  EXPECT_EQ(Meant(document, "who"), "Zed Small");
}

TEST(Coreference, AnOpeningDescriptionIsThePersonNamedNext) {
  const Document document = ReadText(
      "The 23-year-old midfielder signed for Everton on Friday.\n\nZidon has a long contract.");
  EXPECT_EQ(Meant(document, "midfielder"), "Zidon");
}

TEST(Coreference, WhomAReportHearsAfterTheMatchIsTheManager) {
  const Document document = ReadText(
      "Roma beat Everton 2-0. Zed Small scored.\n\nRoma's Hugo Blank: \"We were better.\"\n\n"
      "Everton's Uwe Zeel scored last week.");
  EXPECT_EQ(TypeOf(document, "Hugo Blank"), "manager");
  EXPECT_EQ(TypeOf(document, "Uwe Zeel"), "player");
}

TEST(Coreference, WhomSomebodySpeaksOfIsNotHimself) {
  const Document document = ReadText(
      "Roma signed Zed Small. The harshest words came from Hugo Blank, who said of the Roma "
      "striker: \"He is lost.\"");
  EXPECT_EQ(Meant(document, "striker"), "Zed Small");
}

TEST(Coreference, AClubOfAPartOfTheCityIsOneOfTheCity) {
  const Document document = ReadText(
      "Everton, Arsenal and Burnley have talked. Everton met Burnley. Zed Small will stay at the "
      "north London club.");
  EXPECT_EQ(Meant(document, "club"), "Arsenal");
}

TEST(Coreference, TheyAreNotThoseWhoSayWe) {
  const Document document = ReadText(
      "Roma play Everton on Sunday.\n\n\"We know what Everton can do because they have a good "
      "side,\" said Roma coach Paul Fons. \"They are strong.\"");
  EXPECT_EQ(Meant(document, "they"), "Everton");
}

TEST(Coreference, WhatSomebodyHasAtTheClubIsAtHisClub) {
  const Document document = ReadText(
      "Roma defender Zed Small met Everton. Everton won, and Everton's fans sang. Nobody knows "
      "what "
      "comes of Small's future at the club.");
  EXPECT_EQ(Meant(document, "club"), "Roma");
}

TEST(Coreference, SheIsAWoman) {
  const Document document =
      ReadText("Chelsea Women striker Emma Zorn met Hugo Blank. She scored twice.");
  EXPECT_EQ(Meant(document, "She"), "Emma Zorn");
}

TEST(Coreference, AnOpeningClauseSpeaksOfTheSubjectBehindIt) {
  const Document document = ReadText(
      "Everton coach Paul Fons left. When asked about his future, Zed Small said nothing.");
  EXPECT_EQ(Meant(document, "his"), "Zed Small");
}

TEST(Coreference, WhoeverSaysSpeaksOfHimself) {
  const Document document = ReadText(
      "Zed Small is a Roma striker. Small has scored. He likes it, and Everton coach Paul Fons "
      "revealed he is an admirer.");
  EXPECT_EQ(Meant(document, "he"), "Paul Fons");
}

TEST(Coreference, APronounThatIsSaidAgainMeansTheSame) {
  const Document document = ReadText(
      "Zed Small left for Roma's squad. He told Paul Fons on the phone that he was happy. Everton "
      "named their team for the matches against Roma and for their cup tie at Burnley.");
  std::vector<std::string> meant;
  for (const Mention& mention : document.mentions) {
    if (mention.kind == MentionKind::kPronoun && mention.entity != kNone) {
      meant.push_back(document.entities[mention.entity].name);
    }
  }
  EXPECT_THAT(meant, testing::ElementsAre("Zed Small", "Zed Small", "Everton", "Everton"));
}

TEST(Coreference, ACoachIsNoTwentyYearOld) {
  const Document document = ReadText(
      "Roma striker Zed Small met Everton coach Paul Fons. Fons smiled. The 20-year-old is not.");
  EXPECT_EQ(Meant(document, "20-year-old"), "Zed Small");
}

TEST(Coreference, NobodyPlaysAtFortySeven) {
  const Document document = ReadText(
      "Everton coach Paul Fons picked Roma striker Zed Small. The 47-year-old was pleased.");
  EXPECT_EQ(Meant(document, "47-year-old"), "Paul Fons");
}

TEST(Coreference, WhoBehindAPhraseIsStillThePersonBeforeIt) {
  const Document document =
      ReadText("Roma want Zed Small. Roma signed the 20-year-old on loan who was at Everton.");
  EXPECT_EQ(Meant(document, "who"), "Zed Small");
}

TEST(Coreference, AManagersMenAreHisClub) {
  const Document document = ReadText("Roma coach Paul Fons came. Then Fons's men won.");
  EXPECT_EQ(Meant(document, "men"), "Roma");
}

TEST(Coreference, AManagersSideIsHisClubWhateverOtherClubStandsNear) {
  const Document document = ReadText(
      "Roma coach Paul Fons came.\n\nThe player was wanted by Lazio and Napoli, but Fons's side "
      "have won the race.");
  EXPECT_EQ(Meant(document, "side"), "Roma");
}

TEST(Coreference, ASideNamedByItsGroundIsThatSide) {
  const Document document = ReadText(
      "Zed Small plays for Galatasaray.\n\nManchester United want Small. The Old Trafford club "
      "will pay.");
  EXPECT_EQ(Meant(document, "club"), "Manchester United");
}

TEST(Coreference, ASingleNationalIsAMan) {
  const Document document = ReadText(
      "Roma midfielder Mesut Ozil met Germany.\n\nThe German - whose form is good - has entered "
      "the "
      "last year of his contract.");
  EXPECT_EQ(Meant(document, "German"), "Mesut Ozil");
}

TEST(Coreference, AClubInFrontOfATitleIsNoTown) {
  const Document document = ReadText("There is interest in Liverpool striker Zed Small.");
  EXPECT_EQ(Meant(document, "Liverpool"), "Liverpool");
}

TEST(Coreference, AGivenNameTellsWhoSheIs) {
  const Document document = ReadText(
      "Lyon head coach Sonia Bompa met Chelsea coach Paul Fons.\n\nHer contract ends in June.");
  EXPECT_EQ(Meant(document, "Her"), "Sonia Bompa");
}

TEST(Coreference, WhomTheArticleIsAboutIsMeantRatherThanWhoeverWasNamedLast) {
  const Document document = ReadText(
      "Zed Small may leave Roma. Roma striker Small has talked to Everton. Small trained on "
      "Monday.\n"
      "\nUwe Zeel's arrival has made Burnley look at him. But the 22-year-old wants to stay, and "
      "the "
      "striker said so.");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
  EXPECT_EQ(Meant(document, "22-year-old"), "Zed Small");
  EXPECT_EQ(Meant(document, "striker"), "Zed Small");
}

TEST(Coreference, WhereSomebodyComesFromIsRemembered) {
  const Document document = ReadText(
      "Roma want Zed Small. The Dane is happy. Everton met Hugo Blank. Blank laughed. The Denmark "
      "international did not, and Hugo Blank saw the Dane leave.");
  EXPECT_EQ(Meant(document, "Dane"), "Zed Small");
  EXPECT_EQ(Meant(document, "international"), "Zed Small");
  EXPECT_EQ(Meant(document, "Dane", 2), "Zed Small");
  // So is how old he is.
  EXPECT_EQ(Meant(ReadText("Zed Small, 22, joined Roma. Hugo Blank left. The 22-year-old and the "
                           "29-year-old met."),
                  "22-year-old"),
            "Zed Small");
}

TEST(Coreference, ReportersAreNotWhomTheNewsIsAbout) {
  const Document document = ReadText(
      "Arsenal want Zed Small.\n\nAs per Fabrizio Romano, Arsenal will pay to get the Italian.");
  EXPECT_EQ(Meant(document, "Italian"), "Zed Small");
}

TEST(Coreference, AFormerPlayerOfAClubWasThereOnce) {
  const Document document = ReadText(
      "Burnley goalkeeper Joe Hart met Jack Wilshere. Wilshere spoke to Declan Rice before Rice "
      "trained. The former Arsenal man was happy.",
      "2020-09-14");
  EXPECT_EQ(Meant(document, "man"), "Jack Wilshere");
  const Document told = ReadText(
      "Former Lazio midfielder Uwe Zeel met Hugo Blank. Blank was happy. The former Lazio man was "
      "not.");
  EXPECT_EQ(Meant(told, "man"), "Uwe Zeel");
}

TEST(Coreference, WhomAClubLeavesOutIsItsOwn) {
  const Document document = ReadText(
      "Roma coach Paul Fons trained Roma defender Zed Small. Everton's Hugo Blank watched. He was "
      "absent from Fons's matchday squad.");
  EXPECT_EQ(Meant(document, "He"), "Zed Small");
}

TEST(Coreference, WhoeverIsAtAClubHadNoTimeThere) {
  const Document document = ReadText(
      "Everton striker Uwe Zeel is sought. Roma captain Hugo Blank said he is an admirer from his "
      "time on loan at Roma.");
  EXPECT_EQ(Meant(document, "his"), "Uwe Zeel");
}

TEST(Coreference, WhomAClauseNamesBehindItsSubjectIsAnother) {
  const Document document =
      ReadText("Hugo Blank met Zed Small at Everton. Blank saw Roma. He has no trust in Blank.");
  EXPECT_EQ(Meant(document, "He"), "Zed Small");
}

TEST(Coreference, HimIsNeverTheOneWhoDoesItHoweverOftenHeIsNamed) {
  const Document document = ReadText(
      "Hugo Blank met Zed Small. Blank smiled, then Blank laughed, and he pushed him away.");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
}

TEST(Coreference, ThoseWhomSomebodyHasAreNotTheOneWhoHasThem) {
  EXPECT_EQ(
      Meant(ReadText("Arsenal coach Paul Fons has Hugo Blank and Zed Small as his pair."), "his"),
      "Paul Fons");
  EXPECT_EQ(Meant(ReadText("Roma coach Paul Fons promised Zed Small a return as he revealed that "
                           "the door is open."),
                  "he"),
            "Paul Fons");
}

TEST(Coreference, TheSubjectOfTheSameClauseHasWhatIsHis) {
  const Document document = ReadText(
      "Uwe Zeel joined Roma. Zeel has arrived, so Zeel may play though Hugo Blank should keep his "
      "place.");
  EXPECT_EQ(Meant(document, "his"), "Hugo Blank");
}

TEST(Coreference, AMainClauseIsWhatASentenceIsAbout) {
  const Document document = ReadText(
      "After weeks on the bench while Zed Small played, Hugo Blank says he is fit. He added that "
      "it was hard.");
  EXPECT_EQ(Meant(document, "He"), "Hugo Blank");
}

TEST(Coreference, WhatSomebodyIsCalledIsHimself) {
  const Document document = ReadText(
      "Roma goalkeeper Zed Small met Hugo Blank. Uwe Zeel was the best player of the year.");
  EXPECT_EQ(Meant(document, "player"), "Uwe Zeel");
}

TEST(Coreference, LawyersAreNoTeam) {
  EXPECT_EQ(
      Meant(ReadText("Roma defender Zed Small went to court. His legal team appealed."), "team"),
      "-");
}

TEST(Coreference, WhereACoachWasOnceIsNotTheTeam) {
  const Document document = ReadText(
      "Roma coach Paul Fons has begun. Roma lost again. Former Lazio coach Hugo Blank was asked "
      "first. The team will train on Monday.");
  EXPECT_EQ(Meant(document, "team"), "Roma");
}

/// A text, a mention in it, and the entity that it stands for: "-" for none, "?" for no mention.
struct MeaningCase {
  const char* name;
  const char* text;
  const char* mention;
  const char* meant;
  int occurrence = 1;
};

class Meaning : public testing::TestWithParam<MeaningCase> {};

TEST_P(Meaning, IsWhatTheWordsAroundTell) {
  const MeaningCase& meaning = GetParam();
  EXPECT_EQ(Meant(ReadText(meaning.text), meaning.mention, meaning.occurrence), meaning.meant);
}

constexpr MeaningCase kMeanings[] = {
    {"TheClubOfTheTitleBesideIt", "Lazio sold Zed Small.\n\nAngry Roma fans want the club to act.",
     "club", "Roma"},
    {"TheClubWhoseCoachSpeaks",
     "Lazio will bid for Zed Small if they stay up. Luc Zidon has revealed Roma boss Paul Fons had "
     "to convince him to stay at the club.",
     "club", "Roma"},
    {"TheNextClubIsNotHis",
     "Roma midfielder Zed Small is out of contract. He wants to win cups at his next club.", "club",
     "-"},
    {"TheHometownClubIsNotHis",
     "Roma midfielder Zed Small will leave. He returns to his hometown club.", "club", "-"},
    {"AnyTeamOfALeagueIsNone",
     "Burnley beat Roma. As a coach I would always rather face a full-strength Premier League "
     "team.",
     "team", "-"},
    {"ANationalCoachMayComeFromAnywhere",
     "Zed Small met England coach Sven-Goran Eriksson. The England coach was happy.", "coach",
     "Sven-Goran Eriksson"},
    {"AnAgeBeforeATime",
     "Zed Small has praised Luc Zidon, 31, again. Roma completed the signing of the 31-year-old "
     "earlier this "
     "month.",
     "31-year-old", "Luc Zidon"},
    {"ThePostIsNobody",
     "Paul Fons met Hugo Blank. Since then Blank has applied for the post of France manager.",
     "manager", "-"},
    {"TheJobIsNobody", "Hugo Blank met Paul Fons. Zed Small spoke of the Roma manager's job.",
     "manager", "-"},
    {"HerBossIsNotShe",
     "Maria Small scored twice. She hopes to play against her former boss on Sunday.", "boss", "-"},
    {"WhatHeIsNowBehindAnd",
     "Luc Zidon won much. He helped Roma after Hugo Blank was sacked and is currently the Wales "
     "manager.",
     "manager", "Luc Zidon"},
    {"TheStaffAreNotTheClub",
     "Roma coach Paul Fons met Roma. Fons said: \"The staff here are valuable. I have worked with "
     "them.\"",
     "them", "-"},
    {"PlayersSayWeOfTheirOwn",
     "Roma defender Zed Small was sad after the defeat by Lazio.\n\n\"We lost it ourselves. They "
     "defended well,\" said Small.",
     "They", "Lazio"},
    {"GreatPlayersAreNoClub",
     "Roma defender Zed Small beat Lazio.\n\n\"We have new men. They are great players,\" said "
     "Small.",
     "They", "-"},
    {"NobodyCoachesAtSeventeen",
     "Luc Zidon played for Roma.\n\nHugo Blank said: \"I sat beside Roma manager Paul Fons. He was "
     "17, and he was a joy.\"",
     "He", "Luc Zidon"},
    {"TheyAreTheClubOfTheCoachBefore",
     "Roma boss Paul Fons is keen. Zed Small is open to joining Lazio. Fons wants to add goals. "
     "They have bid for Luc Zidon.",
     "They", "Roma"},
    {"WhoIsWithoutSomebodyIsTheSubject",
     "Even without suspended Brazil star Luc Zidon -- the best of Roma's men -- Paul Fons was able "
     "to reflect on a win.\n\n\"We are elated,\" he said.",
     "he", "Paul Fons"},
    {"ClubsSignPlayers", "Roma coach Paul Fons wanted Luc Zidon. Lazio failed to sign him.", "him",
     "Luc Zidon"},
    {"SheIsWhomSheIsSaidToBe",
     "Everton Women signed Maria Blank.\n\nStriker Zed Small has confirmed her exit.", "her",
     "Zed Small"},
};

INSTANTIATE_TEST_SUITE_P(Coreference, Meaning, testing::ValuesIn(kMeanings),
                         [](const auto& meaning) { return std::string(meaning.param.name); });

TEST(Coreference, NothingIsClaimedOfEitherOfTwoWhoFitAlike) {
  const auto facts_of = [](std::string_view text) {
    Document document = ReadText(text);
    ExtractFactsByRules(document, SharedKnowledge(), SharedRules());
    return document.facts.size();
  };
  EXPECT_EQ(facts_of("Everton thanked Luc Zidon on Sunday. Lyon signed him in June."), 1U);
  EXPECT_EQ(
      facts_of("Everton thanked Hugo Blank and Luc Zidon on Sunday. Lyon signed him in June."), 0U);
  EXPECT_EQ(facts_of("Luc Zidon and Hugo Blank met often before he joined Lyon in June."), 0U);
  EXPECT_EQ(facts_of("Luc Zidon met Hugo Blank often before he joined Lyon in June."), 1U);
}

TEST(Quotes, GoOnWithTheVoiceBeforeWhereNothingStandsBetween) {
  const Document document = ReadText(
      "Roma coach Paul Fons spoke about Zed Small: \"We like Small and his work. Small is good.\" "
      "He added: \"That is all.\"");
  EXPECT_EQ(SpeakerOf(document, "That is"), "Paul Fons");
}

TEST(Coreference, APartOfAClubsNameIsAClubBesideATitle) {
  const Document document = ReadText(
      "Leeds United coach Paul Fons met Hugo Blank.\n\n\"We were good,\" said the United manager. "
      "\"We won.\"\n\nUnited defender Zed Small was happy.");
  EXPECT_EQ(SpeakerOf(document, "We won"), "Paul Fons");
  EXPECT_THAT(TitlesHeld(document), testing::Contains("defender: Zed Small @ Leeds"));
}

TEST(Coreference, WhoIsNowSomethingIsThatPerson) {
  const Document document = ReadText(
      "Roma coach Paul Fons met Uwe Zeel. Zeel and Small talked. Hugo Blank, now Lazio coach, "
      "waited.");
  EXPECT_THAT(TitlesHeld(document), testing::Contains("coach: Hugo Blank @ Lazio"));
  const Document brackets = ReadText(
      "Roma met Uwe Zeel. One candidate is Lazio coach (and former Everton boss) Hugo Blank.");
  EXPECT_THAT(TitlesHeld(brackets), testing::Contains("coach: Hugo Blank @ Lazio"));
  EXPECT_THAT(TitlesHeld(brackets), testing::Contains("former boss: Hugo Blank @ Everton"));
}

TEST(Coreference, HisFormerClubIsNotHisClub) {
  EXPECT_EQ(Meant(ReadText("Roma defender Uwe Zeel will meet his former club on Sunday."), "club"),
            "-");
  EXPECT_EQ(Meant(ReadText("Roma defender Chris Smalling met Manchester United. Smalling knows his "
                           "old club."),
                  "club"),
            "Manchester United");
}

TEST(Coreference, ASurnameInBracketsCompletesTheName) {
  const Document document =
      ReadText("\"I like how Harry (Zeel) plays,\" said Roma coach Paul Fons. Zeel scored.");
  EXPECT_EQ(Meant(document, "Harry"), "Harry Zeel");
  EXPECT_EQ(Meant(document, "Zeel", 2), "Harry Zeel");
}

TEST(Coreference, AManMayCoachWomen) {
  const Document document = ReadText(
      "Chelsea Women coach Paul Fons met Emma Zorn. Fons and Hugo Blank smiled. She scored twice.");
  EXPECT_EQ(Meant(document, "She"), "Emma Zorn");
}

TEST(Coreference, WhomASentenceStandsBesideIsNotItsSubject) {
  const Document document = ReadText(
      "Sitting alongside Roma coach Paul Fons, midfielder Zed Small knew no answer. He smiled.");
  EXPECT_EQ(Meant(document, "He"), "Zed Small");
}

TEST(Coreference, ARefereeIsNotWhoeverNothingIsSaidOf) {
  EXPECT_EQ(Meant(ReadText("Roma met Lazio. Uwe Zeel fell. The referee waved play on."), "referee"),
            "-");
}

TEST(Coreference, APredicateSaysWhatItsSubjectIs) {
  EXPECT_EQ(Meant(ReadText("Roma striker Uwe Zeel met Hugo Blank. Zed Small will become the "
                           "best-paid player of the league."),
                  "player"),
            "Zed Small");
  // What is done to the one named is not said of him who does it.
  EXPECT_EQ(
      Meant(ReadText("Roma want Uwe Zeel. Hugo Blank has been watching the striker."), "striker"),
      "Uwe Zeel");
  EXPECT_EQ(
      Meant(ReadText("Roma coach Paul Fons left. Hugo Blank has given his views on the club's "
                     "old boss."),
            "boss"),
      "Paul Fons");
}

TEST(Coreference, WhoeverReportsOfSomebodyIsAnother) {
  const Document document =
      ReadText("Roma want Uwe Zeel. Hugo Blank confirmed talks over the Dutchman's future.");
  EXPECT_EQ(Meant(document, "Dutchman"), "Uwe Zeel");
}

TEST(Coreference, WhomAClubIsAskedToLetGoMayHaveAskedIt) {
  const Document document = ReadText(
      "Hugo Blank moved to Roma. Everton defender Zed Small has begged his club to let him move.");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
}

TEST(Coreference, ACoachBelievesThingsOfOthers) {
  const Document document = ReadText(
      "Everton midfielder Zed Small had surgery, but Everton coach Paul Fons believes he may be "
      "ready.");
  EXPECT_EQ(Meant(document, "he"), "Zed Small");
}

TEST(Coreference, TheGermansAreAClubThere) {
  const Document document = ReadText(
      "Everton coach Jurgen Klopp and Schalke agree. Zed Small has signed for the Germans.");
  EXPECT_EQ(Meant(document, "Germans"), "Schalke");
}

TEST(Coreference, ANationalTeamIsNotHisClub) {
  const Document document =
      ReadText("Roma striker Uwe Zeel met Germany. The German scored, and his national team won.");
  EXPECT_EQ(Meant(document, "team"), "Germany");
  EXPECT_EQ(Meant(ReadText("Roma striker Uwe Zeel won a cup with his national team."), "team"),
            "-");
}

TEST(Coreference, WhoeverSpeaksIsNotWhomHeSpeaksOf) {
  const Document document = ReadText(
      "Hugo Blank spoke about Zed Small. Blank and Small met. Small and Blank know Uwe Zeel. Zeel "
      "left. Small did not. Blank said Small was there.\n\nBlank said: \"It is hard for him.\"");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
}

TEST(Coreference, APlayerInAColumnIsOfNoClubThatIsMerelyNamed) {
  const Document document = ReadText(
      "We played well against Arsenal. Arsenal were lucky. Our goalkeeper is hurt. We hope that "
      "goalkeeper Zed Small can play on Tuesday.");
  EXPECT_THAT(TitlesHeld(document), testing::Contains("goalkeeper: Zed Small @ -"));
}

TEST(Quotes, AreByTheSubjectWhoAddsThem) {
  const Document document = ReadText(
      "Roma coach Paul Fons spoke of the form of Zed Small, telling reporters: \"He is good.\"");
  EXPECT_EQ(SpeakerOf(document, "He is"), "Paul Fons");
}

TEST(Quotes, ThatNobodyIsNamedForAreByTheOnlyVoice) {
  const std::string text =
      "\"We were good,\" said Roma coach Paul Fons.\n\nRoma won.\n\nIt rained.\n\nThey went "
      "home.\n\nIt was late.\n\n\"I am tired.\"";
  EXPECT_EQ(SpeakerOf(ReadText(text), "I am"), "Paul Fons");
  // With a second voice and somebody else in between it may be anybody's.
  EXPECT_EQ(
      SpeakerOf(ReadText("\"We lost again,\" said Zed Small.\n\n\"We were good,\" said Roma coach "
                         "Paul Fons.\n\nHugo Blank scored.\n\nIt rained.\n\nIt was late.\n\n\"I am "
                         "tired.\""),
                "I am"),
      "-");
}

TEST(Quotes, GoOnWhereNobodyElseIsSpokenOfBetween) {
  const std::string begin =
      "\"We lost again,\" said Hugo Blank.\n\n\"We were good,\" said Roma coach Paul Fons.\n\n";
  const std::string pause = "It rained.\n\nIt was late.\n\nThe lights went out.\n\n";
  EXPECT_EQ(SpeakerOf(ReadText(begin + pause + "\"I am tired.\""), "I am"), "Paul Fons");
  EXPECT_EQ(SpeakerOf(ReadText(begin + pause +
                               "Zed Small scored.\n\nIt rained.\n\nThey went.\n\n"
                               "\"I am tired.\""),
                      "I am"),
            "-");
}

TEST(Quotes, AreByTheSubjectWhoLaterRevealsSomething) {
  const Document document = ReadText(
      "Roma coach Paul Fons spoke to striker Zed Small, later revealing he is fit.\n\n\"He is "
      "good.\"");
  EXPECT_EQ(SpeakerOf(document, "He is good"), "Paul Fons");
}

TEST(Quotes, ThatNobodyIsNamedForAreByWhomTheSentenceInFrontIsAbout) {
  const Document document = ReadText(
      "Roma won at Lecce.\n\nZed Small spoke of his joy after the match.\n\n\"I am happy.\"");
  EXPECT_EQ(SpeakerOf(document, "I am"), "Zed Small");
}

TEST(Coreference, AFineGoalkeeperIsNoCoach) {
  const Document document = ReadText(
      "Everton goalkeeper Zed Small met Everton coach Paul Fons. Fons smiled, and Fons left. He is "
      "a "
      "fine goalkeeper.");
  EXPECT_EQ(Meant(document, "He"), "Zed Small");
}

TEST(Coreference, OfThoseWhoReportLittleIsTold) {
  const Document document = ReadText(
      "Everton want Zed Small.\n\nFabrizio Romano says that Roma will keep him. He added more.");
  EXPECT_EQ(Meant(document, "him"), "Zed Small");
  EXPECT_EQ(Meant(document, "He"), "Fabrizio Romano");
}

TEST(Coreference, TheClubOfACityIsTheOneThatTheArticleHas) {
  const Document document = ReadText(
      "Aston Villa signed Zed Small. Villa are happy. Small has scored for the Birmingham club.");
  EXPECT_EQ(Meant(document, "club"), "Aston Villa");
}

TEST(Coreference, AFormerMidfielderWasNoCoachThere) {
  const Document document = ReadText(
      "Owen Hargreaves asked for a new goalkeeper. Erik ten Hag smiled and Ten Hag left. The "
      "former "
      "Manchester United midfielder was serious.",
      "2023-04-20");
  EXPECT_EQ(Meant(document, "midfielder"), "Owen Hargreaves");
}

TEST(Coreference, SomebodyKnownByAGivenNameIsNotWhoeverHasItToo) {
  const Document document = ReadText(
      "Leeds want Rodrigo De Paul. Leeds have signed the forward Rodrigo from Valencia. De Paul "
      "waits.",
      "2020-09-10");
  EXPECT_EQ(Meant(document, "Rodrigo"), "Rodrigo");
  EXPECT_EQ(Meant(document, "De Paul"), "Rodrigo De Paul");
  // Where no club of his is named it is the one named in full.
  EXPECT_EQ(
      Meant(ReadText("Udinese keep Rodrigo De Paul. Rodrigo is happy.", "2020-09-10"), "Rodrigo"),
      "Rodrigo De Paul");
}

TEST(Quotes, OfWhoeverAddsSomethingAreThoseOfTheVoiceBefore) {
  const Document document = ReadText(
      "Roma coach Paul Fons was calm. \"We were good,\" said Fons. \"We won.\"\n\nZed Small scored "
      "three goals for Roma.\n\n\"That is all,\" he added.");
  EXPECT_EQ(SpeakerOf(document, "That is"), "Paul Fons");
}

TEST(Coreference, WhoeverIsToBeChairmanIsHimself) {
  const Document document = ReadText(
      "Everton will be sold.\n\nZed Small, who has owned a share since 2014, is set to be named as "
      "the new Everton chairman.");
  EXPECT_EQ(Meant(document, "chairman"), "Zed Small");
}

TEST(Coreference, WhomTheTextCallsTheBossIsAManager) {
  const Document document = ReadText(
      "Newcastle met Roma. Alan Shearer spoke, becoming the latest Newcastle boss to complain.",
      "2023-04-20");
  EXPECT_EQ(TypeOf(document, "Alan Shearer"), "manager");
}

TEST(Coreference, AKeeperWhoIsLeftToBeatIsOfTheOtherSide) {
  const Document document = ReadText(
      "Roma met Lazio. Roma striker Zed Small ran clear with only goalkeeper Hugo Blank to beat.");
  EXPECT_THAT(TitlesHeld(document), testing::Contains("goalkeeper: Hugo Blank @ Lazio"));
  const Document national = ReadText(
      "Roma met Lazio. Roma won, and Roma were good. The Japan midfielder Zed Small found Uwe Zeel "
      "with only goalkeeper Hugo Blank to beat.");
  EXPECT_THAT(TitlesHeld(national), testing::Contains("goalkeeper: Hugo Blank @ -"));
}

TEST(Coreference, TheClubWithAnotherBehindItIsNotThatOne) {
  const Document document = ReadText(
      "Roma are worried. Roma defender Zed Small is linked with an exit from the club with Lazio "
      "keeping an eye on him.");
  EXPECT_EQ(Meant(document, "club"), "Roma");
}

TEST(Coreference, SupportersAreNoClub) {
  const Document document = ReadText(
      "Roma beat Lazio.\n\n\"I say thank you to the supporters, they were great,\" said Roma coach "
      "Paul Fons.");
  EXPECT_EQ(Meant(document, "they"), "-");
}

TEST(Coreference, AShortNameIsTheClubThatIsNamedOrThatHasMostPeopleOfTheArticle) {
  const Document named = ReadText("Zed Small joined Newcastle. United won.", "2020-09-20");
  EXPECT_EQ(Meant(named, "United"), "Newcastle");
  const Document people =
      ReadText("Kevin De Bruyne and Phil Foden were rested. City won.", "2020-09-20");
  EXPECT_EQ(Meant(people, "City"), "Manchester City");
  const Document nobody = ReadText("Zed Small was rested. City won.", "2020-09-20");
  EXPECT_EQ(Meant(nobody, "City"), "-");
}

TEST(Coreference, WhatIsSaidOfAClubInFrontOfItsNameIsNoPartOfIt) {
  const Document document = ReadText("Newly-promoted Leeds want Zed Small.", "2020-09-20");
  EXPECT_EQ(Meant(document, "Leeds"), "Leeds");
}

TEST(Coreference, ABossMayOwnTheClub) {
  const Document document =
      ReadText("Alan Shearer met Zed Small. Small will earn more than his new boss.", "2023-04-20");
  EXPECT_EQ(TypeOf(document, "Alan Shearer"), "player");
}

TEST(Quotes, AnInternationalSpeaksOfHisClubWhereTheArticleDoes) {
  const Document document = ReadText(
      "England defender Chris Smalling helped Roma to win. Roma are third. Roma play on Sunday.\n\n"
      "\"We were good,\" said Smalling.");
  EXPECT_EQ(Meant(document, "We"), "Roma");
}

TEST(Quotes, AreByTheSubjectThatGoesOn) {
  const Document document =
      ReadText("Zed Small met England coach Paul Fons and admitted: \"It was hard.\"");
  EXPECT_EQ(SpeakerOf(document, "It was"), "Zed Small");
}

TEST(Coreference, WhoeverIsToDoSomethingIsTheSubjectOfIt) {
  const Document document = ReadText(
      "Roma were second after Uwe Zeel hit the post and it was left for captain Zed Small to win "
      "the "
      "match, only to see his effort saved.");
  EXPECT_EQ(Meant(document, "his"), "Zed Small");
}

TEST(Coreference, AnOpeningClauseIsNotOfWhoeverIsListedFurtherOn) {
  const Document document = ReadText(
      "Jim Fraser was at Chelsea. During his time there, he found Hugo Blank, Zed Small and Uwe "
      "Zeel.");
  EXPECT_EQ(Meant(document, "his"), "Jim Fraser");
  EXPECT_EQ(Meant(document, "he"), "Jim Fraser");
}

TEST(Coreference, NamesInTheMiddleAreLeftOut) {
  const Document document = ReadText("Lionel Messi waits. A letter names Lionel Andrés Messi.");
  EXPECT_EQ(Meant(document, "Lionel Messi"), "Lionel Messi");
  EXPECT_EQ(Meant(document, "Lionel Andrés Messi"), "Lionel Messi");
}

TEST(Coreference, AProspectOfSomethingIsNobody) {
  const Document document = ReadText(
      "Everton met Zed Small. Small was tempted by the prospect of a move, and the executive board "
      "knew it.");
  EXPECT_EQ(Meant(document, "prospect"), "?");
  EXPECT_EQ(Meant(document, "executive"), "?");
}

TEST(Coreference, NoNationIsTheRivalOfAClub) {
  const Document document = ReadText(
      "Arsenal announced the arrival of the Germany international Zed Small from their London "
      "rivals.");
  EXPECT_EQ(Meant(document, "rivals"), "-");
}

TEST(Coreference, APlayerWhoseCareerIsNotOverIsStillAPlayer) {
  const Document document =
      ReadText("Yaya Toure says he will not retire. The veteran midfielder is without a club.",
               "2024-09-11");
  EXPECT_EQ(Meant(document, "midfielder"), "Yaya Toure");
}

TEST(Coreference, AParentClubIsNotTheClubWhereHeIs) {
  const Document document = ReadText(
      "Roma midfielder Zed Small is on loan from Lazio.\n\nSmall will not return to his parent "
      "club.");
  EXPECT_EQ(Meant(document, "club"), "-");
}

TEST(Quotes, GoOnWithTheVoiceOfTheSentenceBefore) {
  const Document document = ReadText(
      "The club wrote: \"We are thrilled to bring Paul Fons here,\" said Roma chairman Hugo "
      "Blank. \"He is a good coach.\"");
  EXPECT_EQ(SpeakerOf(document, "He is"), "Hugo Blank");
}

TEST(Coreference, TheTeamThatACoachSpeaksOfIsHisOwn) {
  const std::string opening =
      "Lazio president Zeno Petrak spoke of Lazio. At Lazio, Lazio expect to win. ";
  EXPECT_EQ(Meant(ReadText(opening + "Roma coach Paul Fons praised the whole team."), "team"),
            "Roma");
}

TEST(Coreference, TheyAreNotTheClubWhoseGroundItWas) {
  EXPECT_EQ(
      Meant(ReadText("Leicester striker Jamie Vardy scored at the Etihad as they won."), "they"),
      "Leicester");
}

TEST(Coreference, TheirRivalsAreTheOneOtherClubAround) {
  EXPECT_EQ(
      Meant(ReadText("Smalling scored against Lazio as Roma beat their city rivals."), "rivals"),
      "Lazio");
  EXPECT_EQ(
      Meant(ReadText("When Lazio and Inter won, Roma caught up with their rivals."), "rivals"),
      "-");
  EXPECT_EQ(Meant(ReadText("Lazio lost. Roma began later than most of their rivals."), "rivals"),
            "-");
}

TEST(Coreference, ADescriptionOfSomebodyOnLoanNamesEitherClub) {
  const std::string opening = "Roma do not want to give Chris Smalling back. ";
  EXPECT_EQ(Meant(ReadText(opening + "The Manchester United defender came in August."), "defender"),
            "Chris Smalling");
  EXPECT_EQ(Meant(ReadText(opening + "The Roma defender came in August."), "defender"),
            "Chris Smalling");
  // He was there, but long ago; and there he never was.
  EXPECT_EQ(Meant(ReadText(opening + "The Fulham defender came in August."), "defender"), "-");
  EXPECT_EQ(Meant(ReadText(opening + "The Arsenal defender came in August."), "defender"), "-");
  // Where the text tells his club, it is that one.
  EXPECT_EQ(Meant(ReadText("Roma defender Chris Smalling is happy. The Manchester United defender "
                           "came in August."),
                  "defender"),
            "-");
}

TEST(Quotes, AreNotByWhoeverTheWriterPutsInBrackets) {
  const Document document = ReadText(
      "Roma boss Paul Fons was clear about Zed Small:\n\n\"For me he [Small] is important.\"");
  EXPECT_EQ(SpeakerOf(document, "For me"), "Paul Fons");
}

TEST(Quotes, AreNotByWhomTheirSpeakerIsDescribed) {
  const Document document = ReadText(
      "Paul Fons, who brought Zed Small to Everton in 1997, added: \"He was a joy to watch.\"");
  EXPECT_EQ(SpeakerOf(document, "a joy"), "Paul Fons");
}

TEST(Quotes, AreByAPersonRatherThanABodyNamedAfterHim) {
  const Document document = ReadText(
      "Roma drew with Lecce.\n\nRoma defender Zed Small, now a youth team coach at the club, said: "
      "\"It is good news for all of us and we are glad.\"");
  EXPECT_EQ(SpeakerOf(document, "It is"), "Zed Small");
}

TEST(Quotes, AreByWhoeverStandsBehindWhateverVerbGoesOnFromThem) {
  EXPECT_EQ(SpeakerOf(ReadText("\"We won it all,\" savoured Zed Small."), "We won"), "Zed Small");
  EXPECT_EQ(SpeakerOf(ReadText("\"We lost it all,\" groused Zed Small."), "We lost"), "Zed Small");
  EXPECT_EQ(SpeakerOf(ReadText("Coach Paul Fons hailed \"a great start for us, the lads were "
                               "superb and they know it.\""),
                      "the lads"),
            "Paul Fons");
}

TEST(Quotes, AreByWhoeverIsNamedRightBeforeThem) {
  const Document document = ReadText(
      "Roma won at Lecce.\n\n- Lecce coach Paul Fons \"We were poor in all that we did today. "
      "I am angry.\"");
  EXPECT_EQ(SpeakerOf(document, "We were"), "Paul Fons");
}

TEST(Quotes, InWhichSomebodyIsNamedAreNotHisByGuess) {
  const Document document = ReadText(
      "\"I am happy here,\" Zed Small said.\n\nRoma director Paul Fons also spoke of the "
      "deal.\n\n\"Small has been superb for us.\"");
  EXPECT_EQ(SpeakerOf(document, "Small has"), "Paul Fons");
}

TEST(Quotes, MayBeMarkedTwiceOver) {
  const Document document =
      ReadText("Roma coach Paul Fons said: \xE2\x80\x9C\"He ran all day. He was superb.\"");
  EXPECT_EQ(SpeakerOf(document, "He was"), "Paul Fons");
}

TEST(Quotes, BelongToWhoeverSaysThem) {
  const Document document = ReadText(
      "Arsenal manager Hugo Blank was asked. \"It was hard,\" said Blank. \"We won.\"\n\n"
      "Everton coach Paul Fons replied: \"We lost.\"\n\n\"That was bad,\" he added.");
  EXPECT_EQ(SpeakerOf(document, "It was hard"), "Hugo Blank");
  EXPECT_EQ(SpeakerOf(document, "We won"), "Hugo Blank");
  EXPECT_EQ(SpeakerOf(document, "We lost"), "Paul Fons");
  EXPECT_EQ(SpeakerOf(document, "That was bad"), "Paul Fons");
}

TEST(Quotes, WeIsTheSpeakersClub) {
  const Document document = ReadText(
      "Roma sporting director Zeno Petrak said: \"We are happy with Zed Small and he knows it. I "
      "like him.\"");
  EXPECT_EQ(Meant(document, "We"), "Roma");
  EXPECT_EQ(Meant(document, "he"), "Zed Small");
  EXPECT_EQ(Meant(document, "I"), "Zeno Petrak");
}

TEST(Quotes, RunOverParagraphs) {
  const Document document = ReadText(
      "Roma boss Paul Fons told Sky Sports:\n\n\"We played well.\n\n\"We should have "
      "won.\"\n\nThen he left.");
  EXPECT_EQ(SpeakerOf(document, "We played"), "Paul Fons");
  EXPECT_EQ(SpeakerOf(document, "We should"), "Paul Fons");
  EXPECT_EQ(SpeakerOf(document, "Then he"), "?");
}

TEST(Quotes, KeepWhoPassedThemOn) {
  const Document document =
      ReadText("Per MailOnline's Aldo Cagna, Roma director Zeno Petrak said: \"We are happy.\"");
  ASSERT_EQ(document.quotes.size(), 1U);
  ASSERT_EQ(document.quotes[0].relays.size(), 2U);
  EXPECT_EQ(document.entities[document.quotes[0].relays[0]].name, "MailOnline");
}

TEST(Quotes, AFewWordsInsideASentenceAreAFragment) {
  const Document document =
      ReadText("Hugo Blank called it \"brilliant\" and left. \"It was, he said.\"");
  ASSERT_EQ(document.quotes.size(), 2U);
  EXPECT_TRUE(document.quotes[0].fragment);
  EXPECT_FALSE(document.quotes[1].fragment);
}

TEST(Quotes, EndWhereTheirSpeakerIsNamed) {
  const Document document = ReadText(
      "Striker Zed Small said: 'I like it here. It is good. Small celebrates his goal late on . He "
      "left.");
  EXPECT_EQ(SpeakerOf(document, "It is good"), "Zed Small");
  EXPECT_EQ(SpeakerOf(document, "Small celebrates"), "?");
}

TEST(Attributions, GiveTheWordsOfOthersWithoutMarks) {
  const Document document = ReadText(
      "Roma want Zed Small, according to Hugo Blank. Zeno Petrak said Roma had won. Everton "
      "reportedly lost.");
  ASSERT_EQ(document.attributions.size(), 3U);
  EXPECT_EQ(document.entities[document.attributions[0].speaker].name, "Hugo Blank");
  EXPECT_EQ(document.entities[document.attributions[1].speaker].name, "Zeno Petrak");
  EXPECT_TRUE(document.attributions[2].unnamed);
}

/// The club of the person, by its name; "-" if none is known.
std::string ClubOf(const Document& document, std::string_view person) {
  for (const Entity& entity : document.entities) {
    if (entity.name == person && entity.affiliation != kNone) {
      return document.entities[entity.affiliation].name;
    }
  }
  return "-";
}

constexpr std::string_view kReport =
    "Everton 2-1 Fulham\n\n"
    "Ugo Fenwick crossed for Dan Ostrom, whose header beat Everton in vain. Everton goalkeeper Sam "
    "Pikestaff and Everton captain Lee Brodie were proud, and so was Everton winger Tim Marlow.\n\n"
    "Pikestaff, Brodie, Kemble, Marlow (Tarn 60), Ludd, Fenwick, Orme, Pell, Quist, Rusk, "
    "Salt.\n\n";

TEST(LineUps, TellWhosePlayersAre) {
  const Document document = ReadText(kReport);
  EXPECT_EQ(ClubOf(document, "Ugo Fenwick"), "Everton");
  EXPECT_EQ(ClubOf(document, "Dan Ostrom"), "-");
}

TEST(LineUps, ALabelNamesTheirClub) {
  const Document document = ReadText(
      std::string(kReport) +
      "Fulham (4-4-2): Abbs, Bray, Cobb, Ostrom, Eddy, Fink, Gage, Hobb, Ives, Judd, Kipp.\n");
  EXPECT_EQ(ClubOf(document, "Ugo Fenwick"), "Everton");
  EXPECT_EQ(ClubOf(document, "Dan Ostrom"), "Fulham");
}

TEST(LineUps, ASentenceWithManyCommasIsNone) {
  const Document document = ReadText(
      "Everton goalkeeper Sam Pikestaff, Everton captain Lee Brodie and Everton winger Tim Marlow "
      "won.\n\nPikestaff, Brodie, Marlow, Ugo Fenwick, Orme, Pell, Quist, Rusk, Salt and others "
      "were seen in town.\n");
  EXPECT_EQ(ClubOf(document, "Ugo Fenwick"), "-");
}

}  // namespace
}  // namespace rondo::articles
