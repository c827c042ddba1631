// Conditions over columns: logic, null checks, labels, CASE, coalesce. What may fail is evaluated
// only for the lanes that need it.

#include <algorithm>
#include <array>
#include <utility>

#include "graph/model/value_order.h"
#include "query/execute/expression/access.h"
#include "query/execute/expression/column_evaluation.h"
#include "query/execute/expression/comparison.h"
#include "query/execute/expression/evaluator.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// Turns a column into truths, one entry a lane.
Result<void> BecomeTruths(const Vector& column, SourceSpan span, std::span<Truth> truths) {
  for (size_t lane = 0; lane < truths.size(); ++lane) {
    if (column.form() == Vector::Form::kTruths) {
      truths[lane] = column.truths()[column.EntryOf(lane)];
    } else if (column.form() == Vector::Form::kValues) {
      RONDO_TRY_ASSIGN(truths[lane], AsCondition(column.values()[column.EntryOf(lane)], span));
    } else {
      RONDO_TRY_ASSIGN(truths[lane], AsCondition(column.Get(lane), span));
    }
  }
  return {};
}

/// Whether the left side alone decides the result.
bool Decides(BinaryOperator op, Truth left) {
  return (op == BinaryOperator::kAnd && left == Truth::kFalse) ||
         (op == BinaryOperator::kOr && left == Truth::kTrue);
}

Truth Combine(BinaryOperator op, Truth left, Truth right) {
  switch (op) {
    case BinaryOperator::kAnd:
      return And(left, right);
    case BinaryOperator::kOr:
      return Or(left, right);
    default:
      return Xor(left, right);
  }
}

/// Evaluates the right side only in lanes that the left side leaves open.
Result<void> FinishLogicByLane(const BoundBinary& binary, EvaluationContext& context,
                               const Batch& batch, std::span<Truth> truths) {
  for (size_t lane = 0; lane < truths.size(); ++lane) {
    if (Decides(binary.op, truths[lane])) {
      continue;
    }
    RONDO_TRY_ASSIGN(Value value, EvaluateLane(*binary.right, context, RowView(batch, lane)));
    RONDO_TRY_ASSIGN(Truth right, AsCondition(value, binary.right->span));
    truths[lane] = Combine(binary.op, truths[lane], right);
  }
  return {};
}

/// One branch of CASE: gives its value to the lanes that were not `taken` before and where it
/// applies.
Result<void> TakeBranch(const BoundCase::Branch& branch, const Vector* operand,
                        EvaluationContext& context, const Batch& batch, std::span<Truth> taken,
                        std::span<Value> out) {
  ScratchVector when(context.vectors);
  ScratchVector then(context.vectors);
  if (operand == nullptr) {
    RONDO_TRY(EvaluateCondition(*branch.when, context, batch, *when));
  } else {
    RONDO_TRY(Evaluate(*branch.when, context, batch, *when));
  }
  RONDO_TRY(Evaluate(*branch.then, context, batch, *then));
  for (size_t lane = 0; lane < out.size(); ++lane) {
    if (taken[lane] == Truth::kTrue) {
      continue;
    }
    taken[lane] = operand == nullptr ? when->truths()[lane]
                                     : TruthOf(Equal(operand->Get(lane), when->Get(lane)));
    if (taken[lane] == Truth::kTrue) {
      out[lane] = then->Get(lane);
    }
  }
  return {};
}

}  // namespace

Result<void> EvaluateCondition(const BoundExpression& condition, EvaluationContext& context,
                               const Batch& batch, Vector& out) {
  ScratchVector scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* column, EvaluateOrBorrow(condition, context, batch, *scratch));
  if (column == &*scratch && column->form() == Vector::Form::kTruths && !column->constant()) {
    std::swap(out, *scratch);
    return {};
  }
  return BecomeTruths(*column, condition.span, out.ResetToTruths(batch.lane_count()));
}

Result<void> EvaluateLogic(const BoundBinary& binary, EvaluationContext& context,
                           const Batch& batch, Vector& out) {
  ScratchVector left(context.vectors);
  RONDO_TRY(EvaluateCondition(*binary.left, context, batch, *left));
  std::span<Truth> truths = out.ResetToTruths(batch.lane_count());
  std::copy(left->truths().begin(), left->truths().end(), truths.begin());
  auto open_count = std::count_if(truths.begin(), truths.end(),
                                  [&](Truth truth) { return !Decides(binary.op, truth); });
  if (open_count == 0) {
    return {};
  }
  bool all_open = static_cast<size_t>(open_count) == truths.size();
  if (!all_open && !CannotFail(*binary.right, context)) {
    return FinishLogicByLane(binary, context, batch, truths);
  }
  ScratchVector right_scratch(context.vectors);
  RONDO_TRY(EvaluateCondition(*binary.right, context, batch, *right_scratch));
  std::span<const Truth> right = right_scratch->truths();
  for (size_t lane = 0; lane < truths.size(); ++lane) {
    truths[lane] = Combine(binary.op, truths[lane], right[lane]);
  }
  return {};
}

