#include "tools/articles/graph/fact_summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "graph/base/check.h"
#include "graph/model/calendar.h"

namespace rondo::articles {
namespace {

constexpr double kConfidenceSteps = 10'000;  // Rounded, so that no platform's arithmetic shows.
constexpr int64_t kSeasonLastMonth = 6;
constexpr int64_t kSeasonLastDay = 30;

Date DayAfter(Date day) { return Date{day.epoch_days + 1}; }

void KeepEarliest(std::optional<Date>& earliest, std::optional<Date> candidate) {
  if (candidate.has_value() && (!earliest.has_value() || *candidate < *earliest)) {
    earliest = candidate;
  }
}

void KeepLatest(std::optional<Date>& latest, std::optional<Date> candidate) {
  if (candidate.has_value() && (!latest.has_value() || *candidate > *latest)) {
    latest = candidate;
  }
}

/// "On loan at Bolton last season": all that is known is the season, and he was there for it.
bool IsWholeSeason(const FactPeriod& period) {
  return period.first.has_value() && period.last.has_value() &&
         *period.last == EndOfSeason(*period.last) &&
         EndOfSeason(Date{period.first->epoch_days - 1}) == Date{period.first->epoch_days - 1} &&
         EndOfSeason(*period.first) == *period.last;
}

/// The day after the end that the text itself gives: an `until` attribute, or the season of a
/// season-long loan.
std::optional<Date> StatedEnd(const FactSummary& summary, bool is_event) {
  std::string_view until;
  std::string_view duration;
  for (const auto& [name, value] : summary.attributes) {
    until = name == kUntilAttribute ? value : until;
    duration = name == kDurationAttribute ? value : duration;
  }
  if (const FactPeriod end = ParseFactPeriod(until); end.last.has_value()) {
    return DayAfter(*end.last);
  }
  // A loan dated to a window begins in it, so its last day tells the season.
  const bool season = duration == "season-long" || (is_event && IsWholeSeason(summary.period));
  if (season && summary.period.last.has_value()) {
    return DayAfter(EndOfSeason(*summary.period.last));
  }
  return std::nullopt;
}

void SummariseEvent(const std::vector<Report>& reports, FactSummary& summary) {
  // The most exact report dates the event; the first of several, since the reports are sorted.
  for (const Report& report : reports) {
    const FactPeriod period = ParseFactPeriod(report.date_text);
    if (!summary.period.known() || Vagueness(period) < Vagueness(summary.period)) {
      summary.period = period;
    }
  }
  summary.from = summary.period.first;
}

void SummariseState(const std::vector<Report>& reports, FactSummary& summary) {
  std::optional<Date> ended;
  for (const Report& report : reports) {
    const FactPeriod period = ParseFactPeriod(report.date_text);
    KeepEarliest(summary.period.first, period.first);
    KeepLatest(summary.period.last, period.last);
    if (TellsEnd(report, period)) {
      KeepLatest(ended, period.last);
    }
  }
  summary.from = summary.period.first;
  if (ended.has_value() && ended == summary.period.last) {
    summary.until = DayAfter(*ended);
  }
}

}  // namespace

Date EndOfSeason(Date day) {
  const YearMonthDay civil = CivilFromDays(day.epoch_days);
  const int64_t year = civil.month > kSeasonLastMonth ? civil.year + 1 : civil.year;
  return Date{DaysFromCivil(year, kSeasonLastMonth, kSeasonLastDay)};
}

bool Precedes(const Report& left, const Report& right) {
  return std::tie(left.reported, left.article, left.begin, left.date_text) <
         std::tie(right.reported, right.article, right.begin, right.date_text);
}

bool TellsEnd(const Report& report, const FactPeriod& period) {
  return period.first != period.last && period.last.has_value() && report.reported.has_value() &&
         *period.last <= *report.reported;
}

const std::string* FindAttribute(const std::vector<std::pair<std::string, std::string>>& attributes,
                                 std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const auto& attribute) { return attribute.first == name; });
  return found == attributes.end() ? nullptr : &found->second;
}

namespace {

double Rounded(double all_wrong) {
  return std::round(std::min(kFactConfidenceMax, 1.0 - all_wrong) * kConfidenceSteps) /
         kConfidenceSteps;
}

}  // namespace

std::optional<double> JoinRounded(double joined, double confidence) {
  // A little more than rounding takes, for what arithmetic in another order would give.
  constexpr double kLost = 0.5 / kConfidenceSteps + 1e-9;
  const double wrong = 1.0 - confidence;
  if (joined >= kFactConfidenceMax) {
    return kFactConfidenceMax;
  }
  const double least = Rounded((1.0 - joined + kLost) * wrong + 1e-9);
  const double most = Rounded((1.0 - joined - kLost) * wrong - 1e-9);
  return least == most ? std::optional(least) : std::nullopt;
}

double JoinConfidences(std::vector<double> confidences) {
  std::sort(confidences.begin(), confidences.end());
  double all_wrong = 1.0;
  for (const double confidence : confidences) {
    all_wrong *= 1.0 - confidence;
  }
  return Rounded(all_wrong);
}

FactSummary Summarise(const schema::EdgeTypeInfo& type, std::vector<Report> reports) {
  RONDO_CHECK(!reports.empty());
  std::sort(reports.begin(), reports.end(), Precedes);
  FactSummary summary;
  summary.report_count = reports.size();
  summary.modality = reports.front().modality;
  std::vector<double> confidences;
  std::map<std::string, std::string> attributes;
  for (const Report& report : reports) {
    summary.modality = std::min(summary.modality, report.modality);
    KeepEarliest(summary.reported, report.reported);
    confidences.push_back(report.confidence);
    for (const auto& [name, value] : report.attributes) {
      attributes.try_emplace(name, value);
    }
  }
  summary.attributes.assign(attributes.begin(), attributes.end());
  summary.confidence = JoinConfidences(std::move(confidences));
  if (type.kind == schema::FactKind::kEvent) {
    SummariseEvent(reports, summary);
  } else {
    SummariseState(reports, summary);
  }
  if (!type.until_property.empty()) {
    if (const auto stated = StatedEnd(summary, type.kind == schema::FactKind::kEvent)) {
      summary.until = stated;
    }
  }
  return summary;
}

}  // namespace rondo::articles
