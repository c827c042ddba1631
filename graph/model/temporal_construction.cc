#include "graph/model/temporal_construction.h"

#include <array>

#include "graph/model/calendar.h"
#include "graph/model/fixed_point_duration.h"
#include "graph/model/temporal_components.h"
#include "graph/model/temporal_parts.h"
#include "graph/model/temporal_text.h"

namespace rondo {

namespace {

using Field = TemporalField;

/// A value of `kind` from parts that are all there. REQUIRES: the parts that the kind has.
Result<Value> FromParts(Value::Kind kind, const TemporalParts& parts) {
  LocalTime time = parts.time.value_or(LocalTime{});
  switch (kind) {
    case Value::Kind::kDate:
      return Value(*parts.date);
    case Value::Kind::kLocalTime:
      return Value(time);
    case Value::Kind::kTime:
      return Value(ZonedTime{time.nanosecond_of_day, parts.offset_seconds});
    case Value::Kind::kLocalDateTime:
      return Value(AtTime(*parts.date, time));
    default:
      return Value(MomentOf(parts));
  }
}

/// The offset of a zone for a time without a day: that of now.
int32_t OffsetNow(const TimeZone& zone, Instant now) {
  return zone.OffsetAtInstant(now.epoch_seconds);
}

/// A time of day moved to another offset, the moment staying the same.
LocalTime ShiftTime(LocalTime time, int32_t from_offset, int32_t to_offset) {
  int64_t shift = (int64_t{to_offset} - from_offset) * kNanosecondsPerSecond;
  return LocalTime{FloorModulo(time.nanosecond_of_day + shift, kNanosecondsPerDay)};
}

/// The value to take the time (and with it the zone) from, or null.
const Value* TimeSource(const TemporalComponents& components) {
  return components.datetime() != nullptr ? components.datetime() : components.time();
}

const Value* DateSource(const TemporalComponents& components) {
  return components.datetime() != nullptr ? components.datetime() : components.date();
}

/// The time of the map, with the zone of the value that it came from.
Result<TemporalParts> MakeTimePart(const TemporalComponents& components, bool required) {
  TemporalParts parts;
  if (const Value* source = TimeSource(components)) {
    parts = PartsOf(*source);
    parts.date.reset();
  } else if (required && !components.Has(Field::kHour)) {
    return InvalidTemporalComponents("`hour` must be given", "write {hour: 20, minute: 45}");
  }
  RONDO_TRY_ASSIGN(parts.time, components.MakeTime(parts.time));
  return parts;
}

Result<Value> MakeTime(const TemporalComponents& components, Instant now) {
  RONDO_TRY_ASSIGN(TemporalParts parts, MakeTimePart(components, true));
  if (components.zone()) {
    int32_t offset = OffsetNow(*components.zone(), now);
    if (parts.zone) {
      parts.time = ShiftTime(*parts.time, parts.offset_seconds, offset);
    }
    parts.offset_seconds = offset;
  }
  return FromParts(Value::Kind::kTime, parts);
}

/// The same moment on the wall clock of `zone`.
Result<Value> InZone(const ZonedDateTime& moment, const TimeZone& zone) {
  ZonedDateTime moved = zone.AtInstant(moment.epoch_seconds, moment.nanosecond);
  if (!InRange(DateOf(LocalOf(moved)))) {
    return TemporalOutOfRange("the date");
  }
  return Value(std::move(moved));
}

/// Whether the components name anything of the date.
bool NamesDate(const TemporalComponents& components) {
  for (size_t index = 0; index <= static_cast<size_t>(Field::kDayOfWeek); ++index) {
    if (components.Has(static_cast<Field>(index))) {
      return true;
    }
  }
  return DateSource(components) != nullptr;
}

Result<Value> MakeFromEpoch(const TemporalComponents& components) {
  bool has_millis = components.Has(Field::kEpochMillis);
  if (NamesDate(components) || TimeSource(components) != nullptr || components.Has(Field::kHour) ||
      components.Has(Field::kMinute) || components.Has(Field::kSecond) ||
      (has_millis && components.Has(Field::kEpochSeconds)) ||
      (has_millis && components.Has(Field::kMillisecond))) {
    return InvalidTemporalComponents(
        "seconds or milliseconds of the epoch leave no room for other components than smaller "
        "units and a timezone",
        "leave out the others");
  }
  RONDO_TRY_ASSIGN(int64_t nanosecond, components.MakeNanosecond(0));
  ZonedDateTime moment;
  if (has_millis) {
    if (nanosecond >= 1'000'000) {
      return InvalidTemporalComponents("microseconds and nanoseconds exceed a millisecond",
                                       "give at most 999 of one, or 999999 nanoseconds");
    }
    RONDO_TRY_ASSIGN(moment, DateTimeFromEpochMillis(*components.Get(Field::kEpochMillis)));
    moment.nanosecond += static_cast<int32_t>(nanosecond);
  } else {
    RONDO_TRY_ASSIGN(moment, DateTimeFromEpoch(*components.Get(Field::kEpochSeconds), nanosecond));
  }
  return InZone(moment, components.zone().value_or(TimeZone()));
}

Result<Value> MakeMoment(Value::Kind kind, const TemporalComponents& components) {
  if (components.Has(Field::kEpochSeconds) || components.Has(Field::kEpochMillis)) {
    return MakeFromEpoch(components);
  }
  RONDO_TRY_ASSIGN(TemporalParts parts, MakeTimePart(components, false));
  std::optional<Date> base;
  if (const Value* source = DateSource(components)) {
    base = PartsOf(*source).date;
  }
  RONDO_TRY_ASSIGN(parts.date, components.MakeDay(base));
  if (kind == Value::Kind::kLocalDateTime) {
    return FromParts(kind, parts);
  }
  if (!components.zone()) {
    return FromParts(kind, parts);
  }
  if (!parts.zone) {
    parts.zone = components.zone();
    parts.offset_seconds =
        parts.zone->OffsetAtLocal(AtTime(*parts.date, *parts.time).epoch_seconds);
    return FromParts(kind, parts);
  }
  // The source has a zone of its own: the moment stays, the clock on the wall changes.
  return InZone(MomentOf(parts), *components.zone());
}

/// Which part of a duration a component adds to, and how many of it one is. `divisor` is for the
/// fractions of seconds.
struct DurationField {
  std::string_view name;
  Int128 FixedPointDuration::*part;
  int64_t factor;
  int64_t divisor;
};

constexpr std::array<DurationField, 11> kDurationFields = {{
    {"years", &FixedPointDuration::months, 12, 1},
    {"quarters", &FixedPointDuration::months, 3, 1},
    {"months", &FixedPointDuration::months, 1, 1},
    {"weeks", &FixedPointDuration::days, 7, 1},
    {"days", &FixedPointDuration::days, 1, 1},
    {"hours", &FixedPointDuration::seconds, 3600, 1},
    {"minutes", &FixedPointDuration::seconds, 60, 1},
    {"seconds", &FixedPointDuration::seconds, 1, 1},
    {"milliseconds", &FixedPointDuration::seconds, 1, 1'000},
    {"microseconds", &FixedPointDuration::seconds, 1, 1'000'000},
    {"nanoseconds", &FixedPointDuration::seconds, 1, 1'000'000'000},
}};

Result<void> AddDurationField(const MapValue::Entry& entry, FixedPointDuration& amount) {
  const auto& [name, value] = entry;
  for (const DurationField& field : kDurationFields) {
    if (!EqualIgnoringCase(field.name, name)) {
      continue;
    }
    if (!value.is_number()) {
      return RuntimeError(ErrorCode::kType, "InvalidArgumentValue",
                          "`" + name + "` must be a number");
    }
    FixedPointNumber number;
    if (value.is(Value::Kind::kInteger)) {
      number.whole = value.integer();
    } else {
      RONDO_TRY_ASSIGN(number, ToFixedPoint(value.floating()));
    }
    Int128 addend = 0;
    RONDO_TRY(FixedPointDuration::Accumulate(addend, number.whole, number.fraction, field.factor));
    amount.*field.part += addend / field.divisor;
    return {};
  }
  std::string names;
  for (const DurationField& field : kDurationFields) {
    names += (names.empty() ? "" : ", ") + std::string(field.name);
  }
  return InvalidTemporalComponents("`" + name + "` is no component of a duration",
                                   "its components are " + names);
}

Result<Value> MakeDurationFromMap(const MapValue& components) {
  FixedPointDuration amount;
  bool any = false;
  for (const MapValue::Entry& entry : components) {
    if (!entry.second.is_null()) {
      RONDO_TRY(AddDurationField(entry, amount));
      any = true;
    }
  }
  if (!any) {
    return InvalidTemporalComponents("a duration needs at least one component",
                                     "write {years: 1, months: 6}");
  }
  RONDO_TRY_ASSIGN(Duration duration, Settle(amount));
  return Value(duration);
}

/// Another temporal value as one of `kind`, keeping what both have.
Result<Value> Convert(Value::Kind kind, const Value& source) {
  TemporalParts parts = PartsOf(source);
  // A day begins at midnight, but a time belongs to no day.
  bool missing = (HasDate(kind) && !parts.date) || (!HasDate(kind) && !parts.time);
  if (missing) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentValue",
                        "a value of type " + std::string(KindName(source.kind())) +
                            " cannot become one of type " + std::string(KindName(kind)));
  }
  return FromParts(kind, parts);
}

}  // namespace

Result<Value> MakeTemporal(Value::Kind kind, const Value& argument, Instant now) {
  if (argument.is_null()) {
    return Value();
  }
  if (argument.is(Value::Kind::kString)) {
    return ParseTemporal(kind, argument.string());
  }
  if (argument.is(Value::Kind::kMap)) {
    return MakeTemporalFromMap(kind, argument.map(), now);
  }
  if (argument.is(kind)) {
    return argument;
  }
  if (kind != Value::Kind::kDuration && argument.is_temporal()) {
    return Convert(kind, argument);
  }
  return RuntimeError(ErrorCode::kType, "InvalidArgumentValue",
                      "a value of type " + std::string(KindName(argument.kind())) +
                          " cannot become one of type " + std::string(KindName(kind)));
}

Result<Value> MakeTemporalFromMap(Value::Kind kind, const MapValue& map, Instant now) {
  if (kind == Value::Kind::kDuration) {
    return MakeDurationFromMap(map);
  }
  RONDO_TRY_ASSIGN(TemporalComponents components, TemporalComponents::Read(kind, map));
  bool has_source = DateSource(components) != nullptr || TimeSource(components) != nullptr;
  if (!has_source && !components.HasAnyNumber()) {
    if (!components.zone()) {
      return InvalidTemporalComponents("at least one component must be given",
                                       "write {year: 2019, month: 12}, or {hour: 20, minute: 45}");
    }
    return TemporalAt(kind, now, *components.zone());
  }
  if (components.zone() && !HasZone(kind)) {
    return InvalidTemporalComponents(
        "a value of type " + std::string(KindName(kind)) + " has no timezone",
        "datetime() and time() have one");
  }
  switch (kind) {
    case Value::Kind::kDate: {
      const Value* source = DateSource(components);
      RONDO_TRY_ASSIGN(
          Date date, components.MakeDay(source != nullptr ? PartsOf(*source).date : std::nullopt));
      return Value(date);
    }
    case Value::Kind::kLocalTime: {
      RONDO_TRY_ASSIGN(TemporalParts parts, MakeTimePart(components, true));
      return Value(*parts.time);
    }
    case Value::Kind::kTime:
      return MakeTime(components, now);
    default:
      return MakeMoment(kind, components);
  }
}

Value TemporalAt(Value::Kind kind, Instant now, const TimeZone& zone) {
  ZonedDateTime moment = zone.AtInstant(now.epoch_seconds, now.nanosecond);
  LocalDateTime local = LocalOf(moment);
  switch (kind) {
    case Value::Kind::kDate:
      return DateOf(local);
    case Value::Kind::kLocalTime:
      return TimeOf(local);
    case Value::Kind::kTime:
      return ZonedTime{TimeOf(local).nanosecond_of_day, moment.offset_seconds};
    case Value::Kind::kLocalDateTime:
      return local;
    default:
      RONDO_CHECK(kind == Value::Kind::kDateTime);
      return moment;
  }
}

Result<ZonedDateTime> DateTimeFromEpoch(int64_t seconds, int64_t nanoseconds) {
  int64_t carried = FloorDivide(nanoseconds, kNanosecondsPerSecond);
  int64_t sum = 0;
  if (__builtin_add_overflow(seconds, carried, &sum) ||
      !InRange(Date{FloorDivide(sum, kSecondsPerDay)})) {
    return TemporalOutOfRange("the date");
  }
  return ZonedDateTime{
      sum, static_cast<int32_t>(FloorModulo(nanoseconds, kNanosecondsPerSecond)), 0, {}};
}

Result<ZonedDateTime> DateTimeFromEpochMillis(int64_t milliseconds) {
  return DateTimeFromEpoch(FloorDivide(milliseconds, 1'000),
                           FloorModulo(milliseconds, 1'000) * 1'000'000);
}

}  // namespace rondo
