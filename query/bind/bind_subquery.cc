// Queries inside expressions: EXISTS, COUNT, COLLECT, patterns as predicates, pattern
// comprehensions, shortestPath as a value.

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

Result<StatementBinder::Typed> StatementBinder::BindSubquery(const ast::Subquery& subquery) {
  auto bound = std::make_unique<BoundSubqueryExpression>();
  bound->subquery = static_cast<SubqueryKind>(subquery.subquery);
  bool collect = subquery.subquery == ast::SubqueryKind::kCollect;
  InferredType column = InferredType::Any();
  if (subquery.query == nullptr) {
    if (collect) {
      return SyntaxError("UnexpectedSyntax", "COLLECT needs a query", subquery.span,
                         "write COLLECT { MATCH ... RETURN ... }");
    }
    RONDO_TRY_ASSIGN(PatternQuery query,
                     BindPatternQuery(subquery.pattern, subquery.where, nullptr, true));
    bound->query = std::move(query.query);
    bound->imported = std::move(query.imported);
  } else {
    SubqueryFrame frame{next_slot_, {}};
    frames_.push_back(&frame);
    Restore<bool> aggregates(aggregates_allowed_, false);
    Restore<bool> inside(inside_aggregate_, false);
    Restore<bool> updates(updates_forbidden_, true);
    Restore<bool> standalone(is_standalone_call_, false);
    Restore<bool> without_return(is_subquery_, !collect);
    Result<BoundQuery> query = BindQuery(*subquery.query, scope_);
    frames_.pop_back();
    if (!query.ok()) {
      return std::move(query).error();
    }
    bound->query = std::make_unique<BoundQuery>(std::move(query).value());
    bound->imported.assign(frame.imported.begin(), frame.imported.end());
    if (collect && bound->query->columns.size() != 1) {
      return SyntaxError("UnexpectedSyntax", "the query in COLLECT must return one column",
                         subquery.span, "put several values into a list or map");
    }
    column = collect ? column_types_[bound->query->columns[0].slot] : column;
  }
  switch (subquery.subquery) {
    case ast::SubqueryKind::kExists:
      return Typed{std::move(bound), Kind::kBoolean};
    case ast::SubqueryKind::kCount:
      return Typed{std::move(bound), Kind::kInteger};
    case ast::SubqueryKind::kCollect:
      break;
  }
  return Typed{std::move(bound), InferredType::ListOf(column)};
}

Result<StatementBinder::PatternQuery> StatementBinder::BindPatternQuery(
    std::span<const ast::PathPattern* const> paths, const ast::Expression* where,
    const ast::Expression* projection, bool may_declare) {
  PatternQuery result;
  SubqueryFrame frame{next_slot_, {}};
  frames_.push_back(&frame);
  auto bind = [&]() -> Result<void> {
    Scope inner(scope_);
    Restore<Scope*> scope(scope_, &inner);
    Restore<bool> aggregates(aggregates_allowed_, false);
    auto match = std::make_unique<BoundMatch>();
    RONDO_TRY(BindPattern(paths, may_declare, match->pattern, match->where));
    RONDO_TRY(AddCondition(where, match->where));
    result.query = std::make_unique<BoundQuery>();
    BoundQueryPart& part = result.query->parts.emplace_back();
    part.clauses.push_back(std::move(match));
    if (projection == nullptr) {
      return {};
    }
    auto values = std::make_unique<BoundProjection>();
    values->is_return = true;
    RONDO_TRY_ASSIGN(Typed value, BindValue(*projection));
    result.column_type = value.type;
    BoundProjection::Item& item = values->items.emplace_back();
    item.expression = std::move(value.expression);
    item.slot = NewSlot();
    item.name = "value";
    part.columns.push_back({item.name, item.slot});
    part.clauses.push_back(std::move(values));
    result.query->columns = part.columns;
    return {};
  };
  Result<void> bound = bind();
  frames_.pop_back();
  RONDO_TRY(std::move(bound));
  result.imported.assign(frame.imported.begin(), frame.imported.end());
  return result;
}

Result<StatementBinder::Typed> StatementBinder::BindPatternPredicate(
    const ast::PatternPredicate& predicate) {
  const ast::PathPattern* path = predicate.pattern;
  if (path->selector != ast::PathSelector::kNone) {
    return BindShortestPathValue(*path, predicate.span);
  }
  RONDO_TRY_ASSIGN(PatternQuery query, BindPatternQuery({&path, 1}, nullptr, nullptr, false));
  auto bound = std::make_unique<BoundSubqueryExpression>();
  bound->query = std::move(query.query);
  bound->imported = std::move(query.imported);
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindShortestPathValue(const ast::PathPattern& path,
                                                                      SourceSpan span) {
  // [p = shortestPath(...) | p], of which shortestPath takes the first.
  ast::PathPattern named = path;
  named.variable = {kPathName, span};
  ast::Variable variable;
  variable.name = kPathName;
  variable.span = span;
  const ast::PathPattern* paths[] = {&named};
  RONDO_TRY_ASSIGN(PatternQuery query, BindPatternQuery(paths, nullptr, &variable, true));
  auto all = std::make_unique<BoundPatternComprehension>();
  all->query = std::move(query.query);
  all->imported = std::move(query.imported);
  all->span = span;
  all->type = TypeSet(Kind::kList);
  if (path.selector == ast::PathSelector::kAllShortestPaths) {
    return Typed{std::move(all), InferredType::ListOf(Kind::kPath)};
  }
  auto zero = std::make_unique<BoundLiteral>();
  zero->value = Value(0);
  zero->type = TypeSet(Kind::kInteger);
  zero->span = span;
  auto first = std::make_unique<BoundIndex>();
  first->base = std::move(all);
  first->index = std::move(zero);
  return Typed{std::move(first), Kind::kPath};
}

Result<StatementBinder::Typed> StatementBinder::BindPatternComprehension(
    const ast::PatternComprehension& comprehension) {
  const ast::PathPattern* path = comprehension.pattern;
  RONDO_TRY_ASSIGN(PatternQuery query, BindPatternQuery({&path, 1}, comprehension.predicate,
                                                        comprehension.projection, true));
  auto bound = std::make_unique<BoundPatternComprehension>();
  bound->query = std::move(query.query);
  bound->imported = std::move(query.imported);
  return Typed{std::move(bound), InferredType::ListOf(query.column_type)};
}

}  // namespace rondo
