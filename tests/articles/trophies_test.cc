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
      "Tom Ward won three Premier League titles, two FA Cups and the Champions League in 2005 "
      "during his time at Liverpool, and the Copa del Rey with Sevilla.");
  EXPECT_THAT(facts, Contains(HasSubstr("won-competition Liverpool > Premier League")));
  EXPECT_THAT(facts, Contains(HasSubstr("won-competition Liverpool > FA Cup")));
  EXPECT_THAT(facts, Contains("won-competition Liverpool > Champions League 2005"));
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

TEST(Trophies, TheRegisterKnowsWhoHasTheCup) {
  EXPECT_THAT(
      FactsOf("Everton meet Sevilla. Ward has played for the Europa League winners.", "2023-08-30"),
      Contains(HasSubstr("won-competition Sevilla > Europa League")));
  EXPECT_THAT(FactsOf("Everton meet Sevilla. Ward has played for former Europa League winners.",
                      "2023-08-30"),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(
      FactsOf("Everton meet Sevilla. Ward has played for the Europa League winners.", "2022-08-30"),
      Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Chelsea want a Sevilla man. He is at the seven-time European Cup winners "
                      "AC Milan.",
                      "2024-08-30"),
              AllOf(Contains(HasSubstr("won-competition AC Milan > European Cup")),
                    Each(Not(HasSubstr("won-competition Chelsea")))));
}

TEST(Trophies, TheRegisterKnowsWhoWonInTheYearTold) {
  EXPECT_THAT(FactsOf("Sevilla and Everton want him. He once had the Europa League title of 2014."),
              Contains(HasSubstr("won-competition Sevilla > Europa League 2014")));
  EXPECT_THAT(FactsOf("Sevilla and Everton want him. He once had the Europa League title of 2013."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Trophies: Champions League (2012), FA Cup (2018). Ward was at Chelsea."),
              AllOf(Contains(HasSubstr("won-competition Chelsea > Champions League 2012")),
                    Contains(HasSubstr("won-competition Chelsea > FA Cup 2018"))));
}

TEST(Trophies, TheRegisterKnowsWithWhomSomebodyWon) {
  constexpr std::string_view kOfAnother =
      "Everton have called Bayern Munich. Kingsley Coman, who won the Bundesliga, is keen.";
  EXPECT_THAT(FactsOf(kOfAnother),
              AllOf(Contains(HasSubstr("won-competition Bayern Munich > Bundesliga")),
                    Each(Not(HasSubstr("won-competition Everton")))));
  EXPECT_THAT(FactsOf("Everton have called Bayern Munich. Tom Ward scored in the Bundesliga."),
              Each(Not(HasSubstr("won-competition"))));
}

TEST(Trophies, NobodyWinsWhatHeNeverWon) {
  EXPECT_THAT(FactsOf("Tom Ward won the Champions League with Everton."),
              Each(Not(HasSubstr("won-competition"))));
  EXPECT_THAT(FactsOf("Tom Ward won the Champions League with Porto."),
              Contains(HasSubstr("won-competition Porto > Champions League")));
  EXPECT_THAT(FactsOf("They won 2-0 at Porto in the Champions League. Porto are in the Champions "
                      "League title race."),
              Each(Not(HasSubstr("won-competition"))));
}

}  // namespace
}  // namespace rondo::articles
