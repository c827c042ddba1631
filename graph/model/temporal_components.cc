#include "graph/model/temporal_components.h"

#include <algorithm>
#include <cctype>

#include "graph/model/calendar.h"
#include "graph/model/temporal_parts.h"

namespace rondo {

namespace {

using Field = TemporalField;

/// In the order of TemporalField.
constexpr std::array<std::string_view, kTemporalFieldCount> kFieldNames = {
    "year",         "quarter",    "month",        "week",       "day",    "ordinalDay",
    "dayOfQuarter", "dayOfWeek",  "hour",         "minute",     "second", "millisecond",
    "microsecond",  "nanosecond", "epochSeconds", "epochMillis"};

bool IsDateField(Field field) { return field <= Field::kDayOfWeek; }

/// Whether values of the kind are made of the field.
bool Uses(Value::Kind kind, Field field) {
  if (field >= Field::kEpochSeconds) {
    return kind == Value::Kind::kDateTime;
  }
  return IsDateField(field) ? HasDate(kind) : HasTime(kind);
}

std::optional<Field> FindField(std::string_view name) {
  // `d.weekDay` and {dayOfWeek: 4} are the same thing.
  if (EqualIgnoringCase(name, "weekDay")) {
    return Field::kDayOfWeek;
  }
  for (size_t index = 0; index < kFieldNames.size(); ++index) {
    if (EqualIgnoringCase(name, kFieldNames[index])) {
      return static_cast<Field>(index);
    }
  }
  return std::nullopt;
}

Error WrongType(std::string_view name, std::string_view expected) {
  return RuntimeError(ErrorCode::kType, "InvalidArgumentValue",
                      "`" + std::string(name) + "` must be " + std::string(expected));
}

std::string_view RangeText(Field field) {
  switch (field) {
    case Field::kYear:
      return "from -999999999 to 999999999";
    case Field::kQuarter:
      return "from 1 to 4";
    case Field::kMonth:
      return "from 1 to 12";
    case Field::kHour:
      return "from 0 to 23";
    case Field::kMinute:
    case Field::kSecond:
      return "from 0 to 59";
    case Field::kMillisecond:
      return "from 0 to 999";
    case Field::kMicrosecond:
      return "from 0 to 999999, beside milliseconds to 999";
    case Field::kNanosecond:
      return "from 0 to 999999999, beside microseconds to 999";
    default:
      return "as far as the calendar";
  }
}

Error OutOfRange(Field field) {
  return InvalidTemporalComponents(
      "`" + std::string(TemporalFieldName(field)) + "` is out of range",
      "it goes " + std::string(RangeText(field)));
}

/// The names of what a value of the kind is made of.
std::string FieldNames(Value::Kind kind) {
  std::string names;
  for (size_t index = 0; index < kFieldNames.size(); ++index) {
    if (Uses(kind, static_cast<Field>(index))) {
      names += (names.empty() ? "" : ", ") + std::string(kFieldNames[index]);
    }
  }
  return names;
}

Result<Date> OrInvalid(std::optional<Date> date) {
  if (!date) {
    return InvalidTemporalComponents("there is no such date",
                                     "look how long that month, quarter or year is");
  }
  return *date;
}

Error NeedsUnit(Field field, Field unit) {
  return InvalidTemporalComponents("`" + std::string(TemporalFieldName(field)) +
                                       "` cannot be given without `" +
                                       std::string(TemporalFieldName(unit)) + "`",
                                   "give that too");
}

}  // namespace

bool EqualIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  });
}

std::string_view TemporalFieldName(TemporalField field) {
  return kFieldNames[static_cast<size_t>(field)];
}

Error InvalidTemporalComponents(std::string message, std::string hint) {
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidArgumentValue", std::move(message));
  error.hint = std::move(hint);
  return error;
}

Result<TemporalComponents> TemporalComponents::Read(Value::Kind kind, const MapValue& map) {
  TemporalComponents components;
  for (const MapValue::Entry& entry : map) {
    if (!entry.second.is_null()) {
      RONDO_TRY(components.ReadEntry(kind, entry));
    }
  }
  return components;
}

