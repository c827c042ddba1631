// Stage 9: what the words that say when mean, and which of them belong to a fact.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

// The article is of Thursday, 2020-01-30.
std::string MeaningOf(std::string_view text, bool future = false) {
  const Document document = ReadText(text);
  const std::vector<TimeExpression> found = SharedRules().times().Find(document);
  return found.empty() ? "?" : ResolveTime(found.front(), document.date, future);
}

/// "DATE" of the first fact of that relation; "?" if there is none.
std::string DateOf(std::string_view text, Relation relation, std::string_view date = "2020-01-30") {
  Document document = ReadText(text, date);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  const auto fact = std::find_if(document.facts.begin(), document.facts.end(),
                                 [&](const Fact& each) { return each.relation == relation; });
  return fact == document.facts.end() ? "?" : fact->date.text;
}

TEST(Time, AWeekdayIsTheLastOrTheNextAndTheArticlesOwnIsToday) {
  EXPECT_EQ(MeaningOf("It was on Sunday."), "2020-01-26");
  EXPECT_EQ(MeaningOf("It is on Sunday.", true), "2020-02-02");
  EXPECT_EQ(MeaningOf("It is on Thursday night.", true), "2020-01-30");
  EXPECT_EQ(MeaningOf("It was on Thursday."), "2020-01-30");
  EXPECT_EQ(MeaningOf("It is next Thursday.", true), "2020-02-06");
}

TEST(Time, HalvesOfSeasonsAndYearsHaveMonths) {
  EXPECT_EQ(MeaningOf("He spent the second half of last season there."), "2019-01/2019-06");
  EXPECT_EQ(MeaningOf("He spent the first half of the season there."), "2019-07/2019-12");
  EXPECT_EQ(MeaningOf("He spent the first half of the year there."), "2020-01/2020-06");
}

TEST(Time, HalvesOfSeasonsMayBeHyphenated) {
  EXPECT_EQ(MeaningOf("He spent the second-half of last season there."), "2019-01/2019-06");
}

TEST(Time, TwoYearsInARowAreASeason) {
  EXPECT_EQ(MeaningOf("The 2018-19 Champions League Elite began."), "2018-07/2019-06");
  EXPECT_EQ(MeaningOf("He was captain 2016-19 there."), "2016/2019");
}

TEST(Time, ASummerSigningInAugustIsOfThisSummer) {
  EXPECT_EQ(DateOf("Everton have let him go following the summer arrival of Sam Cole.",
                   Relation::kTransferredTo, "2025-08-28"),
            "2025-06/2025-08");
}

TEST(Time, TheEndOfASeasonMayBeNamed) {
  EXPECT_EQ(MeaningOf("It was at the end of the 2018-19 season."), "2019-06");
}

TEST(Time, WhatIsToldOfJoiningIsNotWhenTheCupWasWon) {
  EXPECT_EQ(DateOf("He has been good since joining Leeds in 2018 and has helped them win the FA "
                   "Cup.",
                   Relation::kWonCompetition),
            "/2020-01-30");
  EXPECT_EQ(DateOf("Leeds won the FA Cup before moving to a new ground in 2019.",
                   Relation::kWonCompetition),
            "/2020-01-30");
}

TEST(Time, AContractHoldsNowWhateverSeasonIsNamed) {
  EXPECT_EQ(
      DateOf("Sam Cole turns 33 before next season, and his Leeds contract ends in June 2021.",
             Relation::kContractedTo),
      "2020-01-30");
}

TEST(Time, ACoupleIsTwo) {
  EXPECT_EQ(MeaningOf("It was a couple of years ago."), "2018");
  EXPECT_EQ(MeaningOf("It was a year ago."), "2019");
}

TEST(Time, ATitleWonIsPastWhateverTheFormOfTheVerb) {
  EXPECT_EQ(DateOf("He helped Napoli beat Juventus to win the Coppa Italia in June.",
                   Relation::kWonCompetition),
            "2019-06");
}

TEST(Time, TwoYearsAreASpan) {
  EXPECT_EQ(MeaningOf("He led them from 1996 to 2001."), "1996/2001");
  EXPECT_EQ(MeaningOf("He came back in March 2017."), "2017-03");
}

/// Where and what the one line of rules finds in the text: "tokens 2 to 4".
std::string FoundBy(std::string_view rules_text, std::string_view text) {
  auto knowledge = LoadKnowledge();
  auto rules = TimeRules::Load("own.rules", rules_text, (*knowledge)->vocabulary);
  auto document = ReadArticle(text, ArticleFormat::kText, {.id = "test", .date = {}, .outlet = {}});
  if (!rules.ok() || !document.ok()) {
    return "?";
  }
  Understand(*document, **knowledge);
  std::string found;
  for (const TimeExpression& time : rules->Find(*document)) {
    found += std::to_string(time.tokens.begin) + "-" + std::to_string(time.tokens.end) + " ";
  }
  return found;
}

