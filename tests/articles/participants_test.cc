// Stage 8: who takes part in a competition, where neither a clause nor a match says so.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(Participants, FixturesBelongToTheHeadingAboveThem) {
  const auto facts = FactsOf(
      "Football is back this weekend, and Everton are glad of it.\n\n"
      "League One\n\nIpswich v Sunderland (1pm)\n\nPeterborough 2-1 Blackpool\n\n"
      "Premier League results:\n\nLeeds v Burnley\n\n"
      "Fulham were not to be seen, for their boss had given all of them the whole week off.\n\n"
      "Wolves v Brentford");
  EXPECT_THAT(facts, Contains(HasSubstr("plays-in Sunderland > League One")));
  EXPECT_THAT(facts, Contains(HasSubstr("plays-in Blackpool > League One")));
  EXPECT_THAT(facts, Contains(HasSubstr("plays-in Burnley > Premier League")));
  EXPECT_THAT(facts, Each(Not(HasSubstr("plays-in Wolves"))));
}

TEST(Participants, AClubThatTheLeagueIsKnownNotToHaveIsNotInIt) {
  constexpr std::string_view kList =
      "Premier League trio Everton, Burnley and Wigan like him. Ward made 40 Premier League "
      "appearances for Wigan.";
  EXPECT_THAT(FactsOf(kList, "2012-01-30"),
              Contains(HasSubstr("plays-in Wigan > Premier League 2012-01-30")));
  EXPECT_THAT(FactsOf("Premier League trio Everton, Burnley and Wigan like him.", "2017-01-30"),
              AllOf(Contains(HasSubstr("plays-in Burnley > Premier League")),
                    Each(Not(HasSubstr("plays-in Wigan")))));
  // Women's teams are others.
  EXPECT_THAT(FactsOf("The Women's Super League begins. Everton Women beat Durham Women. "
                      "Premier League trio Everton, Burnley and Wigan like her.",
                      "2017-01-30"),
              Contains(HasSubstr("plays-in Wigan Women > Premier League")));
}

TEST(Participants, OfTheNextSeasonThatNobodyKnowsAsYetTheLastOneTells) {
  constexpr std::string_view kList = "Premier League trio Everton, Burnley and Wigan like him.";
  EXPECT_THAT(FactsOf(kList, "2026-04-30"), Each(Not(HasSubstr("plays-in Wigan"))));
  EXPECT_THAT(FactsOf(kList, "2026-08-30"), Contains(HasSubstr("plays-in Wigan")));
}

TEST(Participants, WhoIsMeantByALeagueTheRegisterTells) {
  EXPECT_THAT(FactsOf("Everton will listen to offers for Zed Small. Wigan were first to ask. The "
                      "Championship club have now gone away.",
                      "2018-10-30"),
              AllOf(Contains(HasSubstr("plays-in Wigan > Championship")),
                    Each(Not(HasSubstr("plays-in Everton > Championship")))));
  constexpr std::string_view kBoth =
      "Lazio want Zed Small, whom Everton and Burnley like. Both Premier League sides have seen "
      "him.";
  EXPECT_THAT(FactsOf(kBoth, "2018-10-30"),
              AllOf(Contains(HasSubstr("plays-in Everton > Premier League")),
                    Contains(HasSubstr("plays-in Burnley > Premier League"))));
  // Two were not there then.
  EXPECT_THAT(FactsOf(kBoth, "2012-10-30"), Each(Not(HasSubstr("plays-in Everton"))));
}

TEST(Participants, ClubsCountedAmongThoseOfALeagueAreInIt) {
  EXPECT_THAT(
      FactsOf("Leeds, Everton and Burnley are among the Premier League clubs who like him."),
      AllOf(Contains(HasSubstr("plays-in Leeds > Premier League")),
            Contains(HasSubstr("plays-in Burnley > Premier League"))));
  EXPECT_THAT(FactsOf("Several Premier League clubs have called him, including Leeds and Everton."),
              AllOf(Contains(HasSubstr("plays-in Leeds > Premier League")),
                    Contains(HasSubstr("plays-in Everton > Premier League"))));
  EXPECT_THAT(FactsOf("Premier League trio Leeds, Everton and Burnley like him."),
              Contains(HasSubstr("plays-in Burnley > Premier League")));
  EXPECT_THAT(FactsOf("Several Premier League clubs like him, including Leeds. Blackpool are sad."),
              Each(Not(HasSubstr("plays-in Blackpool"))));
  EXPECT_THAT(FactsOf("Roma and Parma are among the Premier League clubs' old foes."),
              Each(Not(HasSubstr("plays-in Roma > Premier League"))));
}

