#pragma once

// The arithmetic operators on single values: numbers, text, lists, temporal values. Null in, null
// out. Integers never wrap around. Pure functions; the evaluator's loops fall back on them.
//
// Errors: Type("InvalidArgumentType") for operands that do not go together,
// Arithmetic("IntegerOverflow"), Arithmetic("DivisionByZero"), LimitExceeded("ValueTooLarge").

#include <cstddef>
#include <optional>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"

namespace rondo {

/// `left op right`. `size_max` bounds what joining makes: elements of a list, bytes of a text.
/// REQUIRES: `op` is one of kAdd to kPower.
Result<Value> EvaluateArithmetic(BinaryOperator op, const Value& left, const Value& right,
                                 SourceSpan span, size_t size_max);

/// `-operand`.
Result<Value> Negate(const Value& operand, SourceSpan span);
/// `+operand`: the operand itself, which must be a number or a duration.
Result<Value> RequireNumber(const Value& operand, SourceSpan span);

/// The same operators where both sides are integers. REQUIRES: `op` is not kPower.
Result<int64_t> EvaluateIntegerArithmetic(BinaryOperator op, int64_t left, int64_t right,
                                          SourceSpan span);
/// ... and floats. REQUIRES: `op` is one of kAdd to kPower.
double EvaluateFloatArithmetic(BinaryOperator op, double left, double right);

/// An error with its place filled in where it has none yet.
Error At(Error error, SourceSpan span);
template <typename T>
Result<T> At(Result<T> result, SourceSpan span) {
  if (result.ok()) {
    return result;
  }
  return At(std::move(result).error(), span);
}

/// How deep lists and maps may be nested: values are walked recursively.
inline constexpr int32_t kNestingDepthMax = 1000;

/// A list or map that was put together from others; LimitExceeded("ValueTooDeep") where it is
/// nested deeper than kNestingDepthMax.
Result<Value> CheckDepth(Value value, SourceSpan span);

/// LimitExceeded("ValueTooLarge") where a list or text would grow beyond `size_max`.
Result<void> CheckSize(size_t size, size_t size_max, SourceSpan span);

}  // namespace rondo
