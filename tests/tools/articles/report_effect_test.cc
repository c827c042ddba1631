// One report more or less, told from some of the others, against the summary of all of them.

#include "tools/articles/graph/report_effect.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "graph/model/schema.h"
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

using Kind = ReportEffect::Kind;

/// Reports that agree and contradict in everything that a summary has.
Report RandomReport(std::mt19937& random, const schema::EdgeTypeInfo& type, int number) {
  const auto any = [&](uint32_t count) { return static_cast<uint32_t>(random()) % count; };
  Report report;
  report.article = "article-" + std::to_string(any(1000)) + "-" + std::to_string(number);
  if (any(4) != 0) {
    report.reported = Date{18050 + static_cast<int64_t>(any(60))};
  }
  report.begin = any(3);
  report.modality = any(5) == 0 ? Modality::kReported : Modality::kAsserted;
  report.confidence = any(30) == 0 ? 0.2 : any(4) == 0 ? 0.0001 * any(9000) : 0.9;
  const auto day = [&] { return IsoDay(Date{18040 + static_cast<int64_t>(any(70))}); };
  const std::string first = day();
  const std::string last = day();
  switch (any(5)) {
    case 0:
      break;
    case 1:
      report.date_text = std::min(first, last) + "/" + std::max(first, last);
      break;
    case 2:
      report.date_text = type.kind == schema::FactKind::kState ? "/" + last : first;
      break;
    default:
      report.date_text = first;
  }
  if (any(3) == 0) {
    report.attributes.emplace_back("fee", any(2) == 0 ? "1000000 EUR" : "2000000 EUR");
  }
  if (any(6) == 0) {
    report.attributes.emplace_back("duration", any(2) == 0 ? "season-long" : "long-term");
  }
  if (any(8) == 0) {
    report.attributes.emplace_back("until", any(2) == 0 ? "2021" : "2022-06");
  }
  return report;
}

/// What the edge says where its reports say `summary`, and a later move ended it on `closed`.
FactSummary AsStored(const schema::EdgeTypeInfo& type, FactSummary summary,
                     std::optional<Date> closed) {
  std::erase_if(summary.attributes, [](const auto& attribute) {
    return attribute.first == kUntilAttribute || attribute.first == kFromAttribute;
  });
  if (type.kind == schema::FactKind::kState) {
    summary.period = {};
    summary.until = summary.until.has_value() ? summary.until : closed;
  } else if (!summary.period.last.has_value()) {
    summary.period.last = summary.period.first;
  }
  return summary;
}

/// A report of which only what the effect wants is known.
Report AsRead(const ReportEffect& effect, const ReportFields& fields, const Report& report) {
  Report read;
  read.confidence = 0.0;
  read.reported = fields.reported ? report.reported : read.reported;
  read.date_text = fields.date ? report.date_text : read.date_text;
  read.modality = fields.modality ? report.modality : read.modality;
  read.confidence = fields.confidence ? report.confidence : read.confidence;
  read.attributes = fields.attributes ? report.attributes : read.attributes;
  if (effect.WantsReported(read)) {
    read.reported = report.reported;
  }
  if (effect.WantsPlace(read)) {
    read.article = report.article;
    read.begin = report.begin;
    read.date_text = report.date_text;
  }
  return read;
}

/// Shows `others` one by one until the effect is certain, and the confidences of `all` where it
/// needs them; how many of the others it took, or nothing where all were not enough.
std::optional<size_t> Ask(ReportEffect& effect, const std::vector<Report>& others,
                          const std::vector<Report>& all) {
  size_t count = 0;
  const ReportFields fields = effect.fields();
  while (!effect.settled() && count < others.size()) {
    effect.See(AsRead(effect, fields, others[count++]));
  }
  if (effect.settled() && effect.needs_confidences()) {
    std::vector<double> confidences;
    for (const Report& report : all) {
      confidences.push_back(report.confidence);
    }
    std::shuffle(confidences.begin(), confidences.end(), std::mt19937(7));
    effect.SeeConfidences(std::move(confidences));
  }
  return effect.certain() ? std::optional(count) : std::nullopt;
}

std::string Describe(const schema::EdgeTypeInfo& type, const FactSummary& fact) {
  const auto day = [](const std::optional<Date>& date) { return date ? IsoDay(*date) : "-"; };
  std::string text = std::string(NameOf(fact.modality)) + " " + std::to_string(fact.confidence) +
                     " reported " + day(fact.reported) + " from " + day(fact.from) + " until " +
                     day(fact.until) + " reports " + std::to_string(fact.report_count);
  if (type.kind == schema::FactKind::kEvent) {
    text += " in " + day(fact.period.first) + "/" + day(fact.period.last);
  }
  auto attributes = fact.attributes;
  std::sort(attributes.begin(), attributes.end());
  for (const auto& [name, value] : attributes) {
    text += " " + name + "=" + value;
  }
  return text;
}