Result<void> TemporalComponents::ReadEntry(Value::Kind kind, const MapValue::Entry& entry) {
  const auto& [name, value] = entry;
  if (std::optional<Field> field = FindField(name); field && Uses(kind, *field)) {
    if (!value.is(Value::Kind::kInteger)) {
      return WrongType(name, "an integer");
    }
    numbers_[static_cast<size_t>(*field)] = value.integer();
    return {};
  }
  if (EqualIgnoringCase(name, "timezone")) {
    if (!value.is(Value::Kind::kString)) {
      return WrongType(name, "a string");
    }
    RONDO_TRY_ASSIGN(zone_, TimeZone::Parse(value.string()));
    return {};
  }
  bool is_date = EqualIgnoringCase(name, "date") && HasDate(kind);
  bool is_time = EqualIgnoringCase(name, "time") && HasTime(kind);
  bool is_datetime = EqualIgnoringCase(name, "datetime");
  if (!is_date && !is_time && !is_datetime) {
    return InvalidTemporalComponents("`" + name + "` is no component of this type",
                                     "its components are " + FieldNames(kind));
  }
  bool fits = value.is_temporal() && (is_time || HasDate(value.kind())) &&
              (is_date || HasTime(value.kind()));
  if (!fits) {
    return WrongType(name, is_datetime ? "a value with date and time"
                           : is_date   ? "a value with a date"
                                       : "a value with a time");
  }
  (is_date ? date_ : is_time ? time_ : datetime_) = &value;
  return {};
}

bool TemporalComponents::HasAnyNumber() const {
  return std::any_of(numbers_.begin(), numbers_.end(),
                     [](const std::optional<int64_t>& number) { return number.has_value(); });
}

Result<Date> TemporalComponents::MakeDay(std::optional<Date> base) const {
  bool calendar = Has(Field::kMonth) || Has(Field::kDay);
  bool week = Has(Field::kWeek) || Has(Field::kDayOfWeek);
  bool quarter = Has(Field::kQuarter) || Has(Field::kDayOfQuarter);
  bool ordinal = Has(Field::kOrdinalDay);
  if (static_cast<int>(calendar) + week + quarter + ordinal > 1) {
    return InvalidTemporalComponents(
        "a date is given by month and day, by week, by quarter, or by ordinal day, not by a "
        "mixture",
        "leave out the others");
  }
  if (!base && !Has(Field::kYear)) {
    return InvalidTemporalComponents("`year` must be given", "write {year: 2019, month: 12}");
  }
  std::optional<int64_t> year = Get(Field::kYear);
  if (year && (*year < kMinYear || *year > kMaxYear)) {
    return OutOfRange(Field::kYear);
  }
  if (week) {
    return MakeWeekDay(base);
  }
  if (quarter) {
    return MakeQuarterDay(base);
  }
  return ordinal ? MakeOrdinalDay(base) : MakeCalendarDay(base);
}

Result<Date> TemporalComponents::MakeCalendarDay(std::optional<Date> base) const {
  if (!base && Has(Field::kDay) && !Has(Field::kMonth)) {
    return NeedsUnit(Field::kDay, Field::kMonth);
  }
  YearMonthDay from = base ? CivilFromDays(base->epoch_days) : YearMonthDay{0, 1, 1};
  int64_t year = Get(Field::kYear).value_or(from.year);
  int64_t month = Get(Field::kMonth).value_or(from.month);
  if (month < 1 || month > 12) {
    return OutOfRange(Field::kMonth);
  }
  int64_t day = Get(Field::kDay).value_or(std::min(from.day, DaysInMonth(year, month)));
  return OrInvalid(MakeDate(year, month, day));
}

Result<Date> TemporalComponents::MakeWeekDay(std::optional<Date> base) const {
  if (!base && Has(Field::kDayOfWeek) && !Has(Field::kWeek)) {
    return NeedsUnit(Field::kDayOfWeek, Field::kWeek);
  }
  WeekDate from = base ? WeekDateOf(*base) : WeekDate{0, 1, 1};
  int64_t year = Get(Field::kYear).value_or(from.week_year);
  int64_t week = Get(Field::kWeek).value_or(std::min(from.week, WeeksInYear(year)));
  return OrInvalid(MakeWeekDate(year, week, Get(Field::kDayOfWeek).value_or(from.day_of_week)));
}

