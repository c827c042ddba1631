// What an edge says follows from its reports alone, in whatever order they came.

#include "tools/articles/graph/fact_summary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

Report MakeReport(std::string_view reported, std::string_view date, double confidence = 0.9) {
  Report report;
  report.article = "article of " + std::string(reported);
  report.reported = ParseIsoDay(reported);
  report.date_text = date;
  report.confidence = confidence;
  return report;
}

std::string Text(const std::optional<Date>& date) { return date.has_value() ? IsoDay(*date) : "-"; }

TEST(FactPeriod, ReadsEveryNotation) {
  auto bounds = [](std::string_view text) {
    const FactPeriod period = ParseFactPeriod(text);
    return Text(period.first) + " " + Text(period.last);
  };
  EXPECT_EQ(bounds("2020-01-26"), "2020-01-26 2020-01-26");
  EXPECT_EQ(bounds("2020-02"), "2020-02-01 2020-02-29");
  EXPECT_EQ(bounds("2019-12"), "2019-12-01 2019-12-31");
  EXPECT_EQ(bounds("2018"), "2018-01-01 2018-12-31");
  EXPECT_EQ(bounds("2019-06/2019-08"), "2019-06-01 2019-08-31");
  EXPECT_EQ(bounds("/2019-08"), "- 2019-08-31");
  EXPECT_EQ(bounds("2019-08/"), "2019-08-01 -");
  EXPECT_EQ(bounds(""), "- -");
  EXPECT_EQ(bounds("soon"), "- -");
  EXPECT_EQ(bounds("2020-13"), "- -");
  EXPECT_EQ(bounds("2020-02-30"), "- -");
}

TEST(FactPeriod, CoincidesUnlessOneIsOverBeforeTheOtherBegins) {
  auto coincide = [](std::string_view a, std::string_view b) {
    return MayCoincide(ParseFactPeriod(a), ParseFactPeriod(b));
  };
  EXPECT_TRUE(coincide("2020-01", "2020-01-26"));
  EXPECT_TRUE(coincide("", "2020-01-26"));
  EXPECT_TRUE(coincide("2019-08/", "2020-01-26"));
  EXPECT_FALSE(coincide("2019-12", "2020-01-26"));
  EXPECT_FALSE(coincide("/2019-12", "2020-01-26"));
}

