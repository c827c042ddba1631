#pragma once

// What an edge says about its fact, as a pure function of the reports that support it. Loading and
// retracting both end here, so a graph looks the same whatever came and went on the way.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/model/schema.h"
#include "graph/model/temporal.h"
#include "tools/articles/graph/fact_period.h"
#include "tools/articles/relation.h"

namespace rondo::articles {

// Attributes of reports that say when a fact was, not what it was.
inline constexpr std::string_view kFromAttribute = "from";
inline constexpr std::string_view kUntilAttribute = "until";
inline constexpr std::string_view kDurationAttribute = "duration";

/// No number of reports makes a fact surer than this.
inline constexpr double kFactConfidenceMax = 0.99;

/// One article's support for one fact, as its Report node holds it.
struct Report {
  std::string article;           // Name of the article.
  std::optional<Date> reported;  // The article's date.
  int64_t begin = 0;      // Where the sentence stands: reports of one article are ordered by it.
  std::string date_text;  // The fact's time in the guideline's notation.
  Modality modality = Modality::kAsserted;
  double confidence = 0.0;
  std::vector<std::pair<std::string, std::string>> attributes;
};

/// 30 June of the season that `day` falls into.
Date EndOfSeason(Date day);

/// The order in which reports count where they contradict each other: the first one wins.
bool Precedes(const Report& left, const Report& right);

/// Whether the report tells of an interval that was over when it was reported: a state then has an
/// end. A day, or an interval around the article, tells of none.
bool TellsEnd(const Report& report, const FactPeriod& period);

/// The first value of that name, or null.
const std::string* FindAttribute(const std::vector<std::pair<std::string, std::string>>& attributes,
                                 std::string_view name);

/// How sure a fact is: that not all reports are wrong, as if they were independent. The order of
/// the reports' confidences does not matter.
double JoinConfidences(std::vector<double> confidences);

/// What JoinConfidences gives with `confidence` more, where it gave `joined` without; nothing where
/// that depends on what `joined` was before it was rounded.
std::optional<double> JoinRounded(double joined, double confidence);

struct FactSummary {
  Modality modality = Modality::kAsserted;  // The strongest reading.
  double confidence = 0.0;                  // See JoinConfidences.
  std::optional<Date> reported;             // First reported.
  FactPeriod period;
  // Of states: the first day on which it is known to have held and the first day after it, where
  // known.
  std::optional<Date> from;
  std::optional<Date> until;
  std::vector<std::pair<std::string, std::string>> attributes;  // Sorted by name.
  uint64_t report_count = 0;
};

/// REQUIRES: at least one report. The order of `reports` does not matter.
FactSummary Summarise(const schema::EdgeTypeInfo& type, std::vector<Report> reports);

}  // namespace rondo::articles
