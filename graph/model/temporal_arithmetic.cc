#include "graph/model/temporal_arithmetic.h"

#include <limits>

#include "graph/model/calendar.h"
#include "graph/model/fixed_point_duration.h"
#include "graph/model/temporal_parts.h"
#include "graph/model/time_zone.h"
#include "graph/model/wide_integer.h"

namespace rondo {

namespace {

Int128 NanosecondsOf(const Duration& duration) {
  return Int128{duration.seconds} * kNanosecondsPerSecond + duration.nanoseconds;
}

/// A duration from parts in wide integers.
Result<Duration> Narrow(Int128 months, Int128 days, Int128 nanoseconds) {
  Int128 seconds = nanoseconds / kNanosecondsPerSecond;
  Int128 rest = nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --seconds;
  }
  auto fits = [](Int128 number) {
    return number >= std::numeric_limits<int64_t>::min() &&
           number <= std::numeric_limits<int64_t>::max();
  };
  if (!fits(months) || !fits(days) || !fits(seconds)) {
    return TemporalOutOfRange("the duration");
  }
  return Duration{static_cast<int64_t>(months), static_cast<int64_t>(days),
                  static_cast<int64_t>(seconds), static_cast<int32_t>(rest)};
}

Result<Date> MoveDate(Date date, Int128 months, Int128 days) {
  constexpr int64_t kFarther = int64_t{1} << 60;  // Than any two supported days are apart.
  if (months > kFarther || months < -kFarther || days > kFarther || days < -kFarther) {
    return TemporalOutOfRange("the date");
  }
  std::optional<Date> moved = AddMonths(date, static_cast<int64_t>(months));
  if (moved) {
    moved->epoch_days += static_cast<int64_t>(days);
  }
  if (!moved || !InRange(*moved)) {
    return TemporalOutOfRange("the date");
  }
  return *moved;
}

int64_t MoveTime(int64_t nanosecond_of_day, Int128 nanoseconds) {
  return FloorModulo(static_cast<int64_t>((nanoseconds % kNanosecondsPerDay + nanosecond_of_day)),
                     kNanosecondsPerDay);
}

Result<LocalDateTime> MoveLocal(const LocalDateTime& moment, Int128 months, Int128 days,
                                Int128 nanoseconds) {
  RONDO_TRY_ASSIGN(Date date, MoveDate(DateOf(moment), months, days));
  Int128 time = nanoseconds + TimeOf(moment).nanosecond_of_day;
  Int128 days_of_time = time / kNanosecondsPerDay;
  Int128 rest = time % kNanosecondsPerDay;
  if (rest < 0) {
    rest += kNanosecondsPerDay;
    --days_of_time;
  }
  RONDO_TRY_ASSIGN(date, MoveDate(date, 0, days_of_time));
  return AtTime(date, LocalTime{static_cast<int64_t>(rest)});
}

Result<ZonedDateTime> MoveZoned(const ZonedDateTime& moment, Int128 months, Int128 days,
                                Int128 nanoseconds) {
  TimeZone zone = TimeZone::Of(moment);
  ZonedDateTime moved = moment;
  if (months != 0 || days != 0) {
    RONDO_TRY_ASSIGN(LocalDateTime local, MoveLocal(LocalOf(moment), months, days, 0));
    moved = zone.Resolve(local, moment.offset_seconds);
  }
  // Time passes on the clock of the world, whatever the one on the wall does meanwhile.
  RONDO_TRY_ASSIGN(
      LocalDateTime instant,
      MoveLocal(LocalDateTime{moved.epoch_seconds, moved.nanosecond}, 0, 0, nanoseconds));
  moved = zone.AtInstant(instant.epoch_seconds, instant.nanosecond);
  if (!InRange(DateOf(LocalOf(moved)))) {
    return TemporalOutOfRange("the date");
  }
  return moved;
}

/// `direction` is 1 to add and -1 to subtract.
Result<Value> Move(const Value& temporal, const Duration& duration, int direction) {
  Int128 months = Int128{duration.months} * direction;
  Int128 days = Int128{duration.days} * direction;
  Int128 nanoseconds = NanosecondsOf(duration) * direction;
  switch (temporal.kind()) {
    case Value::Kind::kDate: {
      // Whole days of the time count, the rest has no place in a date.
      RONDO_TRY_ASSIGN(Date date,
                       MoveDate(temporal.date(), months, days + nanoseconds / kNanosecondsPerDay));
      return Value(date);
    }
    case Value::Kind::kLocalTime:
      return Value(LocalTime{MoveTime(temporal.local_time().nanosecond_of_day, nanoseconds)});
    case Value::Kind::kTime: {
      ZonedTime time = temporal.time();
      return Value(ZonedTime{MoveTime(time.nanosecond_of_day, nanoseconds), time.offset_seconds});
    }
    case Value::Kind::kLocalDateTime: {
      RONDO_TRY_ASSIGN(LocalDateTime moment,
                       MoveLocal(temporal.local_date_time(), months, days, nanoseconds));
      return Value(moment);
    }
    default: {
      RONDO_TRY_ASSIGN(ZonedDateTime moment,
                       MoveZoned(temporal.date_time(), months, days, nanoseconds));
      return Value(std::move(moment));
    }
  }
}

/// The parts of a duration in fixed point, exact.
FixedPointDuration ToFixedPoint(const Duration& duration) {
  return {Int128{duration.months} * kFixedPointOne, Int128{duration.days} * kFixedPointOne,
          NanosecondsOf(duration) * (kFixedPointOne / kNanosecondsPerSecond)};
}

/// Multiplies with a float. The parts are below 2^63, so that 64 bits of mantissa hold them.
Result<Duration> Scale(const Duration& duration, long double factor) {
  auto scaled = [&](int64_t part, Int128& target, int64_t unit) {
    long double product = static_cast<long double>(part) * factor;
    constexpr long double kLimit = 9223372036854775808.0L;
    if (!(product < kLimit && product > -kLimit)) {
      return false;
    }
    auto whole = static_cast<int64_t>(product);
    long double fraction = (product - static_cast<long double>(whole)) * kFixedPointOne;
    target += (Int128{whole} * kFixedPointOne + static_cast<int64_t>(fraction)) / unit;
    return true;
  };
  FixedPointDuration amount;
  if (!scaled(duration.months, amount.months, 1) || !scaled(duration.days, amount.days, 1) ||
      !scaled(duration.seconds, amount.seconds, 1) ||
      !scaled(duration.nanoseconds, amount.seconds, kNanosecondsPerSecond)) {
    return TemporalOutOfRange("the duration");
  }
  return Settle(amount);
}

}  // namespace

