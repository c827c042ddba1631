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

TEST(Trophies, WhoeverIsLedToTitlesHasWonThem) {
  EXPECT_THAT(FactsOf("Ward has led Everton to six Premier League titles and five FA Cups."),
              AllOf(Contains(HasSubstr("won-competition Everton > Premier League")),
                    Contains(HasSubstr("won-competition Everton > FA Cup"))));
  EXPECT_THAT(FactsOf("He was sacked despite guiding Juventus to their ninth straight Serie A "
                      "title."),
              Contains(HasSubstr("won-competition Juventus > Serie A")));
  EXPECT_THAT(FactsOf("Ward has led Everton to the Champions League."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Ward hopes to be the man who led Everton to a Premier League title."),
              Each(Not(HasSubstr("won-competition Everton > Premier League asserted"))));
}

TEST(Trophies, ATrebleOfAYearWasWonThen) {
  EXPECT_THAT(FactsOf("Everton want to repeat their 1987 treble of Premier League, League Cup and "
                      "FA Cup."),
              AllOf(Contains(HasSubstr("won-competition Everton > Premier League")),
                    Contains(HasSubstr("won-competition Everton > FA Cup"))));
  EXPECT_THAT(FactsOf("Everton want a treble of Premier League, League Cup and FA Cup."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, WhatIsWonWithoutItsNameIsTheOneSpokenOf) {
  EXPECT_THAT(FactsOf("The FA Cup is dear to him. Ward lifted the trophy with Derby in 1946."),
              Contains("won-competition Derby County > FA Cup 1946"));
  EXPECT_THAT(FactsOf("The FA Cup is dear to him. Ward scored twice, and Derby won it late."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, ChampionsOfACountryHaveWonItsLeague) {
  EXPECT_THAT(FactsOf("Juventus open Serie A on Sunday. Lyon beat the Italian champions 2-0."),
              Contains(HasSubstr("won-competition Juventus > Serie A")));
  EXPECT_THAT(FactsOf("The World Cup is near. World champions Argentina lost again."),
              Contains(HasSubstr("won-competition Argentina > World Cup")));
  EXPECT_THAT(FactsOf("Juventus open Serie A on Sunday. Lyon beat the Italian side 2-0."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, ACupOfOneMatchIsWonByWinningIt) {
  EXPECT_THAT(FactsOf("Ward was in goal for Arsenal's Community Shield victory against Leeds."),
              Contains(HasSubstr("won-competition Arsenal > Community Shield")));
  EXPECT_THAT(FactsOf("Ward was in goal for Arsenal's FA Cup victory against Leeds."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, WhoTookAStrideTowardsAFinalHasNotWonIt) {
  EXPECT_THAT(FactsOf("Everton took a stride towards the FA Cup final, beating Leeds 3-0."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, AManagersTitlesAreThoseOfHisClub) {
  EXPECT_THAT(FactsOf("Everton boss Tom Ward is loved. Ward would win two Premier League titles "
                      "and an FA Cup in his first three years."),
              AllOf(Contains(HasSubstr("won-competition Everton > Premier League")),
                    Contains(HasSubstr("won-competition Everton > FA Cup"))));
  EXPECT_THAT(FactsOf("Everton boss Tom Ward is loved. Ward wants to win two FA Cups."),
              Each(Not(HasSubstr("won-competition"))));
}

}  // namespace
}  // namespace rondo::articles
