#pragma once

// Calculating with temporal values: moving them by durations, sums and multiples of durations, and
// the durations between two values. A result outside of the supported range is
// Arithmetic("NumberOutOfRange"), never a wrapped number.

#include <compare>

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "graph/model/value.h"

namespace rondo {

/// A duration from parts of any sign; `nanoseconds` of any size is carried into the seconds.
Result<Duration> MakeDuration(int64_t months, int64_t days, int64_t seconds, int64_t nanoseconds);
/// A duration from parts with fractions, which flow down: a month is 2,629,746 seconds, a day
/// 86,400. Argument("NumberOutOfRange") where a part is not finite or too large.
Result<Duration> MakeFractionalDuration(double months, double days, double seconds,
                                        double nanoseconds);

/// `temporal + duration`: months first, then days, then time; the units that the kind does not have
/// are left out. REQUIRES: `temporal` is of a temporal kind.
Result<Value> AddToTemporal(const Value& temporal, const Duration& duration);
Result<Value> SubtractFromTemporal(const Value& temporal, const Duration& duration);

Result<Duration> AddDurations(const Duration& left, const Duration& right);
Result<Duration> SubtractDurations(const Duration& left, const Duration& right);
Result<Duration> NegateDuration(const Duration& duration);
/// REQUIRES: `factor` is a number.
Result<Duration> MultiplyDuration(const Duration& duration, const Value& factor);
/// Arithmetic("DivisionByZero") for zero. REQUIRES: `divisor` is a number.
Result<Duration> DivideDuration(const Duration& duration, const Value& divisor);

/// By length, where a month counts as 2,629,746 seconds and a day as 86,400; then by the parts, so
/// that only equal durations compare equal.
std::strong_ordering CompareDurations(const Duration& left, const Duration& right);

/// `duration.between(from, to)` and its relatives, for every pair of temporal kinds. A value
/// without a date takes that of the other, one without a time midnight, one without a zone that of
/// the other. REQUIRES: both are of temporal kinds (no durations).
Result<Duration> DurationBetween(const Value& from, const Value& to);
/// Whole months only.
Result<Duration> DurationInMonths(const Value& from, const Value& to);
/// Whole days only.
Result<Duration> DurationInDays(const Value& from, const Value& to);
/// Seconds and nanoseconds only.
Result<Duration> DurationInSeconds(const Value& from, const Value& to);

}  // namespace rondo
