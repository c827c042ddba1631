#pragma once

// The temporal instants and amounts of openCypher: plain data, proleptic Gregorian (ISO 8601),
// nanosecond resolution, years -999,999,999 to 999,999,999. What is done with them stands in
// temporal_text (ISO strings), temporal_construction (components), temporal_arithmetic and
// time_zone.

#include <compare>
#include <cstdint>
#include <string>

namespace rondo {

inline constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;
inline constexpr int64_t kSecondsPerDay = 86'400;
inline constexpr int64_t kNanosecondsPerDay = kSecondsPerDay * kNanosecondsPerSecond;

/// A day of the calendar.
struct Date {
  int64_t epoch_days = 0;  // Since 1970-01-01.
  friend constexpr auto operator<=>(Date, Date) = default;
};

/// A time of day without a zone.
struct LocalTime {
  int64_t nanosecond_of_day = 0;
  friend constexpr auto operator<=>(LocalTime, LocalTime) = default;
};

/// A time of day at an offset from UTC (openCypher's Time).
struct ZonedTime {
  int64_t nanosecond_of_day = 0;  // As the clock on the wall shows it.
  int32_t offset_seconds = 0;     // East of UTC is positive.
  friend constexpr bool operator==(ZonedTime, ZonedTime) = default;
};

/// Date and time of day without a zone.
struct LocalDateTime {
  int64_t epoch_seconds = 0;  // Since 1970-01-01T00:00 on the wall clock.
  int32_t nanosecond = 0;     // 0 to 999,999,999, also before the epoch.
  friend constexpr auto operator<=>(LocalDateTime, LocalDateTime) = default;
};

/// A moment, with the offset and, where known, the name of the zone in which it is written
/// (openCypher's DateTime).
struct ZonedDateTime {
  int64_t epoch_seconds = 0;  // UTC.
  int32_t nanosecond = 0;     // 0 to 999,999,999.
  int32_t offset_seconds = 0;
  std::string zone_name;  // IANA name, or empty where only the offset is known.
  friend bool operator==(const ZonedDateTime&, const ZonedDateTime&) = default;
};

/// An amount of time. The four parts are kept apart, since a month has no fixed number of days and
/// a day no fixed number of seconds; seconds and nanoseconds form one signed amount.
struct Duration {
  int64_t months = 0;
  int64_t days = 0;
  int64_t seconds = 0;
  int32_t nanoseconds = 0;  // 0 to 999,999,999; the sign is that of `seconds`' floor.
  friend constexpr bool operator==(const Duration&, const Duration&) = default;
};

}  // namespace rondo
