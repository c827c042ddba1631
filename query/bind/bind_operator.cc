// Operators: boolean ones, comparisons, arithmetic, IN, text predicates.

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

Result<StatementBinder::Typed> StatementBinder::BindUnary(const ast::Unary& unary) {
  auto bound = std::make_unique<BoundUnary>();
  bound->op = static_cast<UnaryOperator>(unary.op);
  if (unary.op == ast::UnaryOperator::kNot) {
    RONDO_TRY_ASSIGN(bound->operand, BindCondition(*unary.operand));
    return Typed{std::move(bound), Kind::kBoolean};
  }
  RONDO_TRY_ASSIGN(Typed operand, BindValue(*unary.operand));
  bound->operand = std::move(operand.expression);
  if (unary.op == ast::UnaryOperator::kIsNull || unary.op == ast::UnaryOperator::kIsNotNull) {
    return Typed{std::move(bound), Kind::kBoolean};
  }
  TypeSet signed_kinds = TypeSet::Number() | Kind::kDuration;
  if (!operand.type.CanBe(signed_kinds)) {
    return WrongType(unary.operand->span, "a number", signed_kinds, operand.type);
  }
  return Typed{std::move(bound), operand.type.kinds() & signed_kinds};
}

Result<StatementBinder::Typed> StatementBinder::BindBinary(const ast::Binary& binary) {
  switch (binary.op) {
    case ast::BinaryOperator::kOr:
    case ast::BinaryOperator::kXor:
    case ast::BinaryOperator::kAnd:
      return BindJunction(binary);
    case ast::BinaryOperator::kAdd:
    case ast::BinaryOperator::kSubtract:
    case ast::BinaryOperator::kMultiply:
    case ast::BinaryOperator::kDivide:
    case ast::BinaryOperator::kModulo:
    case ast::BinaryOperator::kPower:
      return BindArithmetic(binary);
    case ast::BinaryOperator::kIn:
      return BindMembership(binary);
    case ast::BinaryOperator::kStartsWith:
    case ast::BinaryOperator::kEndsWith:
    case ast::BinaryOperator::kContains:
    case ast::BinaryOperator::kRegexMatch:
      return BindTextPredicate(binary);
  }
  return SyntaxError("UnexpectedSyntax", "unknown operator", binary.span);
}

Result<StatementBinder::Typed> StatementBinder::BindJunction(const ast::Binary& binary) {
  auto bound = std::make_unique<BoundBinary>();
  bound->op = static_cast<BinaryOperator>(binary.op);
  RONDO_TRY_ASSIGN(bound->left, BindCondition(*binary.left));
  RONDO_TRY_ASSIGN(bound->right, BindCondition(*binary.right));
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindArithmetic(const ast::Binary& binary) {
  auto bound = std::make_unique<BoundBinary>();
  bound->op = static_cast<BinaryOperator>(binary.op);
  RONDO_TRY_ASSIGN(Typed left, BindValue(*binary.left));
  RONDO_TRY_ASSIGN(Typed right, BindValue(*binary.right));
  std::optional<TypeSet> kinds = ArithmeticType(bound->op, left.type.kinds(), right.type.kinds());
  if (!kinds) {
    return SyntaxError(
        "InvalidArgumentType",
        "the operator cannot be applied to " + left.type.Text() + " and " + right.type.Text(),
        binary.span, "convert one of them: toString(), toInteger(), toFloat(), date(), duration()");
  }
  InferredType type(*kinds);
  if (*kinds == TypeSet(Kind::kList)) {
    auto element = [](const InferredType& side) {
      return side.kinds().Has(Kind::kList) ? side.element() : side;
    };
    type = InferredType::ListOf(element(left.type).Or(element(right.type)));
  }
  bound->left = std::move(left.expression);
  bound->right = std::move(right.expression);
  return Typed{std::move(bound), type};
}

Result<StatementBinder::Typed> StatementBinder::BindMembership(const ast::Binary& binary) {
  auto bound = std::make_unique<BoundBinary>();
  bound->op = BinaryOperator::kIn;
  RONDO_TRY_ASSIGN(bound->left, BindExpression(*binary.left));
  RONDO_TRY_ASSIGN(Typed list, BindListOperand(*binary.right));
  bound->right = std::move(list.expression);
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindTextPredicate(const ast::Binary& binary) {
  // Of anything but two strings the answer is null, not an error.
  auto bound = std::make_unique<BoundBinary>();
  bound->op = static_cast<BinaryOperator>(binary.op);
  RONDO_TRY_ASSIGN(bound->left, BindExpression(*binary.left));
  RONDO_TRY_ASSIGN(bound->right, BindExpression(*binary.right));
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindComparison(const ast::Comparison& comparison) {
  auto bound = std::make_unique<BoundComparison>();
  for (const ast::Expression* operand : comparison.operands) {
    RONDO_TRY_ASSIGN(bound->operands.emplace_back(), BindExpression(*operand));
  }
  for (ast::ComparisonOperator op : comparison.operators) {
    bound->operators.push_back(static_cast<ComparisonOperator>(op));
  }
  return Typed{std::move(bound), Kind::kBoolean};
}

}  // namespace rondo