Result<Date> TemporalComponents::MakeQuarterDay(std::optional<Date> base) const {
  if (!base && Has(Field::kDayOfQuarter) && !Has(Field::kQuarter)) {
    return NeedsUnit(Field::kDayOfQuarter, Field::kQuarter);
  }
  YearMonthDay from = base ? CivilFromDays(base->epoch_days) : YearMonthDay{0, 1, 1};
  int64_t year = Get(Field::kYear).value_or(from.year);
  int64_t quarter = Get(Field::kQuarter).value_or(QuarterOfMonth(from.month));
  if (quarter < 1 || quarter > 4) {
    return OutOfRange(Field::kQuarter);
  }
  if (std::optional<int64_t> day_of_quarter = Get(Field::kDayOfQuarter)) {
    return OrInvalid(MakeQuarterDate(year, quarter, *day_of_quarter));
  }
  // The same month of the quarter and day of the month.
  int64_t month = (quarter - 1) * 3 + (from.month - 1) % 3 + 1;
  return OrInvalid(MakeDate(year, month, std::min(from.day, DaysInMonth(year, month))));
}

Result<Date> TemporalComponents::MakeOrdinalDay(std::optional<Date> base) const {
  int64_t year = Get(Field::kYear).value_or(base ? CivilFromDays(base->epoch_days).year : 0);
  return OrInvalid(MakeOrdinalDate(year, *Get(Field::kOrdinalDay)));
}

Result<LocalTime> TemporalComponents::MakeTime(std::optional<LocalTime> base) const {
  bool has_fraction =
      Has(Field::kMillisecond) || Has(Field::kMicrosecond) || Has(Field::kNanosecond);
  if (!base) {
    if (Has(Field::kMinute) && !Has(Field::kHour)) {
      return NeedsUnit(Field::kMinute, Field::kHour);
    }
    if (Has(Field::kSecond) && !Has(Field::kMinute)) {
      return NeedsUnit(Field::kSecond, Field::kMinute);
    }
    if (has_fraction && !Has(Field::kSecond)) {
      return InvalidTemporalComponents("fractions of a second cannot be given without `second`",
                                       "give that too");
    }
  }
  int64_t from = base ? base->nanosecond_of_day : 0;
  int64_t from_seconds = from / kNanosecondsPerSecond;
  int64_t hour = Get(Field::kHour).value_or(from_seconds / 3600);
  int64_t minute = Get(Field::kMinute).value_or(from_seconds / 60 % 60);
  int64_t second = Get(Field::kSecond).value_or(from_seconds % 60);
  if (hour < 0 || hour > 23) {
    return OutOfRange(Field::kHour);
  }
  if (minute < 0 || minute > 59) {
    return OutOfRange(Field::kMinute);
  }
  if (second < 0 || second > 59) {
    return OutOfRange(Field::kSecond);
  }
  RONDO_TRY_ASSIGN(int64_t nanosecond, MakeNanosecond(from % kNanosecondsPerSecond));
  return LocalTime{(hour * 3600 + minute * 60 + second) * kNanosecondsPerSecond + nanosecond};
}

Result<int64_t> TemporalComponents::MakeNanosecond(int64_t base) const {
  if (!Has(Field::kMillisecond) && !Has(Field::kMicrosecond) && !Has(Field::kNanosecond)) {
    return base;
  }
  // Each counts within the next larger one that is given: {millisecond: 1, nanosecond: 2} is
  // 1.000002 ms, and nanosecond alone goes up to a second.
  int64_t millisecond = Get(Field::kMillisecond).value_or(0);
  int64_t microsecond = Get(Field::kMicrosecond).value_or(0);
  int64_t nanosecond = Get(Field::kNanosecond).value_or(0);
  int64_t microsecond_limit = Has(Field::kMillisecond) ? 1'000 : 1'000'000;
  int64_t nanosecond_limit = Has(Field::kMicrosecond)   ? 1'000
                             : Has(Field::kMillisecond) ? 1'000'000
                                                        : kNanosecondsPerSecond;
  if (millisecond < 0 || millisecond >= 1'000) {
    return OutOfRange(Field::kMillisecond);
  }
  if (microsecond < 0 || microsecond >= microsecond_limit) {
    return OutOfRange(Field::kMicrosecond);
  }
  if (nanosecond < 0 || nanosecond >= nanosecond_limit) {
    return OutOfRange(Field::kNanosecond);
  }
  return millisecond * 1'000'000 + microsecond * 1'000 + nanosecond;
}

}  // namespace rondo