Result<Duration> MakeDuration(int64_t months, int64_t days, int64_t seconds, int64_t nanoseconds) {
  return Narrow(months, days, Int128{seconds} * kNanosecondsPerSecond + nanoseconds);
}

Result<Duration> MakeFractionalDuration(double months, double days, double seconds,
                                        double nanoseconds) {
  FixedPointDuration amount;
  RONDO_TRY_ASSIGN(FixedPointNumber number, ToFixedPoint(months));
  RONDO_TRY(FixedPointDuration::Accumulate(amount.months, number.whole, number.fraction, 1));
  RONDO_TRY_ASSIGN(number, ToFixedPoint(days));
  RONDO_TRY(FixedPointDuration::Accumulate(amount.days, number.whole, number.fraction, 1));
  RONDO_TRY_ASSIGN(number, ToFixedPoint(seconds));
  RONDO_TRY(FixedPointDuration::Accumulate(amount.seconds, number.whole, number.fraction, 1));
  Int128 nanosecond_sum = 0;
  RONDO_TRY_ASSIGN(number, ToFixedPoint(nanoseconds));
  RONDO_TRY(FixedPointDuration::Accumulate(nanosecond_sum, number.whole, number.fraction, 1));
  amount.seconds += nanosecond_sum / kNanosecondsPerSecond;
  return Settle(amount);
}

Result<Value> AddToTemporal(const Value& temporal, const Duration& duration) {
  return Move(temporal, duration, 1);
}

Result<Value> SubtractFromTemporal(const Value& temporal, const Duration& duration) {
  return Move(temporal, duration, -1);
}

Result<Duration> AddDurations(const Duration& left, const Duration& right) {
  return Narrow(Int128{left.months} + right.months, Int128{left.days} + right.days,
                NanosecondsOf(left) + NanosecondsOf(right));
}

Result<Duration> SubtractDurations(const Duration& left, const Duration& right) {
  return Narrow(Int128{left.months} - right.months, Int128{left.days} - right.days,
                NanosecondsOf(left) - NanosecondsOf(right));
}

Result<Duration> NegateDuration(const Duration& duration) {
  return SubtractDurations(Duration{}, duration);
}

Result<Duration> MultiplyDuration(const Duration& duration, const Value& factor) {
  if (factor.is(Value::Kind::kFloat)) {
    return Scale(duration, factor.floating());
  }
  Int128 integer = factor.integer();
  // 93 bits and 64 bits would be too many for the product.
  Int128 nanoseconds = NanosecondsOf(duration);
  Int128 product = 0;
  if (__builtin_mul_overflow(nanoseconds, integer, &product)) {
    return TemporalOutOfRange("the duration");
  }
  return Narrow(duration.months * integer, duration.days * integer, product);
}

Result<Duration> DivideDuration(const Duration& duration, const Value& divisor) {
  if (divisor.number() == 0.0) {
    return RuntimeError(ErrorCode::kArithmetic, "DivisionByZero", "a duration divided by zero");
  }
  if (divisor.is(Value::Kind::kFloat)) {
    return Scale(duration, 1.0L / divisor.floating());
  }
  FixedPointDuration amount = ToFixedPoint(duration);
  amount.months /= divisor.integer();
  amount.days /= divisor.integer();
  amount.seconds /= divisor.integer();
  return Settle(amount);
}

std::strong_ordering CompareDurations(const Duration& left, const Duration& right) {
  auto length = [](const Duration& duration) {
    return Int128{duration.months} * (kSecondsPerMonth * kNanosecondsPerSecond) +
           Int128{duration.days} * kNanosecondsPerDay + NanosecondsOf(duration);
  };
  Int128 left_length = length(left);
  Int128 right_length = length(right);
  if (left_length != right_length) {
    return left_length < right_length ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (auto order = left.months <=> right.months; order != 0) {
    return order;
  }
  if (auto order = left.days <=> right.days; order != 0) {
    return order;
  }
  if (auto order = left.seconds <=> right.seconds; order != 0) {
    return order;
  }
  return left.nanoseconds <=> right.nanoseconds;
}

}  // namespace rondo
