#include "graph/model/fixed_point_duration.h"

#include <cmath>
#include <limits>
#include <string>

namespace rondo {

namespace {

constexpr int64_t kInt64Max = std::numeric_limits<int64_t>::max();
constexpr int64_t kInt64Min = std::numeric_limits<int64_t>::min();

bool FitsInt64(Int128 number) { return number >= kInt64Min && number <= kInt64Max; }

/// Half to even, so that halves do not add up.
Int128 DivideRounded(Int128 dividend, int64_t divisor) {
  Int128 quotient = dividend / divisor;
  Int128 remainder = dividend % divisor;
  Int128 twice = remainder < 0 ? -2 * remainder : 2 * remainder;
  if (twice > divisor || (twice == divisor && quotient % 2 != 0)) {
    quotient += dividend < 0 ? -1 : 1;
  }
  return quotient;
}

}  // namespace

Error TemporalOutOfRange(std::string_view what) {
  Error error = RuntimeError(ErrorCode::kArithmetic, "NumberOutOfRange",
                             std::string(what) + " is out of range");
  error.hint = "years go from -999999999 to 999999999, all other numbers to 9223372036854775807";
  return error;
}

Result<void> FixedPointDuration::Accumulate(Int128& part, int64_t whole, int64_t fraction,
                                            int64_t factor) {
  // With this bound a part is below 2^63 * 10^18 < 2^123, and the few that are added stay in range.
  if (whole > kInt64Max / factor || whole < kInt64Min / factor) {
    return TemporalOutOfRange("the duration");
  }
  part += (Int128{whole} * kFixedPointOne + fraction) * factor;
  return {};
}

Result<Duration> Settle(const FixedPointDuration& amount) {
  Int128 months = amount.months / kFixedPointOne;
  Int128 seconds = amount.months % kFixedPointOne * kSecondsPerMonth;
  seconds += amount.days % kFixedPointOne * kSecondsPerDay;

  Int128 day = Int128{kSecondsPerDay} * kFixedPointOne;
  Int128 days = amount.days / kFixedPointOne + seconds / day;
  seconds %= day;
  // The days are those of the sum: both parts go the same way.
  if (days > 0 && seconds < 0) {
    --days;
    seconds += day;
  } else if (days < 0 && seconds > 0) {
    ++days;
    seconds -= day;
  }
  Int128 nanoseconds =
      DivideRounded(seconds + amount.seconds, kFixedPointOne / kNanosecondsPerSecond);
  Int128 whole_seconds = nanoseconds / kNanosecondsPerSecond;
  Int128 rest = nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --whole_seconds;
  }
  if (!FitsInt64(months) || !FitsInt64(days) || !FitsInt64(whole_seconds)) {
    return TemporalOutOfRange("the duration");
  }
  return Duration{static_cast<int64_t>(months), static_cast<int64_t>(days),
                  static_cast<int64_t>(whole_seconds), static_cast<int32_t>(rest)};
}

Result<FixedPointNumber> ToFixedPoint(double number) {
  // 2^63; every double below it has a whole part that fits.
  constexpr double kLimit = 9223372036854775808.0;
  if (!(std::fabs(number) < kLimit)) {
    return TemporalOutOfRange("the duration");
  }
  double whole = std::trunc(number);
  // The product is rounded to a double again, which gives back the decimals that were written (0.7
  // and not 0.69999999999999996).
  double fraction = std::round((number - whole) * static_cast<double>(kFixedPointOne));
  return FixedPointNumber{static_cast<int64_t>(whole), static_cast<int64_t>(fraction)};
}

}  // namespace rondo