/// Random reports come and go; whenever an effect is certain it is what all reports say.
void CompareWithSummaries(const schema::EdgeTypeInfo& type, std::optional<Date> closed,
                          uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Report> reports = {RandomReport(random, type, 0)};
  size_t certain_count = 0;
  for (int step = 1; step <= 200; ++step) {
    const FactSummary known = AsStored(type, Summarise(type, reports), closed);
    const bool adds = reports.size() < 2 || random() % 5 < 3;
    std::vector<Report> others = reports;
    std::shuffle(others.begin(), others.end(), random);
    Report report;
    if (adds) {
      report = RandomReport(random, type, step);
      reports.push_back(report);
    } else {
      report = others.back();
      others.pop_back();
      reports = others;
    }
    ReportEffect effect(type, known, report, adds ? Kind::kAdded : Kind::kRemoved);
    if (!Ask(effect, others, reports).has_value()) {
      continue;
    }
    ++certain_count;
    const FactSummary wanted = AsStored(type, Summarise(type, reports), closed);
    ASSERT_EQ(Describe(type, effect.after()), Describe(type, wanted))
        << type.name << " seed " << seed << " step " << step << (adds ? " added " : " removed ")
        << report.date_text;
    if (effect.after().from != known.from || effect.after().modality != known.modality) {
      ASSERT_TRUE(effect.changes_career());
    }
  }
  EXPECT_GT(certain_count, 50u) << type.name;
}

TEST(ReportEffect, IsWhatTheSummaryOfAllReportsSays) {
  for (const char* name : {"plays-for", "wants-to-sign", "loaned-to", "transferred-to", "left"}) {
    for (uint32_t seed = 1; seed <= 5; ++seed) {
      CompareWithSummaries(*schema::FindEdgeType(name), std::nullopt, seed);
    }
  }
}

TEST(ReportEffect, LeavesTheEndThatALaterMoveGave) {
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    CompareWithSummaries(*schema::FindEdgeType("plays-for"), Date{18080}, seed);
  }
}

TEST(ReportEffect, AsksFewOfManyReports) {
  constexpr size_t kReportCount = 5000;
  constexpr size_t kChangeCount = 200;
  for (const char* name : {"plays-for", "loaned-to", "transferred-to"}) {
    const schema::EdgeTypeInfo& type = *schema::FindEdgeType(name);
    std::mt19937 random(5);
    std::vector<Report> reports;
    for (size_t number = 0; number < kReportCount; ++number) {
      reports.push_back(RandomReport(random, type, static_cast<int>(number)));
    }
    const FactSummary known = AsStored(type, Summarise(type, reports), std::nullopt);
    size_t asked_count = 0;
    for (size_t change = 0; change < kChangeCount; ++change) {
      const Report added = RandomReport(random, type, static_cast<int>(kReportCount + change));
      ReportEffect effect(type, known, added, Kind::kAdded);
      asked_count += Ask(effect, reports, reports).value_or(kReportCount);

      std::swap(reports[random() % reports.size()], reports.back());
      const Report removed = reports.back();
      reports.pop_back();
      ReportEffect removal(type, known, removed, Kind::kRemoved);
      asked_count += Ask(removal, reports, reports).value_or(kReportCount);
      reports.push_back(removed);
    }
    EXPECT_LT(asked_count / (2 * kChangeCount), kReportCount / 50) << name;
  }
}

TEST(ReportEffect, TheFirstDayOfALoanForTheSeasonTellsItsEnd) {
  const schema::EdgeTypeInfo& type = *schema::FindEdgeType("plays-for");
  Report undated;
  undated.article = "undated";
  undated.confidence = 0.99;
  undated.attributes.emplace_back("duration", "season-long");
  const FactSummary known = AsStored(type, Summarise(type, {undated}), std::nullopt);
  ASSERT_FALSE(known.until.has_value());
  Report dated;
  dated.article = "dated";
  dated.date_text = "2020-01-30";
  ReportEffect effect(type, known, dated, Kind::kAdded);
  EXPECT_FALSE(Ask(effect, {undated}, {undated, dated}).has_value());
  EXPECT_TRUE(Summarise(type, {undated, dated}).until.has_value());
}

TEST(ReportEffect, TheMostExactDayOfAnEventNeedsNoOther) {
  const schema::EdgeTypeInfo& type = *schema::FindEdgeType("transferred-to");
  Report vague;
  vague.article = "vague";
  vague.date_text = "2020-01";
  vague.confidence = 0.95;
  const FactSummary known = AsStored(type, Summarise(type, {vague, vague}), std::nullopt);
  Report exact = vague;
  exact.article = "exact";
  exact.date_text = "2020-01-30";
  const ReportEffect effect(type, known, exact, Kind::kAdded);
  EXPECT_TRUE(effect.certain());
  EXPECT_TRUE(effect.changes_career());
  EXPECT_EQ(effect.after().from, ParseIsoDay("2020-01-30"));
  EXPECT_EQ(effect.after().period.last, ParseIsoDay("2020-01-30"));
}

TEST(ReportEffect, OneThatTellsNothingNewAsksNone) {
  const schema::EdgeTypeInfo& type = *schema::FindEdgeType("plays-for");
  Report report;
  report.article = "first";
  report.reported = ParseIsoDay("2020-01-30");
  report.date_text = "2020-01-30";
  report.confidence = 0.95;
  std::vector<Report> reports = {report, report, report};
  const FactSummary known = AsStored(type, Summarise(type, reports), std::nullopt);
  report.article = "later";
  report.reported = ParseIsoDay("2020-02-01");
  report.date_text = "2020-02-01";
  const ReportEffect effect(type, known, report, Kind::kAdded);
  EXPECT_TRUE(effect.certain());
  EXPECT_EQ(effect.after().report_count, 4u);
  EXPECT_EQ(effect.after().from, known.from);
  EXPECT_FALSE(effect.changes_career());
}

}  // namespace
}  // namespace rondo::articles
