// Stage 8: what clubs have won, where no rule says so in one clause.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(Trophies, AListOfThemIsWonWithTheClubBesideIt) {
  const auto facts = FactsOf(
      "Tom Ward won three Premier League titles, two FA Cups and the Champions League in 2008 "
      "during his time at Everton, and the Copa del Rey with Sevilla.");
  EXPECT_THAT(facts, Contains(HasSubstr("won-competition Everton > Premier League")));
  EXPECT_THAT(facts, Contains(HasSubstr("won-competition Everton > FA Cup")));
  EXPECT_THAT(facts, Contains("won-competition Everton > Champions League 2008"));
  EXPECT_THAT(facts, Each(Not(HasSubstr("won-competition Sevilla > FA Cup"))));
  EXPECT_THAT(FactsOf("Ward has a haul of silverware at Everton that includes the FA Cup."),
              Contains(HasSubstr("won-competition Everton > FA Cup")));
  EXPECT_THAT(FactsOf("Everton helped him to win the FA Cup tie."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Ward hopes that they go on to win the FA Cup with Everton."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("After a defeat by Leeds, Ward won the FA Cup with Everton."),
              Each(Not(HasSubstr("won-competition Leeds"))));
}

TEST(Trophies, HoldersHaveWonTheCupAndChampionsTheLeagueSpokenOf) {
  EXPECT_THAT(FactsOf("Leeds are in the FA Cup. They will meet holders Everton."),
              Contains(HasSubstr("won-competition Everton > FA Cup")));
  EXPECT_THAT(FactsOf("The Premier League is back. Leeds drew with reigning champions Everton."),
              Contains(HasSubstr("won-competition Everton > Premier League")));
  EXPECT_THAT(FactsOf("The Premier League is back. Leeds drew with former champions Everton."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("The Premier League is back. Leeds drew with Croatian champions Rijeka."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, WhoWinsTheFinalHasTheCup) {
  EXPECT_THAT(FactsOf("Everton beat Leeds 2-1 in the FA Cup final."),
              Contains(HasSubstr("won-competition Everton > FA Cup")));
  EXPECT_THAT(FactsOf("Everton beat Leeds 2-1 to reach the FA Cup final."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Everton beat Leeds 2-1 in the FA Cup semi-final."),
              Each(Not(HasSubstr("won-competition"))));
}

}  // namespace
}  // namespace rondo::articles
