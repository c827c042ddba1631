// Clauses that write: CREATE, MERGE, SET, REMOVE, DELETE, FOREACH.

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

Result<BoundClausePtr> StatementBinder::BindCreate(const ast::Create& create) {
  auto bound = std::make_unique<BoundCreate>();
  RONDO_TRY(BindCreatedPattern(create.pattern, false, bound->pattern));
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindMerge(const ast::Merge& merge) {
  auto bound = std::make_unique<BoundMerge>();
  RONDO_TRY(BindCreatedPattern({&merge.pattern, 1}, true, bound->pattern));
  RONDO_TRY_ASSIGN(bound->on_create, BindSetItems(merge.on_create));
  RONDO_TRY_ASSIGN(bound->on_match, BindSetItems(merge.on_match));
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindSet(const ast::Set& set) {
  auto bound = std::make_unique<BoundSet>();
  RONDO_TRY_ASSIGN(bound->items, BindSetItems(set.items));
  return BoundClausePtr(std::move(bound));
}

Result<std::vector<BoundSetItem>> StatementBinder::BindSetItems(
    std::span<const ast::SetItem> items) {
  std::vector<BoundSetItem> bound;
  for (const ast::SetItem& item : items) {
    RONDO_TRY_ASSIGN(bound.emplace_back(), BindSetItem(item));
  }
  return bound;
}

Result<BoundExpressionPtr> StatementBinder::BindUpdateTarget(const ast::Expression& target) {
  RONDO_TRY_ASSIGN(Typed bound, BindValue(target));
  const TypeSet wanted = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kMap;
  if (!bound.type.CanBe(wanted)) {
    return WrongType(target.span, "a node or an edge", wanted, bound.type);
  }
  return std::move(bound.expression);
}

std::vector<std::string> StatementBinder::LabelNames(std::span<const ast::Name> labels) {
  std::vector<std::string> names;
  for (const ast::Name& label : labels) {
    names.emplace_back(label.text);
  }
  return names;
}

void StatementBinder::NoteWrittenNames(const ast::SetItem& item) {
  written_names_.emplace(item.key.text);
  for (const ast::Name& label : item.labels) {
    written_names_.emplace(label.text);
  }
  if (item.value != nullptr && item.value->kind == ast::ExpressionKind::kMap) {
    for (const ast::MapEntry& entry : item.value->As<ast::Map>().entries) {
      written_names_.emplace(entry.key.text);
    }
  }
}

Result<BoundSetItem> StatementBinder::BindSetItem(const ast::SetItem& item) {
  BoundSetItem bound;
  bound.kind = static_cast<BoundSetItem::Kind>(item.kind);
  bound.span = item.span;
  bool whole = item.kind != ast::SetItem::Kind::kProperty;
  if (whole && item.target->kind != ast::ExpressionKind::kVariable) {
    return SyntaxError("UnexpectedSyntax", "SET needs the variable of a node or an edge here",
                       item.target->span, "name it in a WITH before");
  }
  RONDO_TRY_ASSIGN(bound.target, BindUpdateTarget(*item.target));
  bound.key = item.key.text;
  bound.labels = LabelNames(item.labels);
  NoteWrittenNames(item);
  if (item.dynamic_key != nullptr) {
    RONDO_TRY_ASSIGN(Typed key, BindValue(*item.dynamic_key));
    if (!key.type.CanBe(Kind::kString)) {
      return WrongType(item.dynamic_key->span, "the name of a property (a string)", Kind::kString,
                       key.type);
    }
    bound.dynamic_key = std::move(key.expression);
  }
  if (item.value == nullptr) {
    return bound;
  }
  RONDO_TRY_ASSIGN(Typed value, BindValue(*item.value));
  const TypeSet wholes = TypeSet(Kind::kMap) | Kind::kNode | Kind::kEdge;
  if (whole && !value.type.CanBe(wholes)) {
    return WrongType(item.value->span, "a map, a node or an edge", wholes, value.type);
  }
  bound.value = std::move(value.expression);
  return bound;
}

Result<BoundClausePtr> StatementBinder::BindRemove(const ast::Remove& remove) {
  auto bound = std::make_unique<BoundRemove>();
  for (const ast::RemoveItem& item : remove.items) {
    BoundRemoveItem& bound_item = bound->items.emplace_back();
    RONDO_TRY_ASSIGN(bound_item.target, BindUpdateTarget(*item.target));
    bound_item.key = item.key.text;
    bound_item.labels = LabelNames(item.labels);
    bound_item.span = item.span;
    if (item.dynamic_key != nullptr) {
      RONDO_TRY_ASSIGN(bound_item.dynamic_key, BindExpression(*item.dynamic_key));
    }
  }
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindDelete(const ast::Delete& clause) {
  auto bound = std::make_unique<BoundDelete>();
  bound->detach = clause.detach;
  for (const ast::Expression* target : clause.targets) {
    if (target->kind == ast::ExpressionKind::kHasLabels) {
      return SyntaxError("InvalidDelete", "DELETE takes whole nodes, edges and paths", target->span,
                         "labels are taken away with REMOVE");
    }
    RONDO_TRY_ASSIGN(Typed value, BindValue(*target));
    const TypeSet wanted = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kPath;
    if (!value.type.CanBe(wanted)) {
      return WrongType(target->span, "a node, an edge or a path", wanted, value.type);
    }
    bound->targets.push_back(std::move(value.expression));
  }
  return BoundClausePtr(std::move(bound));
}

Result<BoundClausePtr> StatementBinder::BindForeach(const ast::Foreach& foreach) {
  auto bound = std::make_unique<BoundForeach>();
  RONDO_TRY_ASSIGN(Typed list, BindListOperand(*foreach.list));
  bound->list = std::move(list.expression);
  Scope inner(scope_);
  Restore<Scope*> scope(scope_, &inner);
  RONDO_TRY_ASSIGN(bound->slot, DeclareNew(foreach.variable, list.type.element()));
  BoundQueryPart part;
  for (const ast::Clause* clause : foreach.clauses) {
    switch (clause->kind) {
      case ast::ClauseKind::kCreate:
      case ast::ClauseKind::kMerge:
      case ast::ClauseKind::kSet:
      case ast::ClauseKind::kRemove:
      case ast::ClauseKind::kDelete:
      case ast::ClauseKind::kForeach:
        break;
      default:
        return SyntaxError("InvalidClauseComposition", "FOREACH takes only clauses that write",
                           clause->keyword, "use UNWIND, or a CALL { ... } subquery");
    }
  }
  RONDO_TRY(BindClauses(foreach.clauses, part));
  bound->clauses = std::move(part.clauses);
  return BoundClausePtr(std::move(bound));
}

}  // namespace rondo