Result<void> EvaluateNot(const BoundUnary& unary, EvaluationContext& context, const Batch& batch,
                         Vector& out) {
  ScratchVector operand(context.vectors);
  RONDO_TRY(EvaluateCondition(*unary.operand, context, batch, *operand));
  std::span<Truth> truths = out.ResetToTruths(batch.lane_count());
  std::transform(operand->truths().begin(), operand->truths().end(), truths.begin(),
                 [](Truth truth) { return Not(truth); });
  return {};
}

Result<void> EvaluateNullCheck(const BoundUnary& unary, EvaluationContext& context,
                               const Batch& batch, Vector& out) {
  ScratchVector scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* operand,
                   EvaluateOrBorrow(*unary.operand, context, batch, *scratch));
  bool wanted = unary.op == UnaryOperator::kIsNull;
  std::span<Truth> truths = out.ResetToTruths(batch.lane_count());
  for (size_t lane = 0; lane < truths.size(); ++lane) {
    truths[lane] = operand->IsNull(lane) == wanted ? Truth::kTrue : Truth::kFalse;
  }
  return {};
}

Result<void> EvaluateHasLabels(const BoundHasLabels& labels, EvaluationContext& context,
                               const Batch& batch, Vector& out) {
  ScratchVector scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* operand,
                   EvaluateOrBorrow(*labels.operand, context, batch, *scratch));
  bool deleted = context.deleted != nullptr && !context.deleted->empty();
  if (operand->form() != Vector::Form::kNodes || operand->constant() || deleted) {
    return ComputeLanes({operand}, batch.lane_count(), out, [&](size_t lane) {
      return HasNames(operand->Get(lane), labels.names, context, labels.span);
    });
  }
  std::span<const NodeId> nodes = operand->nodes();
  std::span<Truth> truths = out.ResetToTruths(nodes.size());
  std::array<bool, kBatchCapacity> matches;
  for (size_t begin = 0; begin < nodes.size(); begin += kBatchCapacity) {
    size_t count = std::min(kBatchCapacity, nodes.size() - begin);
    RONDO_TRY(
        NodesMatch(labels.names, context, nodes.subspan(begin, count), {matches.data(), count}));
    for (size_t index = 0; index < count; ++index) {
      truths[begin + index] = !nodes[begin + index].valid() ? Truth::kUnknown
                              : matches[index]              ? Truth::kTrue
                                                            : Truth::kFalse;
    }
  }
  return {};
}

Result<void> EvaluateCase(const BoundCase& expression, EvaluationContext& context,
                          const Batch& batch, Vector& out) {
  if (!CannotFail(expression, context)) {
    return EvaluateLaneByLane(expression, context, batch, out);
  }
  ScratchVector operand_scratch(context.vectors);
  const Vector* operand = nullptr;
  if (expression.operand != nullptr) {
    RONDO_TRY_ASSIGN(operand,
                     EvaluateOrBorrow(*expression.operand, context, batch, *operand_scratch));
  }
  ScratchVector taken(context.vectors);
  std::span<Truth> is_taken = taken->ResetToTruths(batch.lane_count());
  std::fill(is_taken.begin(), is_taken.end(), Truth::kFalse);
  std::span<Value> values = out.ResetToValues(batch.lane_count());
  for (const BoundCase::Branch& branch : expression.branches) {
    RONDO_TRY(TakeBranch(branch, operand, context, batch, is_taken, values));
  }
  if (expression.otherwise == nullptr) {
    return {};
  }
  ScratchVector otherwise(context.vectors);
  RONDO_TRY(Evaluate(*expression.otherwise, context, batch, *otherwise));
  for (size_t lane = 0; lane < values.size(); ++lane) {
    if (is_taken[lane] != Truth::kTrue) {
      values[lane] = otherwise->Get(lane);
    }
  }
  return {};
}

Result<void> EvaluateCoalesce(const BoundFunctionCall& call, EvaluationContext& context,
                              const Batch& batch, Vector& out) {
  RONDO_TRY(Evaluate(*call.arguments[0], context, batch, out));
  bool has_null = false;
  for (size_t lane = 0; lane < batch.lane_count() && !has_null; ++lane) {
    has_null = out.IsNull(lane);
  }
  if (!has_null || call.arguments.size() == 1) {
    return {};
  }
  if (!CannotFail(call, context)) {
    return EvaluateLaneByLane(call, context, batch, out);
  }
  ScratchVector first(context.vectors);
  std::swap(*first, out);
  std::span<Value> values = out.ResetToValues(batch.lane_count());
  for (size_t lane = 0; lane < values.size(); ++lane) {
    values[lane] = first->Get(lane);
  }
  for (size_t index = 1; index < call.arguments.size(); ++index) {
    ScratchVector scratch(context.vectors);
    RONDO_TRY_ASSIGN(const Vector* column,
                     EvaluateOrBorrow(*call.arguments[index], context, batch, *scratch));
    for (size_t lane = 0; lane < values.size(); ++lane) {
      if (values[lane].is_null()) {
        values[lane] = column->Get(lane);
      }
    }
  }
  return {};
}

}  // namespace rondo
