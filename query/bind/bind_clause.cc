// Clauses that bring rows in: MATCH, UNWIND, FOR, FILTER, LOAD CSV, CALL { subquery }.

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

Result<BoundClausePtr> StatementBinder::BindMatch(const ast::Match& match) {
  auto bound = std::make_unique<BoundMatch>();
  bound->optional = match.optional;
  RONDO_TRY(BindPattern(match.pattern, true, bound->pattern, bound->where));
  RONDO_TRY(AddCondition(match.where, bound->where));
  RONDO_TRY_ASSIGN(bound->time.valid_at, BindDay(match.valid_time));
  RONDO_TRY_ASSIGN(bound->time.reported_at, BindDay(match.reported_time));
  return BoundClausePtr(std::move(bound));
}

Result<BoundExpressionPtr> StatementBinder::BindDay(const ast::Expression* expression) {
  if (expression == nullptr) {
    return BoundExpressionPtr();
  }
  RONDO_TRY_ASSIGN(Typed day, BindValue(*expression));
  TypeSet days = TypeSet(Kind::kDate) | Kind::kLocalDateTime | Kind::kDateTime;
  if (!day.type.CanBe(days)) {
    return WrongType(expression->span, "a date", Kind::kDate, day.type);
  }
  return std::move(day.expression);
}

Result<BoundClausePtr> StatementBinder::BindUnwind(const ast::Unwind& unwind) {
  auto bound = std::make_unique<BoundUnwind>();
  RONDO_TRY_ASSIGN(Typed list, BindValue(*unwind.list));
  // A value that is no list counts as a list of that one value.
  InferredType element = list.type.kinds() == TypeSet(Kind::kList) ? list.type.element()
                         : list.type.kinds().Has(Kind::kList)      ? InferredType::Any()
                                                                   : list.type;
  bound->list = std::move(list.expression);
  RONDO_TRY_ASSIGN(bound->slot, DeclareNew(unwind.variable, element));
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindFilter(const ast::Filter& filter) {
  auto bound = std::make_unique<BoundFilter>();
  RONDO_TRY_ASSIGN(bound->condition, BindCondition(*filter.condition));
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindLoadCsv(const ast::LoadCsv& load) {
  auto bound = std::make_unique<BoundLoadCsv>();
  RONDO_TRY_ASSIGN(Typed location, BindValue(*load.location));
  if (!location.type.CanBe(Kind::kString)) {
    return WrongType(load.location->span, "a path or URL as a string", Kind::kString,
                     location.type);
  }
  bound->location = std::move(location.expression);
  bound->with_headers = load.with_headers;
  if (load.field_terminator != nullptr) {
    bound->field_terminator = load.field_terminator->As<ast::Literal>().string;
    if (bound->field_terminator.size() != 1) {
      return SyntaxError("InvalidArgumentValue", "the field terminator must be one character",
                         load.field_terminator->span, "write it as ';' or '\\t'");
    }
  }
  InferredType row =
      load.with_headers ? InferredType(Kind::kMap) : InferredType::ListOf(Kind::kString);
  RONDO_TRY_ASSIGN(bound->slot, DeclareNew(load.variable, row));
  return BoundClausePtr(std::move(bound));
}

// ---------------------------------------------------------------- CALL { subquery }

Result<BoundClausePtr> StatementBinder::BindCallSubquery(const ast::CallSubquery& call) {
  auto bound = std::make_unique<BoundCallSubquery>();
  bound->optional = call.optional;
  bound->in_transactions = call.in_transactions;
  bound->keyword = call.keyword;
  if (call.in_transactions && (updates_forbidden_ || !frames_.empty())) {
    return SyntaxError("InvalidClauseComposition",
                       "CALL ... IN TRANSACTIONS cannot stand inside another query", call.keyword,
                       "make it a clause of the outermost query");
  }
  RONDO_TRY_ASSIGN(bound->batch_row_count, BindRowCount(call.batch_row_count, "ROWS"));
  // What the subquery sees of the outside: the names of its scope clause, or those that a leading
  // WITH of one of its parts imports.
  Scope* visible = NewScope(nullptr);
  if (call.scope_star) {
    visible = scope_;
  }
  for (const ast::Name& name : call.scope) {
    const Variable* variable = scope_->Find(name.text).variable;
    if (variable == nullptr) {
      return UndefinedVariable(name.text, name.span);
    }
    visible->Declare(name.text, *variable);
  }
  SubqueryFrame frame{next_slot_, {}};
  frames_.push_back(&frame);
  bool writes = false;
  {
    Restore<bool> standalone(is_standalone_call_, false);
    Restore<bool> subquery(is_subquery_, false);
    Result<BoundQuery> query = BindQuery(*call.query, visible, call.has_scope ? nullptr : scope_);
    frames_.pop_back();
    if (!query.ok()) {
      return std::move(query).error();
    }
    bound->query = std::make_unique<BoundQuery>(std::move(query).value());
    writes = bound->query->updates;
  }
  updates_ |= writes;
  bound->imported.assign(frame.imported.begin(), frame.imported.end());
  RONDO_TRY(BindSubqueryColumns(call, *bound));
  return BoundClausePtr(std::move(bound));
}

Result<void> StatementBinder::BindSubqueryColumns(const ast::CallSubquery& call,
                                                  BoundCallSubquery& bound) {
  bound.returns_rows = false;
  const ast::Clause& last = *call.query->parts[0]->clauses.back();
  if (last.kind != ast::ClauseKind::kProjection) {
    return {};
  }
  bound.returns_rows = true;
  const ast::Projection& projection = last.As<ast::Projection>();
  for (const ast::ProjectionItem& item : projection.items) {
    if (item.alias.empty() && item.expression->kind != ast::ExpressionKind::kVariable) {
      return SyntaxError("NoExpressionAlias", "what a subquery returns needs a name",
                         item.expression->span, "add AS and a name");
    }
  }
  for (const BoundColumn& column : bound.query->columns) {
    // The names that the tree holds live longer than the bound query's.
    std::string_view name = column_names_.emplace_back(column.name);
    if (scope_->Find(name).variable != nullptr) {
      return AlreadyBound({name, last.span});
    }
    scope_->Declare(name, {column.slot, column_types_[column.slot], false});
  }
  return {};
}

}  // namespace rondo
