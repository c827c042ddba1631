#pragma once

// The evaluator: bound expressions over batches. Whole columns at a time where that pays
// (properties are gathered in one call of the view, comparisons and conditions run as loops), lane
// by lane elsewhere, with the same results. AND, OR, CASE, coalesce and quantifiers do not evaluate
// for a lane what cannot matter for it, so `x <> 0 AND 1 / x > 2` never divides by zero.
//
// Thread rule: free functions; bound trees are only read, a context belongs to one thread.
//
// Errors: those of the expression, in the runtime phase, with its span (Type, Argument, Arithmetic,
// EntityNotFound ...); Io or Corruption from the view; Cancelled and LimitExceeded.

#include <cstdint>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/batch.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

/// Fills `out` with the value of `expression` for each lane of `batch`. `out` may not be a column
/// of `batch` that the expression reads.
Result<void> Evaluate(const BoundExpression& expression, EvaluationContext& context,
                      const Batch& batch, Vector& out);

/// As Evaluate, but where the expression is a variable that is set, the result is its column in
/// `batch` itself; else it is `scratch`.
Result<const Vector*> EvaluateOrBorrow(const BoundExpression& expression,
                                       EvaluationContext& context, const Batch& batch,
                                       Vector& scratch);

/// Replaces `lanes` with those for which `condition` is true, ascending.
/// Type("InvalidArgumentType") where it is neither a boolean nor null.
Result<void> EvaluateFilter(const BoundExpression& condition, EvaluationContext& context,
                            const Batch& batch, std::vector<uint32_t>& lanes);

/// The value of `expression` for one row.
Result<Value> EvaluateLane(const BoundExpression& expression, EvaluationContext& context,
                           const RowView& row);

/// The value of an expression that reads no variable: literals and parameters.
inline Result<Value> EvaluateConstant(const BoundExpression& expression,
                                      EvaluationContext& context) {
  return EvaluateLane(expression, context, RowView());
}

/// Whether a node has, or an edge is of, what `names` asks for. Absent entities have nothing.
Result<bool> NodeMatches(const NameExpression& names, EvaluationContext& context, NodeId node);
Result<bool> EdgeMatches(const NameExpression& names, EvaluationContext& context, EdgeId edge);
/// For each node of `nodes`, into `out` of equal size.
Result<void> NodesMatch(const NameExpression& names, EvaluationContext& context,
                        std::span<const NodeId> nodes, std::span<bool> out);

}  // namespace rondo
