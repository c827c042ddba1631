// The durations between two temporal values (declared in temporal_arithmetic.h).

#include <optional>

#include "graph/model/calendar.h"
#include "graph/model/temporal_arithmetic.h"
#include "graph/model/temporal_parts.h"
#include "graph/model/wide_integer.h"

namespace rondo {

namespace {

/// Two values made comparable: both with a time, and both with or both without a day and a zone.
struct Interval {
  TemporalParts from;
  TemporalParts to;
  bool both_had_dates;
};

void AttachZone(TemporalParts& parts, const TemporalParts& other) {
  parts.zone = other.zone;
  // A time without a day has only the offset to go by.
  parts.offset_seconds =
      parts.date ? parts.zone->OffsetAtLocal(AtTime(*parts.date, *parts.time).epoch_seconds)
                 : other.offset_seconds;
}

Interval Align(const Value& from_value, const Value& to_value) {
  Interval interval{PartsOf(from_value), PartsOf(to_value), false};
  TemporalParts& from = interval.from;
  TemporalParts& to = interval.to;
  interval.both_had_dates = from.date && to.date;
  from.time = from.time.value_or(LocalTime{});
  to.time = to.time.value_or(LocalTime{});
  if (!from.date) {
    from.date = to.date;
  } else if (!to.date) {
    to.date = from.date;
  }
  if (from.zone && !to.zone) {
    AttachZone(to, from);
  } else if (to.zone && !from.zone) {
    AttachZone(from, to);
  }
  return interval;
}

/// The parts as a wall clock in `zone` shows them.
TemporalParts InZone(const TemporalParts& parts, const TimeZone& zone) {
  ZonedDateTime moment = MomentOf(parts);
  moment = zone.AtInstant(moment.epoch_seconds, moment.nanosecond);
  LocalDateTime local = LocalOf(moment);
  return {DateOf(local), TimeOf(local), zone, moment.offset_seconds};
}

/// The day of `to` that is reached in whole days from the time of day of `from`.
Date WholeDaysEnd(const TemporalParts& from, const TemporalParts& to) {
  Date end = *to.date;
  if (end > *from.date && *to.time < *from.time) {
    --end.epoch_days;
  } else if (end<*from.date&& * to.time> * from.time) {
    ++end.epoch_days;
  }
  return end;
}

int64_t WholeMonths(const TemporalParts& from, const TemporalParts& to) {
  YearMonthDay begin = CivilFromDays(from.date->epoch_days);
  YearMonthDay end = CivilFromDays(WholeDaysEnd(from, to).epoch_days);
  // Months and days packed into one number, of which no month has more than 31.
  auto packed = [](const YearMonthDay& day) { return (day.year * 12 + day.month) * 32 + day.day; };
  return (packed(end) - packed(begin)) / 32;
}

int64_t WholeDays(const TemporalParts& from, const TemporalParts& to) {
  return WholeDaysEnd(from, to).epoch_days - from.date->epoch_days;
}

/// Sets the parts to a later or earlier day at the same time on the wall, which a change of the
/// clocks may forbid.
void MoveTo(TemporalParts& parts, Date date) {
  parts.date = date;
  if (parts.zone) {
    parts = InZone(parts, *parts.zone);
  }
}

Int128 Nanoseconds(const TemporalParts& from, const TemporalParts& to) {
  if (!from.date) {
    Int128 wall = Int128{to.time->nanosecond_of_day} - from.time->nanosecond_of_day;
    return wall - (Int128{to.offset_seconds} - from.offset_seconds) * kNanosecondsPerSecond;
  }
  // Without zones both count as UTC.
  ZonedDateTime begin = MomentOf(from);
  ZonedDateTime end = MomentOf(to);
  return (Int128{end.epoch_seconds} - begin.epoch_seconds) * kNanosecondsPerSecond +
         end.nanosecond - begin.nanosecond;
}

Result<Duration> FromNanoseconds(int64_t months, int64_t days, Int128 nanoseconds) {
  // Fits: the supported years are 6.4e16 seconds apart.
  return MakeDuration(months, days, static_cast<int64_t>(nanoseconds / kNanosecondsPerSecond),
                      static_cast<int64_t>(nanoseconds % kNanosecondsPerSecond));
}

/// Days and months are counted on the wall clock of the first value.
void ShareZone(Interval& interval) {
  if (interval.from.zone && interval.from.date) {
    interval.to = InZone(interval.to, *interval.from.zone);
  }
}

}  // namespace

Result<Duration> DurationBetween(const Value& from_value, const Value& to_value) {
  Interval interval = Align(from_value, to_value);
  if (!interval.both_had_dates) {
    return FromNanoseconds(0, 0, Nanoseconds(interval.from, interval.to));
  }
  ShareZone(interval);
  int64_t months = WholeMonths(interval.from, interval.to);
  // Going back never leaves the range: the result lies between the two days.
  if (std::optional<Date> moved = AddMonths(*interval.from.date, months)) {
    MoveTo(interval.from, *moved);
  }
  int64_t days = WholeDays(interval.from, interval.to);
  MoveTo(interval.from, Date{interval.from.date->epoch_days + days});
  return FromNanoseconds(months, days, Nanoseconds(interval.from, interval.to));
}

Result<Duration> DurationInMonths(const Value& from_value, const Value& to_value) {
  Interval interval = Align(from_value, to_value);
  if (!interval.both_had_dates) {
    return Duration{};
  }
  ShareZone(interval);
  return Duration{WholeMonths(interval.from, interval.to), 0, 0, 0};
}

Result<Duration> DurationInDays(const Value& from_value, const Value& to_value) {
  Interval interval = Align(from_value, to_value);
  if (!interval.both_had_dates) {
    return Duration{};
  }
  ShareZone(interval);
  return Duration{0, WholeDays(interval.from, interval.to), 0, 0};
}

Result<Duration> DurationInSeconds(const Value& from_value, const Value& to_value) {
  Interval interval = Align(from_value, to_value);
  return FromNanoseconds(0, 0, Nanoseconds(interval.from, interval.to));
}

}  // namespace rondo
