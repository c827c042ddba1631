// EvaluateLane: an expression for one row, as a walk over the tree. The loops over columns
// (evaluate_columns.h) give the same results.

#include <array>
#include <utility>
#include <vector>

#include "graph/base/check.h"
#include "graph/model/value_order.h"
#include "query/execute/expression/access.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/comparison.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/expression/list_evaluation.h"
#include "query/execute/function/function_call.h"

namespace rondo {

namespace {

Result<Value> LaneParameter(const BoundParameter& parameter, const EvaluationContext& context) {
  auto position = context.parameters->find(parameter.name);
  if (position == context.parameters->end()) {
    return RuntimeError(ErrorCode::kParameterMissing, "MissingParameter",
                        "the parameter `$" + parameter.name + "` has no value", parameter.span);
  }
  return CheckDepth(position->second, parameter.span);
}

Result<Value> LaneUnary(const BoundUnary& unary, EvaluationContext& context, const RowView& row) {
  RONDO_TRY_ASSIGN(Value operand, EvaluateLane(*unary.operand, context, row));
  switch (unary.op) {
    case UnaryOperator::kNot: {
      RONDO_TRY_ASSIGN(Truth truth, AsCondition(operand, unary.operand->span));
      return ValueOf(Not(truth));
    }
    case UnaryOperator::kPlus:
      return RequireNumber(operand, unary.span);
    case UnaryOperator::kMinus:
      return Negate(operand, unary.span);
    case UnaryOperator::kIsNull:
      return Value(operand.is_null());
    case UnaryOperator::kIsNotNull:
      return Value(!operand.is_null());
  }
  return Value();
}

Result<Truth> LaneCondition(const BoundExpression& condition, EvaluationContext& context,
                            const RowView& row) {
  RONDO_TRY_ASSIGN(Value value, EvaluateLane(condition, context, row));
  return AsCondition(value, condition.span);
}

Result<Value> LaneLogic(const BoundBinary& binary, EvaluationContext& context, const RowView& row) {
  RONDO_TRY_ASSIGN(Truth left, LaneCondition(*binary.left, context, row));
  if (binary.op == BinaryOperator::kAnd && left == Truth::kFalse) {
    return Value(false);
  }
  if (binary.op == BinaryOperator::kOr && left == Truth::kTrue) {
    return Value(true);
  }
  RONDO_TRY_ASSIGN(Truth right, LaneCondition(*binary.right, context, row));
  switch (binary.op) {
    case BinaryOperator::kAnd:
      return ValueOf(And(left, right));
    case BinaryOperator::kOr:
      return ValueOf(Or(left, right));
    default:
      return ValueOf(Xor(left, right));
  }
}

Result<Value> LaneBinary(const BoundBinary& binary, EvaluationContext& context,
                         const RowView& row) {
  if (binary.op == BinaryOperator::kAnd || binary.op == BinaryOperator::kOr ||
      binary.op == BinaryOperator::kXor) {
    return LaneLogic(binary, context, row);
  }
  RONDO_TRY_ASSIGN(Value left, EvaluateLane(*binary.left, context, row));
  RONDO_TRY_ASSIGN(Value right, EvaluateLane(*binary.right, context, row));
  return ApplyBinary(binary, left, right, context);
}

Result<Value> LaneComparison(const BoundComparison& comparison, EvaluationContext& context,
                             const RowView& row) {
  Truth all = Truth::kTrue;
  RONDO_TRY_ASSIGN(Value left, EvaluateLane(*comparison.operands[0], context, row));
  for (size_t index = 0; index < comparison.operators.size() && all != Truth::kFalse; ++index) {
    RONDO_TRY_ASSIGN(Value right, EvaluateLane(*comparison.operands[index + 1], context, row));
    all = And(all, Compare(comparison.operators[index], left, right));
    left = std::move(right);
  }
  return ValueOf(all);
}

Result<Value> LaneFunction(const BoundFunctionCall& call, EvaluationContext& context,
                           const RowView& row) {
  if (call.function->id == FunctionId::kCoalesce) {
    for (const BoundExpressionPtr& argument : call.arguments) {
      RONDO_TRY_ASSIGN(Value value, EvaluateLane(*argument, context, row));
      if (!value.is_null()) {
        return value;
      }
    }
    return Value();
  }
  RONDO_CHECK(call.arguments.size() <= kArgumentCountMax);
  std::array<Value, kArgumentCountMax> arguments;
  for (size_t index = 0; index < call.arguments.size(); ++index) {
    RONDO_TRY_ASSIGN(arguments[index], EvaluateLane(*call.arguments[index], context, row));
  }
  return CallFunction(call, {arguments.data(), call.arguments.size()}, context);
}

Result<Value> LaneList(const BoundList& list, EvaluationContext& context, const RowView& row) {
  ListValue elements;
  elements.reserve(list.elements.size());
  for (const BoundExpressionPtr& element : list.elements) {
    RONDO_TRY_ASSIGN(Value value, EvaluateLane(*element, context, row));
    elements.push_back(std::move(value));
  }
  return CheckDepth(Value(std::move(elements)), list.span);
}

Result<Value> LaneMap(const BoundMap& map, EvaluationContext& context, const RowView& row) {
  if (map.projected != nullptr) {
    RONDO_TRY_ASSIGN(Value projected, EvaluateLane(*map.projected, context, row));
    if (projected.is_null()) {
      return Value();
    }
  }
  std::vector<MapValue::Entry> entries;
  if (map.all_of != nullptr) {
    RONDO_TRY_ASSIGN(Value base, EvaluateLane(*map.all_of, context, row));
    RONDO_TRY(AppendAllProperties(base, context, map.all_of->span, entries));
  }
  for (const auto& [key, expression] : map.entries) {
    RONDO_TRY_ASSIGN(Value value, EvaluateLane(*expression, context, row));
    entries.emplace_back(key, std::move(value));
  }
  return CheckDepth(Value(MapValue(std::move(entries))), map.span);
}

Result<Value> LaneIndex(const BoundIndex& expression, EvaluationContext& context,
                        const RowView& row) {
  RONDO_TRY_ASSIGN(Value base, EvaluateLane(*expression.base, context, row));
  RONDO_TRY_ASSIGN(Value index, EvaluateLane(*expression.index, context, row));
  return ReadElement(base, index, context, expression.span);
}

Result<Value> LaneSlice(const BoundSlice& slice, EvaluationContext& context, const RowView& row) {
  RONDO_TRY_ASSIGN(Value base, EvaluateLane(*slice.base, context, row));
  Value from;
  if (slice.from != nullptr) {
    RONDO_TRY_ASSIGN(from, EvaluateLane(*slice.from, context, row));
  }
  Value to;
  if (slice.to != nullptr) {
    RONDO_TRY_ASSIGN(to, EvaluateLane(*slice.to, context, row));
  }
  return ReadSlice(base, slice.from == nullptr ? nullptr : &from,
                   slice.to == nullptr ? nullptr : &to, slice.span);
}

Result<Value> LaneCase(const BoundCase& expression, EvaluationContext& context,
                       const RowView& row) {
  Value operand;
  if (expression.operand != nullptr) {
    RONDO_TRY_ASSIGN(operand, EvaluateLane(*expression.operand, context, row));
  }
  for (const BoundCase::Branch& branch : expression.branches) {
    Truth taken = Truth::kUnknown;
    if (expression.operand != nullptr) {
      RONDO_TRY_ASSIGN(Value when, EvaluateLane(*branch.when, context, row));
      taken = TruthOf(Equal(operand, when));
    } else {
      RONDO_TRY_ASSIGN(taken, LaneCondition(*branch.when, context, row));
    }
    if (taken == Truth::kTrue) {
      return EvaluateLane(*branch.then, context, row);
    }
  }
  if (expression.otherwise == nullptr) {
    return Value();
  }
  return EvaluateLane(*expression.otherwise, context, row);
}

Result<Value> LaneSubquery(const BoundExpression& subquery, EvaluationContext& context,
                           const RowView& row) {
  RONDO_CHECK(context.subqueries != nullptr);
  return context.subqueries->Run(subquery, row);
}

Result<Value> LaneProperty(const BoundProperty& property, EvaluationContext& context,
                           const RowView& row) {
  RONDO_TRY_ASSIGN(Value base, EvaluateLane(*property.base, context, row));
  return ReadProperty(base, property.key, context, property.span);
}

Result<Value> LaneHasLabels(const BoundHasLabels& labels, EvaluationContext& context,
                            const RowView& row) {
  RONDO_TRY_ASSIGN(Value base, EvaluateLane(*labels.operand, context, row));
  return HasNames(base, labels.names, context, labels.span);
}

}  // namespace

Result<Value> EvaluateLane(const BoundExpression& expression, EvaluationContext& context,
                           const RowView& row) {
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
      return expression.As<BoundLiteral>().value;
    case ExpressionKind::kParameter:
      return LaneParameter(expression.As<BoundParameter>(), context);
    case ExpressionKind::kSlot:
      return row.Get(expression.As<BoundSlot>().slot);
    case ExpressionKind::kProperty:
      return LaneProperty(expression.As<BoundProperty>(), context, row);
    case ExpressionKind::kUnary:
      return LaneUnary(expression.As<BoundUnary>(), context, row);
    case ExpressionKind::kBinary:
      return LaneBinary(expression.As<BoundBinary>(), context, row);
    case ExpressionKind::kComparison:
      return LaneComparison(expression.As<BoundComparison>(), context, row);
    case ExpressionKind::kFunctionCall:
      return LaneFunction(expression.As<BoundFunctionCall>(), context, row);
    case ExpressionKind::kList:
      return LaneList(expression.As<BoundList>(), context, row);
    case ExpressionKind::kMap:
      return LaneMap(expression.As<BoundMap>(), context, row);
    case ExpressionKind::kIndex:
      return LaneIndex(expression.As<BoundIndex>(), context, row);
    case ExpressionKind::kSlice:
      return LaneSlice(expression.As<BoundSlice>(), context, row);
    case ExpressionKind::kCase:
      return LaneCase(expression.As<BoundCase>(), context, row);
    case ExpressionKind::kHasLabels:
      return LaneHasLabels(expression.As<BoundHasLabels>(), context, row);
    case ExpressionKind::kListComprehension:
      return EvaluateListComprehension(expression.As<BoundListComprehension>(), context, row);
    case ExpressionKind::kQuantifier:
      return EvaluateQuantifier(expression.As<BoundQuantifier>(), context, row);
    case ExpressionKind::kReduce:
      return EvaluateReduce(expression.As<BoundReduce>(), context, row);
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternComprehension:
      return LaneSubquery(expression, context, row);
  }
  return Value();
}

}  // namespace rondo
