// Expressions: the entry points, and the simple kinds.

#include "query/bind/expression_equality.h"
#include "query/bind/expression_walk.h"
#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

// ---------------------------------------------------------------- entry points

Result<BoundExpressionPtr> StatementBinder::BindExpression(const ast::Expression& expression) {
  RONDO_TRY_ASSIGN(Typed value, BindValue(expression));
  return std::move(value.expression);
}

Result<BoundExpressionPtr> StatementBinder::BindCondition(const ast::Expression& expression) {
  patterns_allowed_ = true;
  RONDO_TRY_ASSIGN(Typed value, BindValue(expression));
  if (!value.type.CanBe(Kind::kBoolean)) {
    return WrongType(expression.span, "a condition (a boolean)", Kind::kBoolean, value.type);
  }
  return std::move(value.expression);
}

Result<StatementBinder::Typed> StatementBinder::BindValue(const ast::Expression& expression) {
  bool patterns_allowed = std::exchange(patterns_allowed_, false);
  if (expression.kind == ast::ExpressionKind::kPatternPredicate && !patterns_allowed &&
      expression.As<ast::PatternPredicate>().pattern->selector == ast::PathSelector::kNone) {
    return SyntaxError("UnexpectedSyntax", "a pattern is no value", expression.span,
                       "use EXISTS { ... }, COUNT { ... } or [ ... | ... ]");
  }
  if (grouping_ != nullptr) {
    if (std::optional<Typed> grouped = BindGroupedValue(expression)) {
      return std::move(*grouped);
    }
  }
  RONDO_TRY_ASSIGN(Typed value, BindNode(expression));
  value.expression->span = expression.span;
  value.expression->type = value.type.kinds();
  return value;
}

std::optional<StatementBinder::Typed> StatementBinder::BindGroupedValue(
    const ast::Expression& expression) {
  const ast::Variable* root = RootVariable(expression);
  for (const Grouping* grouping = grouping_; grouping != nullptr; grouping = grouping->outer) {
    // What may be a key as a whole: `n.name` among the items; after them, outside of scopes of an
    // expression's own, any part that stands beside no aggregate.
    bool applies = false;
    if (grouping->after_items) {
      applies = scope_ == grouping->scope && (root != nullptr || !grouping->expression_aggregates);
    } else {
      applies = root != nullptr && scope_->Find(root->name).owner == grouping->base;
    }
    if (!applies || inside_aggregate_) {
      continue;
    }
    for (const Grouping::Key& key : grouping->keys) {
      if (key.expression != nullptr && SameExpression(*key.expression, expression)) {
        return ReadSlot(key.slot, key.name, key.type, expression.span);
      }
    }
  }
  return std::nullopt;
}

Result<StatementBinder::Typed> StatementBinder::BindNode(const ast::Expression& expression) {
  switch (expression.kind) {
    case ast::ExpressionKind::kLiteral:
      return BindLiteral(expression.As<ast::Literal>());
    case ast::ExpressionKind::kParameter:
      return BindParameter(expression.As<ast::Parameter>());
    case ast::ExpressionKind::kVariable:
      return BindVariable(expression.As<ast::Variable>());
    case ast::ExpressionKind::kProperty:
      return BindProperty(expression.As<ast::Property>());
    case ast::ExpressionKind::kUnary:
      return BindUnary(expression.As<ast::Unary>());
    case ast::ExpressionKind::kBinary:
      return BindBinary(expression.As<ast::Binary>());
    case ast::ExpressionKind::kComparison:
      return BindComparison(expression.As<ast::Comparison>());
    case ast::ExpressionKind::kFunctionCall:
      return BindFunctionCall(expression.As<ast::FunctionCall>());
    case ast::ExpressionKind::kList:
      return BindList(expression.As<ast::List>());
    case ast::ExpressionKind::kMap:
      return BindMap(expression.As<ast::Map>());
    case ast::ExpressionKind::kMapProjection:
      return BindMapProjection(expression.As<ast::MapProjection>());
    case ast::ExpressionKind::kIndex:
      return BindIndex(expression.As<ast::Index>());
    case ast::ExpressionKind::kSlice:
      return BindSlice(expression.As<ast::Slice>());
    case ast::ExpressionKind::kCase:
      return BindCase(expression.As<ast::Case>());
    case ast::ExpressionKind::kHasLabels:
      return BindHasLabels(expression.As<ast::HasLabels>());
    case ast::ExpressionKind::kListComprehension:
      return BindListComprehension(expression.As<ast::ListComprehension>());
    case ast::ExpressionKind::kQuantifier:
      return BindQuantifier(expression.As<ast::Quantifier>());
    case ast::ExpressionKind::kReduce:
      return BindReduce(expression.As<ast::Reduce>());
    case ast::ExpressionKind::kSubquery:
      return BindSubquery(expression.As<ast::Subquery>());
    case ast::ExpressionKind::kPatternPredicate:
      return BindPatternPredicate(expression.As<ast::PatternPredicate>());
    case ast::ExpressionKind::kPatternComprehension:
      return BindPatternComprehension(expression.As<ast::PatternComprehension>());
  }
  return SyntaxError("UnexpectedSyntax", "unknown expression", expression.span);
}

