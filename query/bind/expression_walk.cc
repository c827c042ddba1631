#include "query/bind/expression_walk.h"

#include "query/bind/function_signature.h"

namespace rondo {
namespace {

using ast::Expression;
using ast::ExpressionKind;
using Visitor = std::function<void(const Expression&)>;

void VisitIf(const Expression* part, const Visitor& visit) {
  if (part != nullptr) {
    visit(*part);
  }
}

void VisitAll(std::span<const Expression* const> parts, const Visitor& visit) {
  for (const Expression* part : parts) {
    VisitIf(part, visit);
  }
}

void VisitCase(const ast::Case& expression, const Visitor& visit) {
  VisitIf(expression.operand, visit);
  for (const ast::Case::Branch& branch : expression.branches) {
    VisitIf(branch.when, visit);
    VisitIf(branch.then, visit);
  }
  VisitIf(expression.otherwise, visit);
}

void VisitMapProjection(const ast::MapProjection& projection, const Visitor& visit) {
  VisitIf(projection.base, visit);
  for (const ast::MapProjection::Item& item : projection.items) {
    VisitIf(item.value, visit);
  }
}

bool Any(const Expression& expression, const std::function<bool(const Expression&)>& test) {
  if (test(expression)) {
    return true;
  }
  bool found = false;
  ForEachPart(expression, [&](const Expression& part) { found = found || Any(part, test); });
  return found;
}

const FunctionSignature* CalledFunction(const Expression& expression) {
  if (expression.kind != ExpressionKind::kFunctionCall) {
    return nullptr;
  }
  return FindFunction(expression.As<ast::FunctionCall>().name.text);
}

bool CallsAggregate(const Expression& expression) {
  const FunctionSignature* function = CalledFunction(expression);
  return function != nullptr && function->is_aggregate;
}

}  // namespace

void ForEachPart(const Expression& expression, const Visitor& visit) {
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
    case ExpressionKind::kParameter:
    case ExpressionKind::kVariable:
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternPredicate:
    case ExpressionKind::kPatternComprehension:
      return;
    case ExpressionKind::kProperty:
      return visit(*expression.As<ast::Property>().base);
    case ExpressionKind::kUnary:
      return visit(*expression.As<ast::Unary>().operand);
    case ExpressionKind::kBinary:
      visit(*expression.As<ast::Binary>().left);
      return visit(*expression.As<ast::Binary>().right);
    case ExpressionKind::kComparison:
      return VisitAll(expression.As<ast::Comparison>().operands, visit);
    case ExpressionKind::kFunctionCall:
      return VisitAll(expression.As<ast::FunctionCall>().arguments, visit);
    case ExpressionKind::kList:
      return VisitAll(expression.As<ast::List>().elements, visit);
    case ExpressionKind::kMap:
      for (const ast::MapEntry& entry : expression.As<ast::Map>().entries) {
        visit(*entry.value);
      }
      return;
    case ExpressionKind::kMapProjection:
      return VisitMapProjection(expression.As<ast::MapProjection>(), visit);
    case ExpressionKind::kIndex:
      visit(*expression.As<ast::Index>().base);
      return visit(*expression.As<ast::Index>().index);
    case ExpressionKind::kSlice:
      VisitIf(expression.As<ast::Slice>().base, visit);
      VisitIf(expression.As<ast::Slice>().from, visit);
      return VisitIf(expression.As<ast::Slice>().to, visit);
    case ExpressionKind::kCase:
      return VisitCase(expression.As<ast::Case>(), visit);
    case ExpressionKind::kHasLabels:
      return visit(*expression.As<ast::HasLabels>().operand);
    case ExpressionKind::kListComprehension:
      VisitIf(expression.As<ast::ListComprehension>().list, visit);
      VisitIf(expression.As<ast::ListComprehension>().predicate, visit);
      return VisitIf(expression.As<ast::ListComprehension>().projection, visit);
    case ExpressionKind::kQuantifier:
      VisitIf(expression.As<ast::Quantifier>().list, visit);
      return VisitIf(expression.As<ast::Quantifier>().predicate, visit);
    case ExpressionKind::kReduce:
      VisitIf(expression.As<ast::Reduce>().initial, visit);
      VisitIf(expression.As<ast::Reduce>().list, visit);
      return VisitIf(expression.As<ast::Reduce>().step, visit);
  }
}

bool ContainsAggregate(const Expression& expression) { return Any(expression, CallsAggregate); }

bool ContainsVolatile(const Expression& expression) {
  return Any(expression, [](const Expression& part) {
    const FunctionSignature* function = CalledFunction(part);
    return function != nullptr && !function->is_deterministic;
  });
}

bool MentionsVariable(const Expression& expression, std::string_view name,
                      bool outside_aggregates) {
  if (outside_aggregates && CallsAggregate(expression)) {
    return false;
  }
  if (expression.kind == ExpressionKind::kVariable) {
    return name.empty() || expression.As<ast::Variable>().name == name;
  }
  bool found = false;
  ForEachPart(expression, [&](const Expression& part) {
    found = found || MentionsVariable(part, name, outside_aggregates);
  });
  return found;
}

const ast::Variable* RootVariable(const Expression& expression) {
  const Expression* root = &expression;
  while (root->kind == ExpressionKind::kProperty) {
    root = root->As<ast::Property>().base;
  }
  return root->kind == ExpressionKind::kVariable ? &root->As<ast::Variable>() : nullptr;
}

}  // namespace rondo
