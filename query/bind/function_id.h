#pragma once

// The identity of every function: the seam between the table of signatures (function_signature.h),
// which the binder reads, and the bodies (query/execute/function). Ids live in memory only and may
// be renumbered.

#include <cstddef>
#include <cstdint>

namespace rondo {

enum class FunctionId : uint16_t {
  // ---- Nodes, edges, paths.
  kId,
  kElementId,
  kLabels,
  kType,
  kProperties,
  kKeys,
  kNodes,
  kRelationships,
  kStartNode,
  kEndNode,
  kLength,

  // ---- Facts: what articles and time say about an edge.
  kEvidence,
  kQuote,
  kConfidence,
  kValidAt,
  kOverlaps,

  // ---- Lists and any values.
  kSize,
  kHead,
  kLast,
  kTail,
  kRange,
  kReverse,
  kIsEmpty,
  kCoalesce,
  kExists,
  kNullIf,
  kValueType,

  // ---- Conversions.
  kToBoolean,
  kToBooleanOrNull,
  kToBooleanList,
  kToInteger,
  kToIntegerOrNull,
  kToIntegerList,
  kToFloat,
  kToFloatOrNull,
  kToFloatList,
  kToString,
  kToStringOrNull,
  kToStringList,

  // ---- Text.
  kCharLength,
  kLeft,
  kRight,
  kSubstring,
  kSplit,
  kReplace,
  kTrim,
  kLeftTrim,
  kRightTrim,
  kBothTrim,
  kToUpper,
  kToLower,
  kNormalize,

  // ---- Numbers.
  kAbs,
  kCeil,
  kFloor,
  kRound,
  kSign,
  kSqrt,
  kExp,
  kLog,
  kLog10,
  kPi,
  kE,
  kSin,
  kCos,
  kTan,
  kCot,
  kAsin,
  kAcos,
  kAtan,
  kAtan2,
  kSinh,
  kCosh,
  kTanh,
  kCoth,
  kDegrees,
  kRadians,
  kHaversin,
  kIsNaN,
  kWilsonLower,
  kRand,
  kRandomUuid,
  kTimestamp,

  // ---- Temporal values.
  kDate,
  kDateTransaction,
  kDateStatement,
  kDateRealtime,
  kDateTruncate,
  kLocalTime,
  kLocalTimeTransaction,
  kLocalTimeStatement,
  kLocalTimeRealtime,
  kLocalTimeTruncate,
  kTime,
  kTimeTransaction,
  kTimeStatement,
  kTimeRealtime,
  kTimeTruncate,
  kLocalDateTime,
  kLocalDateTimeTransaction,
  kLocalDateTimeStatement,
  kLocalDateTimeRealtime,
  kLocalDateTimeTruncate,
  kDateTime,
  kDateTimeTransaction,
  kDateTimeStatement,
  kDateTimeRealtime,
  kDateTimeTruncate,
  kDateTimeFromEpoch,
  kDateTimeFromEpochMillis,
  kDuration,
  kDurationBetween,
  kDurationInMonths,
  kDurationInDays,
  kDurationInSeconds,

  // ---- Aggregates.
  kCount,
  kSum,
  kAvg,
  kMin,
  kMax,
  kCollect,
  kPercentileCont,
  kPercentileDisc,
  kStDev,
  kStDevP,
};

inline constexpr size_t kFunctionCount = static_cast<size_t>(FunctionId::kStDevP) + 1;

}  // namespace rondo
