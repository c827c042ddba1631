// Stage 8: praise and blame in what somebody says, told by words that judge.

#include "tools/articles/verdicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// "praised-by Zed Small > Paul Fons" for every verdict in a text.
std::vector<std::string> VerdictsIn(std::string_view text) {
  const Document document = ReadText(text);
  std::vector<Candidate> candidates;
  FindVerdicts(document, SharedRules(), candidates);
  std::vector<std::string> verdicts;
  for (const Candidate& candidate : candidates) {
    const Fact& fact = candidate.fact;
    EXPECT_EQ(fact.speaker, fact.object);
    verdicts.push_back(std::string(InfoOf(fact.relation).name) + " " +
                       document.entities[fact.subject].name + " > " +
                       document.entities[fact.object].name);
  }
  return verdicts;
}

/// The same where the matches that the rules find are known beforehand.
std::vector<std::string> JudgementsIn(std::string_view text) {
  Document document = ReadText(text);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  std::vector<std::string> judgements;
  for (const Fact& fact : document.facts) {
    if (IsJudgement(fact.relation)) {
      judgements.push_back(std::string(InfoOf(fact.relation).name) + " " +
                           document.entities[fact.subject].name + " > " +
                           document.entities[fact.object].name);
    }
  }
  return judgements;
}

/// In the words of a coach of Everton who speaks of Zed Small.
std::vector<std::string> VerdictsSaid(const std::string& words) {
  return VerdictsIn(
      "Everton coach Paul Fons watched striker Zed Small score at Leeds.\n\nFons said: \"" + words +
      "\"");
}