TEST(TimeRules, AreTriedWhereverTheirRarestPartStandsInTheSentence) {
  constexpr std::string_view kRules =
      "the week  = offset-week 0\nthe week before last  = offset-week -1\n";
  EXPECT_EQ(FoundBy(kRules, "The week before last he was out. The week was long."), "0-4 8-10 ");
  EXPECT_EQ(FoundBy(kRules, "The last week was the longest. He was there before."), "");
}

TEST(TimeRules, MayLeaveOutEveryPart) {
  EXPECT_EQ(FoundBy("on? sunday?  = offset-day 0\n", "He came on Sunday. He left on foot."),
            "2-4 7-8 ");
}

TEST(FactDates, AreTheWordsNearestToWhatTheRuleUsed) {
  EXPECT_EQ(DateOf("Liverpool signed Mohamed Salah in 2017.", Relation::kTransferredTo), "2017");
  EXPECT_EQ(DateOf("Everton beat Chelsea on Sunday.", Relation::kBeat), "2020-01-26");
}

TEST(FactDates, SayNotHowLongSomethingLasts) {
  EXPECT_EQ(DateOf("Mohamed Salah has joined Liverpool until 2025.", Relation::kTransferredTo),
            "2020-01");
}

TEST(FactDates, NewsIsOfTheMonthOfItsArticle) {
  EXPECT_EQ(DateOf("Liverpool have signed Mohamed Salah.", Relation::kTransferredTo), "2020-01");
  EXPECT_EQ(DateOf("Liverpool signed Sam Cole.", Relation::kTransferredTo), "");
}

TEST(FactDates, AJudgementIsOfTheDayItWasSpoken) {
  EXPECT_EQ(DateOf("\"Ivan Toney is a brilliant striker,\" Pep Guardiola said on Sunday.",
                   Relation::kPraisedBy),
            "2020-01-26");
  EXPECT_EQ(
      DateOf("\"Ivan Toney is a brilliant striker,\" Pep Guardiola said.", Relation::kPraisedBy),
      "2020-01-30");
}

TEST(FactDates, WhoeverLeftWasThereUntilThen) {
  EXPECT_EQ(DateOf("Former Southampton manager Gordon Strachan is here. Gordon Strachan left "
                   "Southampton in March 2019.",
                   Relation::kManages),
            "/2019-03");
}

TEST(Time, AMonthOfAnUndatedArticleIsOfTheYearThatTheTextNames) {
  const std::string_view text =
      "Harry Redknapp left Portsmouth earlier in December. Gordon Strachan left Southampton in "
      "February, before the end of the 2003-04 season.";
  Document document = ReadText(text, {});
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  std::vector<std::string> dates;
  for (const Fact& fact : document.facts) {
    if (fact.relation == Relation::kLeft) {
      dates.push_back(fact.date.text);
    }
  }
  EXPECT_EQ(dates, (std::vector<std::string>{"2004-12", "2004-02"}));
}

TEST(Time, WindowsHaveYearsAndSeasonsStandInsidePhrases) {
  EXPECT_EQ(MeaningOf("He came during the 2018 summer transfer window."), "2018-06/2018-08");
  EXPECT_EQ(MeaningOf("He came at the start of the season."), "2019-07/2019-09");
  EXPECT_EQ(
      DateOf("Everton are set to sign Mohamed Salah in a summer move.", Relation::kTransferredTo),
      "2020-06/2020-08");
  EXPECT_EQ(DateOf("Chelsea won the 2012 Champions League.", Relation::kWonCompetition), "2012");
}

TEST(FactDates, WhatACoachLooksAheadToIsStillToCome) {
  EXPECT_EQ(DateOf("Everton manager Paul Fons spoke ahead of Sunday's trip to Leeds.",
                   Relation::kPlayedAgainst),
            "2020-02-02");
  EXPECT_EQ(DateOf("Everton's Zed Small has been ruled out of Sunday's game against Leeds.",
                   Relation::kMissedMatchAgainst),
            "2020-02-02");
  EXPECT_EQ(
      DateOf("Everton were in good voice for Sunday's 2-0 win against Leeds.", Relation::kBeat),
      "2020-01-26");
}

TEST(FactDates, WhatFollowsInAClauseOfItsOwnIsAnothersDate) {
  EXPECT_EQ(DateOf("Mohamed Salah has signed for Liverpool after spending last season on loan at "
                   "Roma.",
                   Relation::kTransferredTo),
            "2020-01");
  EXPECT_EQ(DateOf("Everton made a bid for Mohamed Salah, who won the cup in 2017.",
                   Relation::kWantsToSign),
            "2020-01-30");
}

