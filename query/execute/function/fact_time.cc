#include "query/execute/function/fact_time.h"

#include <string_view>
#include <vector>

#include "graph/model/calendar.h"
#include "graph/model/evidence_schema.h"
#include "graph/model/temporal_text.h"
#include "graph/model/time_zone.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// The days that a property holds, or nothing at all if no edge has such a property.
Result<void> GatherDays(const GraphView& view, std::string_view property,
                        std::span<const EdgeId> edges, std::vector<std::optional<int64_t>>& days) {
  days.assign(edges.size(), std::nullopt);
  std::optional<PropertyKeyId> key = view.FindPropertyKey(property);
  if (!key) {
    return {};
  }
  std::vector<Value> values(edges.size());
  RONDO_TRY(view.GatherEdgeProperty(*key, edges, values));
  for (size_t index = 0; index < values.size(); ++index) {
    days[index] = DayOf(values[index]);
  }
  return {};
}

}  // namespace

std::optional<int64_t> DayOf(const Value& value) {
  switch (value.kind()) {
    case Kind::kDate:
      return value.date().epoch_days;
    case Kind::kLocalDateTime:
      return DateOf(value.local_date_time()).epoch_days;
    case Kind::kDateTime:
      return DateOf(LocalOf(value.date_time())).epoch_days;
    case Kind::kString: {
      Result<Date> date = ParseDate(value.string());
      return date.ok() ? std::optional<int64_t>(date->epoch_days) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

Result<void> GatherFactPeriods(const GraphView& view, std::span<const EdgeId> edges,
                               std::span<FactPeriod> out) {
  std::vector<std::optional<int64_t>> days;
  RONDO_TRY(GatherDays(view, evidence::kFactDate, edges, days));
  for (size_t index = 0; index < edges.size(); ++index) {
    out[index] = {.from = days[index], .until = std::nullopt};
  }
  RONDO_TRY(GatherDays(view, evidence::kFactFrom, edges, days));
  for (size_t index = 0; index < edges.size(); ++index) {
    out[index].from = days[index] ? days[index] : out[index].from;
  }
  RONDO_TRY(GatherDays(view, evidence::kFactUntil, edges, days));
  for (size_t index = 0; index < edges.size(); ++index) {
    out[index].until = days[index];
  }
  return {};
}

Result<void> GatherValidAt(const GraphView& view, Date day, std::span<const EdgeId> edges,
                           std::span<bool> out) {
  std::vector<FactPeriod> periods(edges.size());
  RONDO_TRY(GatherFactPeriods(view, edges, periods));
  for (size_t index = 0; index < edges.size(); ++index) {
    out[index] = periods[index].Holds(day.epoch_days);
  }
  return {};
}

Result<void> GatherReportedAt(const GraphView& view, Date day, std::span<const EdgeId> edges,
                              std::span<bool> out) {
  std::vector<std::optional<int64_t>> days;
  RONDO_TRY(GatherDays(view, evidence::kFactReported, edges, days));
  for (size_t index = 0; index < edges.size(); ++index) {
    out[index] = !days[index] || *days[index] <= day.epoch_days;
  }
  return {};
}

}  // namespace rondo
