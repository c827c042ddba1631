#include "graph/model/calendar.h"

#include <algorithm>
#include <array>

#include "graph/base/check.h"

namespace rondo {

namespace {

constexpr int64_t kDaysPerEra = 146'097;    // 400 years.
constexpr int64_t kEpochFromEra = 719'468;  // From 0000-03-01 to 1970-01-01.

/// Monday is 1. 1970-01-01 was a Thursday.
int64_t DayOfWeek(int64_t epoch_days) { return FloorModulo(epoch_days + 3, 7) + 1; }

/// The Monday of week 1: the week that holds 4 January.
int64_t FirstDayOfWeekYear(int64_t week_year) {
  int64_t fourth = DaysFromCivil(week_year, 1, 4);
  return fourth - (DayOfWeek(fourth) - 1);
}

std::optional<Date> IfInRange(int64_t epoch_days) {
  Date date{epoch_days};
  if (!InRange(date)) {
    return std::nullopt;
  }
  return date;
}

bool IsYear(int64_t year) { return year >= kMinYear && year <= kMaxYear; }

}  // namespace

int64_t DaysInMonth(int64_t year, int64_t month) {
  static constexpr std::array<int8_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  RONDO_CHECK(month >= 1 && month <= 12);
  return month == 2 && IsLeapYear(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

int64_t DaysInYear(int64_t year) { return IsLeapYear(year) ? 366 : 365; }

int64_t WeeksInYear(int64_t week_year) {
  return (FirstDayOfWeekYear(week_year + 1) - FirstDayOfWeekYear(week_year)) / 7;
}

int64_t DaysInQuarter(int64_t year, int64_t quarter) {
  RONDO_CHECK(quarter >= 1 && quarter <= 4);
  int64_t first_month = quarter * 3 - 2;
  return DaysInMonth(year, first_month) + DaysInMonth(year, first_month + 1) +
         DaysInMonth(year, first_month + 2);
}

// Both directions count from 1 March, so that the leap day is the last of its year; see Howard
// Hinnant, "chrono-Compatible Low-Level Date Algorithms".
int64_t DaysFromCivil(int64_t year, int64_t month, int64_t day) {
  RONDO_CHECK(month >= 1 && month <= 12);
  int64_t march_year = month <= 2 ? year - 1 : year;
  int64_t era = FloorDivide(march_year, 400);
  int64_t year_of_era = march_year - era * 400;
  int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEpochFromEra + day - 1;
}

YearMonthDay CivilFromDays(int64_t epoch_days) {
  int64_t days = epoch_days + kEpochFromEra;
  int64_t era = FloorDivide(days, kDaysPerEra);
  int64_t day_of_era = days - era * kDaysPerEra;
  int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t march_month = (5 * day_of_year + 2) / 153;
  YearMonthDay result;
  result.day = day_of_year - (153 * march_month + 2) / 5 + 1;
  result.month = march_month < 10 ? march_month + 3 : march_month - 9;
  result.year = year_of_era + era * 400 + (result.month <= 2 ? 1 : 0);
  return result;
}

bool InRange(Date date) {
  static const int64_t kFirst = DaysFromCivil(kMinYear, 1, 1);
  static const int64_t kLast = DaysFromCivil(kMaxYear, 12, 31);
  return date.epoch_days >= kFirst && date.epoch_days <= kLast;
}

std::optional<Date> MakeDate(int64_t year, int64_t month, int64_t day) {
  if (!IsYear(year) || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month)) {
    return std::nullopt;
  }
  return Date{DaysFromCivil(year, month, day)};
}

std::optional<Date> MakeWeekDate(int64_t week_year, int64_t week, int64_t day_of_week) {
  if (!IsYear(week_year) || week < 1 || week > WeeksInYear(week_year) || day_of_week < 1 ||
      day_of_week > 7) {
    return std::nullopt;
  }
  return IfInRange(FirstDayOfWeekYear(week_year) + (week - 1) * 7 + day_of_week - 1);
}

std::optional<Date> MakeQuarterDate(int64_t year, int64_t quarter, int64_t day_of_quarter) {
  if (!IsYear(year) || quarter < 1 || quarter > 4 || day_of_quarter < 1 ||
      day_of_quarter > DaysInQuarter(year, quarter)) {
    return std::nullopt;
  }
  return Date{DaysFromCivil(year, quarter * 3 - 2, 1) + day_of_quarter - 1};
}

std::optional<Date> MakeOrdinalDate(int64_t year, int64_t ordinal_day) {
  if (!IsYear(year) || ordinal_day < 1 || ordinal_day > DaysInYear(year)) {
    return std::nullopt;
  }
  return Date{DaysFromCivil(year, 1, 1) + ordinal_day - 1};
}

WeekDate WeekDateOf(Date date) {
  int64_t day_of_week = DayOfWeek(date.epoch_days);
  // The week belongs to the year of its Thursday.
  int64_t thursday = date.epoch_days - day_of_week + 4;
  int64_t week_year = CivilFromDays(thursday).year;
  return {week_year, (thursday - DaysFromCivil(week_year, 1, 1)) / 7 + 1, day_of_week};
}

int64_t OrdinalDayOf(Date date) {
  return date.epoch_days - DaysFromCivil(CivilFromDays(date.epoch_days).year, 1, 1) + 1;
}

int64_t DayOfQuarterOf(Date date) {
  YearMonthDay civil = CivilFromDays(date.epoch_days);
  int64_t first_month = QuarterOfMonth(civil.month) * 3 - 2;
  return date.epoch_days - DaysFromCivil(civil.year, first_month, 1) + 1;
}

std::optional<Date> AddMonths(Date date, int64_t months) {
  constexpr int64_t kMonthsMax = 12 * 2 * (kMaxYear + 1);
  if (months < -kMonthsMax || months > kMonthsMax) {
    return std::nullopt;
  }
  YearMonthDay civil = CivilFromDays(date.epoch_days);
  int64_t month_count = civil.year * 12 + (civil.month - 1) + months;
  int64_t year = FloorDivide(month_count, 12);
  int64_t month = FloorModulo(month_count, 12) + 1;
  return MakeDate(year, month, std::min(civil.day, DaysInMonth(year, month)));
}

}  // namespace rondo