TEST(Verdicts, AreGivenOnTheSubject) {
  EXPECT_THAT(VerdictsSaid("Small has outstanding pace."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Leeds were shambolic at the back."),
              ElementsAre("criticised-by Leeds > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Small and Hugo Blank were superb."),
              UnorderedElementsAre("praised-by Zed Small > Paul Fons",
                                   "praised-by Hugo Blank > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I saw Small, and Small's attitude was exemplary."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OnUsAreGivenOnTheClubOfTheSpeaker) {
  EXPECT_THAT(VerdictsSaid("We were sloppy."), ElementsAre("criticised-by Everton > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("The lads were outstanding."),
              ElementsAre("praised-by Everton > Paul Fons"));
}

TEST(Verdicts, AreGivenByWhatTheSpeakerFeels) {
  EXPECT_THAT(VerdictsSaid("I loved the way Small reacted."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I can't speak highly enough of Small."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("You have to give Small a lot of credit."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I was delighted with all the players."),
              ElementsAre("praised-by Everton > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I was disappointed with Small's attitude."),
              ElementsAre("criticised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I am not happy with Small."),
              ElementsAre("criticised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OfWhatOthersFeelOrWouldFeelAreNone) {
  EXPECT_THAT(VerdictsSaid("The fans are delighted with Small."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("I would be proud of Small if he came."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("I respect Small's decision."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("I can ask more of Small."), IsEmpty());
}

TEST(Verdicts, NotJustIsNoDenial) {
  EXPECT_THAT(VerdictsSaid("Small is not just a great player."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OnAClubAreGivenOnTheOneSpokenOf) {
  EXPECT_THAT(VerdictsSaid("I know Leeds well. It is a huge club."),
              ElementsAre("praised-by Leeds > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("I dreamt of such a prestigious club like Roma."),
              ElementsAre("praised-by Roma > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("They all want to play for huge clubs."), IsEmpty());
}

TEST(Verdicts, OnAClubThatIsLeftAreNotOnTheNextOne) {
  EXPECT_THAT(VerdictsSaid("I bid farewell to this incredible team."), IsEmpty());
}

TEST(Verdicts, WhatIsOnlyWishedForOrAskedIsNone) {
  EXPECT_THAT(VerdictsSaid("Small must be brilliant on Saturday."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("If Small is brilliant we win."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("Was Small brilliant?"), IsEmpty());
}

TEST(Verdicts, OnOtherThingsJudgeNobody) {
  EXPECT_THAT(VerdictsSaid("Small had a great opportunity."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("Small's injury was terrible."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("Small met great players."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("It is good to be back."), IsEmpty());
}

TEST(Verdicts, MayStandBeforeTheSubject) {
  EXPECT_THAT(VerdictsSaid("It shows how clever Small is."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("We know the great quality that Small has."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, MayBeAFewQuotedWords) {
  EXPECT_THAT(VerdictsIn("Everton coach Paul Fons believes Zed Small has 'all the attributes'."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, MayBeNounsThatJudgeAClub) {
  EXPECT_THAT(VerdictsSaid("I know Leeds well. It is an institution."),
              ElementsAre("praised-by Leeds > Paul Fons"));
}

TEST(Verdicts, OnTheOtherSideAreOnWhomTheClubMet) {
  const std::string begin = "Everton lost 2-0 to Leeds.\n\nEverton coach Paul Fons said: \"";
  EXPECT_THAT(JudgementsIn(begin + "We played against a superb side.\""),
              ElementsAre("praised-by Leeds > Paul Fons"));
  EXPECT_THAT(JudgementsIn(begin + "We met the best team of the league.\""),
              testing::Not(testing::Contains("praised-by Everton > Paul Fons")));
}

TEST(Verdicts, OnASigningAreOnWhomIsSpokenOf) {
  EXPECT_THAT(VerdictsSaid("It is a superb signing."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("It was outstanding from Small."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, MayHaveWordsOfDegreeInThem) {
  EXPECT_THAT(VerdictsSaid("Small has been very successful here."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Leeds were a lot better than us."),
              ElementsAre("praised-by Leeds > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Small has been here very often."), IsEmpty());
}

TEST(Verdicts, MayStandRightBeforeAName) {
  EXPECT_THAT(VerdictsSaid("We want to see the really great Small of last year."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("We will all be there on Good Friday."), IsEmpty());
}

TEST(Verdicts, OnBothAreOnTheTwoNamedLast) {
  EXPECT_THAT(
      VerdictsIn("Everton coach Paul Fons met striker Zed Small and defender Hugo Blank.\n\nFons "
                 "said: \"There is no shame in losing to Blank or Small. They are both superb.\""),
      UnorderedElementsAre("praised-by Zed Small > Paul Fons",
                           "praised-by Hugo Blank > Paul Fons"));
}

TEST(Verdicts, InIndirectSpeechMayStandBehindARelativeClause) {
  EXPECT_THAT(VerdictsIn("Everton coach Paul Fons said Zed Small, who has 20 caps, was an "
                         "\"accomplished and exciting forward\"."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OnADeedAreOnWhoeverDidIt) {
  EXPECT_THAT(VerdictsSaid("It was a fantastic performance by us."),
              ElementsAre("praised-by Everton > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("That was a superb goal from Small."),
              ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OnPeopleAreOnThoseWhoAreNamedAsSuch) {
  EXPECT_THAT(VerdictsSaid("They have brilliant players like Zed Small."),
              Contains("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("It is a good side with a fantastic striker in Small."),
              Contains("praised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("We need brilliant players like Zed Small."), IsEmpty());
}

TEST(Verdicts, OnThePlayersAreOnTheSpeakersOwnSide) {
  EXPECT_THAT(VerdictsSaid("The players ran hard all day."),
              ElementsAre("praised-by Everton > Paul Fons"));
}

TEST(Verdicts, AreNotOnTheObject) {
  EXPECT_THAT(VerdictsSaid("It made us look foolish."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("For Zed Small the abuse is terrible."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("Leeds bought brilliant players."), IsEmpty());
}

TEST(Verdicts, OfAClubAreNeverItsOwnWhereSomebodySaysI) {
  EXPECT_THAT(VerdictsIn("Everton met Leeds.\n\nLeeds said: \"I think Everton were superb.\""),
              IsEmpty());
}

TEST(Verdicts, InIndirectSpeechAreOnItsFirstWords) {
  EXPECT_THAT(VerdictsIn("Everton coach Paul Fons admitted that his current squad is not at the "
                         "level."),
              ElementsAre("criticised-by Everton > Paul Fons"));
  EXPECT_THAT(VerdictsIn("Everton coach Paul Fons spoke after a superb win by Leeds."), IsEmpty());
}

TEST(Verdicts, ThatAreDeniedTurnRound) {
  EXPECT_THAT(VerdictsSaid("Small does not run enough."),
              ElementsAre("criticised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Small runs enough."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("We do not have enough players."), IsEmpty());
  EXPECT_THAT(VerdictsSaid("Small was not good enough."),
              ElementsAre("criticised-by Zed Small > Paul Fons"));
  EXPECT_THAT(VerdictsSaid("Small was not bad."), IsEmpty());
}

TEST(Verdicts, AreOnWhomTheWriterSaysTheyAreAbout) {
  EXPECT_THAT(
      VerdictsIn("Everton coach Paul Fons met Hugo Blank.\n\n\"He was superb,\" Fons said of "
                 "striker Zed Small."),
      ElementsAre("praised-by Zed Small > Paul Fons"));
}

TEST(Verdicts, OnAPerformanceThatIsNobodysAreOnTheSpeakersOwnSide) {
  const std::string told = "Everton beat Leeds 2-0.\n\nEverton coach Paul Fons said: ";
  EXPECT_THAT(JudgementsIn(told + "\"It was a really good performance today.\""),
              ElementsAre("praised-by Everton > Paul Fons"));
  EXPECT_THAT(JudgementsIn(told + "\"The performance was very good today.\""),
              ElementsAre("praised-by Everton > Paul Fons"));
  EXPECT_THAT(JudgementsIn(told + "\"It was a really good performance by Leeds.\""),
              Not(Contains("praised-by Everton > Paul Fons")));
  EXPECT_THAT(JudgementsIn("Everton coach Paul Fons was in Rome. Fons said: \"It was a really good "
                           "performance.\""),
              IsEmpty());
}

TEST(Verdicts, OnThemAreOnTheOtherSideUnlessHeSpeaksOfHisPlayers) {
  const std::string told = "Everton lost 2-0 to Leeds.\n\nEverton coach Paul Fons said: ";
  EXPECT_THAT(JudgementsIn(told + "\"They defended really well.\""),
              ElementsAre("praised-by Leeds > Paul Fons"));
  EXPECT_THAT(JudgementsIn(told + "\"I told the lads. They defended really well.\""),
              Not(Contains("praised-by Leeds > Paul Fons")));
}

}  // namespace
}  // namespace rondo::articles
