// Temporal functions: only dispatch. What they mean stands in graph/model/temporal_construction.h
// and temporal_arithmetic.h.

#include <utility>

#include "graph/model/temporal_arithmetic.h"
#include "graph/model/temporal_construction.h"
#include "graph/model/time_zone.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/function/function_call.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// `date()` is now, `date(argument)` is made from the argument.
template <Kind kKind>
Result<Value> Make(const FunctionCall& call) {
  Instant now = call.context.clocks.statement;
  if (!call.HasArgument(0)) {
    return TemporalAt(kKind, now, TimeZone());
  }
  return MakeTemporal(kKind, call.argument(0), now);
}

Result<Value> ReadClock(const FunctionCall& call, Kind kind, Instant now) {
  if (!call.HasArgument(0)) {
    return TemporalAt(kind, now, TimeZone());
  }
  RONDO_TRY_ASSIGN(TimeZone zone, TimeZone::Parse(call.argument(0).string()));
  return TemporalAt(kind, now, zone);
}

template <Kind kKind>
Result<Value> AtTransaction(const FunctionCall& call) {
  return ReadClock(call, kKind, call.context.clocks.transaction);
}
template <Kind kKind>
Result<Value> AtStatement(const FunctionCall& call) {
  return ReadClock(call, kKind, call.context.clocks.statement);
}
template <Kind kKind>
Result<Value> AtRealtime(const FunctionCall& call) {
  return ReadClock(call, kKind, ReadSystemClock());
}

/// `date.truncate(unit, source, overrides)`; without a source, of now.
template <Kind kKind>
Result<Value> Truncate(const FunctionCall& call) {
  static const MapValue kNoOverrides;
  Instant now = call.context.clocks.statement;
  Value source = call.HasArgument(1) ? call.argument(1) : TemporalAt(kKind, now, TimeZone());
  const MapValue& overrides = call.HasArgument(2) ? call.argument(2).map() : kNoOverrides;
  return TruncateTemporal(kKind, call.argument(0).string(), source, overrides, now);
}

template <typename T>
Result<Value> AsValue(Result<T> result) {
  if (!result.ok()) {
    return std::move(result).error();
  }
  return Value(std::move(result).value());
}

Result<Value> FromEpoch(const FunctionCall& call) {
  return AsValue(DateTimeFromEpoch(call.argument(0).integer(), call.argument(1).integer()));
}
Result<Value> FromEpochMillis(const FunctionCall& call) {
  return AsValue(DateTimeFromEpochMillis(call.argument(0).integer()));
}

using Difference = Result<Duration> (*)(const Value& from, const Value& to);

template <Difference kDifference>
Result<Value> Between(const FunctionCall& call) {
  return AsValue(kDifference(call.argument(0), call.argument(1)));
}

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kDate, Make<Kind::kDate>},
    {FunctionId::kDateTransaction, AtTransaction<Kind::kDate>},
    {FunctionId::kDateStatement, AtStatement<Kind::kDate>},
    {FunctionId::kDateRealtime, AtRealtime<Kind::kDate>},
    {FunctionId::kDateTruncate, Truncate<Kind::kDate>},
    {FunctionId::kLocalTime, Make<Kind::kLocalTime>},
    {FunctionId::kLocalTimeTransaction, AtTransaction<Kind::kLocalTime>},
    {FunctionId::kLocalTimeStatement, AtStatement<Kind::kLocalTime>},
    {FunctionId::kLocalTimeRealtime, AtRealtime<Kind::kLocalTime>},
    {FunctionId::kLocalTimeTruncate, Truncate<Kind::kLocalTime>},
    {FunctionId::kTime, Make<Kind::kTime>},
    {FunctionId::kTimeTransaction, AtTransaction<Kind::kTime>},
    {FunctionId::kTimeStatement, AtStatement<Kind::kTime>},
    {FunctionId::kTimeRealtime, AtRealtime<Kind::kTime>},
    {FunctionId::kTimeTruncate, Truncate<Kind::kTime>},
    {FunctionId::kLocalDateTime, Make<Kind::kLocalDateTime>},
    {FunctionId::kLocalDateTimeTransaction, AtTransaction<Kind::kLocalDateTime>},
    {FunctionId::kLocalDateTimeStatement, AtStatement<Kind::kLocalDateTime>},
    {FunctionId::kLocalDateTimeRealtime, AtRealtime<Kind::kLocalDateTime>},
    {FunctionId::kLocalDateTimeTruncate, Truncate<Kind::kLocalDateTime>},
    {FunctionId::kDateTime, Make<Kind::kDateTime>},
    {FunctionId::kDateTimeTransaction, AtTransaction<Kind::kDateTime>},
    {FunctionId::kDateTimeStatement, AtStatement<Kind::kDateTime>},
    {FunctionId::kDateTimeRealtime, AtRealtime<Kind::kDateTime>},
    {FunctionId::kDateTimeTruncate, Truncate<Kind::kDateTime>},
    {FunctionId::kDateTimeFromEpoch, FromEpoch},
    {FunctionId::kDateTimeFromEpochMillis, FromEpochMillis},
    {FunctionId::kDuration, Make<Kind::kDuration>},
    {FunctionId::kDurationBetween, Between<DurationBetween>},
    {FunctionId::kDurationInMonths, Between<DurationInMonths>},
    {FunctionId::kDurationInDays, Between<DurationInDays>},
    {FunctionId::kDurationInSeconds, Between<DurationInSeconds>},
};

}  // namespace

std::span<const FunctionEntry> TemporalFunctionEntries() { return kEntries; }

}  // namespace rondo