// ---------------------------------------------------------------- simple kinds

Result<StatementBinder::Typed> StatementBinder::BindLiteral(const ast::Literal& literal) {
  auto bound = std::make_unique<BoundLiteral>();
  switch (literal.literal) {
    case ast::LiteralKind::kNull:
      break;
    case ast::LiteralKind::kBoolean:
      bound->value = Value(literal.boolean);
      break;
    case ast::LiteralKind::kInteger:
      bound->value = Value(literal.integer);
      break;
    case ast::LiteralKind::kFloat:
      bound->value = Value(literal.floating);
      break;
    case ast::LiteralKind::kString:
      bound->value = Value(literal.string);
      break;
  }
  Kind kind = bound->value.kind();
  InferredType type = kind == Kind::kNull ? InferredType::Null() : InferredType(kind);
  return Typed{std::move(bound), type};
}

Result<StatementBinder::Typed> StatementBinder::BindParameter(const ast::Parameter& parameter) {
  auto bound = std::make_unique<BoundParameter>();
  bound->name = parameter.name;
  parameters_.emplace(bound->name, parameter.span);
  return Typed{std::move(bound), InferredType::Any()};
}

Result<StatementBinder::Typed> StatementBinder::BindVariable(const ast::Variable& variable) {
  RONDO_TRY_ASSIGN(Variable found, ResolveVariable(variable.name, variable.span));
  return ReadSlot(found.slot, variable.name, found.type, variable.span);
}

Result<StatementBinder::Typed> StatementBinder::BindProperty(const ast::Property& property) {
  auto bound = std::make_unique<BoundProperty>();
  RONDO_TRY_ASSIGN(Typed base, BindValue(*property.base));
  TypeSet keyed = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kMap;
  TypeSet with_parts = keyed | TypeSet::Temporal() | Kind::kDuration;
  if (!base.type.CanBe(with_parts)) {
    Error error = WrongType(property.base->span,
                            "something with properties (a node, an edge, a map)", keyed, base.type);
    // openCypher calls it a mistake of the text where a pattern made the variable.
    const ast::Variable* root = RootVariable(*property.base);
    const Variable* variable = root == nullptr ? nullptr : scope_->Find(root->name).variable;
    if (variable == nullptr || !variable->from_pattern) {
      error.code = ErrorCode::kType;
    }
    return error;
  }
  // The keys of maps are nobody's business.
  if (base.type.CanBe(TypeSet(Kind::kNode) | Kind::kEdge) && !base.type.CanBe(Kind::kMap)) {
    Notify("property", property.key.text, property.key.span, context_.known_property_keys);
  }
  bound->base = std::move(base.expression);
  bound->key = property.key.text;
  return Typed{std::move(bound), InferredType::Any()};
}

