#pragma once

// Expressions that run over the elements of a list for one row (comprehensions, quantifiers,
// reduce), and the operators on two values that row-wise and column-wise evaluation share.

#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

Result<Value> EvaluateListComprehension(const BoundListComprehension& comprehension,
                                        EvaluationContext& context, const RowView& row);
Result<Value> EvaluateQuantifier(const BoundQuantifier& quantifier, EvaluationContext& context,
                                 const RowView& row);
Result<Value> EvaluateReduce(const BoundReduce& reduce, EvaluationContext& context,
                             const RowView& row);

/// `left op right` for all binary operators but AND, OR and XOR.
Result<Value> ApplyBinary(const BoundBinary& binary, const Value& left, const Value& right,
                          EvaluationContext& context);

/// Appends what `.*` of a map projection gives; nothing for null.
Result<void> AppendAllProperties(const Value& base, EvaluationContext& context, SourceSpan span,
                                 std::vector<MapValue::Entry>& entries);

}  // namespace rondo