TEST(JoinRounded, IsWhatAllConfidencesGiveOrNothing) {
  std::mt19937 random(3);
  size_t told_count = 0;
  size_t asked_count = 0;
  for (int fact = 0; fact < 2000; ++fact) {
    std::vector<double> confidences;
    double joined = 0.0;
    for (int report = 0; report < 8; ++report) {
      const auto step = static_cast<double>(random() % 10'001);
      confidences.push_back(random() % 2 == 0 ? 0.0001 * step : 0.5 + 0.00005 * step);
      const std::optional<double> told = JoinRounded(joined, confidences.back());
      const double wanted = JoinConfidences(confidences);
      if (report > 0) {
        ++asked_count;
        told_count += told.has_value() ? 1 : 0;
      }
      ASSERT_EQ(told.value_or(wanted), wanted) << joined << " and " << confidences.back();
      joined = wanted;
    }
  }
  EXPECT_GT(told_count, asked_count * 3 / 5);
}

TEST(Summarise, TheMostExactReportDatesAnEvent) {
  const auto& type = *schema::FindEdgeType("beat");
  std::vector<Report> reports = {MakeReport("2020-01-20", "2019-12"),
                                 MakeReport("2020-01-30", "2019-12-15"),
                                 MakeReport("2020-02-01", "")};
  std::sort(reports.begin(), reports.end(),
            [](const Report& a, const Report& b) { return a.date_text < b.date_text; });
  do {
    const FactSummary summary = Summarise(type, reports);
    EXPECT_EQ(Text(summary.from), "2019-12-15");
    EXPECT_EQ(Text(summary.reported), "2020-01-20");
    EXPECT_EQ(summary.report_count, 3u);
  } while (std::next_permutation(
      reports.begin(), reports.end(),
      [](const Report& a, const Report& b) { return a.date_text < b.date_text; }));
}

TEST(Summarise, AStateHoldsFromItsFirstSightingAndStaysOpen) {
  const FactSummary summary =
      Summarise(*schema::FindEdgeType("plays-for"),
                {MakeReport("2020-01-30", "2020-01-30"), MakeReport("2019-09-01", "2019-09-01")});
  EXPECT_EQ(Text(summary.from), "2019-09-01");
  EXPECT_EQ(Text(summary.until), "-");
}

TEST(Summarise, AnEndedStateIsClosedOnTheDayAfter) {
  const FactSummary summary =
      Summarise(*schema::FindEdgeType("plays-for"), {MakeReport("2020-01-30", "/2019-08")});
  EXPECT_EQ(Text(summary.from), "-");
  EXPECT_EQ(Text(summary.until), "2019-09-01");
}

TEST(Summarise, ASeasonLongLoanEndsWithTheSeasonOfItsWindow) {
  Report report = MakeReport("2020-01-30", "2019-06/2019-08");
  report.attributes = {{"duration", "season-long"}};
  const FactSummary summary = Summarise(*schema::FindEdgeType("loaned-to"), {report});
  EXPECT_EQ(Text(summary.from), "2019-06-01");
  EXPECT_EQ(Text(summary.until), "2020-07-01");
}

TEST(Summarise, ALoanOfWhichOnlyTheSeasonIsKnownIsForThatSeason) {
  const auto until = [](std::string_view type, std::string_view date) {
    return Text(
        Summarise(*schema::FindEdgeType(type), {MakeReport("2022-01-30", std::string(date))})
            .until);
  };
  EXPECT_EQ(until("loaned-from", "2018-07/2019-06"), "2019-07-01");
  EXPECT_EQ(until("loaned-to", "2018-07/2020-06"), "-");
  EXPECT_EQ(until("loaned-to", "2019"), "-");
  EXPECT_EQ(until("loaned-to", "2018-07/2018-09"), "-");
}

TEST(Summarise, AContractEndsWhenTheTextSays) {
  Report report = MakeReport("2020-01-30", "2020-01-30");
  report.attributes = {{"until", "2022-06"}};
  const FactSummary summary = Summarise(*schema::FindEdgeType("contracted-to"), {report});
  EXPECT_EQ(Text(summary.until), "2022-07-01");
}

TEST(Summarise, ReportsAddUpAndTheStrongestReadingWins) {
  std::vector<Report> reports = {MakeReport("2020-01-30", "2020-01-30", 0.5),
                                 MakeReport("2020-01-31", "2020-01-31", 0.5)};
  reports[0].modality = Modality::kReported;
  reports[1].modality = Modality::kAsserted;
  const FactSummary summary = Summarise(*schema::FindEdgeType("plays-for"), reports);
  EXPECT_EQ(summary.modality, Modality::kAsserted);
  EXPECT_DOUBLE_EQ(summary.confidence, 0.75);
}

TEST(Summarise, OfTwoReportsTheEarlierOneGivesAnAttribute) {
  std::vector<Report> reports = {MakeReport("2020-02-01", "2020-01-26"),
                                 MakeReport("2020-01-30", "2020-01-26")};
  reports[0].attributes = {{"score", "2-1"}, {"venue", "Olimpico"}};
  reports[1].attributes = {{"score", "1-1"}};
  const FactSummary summary = Summarise(*schema::FindEdgeType("drew-with"), reports);
  ASSERT_EQ(summary.attributes.size(), 2u);
  EXPECT_EQ(summary.attributes[0].second, "1-1");
  EXPECT_EQ(summary.attributes[1].second, "Olimpico");
}

}  // namespace
}  // namespace rondo::articles
