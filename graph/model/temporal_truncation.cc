// Cutting temporal values to a unit (declared in temporal_construction.h).

#include <array>
#include <optional>

#include "graph/model/calendar.h"
#include "graph/model/temporal_components.h"
#include "graph/model/temporal_construction.h"
#include "graph/model/temporal_parts.h"

namespace rondo {

namespace {

enum class Unit : uint8_t {
  kMillennium,
  kCentury,
  kDecade,
  kYear,
  kWeekYear,
  kQuarter,
  kMonth,
  kWeek,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kMicrosecond,
};

/// In the order of Unit.
constexpr std::array<std::string_view, 14> kUnitNames = {
    "millennium", "century", "decade", "year",   "weekYear", "quarter",     "month",
    "week",       "day",     "hour",   "minute", "second",   "millisecond", "microsecond"};

std::optional<Unit> FindUnit(std::string_view name) {
  for (size_t index = 0; index < kUnitNames.size(); ++index) {
    if (EqualIgnoringCase(name, kUnitNames[index])) {
      return static_cast<Unit>(index);
    }
  }
  return std::nullopt;
}

/// The first day of the unit, or none where that lies before the first year.
std::optional<Date> TruncateDate(Date date, Unit unit) {
  YearMonthDay civil = CivilFromDays(date.epoch_days);
  auto year_of_span = [&](int64_t span) { return FloorDivide(civil.year, span) * span; };
  switch (unit) {
    case Unit::kMillennium:
      return MakeDate(year_of_span(1000), 1, 1);
    case Unit::kCentury:
      return MakeDate(year_of_span(100), 1, 1);
    case Unit::kDecade:
      return MakeDate(year_of_span(10), 1, 1);
    case Unit::kYear:
      return MakeDate(civil.year, 1, 1);
    case Unit::kWeekYear:
      return MakeWeekDate(WeekDateOf(date).week_year, 1, 1);
    case Unit::kQuarter:
      return MakeQuarterDate(civil.year, QuarterOfMonth(civil.month), 1);
    case Unit::kMonth:
      return MakeDate(civil.year, civil.month, 1);
    case Unit::kWeek: {
      Date monday{date.epoch_days - (WeekDateOf(date).day_of_week - 1)};
      return InRange(monday) ? std::optional<Date>(monday) : std::nullopt;
    }
    default:
      return date;
  }
}

LocalTime TruncateTime(LocalTime time, Unit unit) {
  int64_t step = 1'000;
  switch (unit) {
    case Unit::kHour:
      step = 3600 * kNanosecondsPerSecond;
      break;
    case Unit::kMinute:
      step = 60 * kNanosecondsPerSecond;
      break;
    case Unit::kSecond:
      step = kNanosecondsPerSecond;
      break;
    case Unit::kMillisecond:
      step = 1'000'000;
      break;
    case Unit::kMicrosecond:
      break;
    default:
      return LocalTime{};
  }
  return LocalTime{time.nanosecond_of_day / step * step};
}

Error CannotTruncate(Value::Kind source, Unit unit) {
  return InvalidTemporalComponents("a value of type " + std::string(KindName(source)) +
                                       " cannot be truncated to the " +
                                       std::string(kUnitNames[static_cast<size_t>(unit)]),
                                   "dates have units from the day up, times from the day down");
}

/// The source cut to the unit.
Result<TemporalParts> Truncate(Value::Kind kind, Unit unit, const Value& source) {
  TemporalParts parts = PartsOf(source);
  bool unit_of_time = unit > Unit::kDay;
  if ((HasDate(kind) && !parts.date) || (unit_of_time && !parts.time) ||
      (unit_of_time && !HasTime(kind)) || (!HasDate(kind) && unit < Unit::kDay)) {
    return CannotTruncate(source.kind(), unit);
  }
  if (parts.date) {
    parts.date = TruncateDate(*parts.date, unit);
    if (!parts.date) {
      return CannotTruncate(source.kind(), unit);
    }
  }
  parts.time = TruncateTime(parts.time.value_or(LocalTime{}), unit);
  return parts;
}

/// What is left of the second after cutting to milliseconds or microseconds stays: overrides of
/// smaller units are added to it.
Result<LocalTime> OverrideTime(const TemporalComponents& components, LocalTime time, Unit unit) {
  RONDO_TRY_ASSIGN(LocalTime result, components.MakeTime(time));
  int64_t kept = time.nanosecond_of_day % kNanosecondsPerSecond;
  if (kept == 0 || components.Has(TemporalField::kMillisecond) ||
      (unit == Unit::kMicrosecond && components.Has(TemporalField::kMicrosecond))) {
    return result;
  }
  RONDO_TRY_ASSIGN(int64_t added, components.MakeNanosecond(0));
  int64_t limit = unit == Unit::kMicrosecond ? 1'000 : 1'000'000;
  if (added >= limit) {
    return InvalidTemporalComponents("the overriding fraction of a second exceeds the unit",
                                     "give only what is smaller than the unit");
  }
  int64_t whole = result.nanosecond_of_day / kNanosecondsPerSecond * kNanosecondsPerSecond;
  return LocalTime{whole + kept + added};
}

}  // namespace

Result<Value> TruncateTemporal(Value::Kind kind, std::string_view unit_name, const Value& source,
                               const MapValue& overrides, Instant now) {
  if (source.is_null()) {
    return Value();
  }
  std::optional<Unit> unit = FindUnit(unit_name);
  if (!unit) {
    std::string names;
    for (std::string_view name : kUnitNames) {
      names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return InvalidTemporalComponents("`" + std::string(unit_name) + "` is no unit of time",
                                     "units are " + names);
  }
  if (!source.is_temporal()) {
    return RuntimeError(
        ErrorCode::kType, "InvalidArgumentValue",
        "a value of type " + std::string(KindName(source.kind())) + " cannot be truncated");
  }
  RONDO_TRY_ASSIGN(TemporalParts parts, Truncate(kind, *unit, source));
  RONDO_TRY_ASSIGN(TemporalComponents components, TemporalComponents::Read(kind, overrides));
  if (components.zone()) {
    if (!HasZone(kind)) {
      return InvalidTemporalComponents(
          "a value of type " + std::string(KindName(kind)) + " has no timezone",
          "datetime() and time() have one");
    }
    // Unlike in construction the clock on the wall stays: what was cut is what it showed.
    parts.zone = components.zone();
  }
  if (HasTime(kind)) {
    RONDO_TRY_ASSIGN(parts.time, OverrideTime(components, *parts.time, *unit));
  }
  if (HasDate(kind)) {
    RONDO_TRY_ASSIGN(parts.date, components.MakeDay(parts.date));
  }
  switch (kind) {
    case Value::Kind::kDate:
      return Value(*parts.date);
    case Value::Kind::kLocalTime:
      return Value(*parts.time);
    case Value::Kind::kTime:
      return Value(ZonedTime{parts.time->nanosecond_of_day,
                             components.zone()
                                 ? components.zone()->OffsetAtInstant(now.epoch_seconds)
                                 : parts.offset_seconds});
    case Value::Kind::kLocalDateTime:
      return Value(AtTime(*parts.date, *parts.time));
    default:
      return Value(MomentOf(parts));
  }
}

}  // namespace rondo
