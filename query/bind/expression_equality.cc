#include "query/bind/expression_equality.h"

#include <algorithm>
#include <span>

namespace rondo {
namespace {

using ast::Expression;
using ast::ExpressionKind;

bool Same(const Expression* left, const Expression* right) {
  if (left == nullptr || right == nullptr) {
    return left == right;
  }
  return SameExpression(*left, *right);
}

bool Same(std::span<const Expression* const> left, std::span<const Expression* const> right) {
  return std::ranges::equal(left, right,
                            [](const Expression* a, const Expression* b) { return Same(a, b); });
}

bool SameIgnoringCase(std::string_view left, std::string_view right) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(left, right, {}, lower, lower);
}

bool SameLabels(const ast::LabelExpression& left, const ast::LabelExpression& right) {
  return left.kind == right.kind && left.name == right.name &&
         std::ranges::equal(left.operands, right.operands,
                            [](const auto* a, const auto* b) { return SameLabels(*a, *b); });
}

bool SameNode(const ast::Literal& left, const ast::Literal& right) {
  return left.literal == right.literal && left.boolean == right.boolean &&
         left.integer == right.integer && left.floating == right.floating &&
         left.string == right.string;
}
bool SameNode(const ast::Parameter& left, const ast::Parameter& right) {
  return left.name == right.name;
}
bool SameNode(const ast::Variable& left, const ast::Variable& right) {
  return left.name == right.name;
}
bool SameNode(const ast::Property& left, const ast::Property& right) {
  return left.key.text == right.key.text && Same(left.base, right.base);
}
bool SameNode(const ast::Unary& left, const ast::Unary& right) {
  return left.op == right.op && Same(left.operand, right.operand);
}
bool SameNode(const ast::Binary& left, const ast::Binary& right) {
  return left.op == right.op && Same(left.left, right.left) && Same(left.right, right.right);
}
bool SameNode(const ast::Comparison& left, const ast::Comparison& right) {
  return std::ranges::equal(left.operators, right.operators) && Same(left.operands, right.operands);
}
bool SameNode(const ast::FunctionCall& left, const ast::FunctionCall& right) {
  return SameIgnoringCase(left.name.text, right.name.text) && left.distinct == right.distinct &&
         left.star == right.star && Same(left.arguments, right.arguments);
}
bool SameNode(const ast::List& left, const ast::List& right) {
  return Same(left.elements, right.elements);
}
bool SameNode(const ast::Map& left, const ast::Map& right) {
  return std::ranges::equal(left.entries, right.entries, [](const auto& a, const auto& b) {
    return a.key.text == b.key.text && Same(a.value, b.value);
  });
}
bool SameNode(const ast::MapProjection& left, const ast::MapProjection& right) {
  return Same(left.base, right.base) &&
         std::ranges::equal(left.items, right.items, [](const auto& a, const auto& b) {
           return a.kind == b.kind && a.key.text == b.key.text && Same(a.value, b.value);
         });
}
bool SameNode(const ast::Index& left, const ast::Index& right) {
  return Same(left.base, right.base) && Same(left.index, right.index);
}
bool SameNode(const ast::Slice& left, const ast::Slice& right) {
  return Same(left.base, right.base) && Same(left.from, right.from) && Same(left.to, right.to);
}
bool SameNode(const ast::Case& left, const ast::Case& right) {
  return Same(left.operand, right.operand) && Same(left.otherwise, right.otherwise) &&
         std::ranges::equal(left.branches, right.branches, [](const auto& a, const auto& b) {
           return Same(a.when, b.when) && Same(a.then, b.then);
         });
}
bool SameNode(const ast::HasLabels& left, const ast::HasLabels& right) {
  return Same(left.operand, right.operand) && SameLabels(*left.labels, *right.labels);
}
bool SameNode(const ast::ListComprehension& left, const ast::ListComprehension& right) {
  return left.variable.text == right.variable.text && Same(left.list, right.list) &&
         Same(left.predicate, right.predicate) && Same(left.projection, right.projection);
}
bool SameNode(const ast::Quantifier& left, const ast::Quantifier& right) {
  return left.quantifier == right.quantifier && left.variable.text == right.variable.text &&
         Same(left.list, right.list) && Same(left.predicate, right.predicate);
}
bool SameNode(const ast::Reduce& left, const ast::Reduce& right) {
  return left.accumulator.text == right.accumulator.text &&
         left.variable.text == right.variable.text && Same(left.initial, right.initial) &&
         Same(left.list, right.list) && Same(left.step, right.step);
}

template <typename T>
bool SameAs(const Expression& left, const Expression& right) {
  return SameNode(left.As<T>(), right.As<T>());
}

}  // namespace

bool SameExpression(const Expression& left, const Expression& right) {
  if (&left == &right) {
    return true;
  }
  if (left.kind != right.kind || left.height != right.height) {
    return false;
  }
  switch (left.kind) {
    case ExpressionKind::kLiteral:
      return SameAs<ast::Literal>(left, right);
    case ExpressionKind::kParameter:
      return SameAs<ast::Parameter>(left, right);
    case ExpressionKind::kVariable:
      return SameAs<ast::Variable>(left, right);
    case ExpressionKind::kProperty:
      return SameAs<ast::Property>(left, right);
    case ExpressionKind::kUnary:
      return SameAs<ast::Unary>(left, right);
    case ExpressionKind::kBinary:
      return SameAs<ast::Binary>(left, right);
    case ExpressionKind::kComparison:
      return SameAs<ast::Comparison>(left, right);
    case ExpressionKind::kFunctionCall:
      return SameAs<ast::FunctionCall>(left, right);
    case ExpressionKind::kList:
      return SameAs<ast::List>(left, right);
    case ExpressionKind::kMap:
      return SameAs<ast::Map>(left, right);
    case ExpressionKind::kMapProjection:
      return SameAs<ast::MapProjection>(left, right);
    case ExpressionKind::kIndex:
      return SameAs<ast::Index>(left, right);
    case ExpressionKind::kSlice:
      return SameAs<ast::Slice>(left, right);
    case ExpressionKind::kCase:
      return SameAs<ast::Case>(left, right);
    case ExpressionKind::kHasLabels:
      return SameAs<ast::HasLabels>(left, right);
    case ExpressionKind::kListComprehension:
      return SameAs<ast::ListComprehension>(left, right);
    case ExpressionKind::kQuantifier:
      return SameAs<ast::Quantifier>(left, right);
    case ExpressionKind::kReduce:
      return SameAs<ast::Reduce>(left, right);
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternPredicate:
    case ExpressionKind::kPatternComprehension:
      return false;
  }
  return false;
}

}  // namespace rondo
