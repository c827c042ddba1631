#include <algorithm>

#include "query/execute/expression/column_evaluation.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

constexpr TypeSet kKeyedKinds = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kMap;
constexpr TypeSet kEntityKinds = TypeSet(Kind::kNode) | Kind::kEdge;

bool IsWithin(TypeSet types, TypeSet allowed) { return (types & allowed) == types; }

bool NothingDeleted(const EvaluationContext& context) {
  return context.deleted == nullptr || context.deleted->empty();
}

bool IsSafeCondition(const BoundExpression& expression, const EvaluationContext& context) {
  return IsWithin(expression.type, Kind::kBoolean) && CannotFail(expression, context);
}

bool BinaryCannotFail(const BoundBinary& binary, const EvaluationContext& context) {
  switch (binary.op) {
    case BinaryOperator::kAnd:
    case BinaryOperator::kOr:
    case BinaryOperator::kXor:
      return IsSafeCondition(*binary.left, context) && IsSafeCondition(*binary.right, context);
    case BinaryOperator::kIn:
      return IsWithin(binary.right->type, Kind::kList) && CannotFail(*binary.left, context) &&
             CannotFail(*binary.right, context);
    case BinaryOperator::kStartsWith:
    case BinaryOperator::kEndsWith:
    case BinaryOperator::kContains:
      return CannotFail(*binary.left, context) && CannotFail(*binary.right, context);
    default:
      return false;
  }
}

bool UnaryCannotFail(const BoundUnary& unary, const EvaluationContext& context) {
  switch (unary.op) {
    case UnaryOperator::kNot:
      return IsSafeCondition(*unary.operand, context);
    case UnaryOperator::kIsNull:
    case UnaryOperator::kIsNotNull:
      return CannotFail(*unary.operand, context);
    default:
      return false;
  }
}

bool CaseCannotFail(const BoundCase& expression, const EvaluationContext& context) {
  bool simple = expression.operand != nullptr;
  if (simple && !CannotFail(*expression.operand, context)) {
    return false;
  }
  if (expression.otherwise != nullptr && !CannotFail(*expression.otherwise, context)) {
    return false;
  }
  return std::all_of(
      expression.branches.begin(), expression.branches.end(), [&](const BoundCase::Branch& branch) {
        bool when_safe =
            simple ? CannotFail(*branch.when, context) : IsSafeCondition(*branch.when, context);
        return when_safe && CannotFail(*branch.then, context);
      });
}

bool AllCannotFail(const std::vector<BoundExpressionPtr>& expressions,
                   const EvaluationContext& context) {
  return std::all_of(
      expressions.begin(), expressions.end(),
      [&](const BoundExpressionPtr& expression) { return CannotFail(*expression, context); });
}

bool FunctionCannotFail(const BoundFunctionCall& call, const EvaluationContext& context) {
  switch (call.function->id) {
    case FunctionId::kCoalesce:
    case FunctionId::kExists:
      return AllCannotFail(call.arguments, context);
    case FunctionId::kId:
      return IsWithin(call.arguments[0]->type, kEntityKinds) &&
             AllCannotFail(call.arguments, context);
    case FunctionId::kType:
      return IsWithin(call.arguments[0]->type, Kind::kEdge) &&
             AllCannotFail(call.arguments, context);
    default:
      return false;
  }
}

}  // namespace

bool CannotFail(const BoundExpression& expression, const EvaluationContext& context) {
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
    case ExpressionKind::kSlot:
      return true;
    case ExpressionKind::kParameter:
      return context.parameters->contains(expression.As<BoundParameter>().name);
    case ExpressionKind::kProperty: {
      const auto& property = expression.As<BoundProperty>();
      return NothingDeleted(context) && IsWithin(property.base->type, kKeyedKinds) &&
             CannotFail(*property.base, context);
    }
    case ExpressionKind::kUnary:
      return UnaryCannotFail(expression.As<BoundUnary>(), context);
    case ExpressionKind::kBinary:
      return BinaryCannotFail(expression.As<BoundBinary>(), context);
    case ExpressionKind::kComparison:
      return AllCannotFail(expression.As<BoundComparison>().operands, context);
    case ExpressionKind::kFunctionCall:
      return FunctionCannotFail(expression.As<BoundFunctionCall>(), context);
    case ExpressionKind::kList:
      return AllCannotFail(expression.As<BoundList>().elements, context);
    case ExpressionKind::kCase:
      return CaseCannotFail(expression.As<BoundCase>(), context);
    case ExpressionKind::kHasLabels: {
      const auto& labels = expression.As<BoundHasLabels>();
      return NothingDeleted(context) && IsWithin(labels.operand->type, kEntityKinds) &&
             CannotFail(*labels.operand, context);
    }
    default:
      return false;
  }
}

}  // namespace rondo
