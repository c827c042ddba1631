#pragma once

// Temporal values as ISO 8601 text, both ways. Every form that openCypher accepts is read:
// calendar, week, quarter and ordinal dates, basic and extended, complete and of reduced precision,
// offsets and [Zone/Name], durations in unit and in date-and-time form. What is written reads back
// as the same value.

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "graph/model/value.h"

namespace rondo {

// Each reads all of `text`; Argument("InvalidTemporalText") where it is not of the form, and
// Argument("InvalidTemporalValue") where a part is out of range (month 13, year 1000000000).

/// `2015-07-21`, `20150721`, `2015-07`, `2015-W30-2`, `2015W302`, `2015-Q2-60`, `2015-202`, `2015`.
Result<Date> ParseDate(std::string_view text);
/// `21:40:32.142`, `214032.142`, `21:40`, `2140`, `21`.
Result<LocalTime> ParseLocalTime(std::string_view text);
/// A local time with `Z`, `+01:00`, `+0100`, `+01` or nothing (UTC) behind.
Result<ZonedTime> ParseTime(std::string_view text);
/// A date, or a date, `T` and a local time.
Result<LocalDateTime> ParseLocalDateTime(std::string_view text);
/// A local date-time with an offset, `[Zone/Name]`, both or nothing (UTC) behind.
Result<ZonedDateTime> ParseDateTime(std::string_view text);
/// `P14DT16H12M`, `P5M1.5D`, `P0.75M`, `PT0.75M`, `P2.5W`, `-P1Y`, `P2012-02-02T14:37:21.545`.
Result<Duration> ParseDuration(std::string_view text);
/// Any of the above, by kind. REQUIRES: `kind` is a temporal kind or kDuration.
Result<Value> ParseTemporal(Value::Kind kind, std::string_view text);

void AppendTemporalText(Date date, std::string& text);
void AppendTemporalText(LocalTime time, std::string& text);
void AppendTemporalText(ZonedTime time, std::string& text);
void AppendTemporalText(const LocalDateTime& moment, std::string& text);
void AppendTemporalText(const ZonedDateTime& moment, std::string& text);
void AppendTemporalText(const Duration& duration, std::string& text);
/// REQUIRES: `value` is of a temporal kind or a duration.
void AppendTemporalText(const Value& value, std::string& text);

template <typename Temporal>
std::string TemporalText(const Temporal& temporal) {
  std::string text;
  AppendTemporalText(temporal, text);
  return text;
}

/// Appends `+01:00`, `-02:05:07` or `Z`.
void AppendOffsetText(int32_t offset_seconds, std::string& text);

}  // namespace rondo
