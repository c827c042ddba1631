#include "tools/export/edge_time.h"

#include "graph/model/evidence_schema.h"
#include "graph/model/temporal_text.h"

namespace rondo {

namespace {

Date DayOfSecond(int64_t epoch_seconds) {
  int64_t day = epoch_seconds / kSecondsPerDay;
  if (epoch_seconds % kSecondsPerDay < 0) {
    --day;
  }
  return Date{day};
}

std::optional<Date> DateIn(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kDate:
      return value.date();
    case Value::Kind::kLocalDateTime:
      return DayOfSecond(value.local_date_time().epoch_seconds);
    case Value::Kind::kDateTime:
      return DayOfSecond(value.date_time().epoch_seconds + value.date_time().offset_seconds);
    case Value::Kind::kString: {
      Result<Date> date = ParseDate(value.string());
      return date.ok() ? std::optional<Date>(*date) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Date> DayIn(const EdgeRecord& edge, std::string_view key) {
  const Value* value = edge.properties.Find(key);
  return value == nullptr ? std::nullopt : DateIn(*value);
}

EdgeInterval IntervalOf(const EdgeRecord& edge) {
  EdgeInterval interval{.from = DayIn(edge, evidence::kFactFrom),
                        .until = DayIn(edge, evidence::kFactUntil)};
  if (!interval.from.has_value()) {
    interval.from = DayIn(edge, evidence::kFactDate);
  }
  return interval;
}

}  // namespace rondo
