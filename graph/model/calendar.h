#pragma once

// Arithmetic of the proleptic Gregorian calendar (ISO 8601) on 64-bit day numbers: months, weeks,
// quarters and ordinal days. Pure functions; nothing overflows for the years this model holds.

#include <cstdint>
#include <optional>

#include "graph/model/temporal.h"

namespace rondo {

inline constexpr int64_t kMinYear = -999'999'999;
inline constexpr int64_t kMaxYear = 999'999'999;

struct YearMonthDay {
  int64_t year = 1970;
  int64_t month = 1;  // 1 to 12.
  int64_t day = 1;    // 1 to 31.
};

/// A day by its ISO week. The week-year differs from the year around New Year.
struct WeekDate {
  int64_t week_year = 1970;
  int64_t week = 1;         // 1 to 53.
  int64_t day_of_week = 1;  // Monday is 1, Sunday 7.
};

constexpr bool IsLeapYear(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
/// REQUIRES: 1 <= month <= 12.
int64_t DaysInMonth(int64_t year, int64_t month);
int64_t DaysInYear(int64_t year);
int64_t WeeksInYear(int64_t week_year);
/// REQUIRES: 1 <= quarter <= 4.
int64_t DaysInQuarter(int64_t year, int64_t quarter);

/// The day number of a date that need not lie in the supported range. REQUIRES: a valid month; the
/// day is counted on from the first of the month.
int64_t DaysFromCivil(int64_t year, int64_t month, int64_t day);
YearMonthDay CivilFromDays(int64_t epoch_days);

/// The day of a date whose parts are all in range and whose year is supported; else nullopt.
std::optional<Date> MakeDate(int64_t year, int64_t month, int64_t day);
std::optional<Date> MakeWeekDate(int64_t week_year, int64_t week, int64_t day_of_week);
std::optional<Date> MakeQuarterDate(int64_t year, int64_t quarter, int64_t day_of_quarter);
std::optional<Date> MakeOrdinalDate(int64_t year, int64_t ordinal_day);
/// Whether the year of the day is supported.
bool InRange(Date date);

WeekDate WeekDateOf(Date date);
/// 1 to 366.
int64_t OrdinalDayOf(Date date);
/// 1 to 4.
constexpr int64_t QuarterOfMonth(int64_t month) { return (month - 1) / 3 + 1; }
/// 1 to 92.
int64_t DayOfQuarterOf(Date date);

/// `date` moved by whole months; a day that the month does not have becomes its last day. Absent
/// where the result leaves the supported range.
std::optional<Date> AddMonths(Date date, int64_t months);

constexpr int64_t FloorDivide(int64_t dividend, int64_t divisor) {
  int64_t quotient = dividend / divisor;
  return dividend % divisor != 0 && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient;
}
/// In [0, divisor). REQUIRES: divisor > 0.
constexpr int64_t FloorModulo(int64_t dividend, int64_t divisor) {
  int64_t remainder = dividend % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

constexpr Date DateOf(const LocalDateTime& moment) {
  return Date{FloorDivide(moment.epoch_seconds, kSecondsPerDay)};
}
constexpr LocalTime TimeOf(const LocalDateTime& moment) {
  return LocalTime{FloorModulo(moment.epoch_seconds, kSecondsPerDay) * kNanosecondsPerSecond +
                   moment.nanosecond};
}
constexpr LocalDateTime AtTime(Date date, LocalTime time) {
  return LocalDateTime{
      date.epoch_days * kSecondsPerDay + time.nanosecond_of_day / kNanosecondsPerSecond,
      static_cast<int32_t>(time.nanosecond_of_day % kNanosecondsPerSecond)};
}

}  // namespace rondo
