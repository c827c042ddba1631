#pragma once

// Temporal values from their components and back: the functions date(), time(), datetime(), ...,
// their truncate(), and component access such as `.weekYear`. Kinds are those of Value: kDate,
// kLocalTime, kTime, kLocalDateTime, kDateTime, and kDuration where said.
//
// Errors are Argument("InvalidArgumentValue") for components that do not fit together or are out of
// range, and Type("InvalidArgumentValue") for components of a wrong type.

#include <cstdint>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "graph/model/time_zone.h"
#include "graph/model/value.h"

namespace rondo {

/// A moment read from a clock, in UTC.
struct Instant {
  int64_t epoch_seconds = 0;
  int32_t nanosecond = 0;
};

/// `date(argument)` and so on: reads a string, picks from a temporal value, or puts together a map.
/// Null gives null. For every temporal kind and kDuration. `now` is the statement's clock: it is
/// read where the map holds nothing but a timezone, and where a time takes a named zone.
Result<Value> MakeTemporal(Value::Kind kind, const Value& argument, Instant now);

/// `date({...})`, `datetime({...})`, `duration({...})`: from a map of components, among them other
/// temporal values under date, time and datetime, which the remaining components override.
Result<Value> MakeTemporalFromMap(Value::Kind kind, const MapValue& components, Instant now);

/// `date()`, `datetime()` and so on: what a clock that reads `now` shows in `zone`.
/// REQUIRES: `kind` is a temporal kind (no duration).
Value TemporalAt(Value::Kind kind, Instant now, const TimeZone& zone);

/// `datetime.fromepoch(seconds, nanoseconds)`, `datetime.fromepochmillis(milliseconds)`: in UTC.
Result<ZonedDateTime> DateTimeFromEpoch(int64_t seconds, int64_t nanoseconds);
Result<ZonedDateTime> DateTimeFromEpochMillis(int64_t milliseconds);

/// `datetime.truncate(unit, source, overrides)`: `source` cut to the unit (millennium, century,
/// decade, year, weekYear, quarter, month, week, day, hour, minute, second, millisecond,
/// microsecond; in any case), as the given kind, with components of the smaller units set from
/// `overrides`.
Result<Value> TruncateTemporal(Value::Kind kind, std::string_view unit, const Value& source,
                               const MapValue& overrides, Instant now);

/// A component of a temporal value or duration: `year`, `dayOfQuarter`, `epochMillis`, `timezone`,
/// `minutesOfHour`, ... Argument("UnknownTemporalComponent") where the kind has none of that name.
/// REQUIRES: `temporal` is of a temporal kind or a duration.
Result<Value> TemporalComponent(const Value& temporal, std::string_view name);

}  // namespace rondo
