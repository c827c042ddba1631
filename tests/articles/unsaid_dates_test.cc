// Stage 11: dates that a fact's own sentence does not tell.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

/// "DATE" of the fact; "?" if there is none.
std::string DateOf(std::string_view text, std::string_view subject, Relation relation,
                   std::string_view object, std::string_view date = "2020-01-30") {
  Document document = ReadText(text, date);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  const auto fact =
      std::find_if(document.facts.begin(), document.facts.end(), [&](const Fact& each) {
        const std::string& one = document.entities[each.subject].name;
        const std::string& other = document.entities[each.object].name;
        const bool named = (one == subject && other == object) ||
                           (InfoOf(relation).symmetric && one == object && other == subject);
        return each.relation == relation && named;
      });
  return fact == document.facts.end() ? "?" : fact->date.text;
}

constexpr std::string_view kReport =
    "Everton beat Fulham 2-0 at Goodison Park.\n"
    "Sam Cole scored from the penalty spot in the 12th minute for the hosts. The visitors hit the "
    "post before half-time. Everton goalkeeper Jordan Pickford saved a header in the second half.";

TEST(UnsaidDates, AReportIsOfTheDayThatItsOpeningNamesOrOfItsOwn) {
  EXPECT_EQ(DateOf(kReport, "Everton", Relation::kBeat, "Fulham"), "2020-01-30");
  EXPECT_EQ(DateOf(std::string(kReport) + "\nEverton had lost at home to Burnley last season.",
                   "Burnley", Relation::kBeat, "Everton"),
            "2018-07/2019-06");
  const std::string named =
      "Everton beat Fulham 2-0.\nIt was a fine evening on Tuesday at Goodison Park. " +
      std::string(kReport.substr(kReport.find("The visitors")));
  EXPECT_EQ(DateOf(named, "Everton", Relation::kBeat, "Fulham"), "2020-01-28");
}

TEST(UnsaidDates, AResultForHeadlineMakesAReport) {
  const std::string_view text =
      "Fulham 0-2 Everton\n\nMarco Silva had hoped for more. His team were slow again, and nobody "
      "smiled. The coach left early. He did not talk to anybody. Some of the fans were gone by "
      "then, "
      "too. Nobody had seen it coming. Everton beat Fulham 2-0.";
  EXPECT_EQ(DateOf(text, "Everton", Relation::kBeat, "Fulham"), "2020-01-30");
}

TEST(UnsaidDates, WhatIsNoReportHasNoDayOfItsOwn) {
  EXPECT_EQ(DateOf("Marco Silva wants a new striker.\nThe coach saw Everton lose to Fulham. "
                   "He wants to sign one soon.",
                   "Fulham", Relation::kBeat, "Everton"),
            "");
}

TEST(UnsaidDates, AGoalFellWhenTheOtherSideHadItsOneMatch) {
  EXPECT_EQ(DateOf("Everton beat Fulham on Sunday.\nKarl Boll scored against Fulham.", "Karl Boll",
                   Relation::kScoredAgainst, "Fulham"),
            "2020-01-26");
}

TEST(UnsaidDates, FixturesAreOfTheDayThatHeadsThem) {
  const std::string_view text =
      "Fixtures of the Premier League\n\nSaturday\n\nEverton v Fulham (1500)\n\n"
      "Arsenal v Burnley (1730)\n\nSunday\n\nChelsea v Wolves (1400)\n";
  EXPECT_EQ(DateOf(text, "Arsenal", Relation::kPlayedAgainst, "Burnley"), "2020-02-01");
  EXPECT_EQ(DateOf(text, "Chelsea", Relation::kPlayedAgainst, "Wolves"), "2020-02-02");
}

TEST(UnsaidDates, ATitleIsOfTheSeasonThatItsSentenceNames) {
  EXPECT_EQ(DateOf("He made 30 appearances last season as Manchester City won the FA Cup and the "
                   "Premier League.",
                   "Manchester City", Relation::kWonCompetition, "Premier League"),
            "2018-07/2019-06");
}

TEST(UnsaidDates, BothEndsOfAMoveAreOfOneTime) {
  const std::string_view text = "Sam Cole left Fulham to join Everton in 2016.";
  EXPECT_EQ(DateOf(text, "Sam Cole", Relation::kTransferredTo, "Everton"), "2016");
  EXPECT_EQ(DateOf(text, "Sam Cole", Relation::kLeft, "Fulham"), "2016");
}

TEST(UnsaidDates, TheRegisterKnowsTheYearOfAMove) {
  EXPECT_EQ(DateOf("Liverpool signed Mohamed Salah.", "Mohamed Salah", Relation::kTransferredTo,
                   "Liverpool"),
            "2017");
  EXPECT_EQ(DateOf("Liverpool want Mohamed Salah.", "Liverpool", Relation::kWantsToSign,
                   "Mohamed Salah", "2016-01-30"),
            "2016-01-30");
}

TEST(UnsaidDates, WhoeverWasGoneLongBeforeIsThereNoMore) {
  EXPECT_EQ(DateOf("Wayne Rooney had asked Alex Ferguson for a move when he played for Manchester "
                   "United.",
                   "Wayne Rooney", Relation::kPlaysFor, "Manchester United", "2024-02-21"),
            "/2024-02-21");
}

TEST(UnsaidDates, ThePlayersSignedInTheSummerHaveCome) {
  EXPECT_EQ(
      DateOf("Everton have scored more this term.\nThe players signed in the summer - Sam Cole "
             "and Karl Boll - have done well, says Everton manager Carlo Ancelotti.",
             "Sam Cole", Relation::kTransferredTo, "Everton"),
      "2019-06/2019-08");
}

TEST(UnsaidDates, LastSummerSaidInSeptemberIsThatOfTheYearBefore) {
  EXPECT_EQ(DateOf("Everton signed Sam Cole last summer.", "Sam Cole", Relation::kTransferredTo,
                   "Everton", "2020-09-10"),
            "2019-06/2019-08");
  EXPECT_EQ(DateOf("Everton signed Sam Cole last summer.", "Sam Cole", Relation::kTransferredTo,
                   "Everton", "2020-11-10"),
            "2020-06/2020-08");
}

}  // namespace
}  // namespace rondo::articles