TEST(Participants, TheOtherSideOfACupTieIsInTheCup) {
  EXPECT_THAT(FactsOf("Ward was hurt in the League Cup fourth-round tie at lowly Leeds."),
              Contains(HasSubstr("plays-in Leeds > League Cup")));
  EXPECT_THAT(FactsOf("The Super Cup between Sevilla and Roma is sold out."),
              AllOf(Contains(HasSubstr("plays-in Sevilla > UEFA Super Cup")),
                    Contains(HasSubstr("plays-in Roma > UEFA Super Cup"))));
  EXPECT_THAT(FactsOf("They are closer to Champions League football after a win over Bournemouth."),
              Each(Not(HasSubstr("plays-in Bournemouth > Champions League"))));
  EXPECT_THAT(FactsOf("After the Champions League exit at the hands of Roma striker Zed Small."),
              Each(Not(HasSubstr("plays-in Roma > Champions League"))));
}

TEST(Participants, WhoIsInAGroupIsInItsCup) {
  EXPECT_THAT(FactsOf("Ward missed the Champions League draw, where Roma were put into a group "
                      "with Lyon and Sevilla."),
              AllOf(Contains(HasSubstr("plays-in Lyon > Champions League")),
                    Contains(HasSubstr("plays-in Sevilla > Champions League"))));
  EXPECT_THAT(FactsOf("Roma came through after finishing ahead of Lyon in Group A of the Champions "
                      "League."),
              Contains(HasSubstr("plays-in Lyon > Champions League")));
}

TEST(Participants, ASentenceThatOpensWithALeagueIsAboutIt) {
  EXPECT_THAT(FactsOf("Elsewhere in the Bundesliga, Wolfsburg kept up their pursuit of Freiburg."),
              Contains(HasSubstr("plays-in Freiburg > Bundesliga")));
  EXPECT_THAT(FactsOf("In the Bundesliga, Wolfsburg bought a player from Freiburg."),
              Each(Not(HasSubstr("plays-in Freiburg > Bundesliga"))));
  EXPECT_THAT(FactsOf("Fans of the Bundesliga like Wolfsburg's pursuit of Freiburg."),
              Each(Not(HasSubstr("plays-in Freiburg > Bundesliga"))));
}

TEST(Participants, WhoIsCalledByALeagueIsInItAndNotTheOthersOfTheSentence) {
  const auto facts =
      FactsOf("Wigan won 4-2 at Leeds, a fine win over their Premier League opponents.");
  EXPECT_THAT(facts, Contains(HasSubstr("plays-in Leeds > Premier League")));
  EXPECT_THAT(facts, Each(Not(HasSubstr("plays-in Wigan"))));
  EXPECT_THAT(FactsOf("Leeds are sad. The Premier League strugglers have sold him to Wigan."),
              Contains(HasSubstr("plays-in Leeds > Premier League")));
}

TEST(Participants, WhoseLeagueCupItIsTheClubsTell) {
  EXPECT_THAT(FactsOf("Celtic beat Hearts in the League Cup semi-final."),
              Contains(HasSubstr("plays-in Celtic > Scottish League Cup")));
  EXPECT_THAT(FactsOf("Leeds beat Fulham in the League Cup semi-final."),
              Contains(HasSubstr("plays-in Fulham > League Cup")));
  EXPECT_THAT(FactsOf("Celtic beat Dundee 2-0 in the Premiership."),
              Contains(HasSubstr("plays-in Dundee > Scottish Premiership")));
}

TEST(Participants, TheEurosAreThoseOfTheYear) {
  EXPECT_THAT(FactsOf("Euro 2024 is near. Ukraine have qualified for the Euros.", "2024-05-10"),
              AllOf(Contains(HasSubstr("plays-in Ukraine > Euro 2024")),
                    Each(Not(HasSubstr("European Championship")))));
  EXPECT_THAT(FactsOf("Ukraine have qualified for the Euros.", "2024-05-10"),
              Contains(HasSubstr("plays-in Ukraine > European Championship")));
  EXPECT_THAT(
      FactsOf("England Women beat France Women. The Lionesses have qualified for the Euros.",
              "2022-05-10"),
      Contains(HasSubstr("plays-in England Women > Women's Euro")));
}

TEST(Participants, AMatchIsOfNoCompetitionThatASideIsKnownNotToBeIn) {
  // Burnley were not in Europe.
  EXPECT_THAT(
      FactsOf("The Europa League is over for Wolves, and their Premier League weekend began "
              "with a 2-1 win over Burnley.",
              "2020-09-10"),
      AllOf(Contains(HasSubstr("plays-in Burnley > Premier League")),
            Each(Not(HasSubstr("plays-in Burnley > Europa League")))));
}

TEST(Participants, WhoDroppedOutOfACupIsInTheNextOne) {
  EXPECT_THAT(FactsOf("The Europa League goes on.\n\nIn the round of 32 Champions League dropouts "
                      "Ajax face Lyon, and Braga meet Genk."),
              AllOf(Contains(HasSubstr("plays-in Braga > Europa League")),
                    Each(Not(HasSubstr("plays-in Braga > Champions League")))));
}

TEST(Participants, OtherMatchesAreNotOfACupOfOneMatch) {
  EXPECT_THAT(FactsOf("Chelsea lost the UEFA Super Cup. They are in the Europa League now. Lyon "
                      "face Braga."),
              Each(Not(HasSubstr("> UEFA Super Cup"))));
}

}  // namespace
}  // namespace rondo::articles