Result<StatementBinder::Typed> StatementBinder::BindHasLabels(const ast::HasLabels& has_labels) {
  auto bound = std::make_unique<BoundHasLabels>();
  RONDO_TRY_ASSIGN(Typed operand, BindValue(*has_labels.operand));
  const TypeSet wanted = TypeSet(Kind::kNode) | Kind::kEdge;
  if (!operand.type.CanBe(wanted)) {
    return WrongType(has_labels.operand->span, "a node or an edge", wanted, operand.type);
  }
  bound->operand = std::move(operand.expression);
  bool of_edges = operand.type.kinds() == TypeSet(Kind::kEdge);
  bound->names = BindLabels(*has_labels.labels, of_edges);
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindCase(const ast::Case& expression) {
  auto bound = std::make_unique<BoundCase>();
  if (expression.operand != nullptr) {
    RONDO_TRY_ASSIGN(bound->operand, BindExpression(*expression.operand));
  }
  InferredType type = InferredType::Null();
  for (const ast::Case::Branch& branch : expression.branches) {
    BoundCase::Branch& bound_branch = bound->branches.emplace_back();
    if (bound->operand == nullptr) {
      RONDO_TRY_ASSIGN(bound_branch.when, BindCondition(*branch.when));
    } else {
      RONDO_TRY_ASSIGN(bound_branch.when, BindExpression(*branch.when));
    }
    RONDO_TRY_ASSIGN(Typed then, BindValue(*branch.then));
    bound_branch.then = std::move(then.expression);
    type = type.Or(then.type);
  }
  if (expression.otherwise != nullptr) {
    RONDO_TRY_ASSIGN(Typed otherwise, BindValue(*expression.otherwise));
    bound->otherwise = std::move(otherwise.expression);
    type = type.Or(otherwise.type);
  }
  return Typed{std::move(bound), type};
}

// ---------------------------------------------------------------- maps

Result<StatementBinder::Typed> StatementBinder::BindMap(const ast::Map& map) {
  auto bound = std::make_unique<BoundMap>();
  bound->entries.reserve(map.entries.size());
  for (const ast::MapEntry& entry : map.entries) {
    RONDO_TRY_ASSIGN(BoundExpressionPtr value, BindExpression(*entry.value));
    bound->entries.emplace_back(entry.key.text, std::move(value));
  }
  return Typed{std::move(bound), Kind::kMap};
}

Result<StatementBinder::Typed> StatementBinder::BindMapProjection(
    const ast::MapProjection& projection) {
  using ItemKind = ast::MapProjection::ItemKind;
  auto bound = std::make_unique<BoundMap>();
  RONDO_TRY_ASSIGN(Typed base, BindValue(*projection.base));
  const TypeSet wanted = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kMap;
  if (!base.type.CanBe(wanted)) {
    return WrongType(projection.base->span, "a node, an edge or a map", wanted, base.type);
  }
  bound->projected = std::move(base.expression);
  for (const ast::MapProjection::Item& item : projection.items) {
    if (item.kind == ItemKind::kAllProperties) {
      RONDO_TRY_ASSIGN(bound->all_of, BindExpression(*projection.base));
      continue;
    }
    BoundExpressionPtr value;
    if (item.kind == ItemKind::kEntry) {
      RONDO_TRY_ASSIGN(value, BindExpression(*item.value));
    } else if (item.kind == ItemKind::kVariable) {
      RONDO_TRY_ASSIGN(Variable variable, ResolveVariable(item.key.text, item.key.span));
      value = ReadSlot(variable.slot, item.key.text, variable.type, item.key.span).expression;
    } else {
      auto property = std::make_unique<BoundProperty>();
      RONDO_TRY_ASSIGN(property->base, BindExpression(*projection.base));
      property->key = item.key.text;
      property->span = item.key.span;
      value = std::move(property);
    }
    bound->entries.emplace_back(item.key.text, std::move(value));
  }
  return Typed{std::move(bound), Kind::kMap};
}

}  // namespace rondo
