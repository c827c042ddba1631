#pragma once

// A temporal value taken apart into day, time of day and zone, whichever it has: the common ground
// of construction, truncation and durations between values.

#include <optional>

#include "graph/model/temporal.h"
#include "graph/model/time_zone.h"
#include "graph/model/value.h"

namespace rondo {

struct TemporalParts {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<TimeZone> zone;
  int32_t offset_seconds = 0;  // Of the value; tells the two halves of a repeated hour apart.
};

/// REQUIRES: `temporal` is of a temporal kind.
TemporalParts PartsOf(const Value& temporal);

/// The moment at which the wall clock of the parts' zone (UTC if none) shows their day and time.
/// REQUIRES: a date.
ZonedDateTime MomentOf(const TemporalParts& parts);

/// Whether a value of the kind has a day, a time of day, an offset from UTC.
constexpr bool HasDate(Value::Kind kind) {
  return kind == Value::Kind::kDate || kind == Value::Kind::kLocalDateTime ||
         kind == Value::Kind::kDateTime;
}
constexpr bool HasTime(Value::Kind kind) {
  return kind >= Value::Kind::kLocalTime && kind <= Value::Kind::kDateTime;
}
constexpr bool HasZone(Value::Kind kind) {
  return kind == Value::Kind::kTime || kind == Value::Kind::kDateTime;
}

}  // namespace rondo
