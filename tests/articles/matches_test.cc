// Stage 8: whose match it was, and who scored in it, where the sentence does not say all of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(MatchSides, APersonStandsForTheClubHePlaysFor) {
  EXPECT_THAT(FactsOf("Lazio are third. Roma striker Zed Small missed the defeat to Parma."),
              Contains(HasSubstr("beat Parma > Roma")));
}

TEST(MatchSides, WhereAnotherMatchWasIsNoSideOfThisOne) {
  EXPECT_THAT(FactsOf("Roma have a new captain. Zed Small of Roma, who shone in the win at Lecce, "
                      "was dropped for the defeat to Parma."),
              Each(Not(HasSubstr("beat Parma > Lecce"))));
}

TEST(MatchSides, WhoDidItForAClubDidItInItsMatch) {
  EXPECT_THAT(
      FactsOf("Lazio signed Zed Small, whose last outing for Roma was the 1-0 loss to Parma."),
      Contains(HasSubstr("beat Parma > Roma")));
}

TEST(MatchSides, WordsMayDescribeTheOtherSide) {
  EXPECT_THAT(FactsOf("Tom Hale of Leeds scored late to secure a 2-1 victory at reeling Everton."),
              AllOf(Contains(HasSubstr("beat Leeds > Everton")),
                    Each(Not(HasSubstr("beat Everton > Leeds")))));
}

TEST(MatchSides, WhoTakesPartInTheNextClauseIsNotOnTheList) {
  EXPECT_THAT(FactsOf("Leeds are fifth after the win over Everton and took their place."),
              Contains(HasSubstr("beat Leeds > Everton")));
  EXPECT_THAT(FactsOf("After the win over Everton, Burnley legend Tom Hale praised Leeds."),
              Each(Not(HasSubstr("beat Leeds > Burnley"))));
}

TEST(MatchSides, AResultWithoutTheOtherSideIsOfTheMatchThatTheArticleOpensWith) {
  EXPECT_THAT(FactsOf("Tom Hale saved a penalty at Everton. He has waited long. His family was "
                      "glad. His save in Leeds's 1-0 win was his third."),
              Contains(HasSubstr("beat Leeds > Everton")));
  EXPECT_THAT(FactsOf("Tom Hale saved a penalty at Everton and one at Fulham. He has waited long. "
                      "His family was glad. His save in Leeds's 1-0 win was his third."),
              Each(Not(HasSubstr("beat Leeds"))));
}

TEST(MatchSides, WhoWonTheCupWonItsFinal) {
  EXPECT_THAT(FactsOf("Leeds won the League Cup last season. Tom Hale of Leeds shone in the final "
                      "against Fulham."),
              Contains(HasSubstr("beat Leeds > Fulham")));
  EXPECT_THAT(FactsOf("Leeds are in the League Cup. Tom Hale of Leeds shone in the final against "
                      "Fulham."),
              Each(Not(HasSubstr("beat "))));
}

TEST(MatchSides, ItIsAClubWhereItDoesWhatClubsDo) {
  EXPECT_THAT(FactsOf("Inter is eighth in Serie A. It faces Parma on Sunday."),
              Contains(HasSubstr("played-against Inter Milan > Parma")));
  EXPECT_THAT(FactsOf("Inter is eighth in Serie A. It is Parma that face Roma on Sunday."),
              Each(Not(HasSubstr("played-against Inter Milan"))));
}

TEST(MatchSides, NationsMeetNationsOnly) {
  EXPECT_THAT(FactsOf("Roma defender Zed Small limped off in the friendly against Norway."),
              Each(Not(HasSubstr("played-against Roma"))));
}

TEST(ToldMatches, TheSentenceThatNamesBothSidesIsBelieved) {
  EXPECT_THAT(FactsOf("Zed Small of Lazio watched Roma lose to Parma in the tie with Parma."),
              Each(Not(HasSubstr("Lazio > Parma"))));
}

TEST(ToldMatches, AResultBelongsToTheMatchToldBefore) {
  EXPECT_THAT(FactsOf("Roma entertained Parma on Friday. Roma lost 2-0."),
              Contains(HasSubstr("beat Parma > Roma")));
  EXPECT_THAT(FactsOf("Roma entertained Parma on Friday. Roma could lose 2-0."),
              Each(Not(HasSubstr("beat"))));
}

TEST(ToldMatches, WhoseNameStandsBehindAWinForWonIt) {
  EXPECT_THAT(
      FactsOf("Zed Small dented Lazio's hopes with the goal that made it a fine 1-0 win for "
              "lowly Parma."),
      Contains(HasSubstr("beat Parma > Lazio")));
}

TEST(ToldMatches, AReportIsAboutTwoClubs) {
  EXPECT_THAT(FactsOf("Roma fell short on a night of rain. Parma sat deep and Parma waited for "
                      "Roma to tire. Roma had the ball, Parma the better header in each box. "
                      "Parma defender Zed Small headed home a minute before the interval."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(FactsOf("Roma want to keep him. Parma like Roma, and Roma like Parma, said Parma "
                      "today. Parma defender Zed Small headed home before the rain began."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, WhoCrossedOrWhoseChanceItWasDidNotScore) {
  EXPECT_THAT(FactsOf("Roma beat Parma. Roma striker Zed Small thought he had equalised."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(
      FactsOf("Roma beat Parma. A winner from a Roma defender Zed Small corner was enough."),
      Each(Not(HasSubstr("scored-against"))));
}

}  // namespace
}  // namespace rondo::articles
