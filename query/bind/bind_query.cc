// Queries: unions of chains of clauses, and in which order clauses may stand.

#include <algorithm>

#include "query/bind/statement_binder.h"

namespace rondo {
namespace {

bool IsUpdate(const ast::Clause& clause) {
  switch (clause.kind) {
    case ast::ClauseKind::kCreate:
    case ast::ClauseKind::kMerge:
    case ast::ClauseKind::kSet:
    case ast::ClauseKind::kRemove:
    case ast::ClauseKind::kDelete:
    case ast::ClauseKind::kForeach:
      return true;
    default:
      return false;
  }
}

bool IsReturn(const ast::Clause& clause) {
  return clause.kind == ast::ClauseKind::kProjection && clause.As<ast::Projection>().is_return;
}

bool IsWith(const ast::Clause& clause) {
  return clause.kind == ast::ClauseKind::kProjection && !clause.As<ast::Projection>().is_return;
}

}  // namespace

Result<BoundQuery> StatementBinder::BindQuery(const ast::Query& query, const Scope* outer,
                                              const Scope* importable) {
  BoundQuery bound;
  bound.union_all = query.union_all;
  Restore<bool> updates(updates_, false);
  for (const ast::SingleQuery* part : query.parts) {
    Restore<Scope*> scope(scope_, NewScope(outer));
    if (importable != nullptr && IsWith(*part->clauses.front())) {
      for (std::string_view name : importable->VisibleNames()) {
        scope_->Declare(name, *importable->Find(name).variable);
      }
    }
    RONDO_TRY_ASSIGN(bound.parts.emplace_back(), BindSingleQuery(*part));
  }
  bound.updates = updates_;
  bound.columns = bound.parts.front().columns;
  if (bound.parts.size() > 1) {
    RONDO_TRY(JoinUnion(query, bound));
  }
  return bound;
}

Result<void> StatementBinder::CheckComposition(const ast::SingleQuery& query) const {
  for (const ast::Clause* clause : query.clauses) {
    bool last = clause == query.clauses.back();
    if (!last && IsReturn(*clause)) {
      return SyntaxError("InvalidClauseComposition", "RETURN must be the last clause",
                         clause->keyword, "hand rows on to further clauses with WITH");
    }
    if (updates_forbidden_ && IsUpdate(*clause)) {
      return SyntaxError("InvalidClauseComposition", "a query inside an expression cannot write",
                         clause->keyword, "write in a CALL { ... } subquery");
    }
  }
  const ast::Clause& last = *query.clauses.back();
  bool complete = IsReturn(last) || IsUpdate(last) || is_subquery_ ||
                  last.kind == ast::ClauseKind::kCallProcedure ||
                  (last.kind == ast::ClauseKind::kCallSubquery);
  if (!complete) {
    std::string word(ast_.text().substr(last.keyword.begin, last.keyword.end - last.keyword.begin));
    return SyntaxError("InvalidClauseComposition",
                       "a query cannot end with " + word + ": it gives no result", last.keyword,
                       "add a RETURN");
  }
  return {};
}

Result<BoundQueryPart> StatementBinder::BindSingleQuery(const ast::SingleQuery& query) {
  RONDO_TRY(CheckComposition(query));
  BoundQueryPart part;
  RONDO_TRY(BindClauses(query.clauses, part));
  return part;
}

Result<void> StatementBinder::BindClauses(std::span<const ast::Clause* const> clauses,
                                          BoundQueryPart& part) {
  for (const ast::Clause* clause : clauses) {
    RONDO_TRY_ASSIGN(BoundClausePtr bound, BindClause(*clause, part));
    bound->span = clause->span;
    updates_ |= IsUpdate(*clause);
    part.clauses.push_back(std::move(bound));
  }
  return {};
}

Result<BoundClausePtr> StatementBinder::BindClause(const ast::Clause& clause,
                                                   BoundQueryPart& part) {
  switch (clause.kind) {
    case ast::ClauseKind::kMatch:
      return BindMatch(clause.As<ast::Match>());
    case ast::ClauseKind::kUnwind:
      return BindUnwind(clause.As<ast::Unwind>());
    case ast::ClauseKind::kProjection: {
      RONDO_TRY_ASSIGN(BoundClausePtr bound, BindProjection(clause.As<ast::Projection>()));
      if (IsReturn(clause)) {
        AddReturnColumns(bound->As<BoundProjection>(), part);
      }
      return bound;
    }
    case ast::ClauseKind::kLet:
      return BindLet(clause.As<ast::Let>(), part);
    case ast::ClauseKind::kFilter:
      return BindFilter(clause.As<ast::Filter>());
    case ast::ClauseKind::kCreate:
      return BindCreate(clause.As<ast::Create>());
    case ast::ClauseKind::kMerge:
      return BindMerge(clause.As<ast::Merge>());
    case ast::ClauseKind::kSet:
      return BindSet(clause.As<ast::Set>());
    case ast::ClauseKind::kRemove:
      return BindRemove(clause.As<ast::Remove>());
    case ast::ClauseKind::kDelete:
      return BindDelete(clause.As<ast::Delete>());
    case ast::ClauseKind::kForeach:
      return BindForeach(clause.As<ast::Foreach>());
    case ast::ClauseKind::kCallProcedure:
      return BindCallProcedure(clause.As<ast::CallProcedure>(), part);
    case ast::ClauseKind::kCallSubquery:
      return BindCallSubquery(clause.As<ast::CallSubquery>());
    case ast::ClauseKind::kLoadCsv:
      return BindLoadCsv(clause.As<ast::LoadCsv>());
  }
  return SyntaxError("UnexpectedSyntax", "unknown clause", clause.span);
}

void StatementBinder::AddReturnColumns(const BoundProjection& projection, BoundQueryPart& part) {
  for (const BoundProjection::Item& item : projection.items) {
    if (!item.is_hidden) {
      part.columns.push_back({item.name, item.slot});
    }
  }
}

Result<void> StatementBinder::JoinUnion(const ast::Query& query, BoundQuery& bound) {
  for (size_t index = 1; index < bound.parts.size(); ++index) {
    std::vector<BoundColumn>& columns = bound.parts[index].columns;
    auto differ = [&] {
      return SyntaxError(
          "DifferentColumnsInUnion", "all parts of a UNION must return columns of the same names",
          query.parts[index]->clauses.back()->span, "give them the same names with AS");
    };
    if (columns.size() != bound.columns.size()) {
      return differ();
    }
    // In the order of the first part.
    for (size_t column = 0; column < columns.size(); ++column) {
      auto position = std::find_if(
          columns.begin() + static_cast<std::ptrdiff_t>(column), columns.end(),
          [&](const BoundColumn& other) { return other.name == bound.columns[column].name; });
      if (position == columns.end()) {
        return differ();
      }
      std::iter_swap(columns.begin() + static_cast<std::ptrdiff_t>(column), position);
    }
  }
  for (size_t column = 0; column < bound.columns.size(); ++column) {
    InferredType type = InferredType::Null();
    for (const BoundQueryPart& part : bound.parts) {
      type = type.Or(column_types_[part.columns[column].slot]);
    }
    bound.columns[column].slot = NewSlot();
    column_types_[bound.columns[column].slot] = type;
  }
  return {};
}

}  // namespace rondo
