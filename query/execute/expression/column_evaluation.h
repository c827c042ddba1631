#pragma once

// Evaluation of whole columns: what Evaluate does for each kind of expression. Inside the evaluator
// only. `out` is never an operand.

#include <initializer_list>
#include <utility>

#include "graph/base/result.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/batch.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

// ---- Data: evaluator.cc.
/// Lane by lane, for what has no faster way.
Result<void> EvaluateLaneByLane(const BoundExpression& expression, EvaluationContext& context,
                                const Batch& batch, Vector& out);

// ---- Conditions: condition_columns.cc.
/// As Evaluate, with the result as truths. Type("InvalidArgumentType") where a lane is neither a
/// boolean nor null.
Result<void> EvaluateCondition(const BoundExpression& condition, EvaluationContext& context,
                               const Batch& batch, Vector& out);
Result<void> EvaluateLogic(const BoundBinary& binary, EvaluationContext& context,
                           const Batch& batch, Vector& out);
Result<void> EvaluateNot(const BoundUnary& unary, EvaluationContext& context, const Batch& batch,
                         Vector& out);
Result<void> EvaluateNullCheck(const BoundUnary& unary, EvaluationContext& context,
                               const Batch& batch, Vector& out);
Result<void> EvaluateHasLabels(const BoundHasLabels& labels, EvaluationContext& context,
                               const Batch& batch, Vector& out);
Result<void> EvaluateCase(const BoundCase& expression, EvaluationContext& context,
                          const Batch& batch, Vector& out);
Result<void> EvaluateCoalesce(const BoundFunctionCall& call, EvaluationContext& context,
                              const Batch& batch, Vector& out);

// ---- Operators: operator_columns.cc.
Result<void> EvaluateComparison(const BoundComparison& comparison, EvaluationContext& context,
                                const Batch& batch, Vector& out);
/// All binary operators but AND, OR and XOR.
Result<void> EvaluateBinary(const BoundBinary& binary, EvaluationContext& context,
                            const Batch& batch, Vector& out);

// ---- Functions on columns of ids: query/execute/function/entity_columns.cc.
/// Calls id, type, startNode or endNode on a column of ids; false where it does not know the
/// function or form.
Result<bool> CallOnColumn(const BoundFunctionCall& call, const Vector& argument,
                          EvaluationContext& context, Vector& out);

/// Whether no lane of a batch can make `expression` fail (apart from the disk), so that it may be
/// evaluated for lanes that do not need it: cannot_fail.cc. Not all that cannot fail is recognised.
bool CannotFail(const BoundExpression& expression, const EvaluationContext& context);

/// Fills `out` with compute(lane) for each lane, or once where all operands are constant.
template <typename Compute>
Result<void> ComputeLanes(std::initializer_list<const Vector*> operands, size_t lane_count,
                          Vector& out, const Compute& compute) {
  bool constant = true;
  for (const Vector* operand : operands) {
    constant = constant && (operand == nullptr || operand->constant());
  }
  if (constant && lane_count > 0) {
    RONDO_TRY_ASSIGN(Value value, compute(size_t{0}));
    out.ResetToConstant(value, lane_count);
    return {};
  }
  std::span<Value> values = out.ResetToValues(lane_count);
  for (size_t lane = 0; lane < lane_count; ++lane) {
    RONDO_TRY_ASSIGN(values[lane], compute(lane));
  }
  return {};
}

}  // namespace rondo
