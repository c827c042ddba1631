#pragma once

// Comparisons and predicates on single values, in three-valued logic. The rules of `=` and `<` are
// those of graph/model/value_order.h.

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/vector.h"

namespace rondo {

Truth Compare(ComparisonOperator op, const Value& left, const Value& right);

constexpr Truth Not(Truth truth) {
  return truth == Truth::kUnknown ? Truth::kUnknown
         : truth == Truth::kTrue  ? Truth::kFalse
                                  : Truth::kTrue;
}
constexpr Truth And(Truth left, Truth right) {
  if (left == Truth::kFalse || right == Truth::kFalse) {
    return Truth::kFalse;
  }
  return left == Truth::kUnknown || right == Truth::kUnknown ? Truth::kUnknown : Truth::kTrue;
}
constexpr Truth Or(Truth left, Truth right) { return Not(And(Not(left), Not(right))); }
constexpr Truth Xor(Truth left, Truth right) {
  if (left == Truth::kUnknown || right == Truth::kUnknown) {
    return Truth::kUnknown;
  }
  return left != right ? Truth::kTrue : Truth::kFalse;
}

/// A boolean or null as a condition; Type("InvalidArgumentType") for anything else.
Result<Truth> AsCondition(const Value& value, SourceSpan span);

/// `element IN list`. Type("InvalidArgumentType") where `list` is neither a list nor null.
Result<Truth> IsIn(const Value& element, const Value& list, SourceSpan list_span);

/// Type("InvalidArgumentType"): what stands behind IN, at `span`, is no list.
Error NeedsList(const Value& value, SourceSpan span);

/// STARTS WITH, ENDS WITH, CONTAINS: unknown unless both are text.
/// REQUIRES: `op` is one of these three.
Truth MatchText(BinaryOperator op, const Value& text, const Value& pattern);

}  // namespace rondo
