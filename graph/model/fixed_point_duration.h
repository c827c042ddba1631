#pragma once

// Durations on their way to being one: parts with fractions, in fixed point with 18 decimals, so
// that what the text or the map says is kept exactly until the fractions flow down into the smaller
// units.

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "graph/model/wide_integer.h"

namespace rondo {

/// One, in the fixed point used here.
inline constexpr int64_t kFixedPointOne = 1'000'000'000'000'000'000;

/// The average of the Gregorian calendar, by which fractions of months become time.
inline constexpr int64_t kSecondsPerMonth = 2'629'746;

struct FixedPointDuration {
  Int128 months = 0;
  Int128 days = 0;
  Int128 seconds = 0;

  /// Adds `whole` + `fraction` / kFixedPointOne units to a part that has `factor` of them in one
  /// of its own. Arithmetic("NumberOutOfRange") where the part gets too large.
  static Result<void> Accumulate(Int128& part, int64_t whole, int64_t fraction, int64_t factor);
};

/// Fractions of months become days and time (a month is 2,629,746 seconds), fractions of days
/// become time, fractions of nanoseconds are rounded to the nearest. Arithmetic("NumberOutOfRange")
/// where a part does not fit.
Result<Duration> Settle(const FixedPointDuration& amount);

/// A floating point number as whole part and fraction in fixed point.
/// Arithmetic("NumberOutOfRange") where it is not finite or too large.
struct FixedPointNumber {
  int64_t whole = 0;
  int64_t fraction = 0;  // Has the sign of the number.
};
Result<FixedPointNumber> ToFixedPoint(double number);

/// The error of every result that the temporal types cannot hold.
Error TemporalOutOfRange(std::string_view what);

}  // namespace rondo