TEST(FactDates, WhatStandsBeforeButIsAnotherMatter) {
  EXPECT_EQ(DateOf("Everton stayed up last season but suffered a 2-0 defeat by Leeds in their "
                   "opening game on Sunday.",
                   Relation::kBeat),
            "2020-01-26");
}

TEST(FactDates, ThePlaceAndDayOfWritingAreNotTheMatchs) {
  EXPECT_EQ(DateOf("MADRID, Jan. 28 (Agency) -- Everton entertain Leeds on Saturday.",
                   Relation::kPlayedAgainst),
            "2020-02-01");
}

TEST(FactDates, WhoeverHasBeenSignedWasThereUntilThen) {
  EXPECT_EQ(DateOf("Everton have signed Leeds striker Zed Small.", Relation::kPlaysFor),
            "/2020-01");
  EXPECT_EQ(DateOf("Everton want to sign Leeds striker Zed Small.", Relation::kPlaysFor),
            "2020-01-30");
}

TEST(FactDates, WhatAnotherVerbSaysIsNotThisOnes) {
  EXPECT_EQ(DateOf("Mohamed Salah was top scorer last season after joining Liverpool from Roma for "
                   "£36m in 2017.",
                   Relation::kTransferredTo),
            "2017");
}

TEST(FactDates, MembershipsBeginAndEndWithTheMovesThatTheTextDates) {
  EXPECT_EQ(DateOf("Eddie Howe, the Newcastle manager, took charge in 2015.", Relation::kManages),
            "2015/");
  EXPECT_EQ(
      DateOf("Mohamed Salah spent eight years at Liverpool, winning the Premier League during "
             "his time there. Mohamed Salah left Liverpool in June 2019.",
             Relation::kWonCompetition),
      "2011/2019-06");
  EXPECT_EQ(DateOf("Cameroon international Marc-Vivien Foe in 2003 fell ill.", Relation::kPlaysFor),
            "2003");
}

TEST(FactDates, LoansAndContractsLastUntilTheTextSays) {
  const auto until = [](std::string_view text, Relation relation) {
    Document document = ReadText(text, "2020-01-30");
    ExtractFacts(document, SharedKnowledge(), SharedRules());
    for (const Fact& fact : document.facts) {
      for (const auto& [name, value] : fact.attributes) {
        if (fact.relation == relation && name == "until") {
          return value;
        }
      }
    }
    return std::string("?");
  };
  constexpr std::string_view kLoan =
      "Jack Grealish has joined Everton on loan from Manchester City until the end of the season.";
  EXPECT_EQ(until(kLoan, Relation::kLoanedTo), "2020-06");
  EXPECT_EQ(until(kLoan, Relation::kLoanedFrom), "2020-06");
  EXPECT_EQ(until("Bukayo Saka has signed a new contract with Arsenal until 2024.",
                  Relation::kContractedTo),
            "2024");
  EXPECT_EQ(
      until("Declan Rice's contract with Arsenal expires in June 2028.", Relation::kContractedTo),
      "2028-06");
  EXPECT_EQ(until("Jack Grealish has joined Everton on loan. He was ill until Sunday.",
                  Relation::kLoanedTo),
            "?");
}

TEST(FactDates, AHeadlineThatLeavesTheLoanOutMakesNoTransfer) {
  EXPECT_EQ(DateOf("Everton sign Grealish\n\nJack Grealish has joined Everton on loan from "
                   "Manchester City.",
                   Relation::kTransferredTo),
            "?");
}

TEST(FactDates, AGoalIsOfTheOneMatchOfItsTwoSides) {
  const std::string goal =
      "Roma beat Lazio 2-1 on Sunday. Roma striker Edin Dzeko scored against Lazio. ";
  EXPECT_EQ(DateOf(goal, Relation::kScoredAgainst), "2020-01-26");
  EXPECT_EQ(DateOf(goal + "Lazio beat Roma on September 1.", Relation::kScoredAgainst), "");
  EXPECT_EQ(DateOf("Roma beat Lazio 2-1 on Sunday. Inter striker Romelu Lukaku scored against "
                   "Lazio.",
                   Relation::kScoredAgainst),
            "");
}

TEST(FactDates, AResultIsOfTheDayOnWhichTheSidesMet) {
  EXPECT_EQ(DateOf("Chelsea's 2-0 exit at Swansea hurt. The referee of Chelsea's semi-final at "
                   "Swansea on January 23, 2013 was tired.",
                   Relation::kBeat),
            "2013-01-23");
}

}  // namespace
}  // namespace rondo::articles
