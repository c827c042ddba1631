// WITH, RETURN and LET: aggregation, what ORDER BY and WHERE see, which variables go on.

#include <set>

#include "query/bind/expression_equality.h"
#include "query/bind/expression_walk.h"
#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

struct StatementBinder::ItemPlan {
  const ast::Expression* expression = nullptr;  // Null: a variable that `*` stands for.
  std::string_view name;
  SourceSpan span;
  bool aggregates = false;
  Variable result;  // Its slot and type, once it is bound.
};

// ---------------------------------------------------------------- items

Result<std::vector<StatementBinder::ItemPlan>> StatementBinder::PlanItems(
    const ast::Projection& projection) {
  std::vector<ItemPlan> items;
  if (projection.star) {
    if (projection.is_return && scope_->variables().empty()) {
      return SyntaxError("NoVariablesInScope", "RETURN * needs at least one variable",
                         projection.span, "name what to return");
    }
    for (const auto& [name, variable] : scope_->variables()) {
      items.push_back({nullptr, name, projection.keyword, false, variable});
    }
  }
  for (const ast::ProjectionItem& item : projection.items) {
    const ast::Expression& expression = *item.expression;
    ItemPlan& plan = items.emplace_back();
    plan.expression = &expression;
    plan.span = expression.span;
    plan.aggregates = ContainsAggregate(expression);
    if (!item.alias.empty()) {
      plan.name = item.alias.text;
      plan.span = item.alias.span;
    } else if (expression.kind == ast::ExpressionKind::kVariable) {
      plan.name = expression.As<ast::Variable>().name;
    } else {
      plan.name = item.text;
    }
  }
  std::set<std::string_view> names;
  for (const ItemPlan& item : items) {
    if (!names.insert(item.name).second) {
      return SyntaxError("ColumnNameConflict",
                         "two columns are named `" + std::string(item.name) + "`", item.span,
                         "rename one of them with AS");
    }
  }
  return items;
}

Result<void> StatementBinder::BindGroups(std::vector<ItemPlan>& items, BoundProjection& bound,
                                         Grouping& grouping) {
  for (ItemPlan& item : items) {
    if (item.aggregates) {
      continue;
    }
    Typed value;
    if (item.expression == nullptr) {
      value = ReadSlot(item.result.slot, item.name, item.result.type, item.span);
    } else {
      RONDO_TRY_ASSIGN(value, BindValue(*item.expression));
    }
    SlotIndex slot = NewSlot();
    grouping.keys.push_back({item.expression, item.name, slot, value.type});
    bound.groups.push_back({std::move(value.expression), slot, std::string(item.name)});
    // The item hands the group's value on.
    item.result.type = value.type;
    item.result.slot = slot;
  }
  return {};
}

Result<void> StatementBinder::BindItems(std::vector<ItemPlan>& items, BoundProjection& bound,
                                        Grouping& grouping) {
  if (bound.is_grouping) {
    RONDO_TRY(BindGroups(items, bound, grouping));
  }
  for (ItemPlan& item : items) {
    bool from_slot = item.expression == nullptr || (bound.is_grouping && !item.aggregates);
    if (bound.keeps_scope && item.expression == nullptr) {
      continue;
    }
    Typed value;
    if (from_slot) {
      value = ReadSlot(item.result.slot, item.name, item.result.type, item.span);
    } else {
      Restore<Grouping*> grouped(grouping_, bound.is_grouping ? &grouping : grouping_);
      Restore<bool> aggregates(aggregates_allowed_, bound.is_grouping);
      RONDO_TRY_ASSIGN(value, BindValue(*item.expression));
    }
    if (item.expression != nullptr && item.expression->kind == ast::ExpressionKind::kVariable) {
      const Variable* source = scope_->Find(item.expression->As<ast::Variable>().name).variable;
      item.result.from_pattern = source != nullptr && source->from_pattern;
    }
    item.result.slot = NewSlot();
    item.result.type = value.type;
    column_types_[item.result.slot] = value.type;
    bound.items.push_back({std::move(value.expression), item.result.slot, std::string(item.name)});
  }
  return {};
}

// ---------------------------------------------------------------- the clause

Result<BoundClausePtr> StatementBinder::BindProjection(const ast::Projection& projection) {
  auto bound = std::make_unique<BoundProjection>();
  bound->is_return = projection.is_return;
  bound->distinct = projection.distinct;
  RONDO_TRY_ASSIGN(std::vector<ItemPlan> items, PlanItems(projection));
  for (const ItemPlan& item : items) {
    bound->is_grouping |= item.aggregates;
  }
  bool restricted = bound->is_grouping || bound->distinct;
  bound->keeps_scope = projection.star && !projection.is_return && !restricted;
  Grouping grouping;
  grouping.base = scope_;
  grouping.outer = grouping_;
  grouping.projection = bound.get();
  RONDO_TRY(BindItems(items, *bound, grouping));

  Scope* next = NewScope(scope_->parent(), scope_);
  // What ORDER BY and WHERE see: the new names, and the old ones where rows are still the same.
  Scope* after = restricted ? next : NewScope(scope_);
  for (const ItemPlan& item : items) {
    next->Declare(item.name, item.result);
    after->Declare(item.name, item.result);
  }
  if (restricted) {
    grouping.after_items = true;
    grouping.scope = next;
    grouping.keys.clear();
    for (const ItemPlan& item : items) {
      grouping.keys.push_back({item.expression, item.name, item.result.slot, item.result.type});
    }
  }
  {
    Restore<Scope*> scope(scope_, after);
    Restore<Grouping*> grouped(grouping_, restricted ? &grouping : grouping_);
    RONDO_TRY(BindSortKeys(projection, *bound));
    RONDO_TRY_ASSIGN(bound->skip, BindRowCount(projection.skip, "SKIP"));
    RONDO_TRY_ASSIGN(bound->limit, BindRowCount(projection.limit, "LIMIT"));
    if (projection.where != nullptr) {
      bool carries = !restricted && !bound->keeps_scope;
      Carrying carrying{bound.get(), grouping.base, frames_.size(), carrying_};
      Restore<Carrying*> carried(carrying_, carries ? &carrying : carrying_);
      RONDO_TRY_ASSIGN(bound->where, BindCondition(*projection.where));
    }
  }
  RONDO_TRY(CheckAliases(projection));
  scope_ = next;
  return BoundClausePtr(std::move(bound));
}

Result<void> StatementBinder::CheckAliases(const ast::Projection& projection) const {
  for (const ast::ProjectionItem& item : projection.items) {
    bool named = !item.alias.empty() || item.expression->kind == ast::ExpressionKind::kVariable;
    if (!named && !projection.is_return) {
      return SyntaxError("NoExpressionAlias", "an expression in WITH needs a name",
                         item.expression->span, "add AS and a name");
    }
  }
  return {};
}

Result<void> StatementBinder::BindSortKeys(const ast::Projection& projection,
                                           BoundProjection& bound) {
  for (const ast::SortItem& item : projection.order_by) {
    const ast::Expression& expression = *item.expression;
    BoundExpressionPtr key;
    bool restricted = grouping_ != nullptr && grouping_->projection == &bound;
    if (restricted) {
      grouping_->expression_aggregates = ContainsAggregate(expression);
      for (const Grouping::Key& column : grouping_->keys) {
        if (column.expression != nullptr && SameExpression(*column.expression, expression)) {
          key = ReadSlot(column.slot, column.name, column.type, expression.span).expression;
          break;
        }
      }
    }
    if (key == nullptr) {
      Restore<bool> aggregates(aggregates_allowed_, bound.is_grouping);
      RONDO_TRY_ASSIGN(key, BindExpression(expression));
    }
    if (restricted) {
      grouping_->expression_aggregates = false;
    }
    bound.order_by.push_back({std::move(key), item.ascending});
  }
  return {};
}

Result<BoundExpressionPtr> StatementBinder::BindRowCount(const ast::Expression* expression,
                                                         std::string_view word) {
  if (expression == nullptr) {
    return BoundExpressionPtr();
  }
  Scope nothing(nullptr);
  Restore<Scope*> scope(scope_, &nothing);
  Restore<Grouping*> grouping(grouping_, nullptr);
  Result<Typed> count = BindValue(*expression);
  if (!count.ok() && count.error().detail == "UndefinedVariable") {
    return SyntaxError("NonConstantExpression",
                       std::string(word) + " takes a number that is the same for all rows",
                       *count.error().span, "use a number, a parameter or a function of them");
  }
  RONDO_TRY_ASSIGN(Typed value, std::move(count));
  if (!value.type.CanBe(Kind::kInteger)) {
    return WrongType(expression->span, "an integer", Kind::kInteger, value.type);
  }
  if (expression->kind == ast::ExpressionKind::kLiteral &&
      expression->As<ast::Literal>().integer < 0) {
    return SyntaxError("NegativeIntegerArgument",
                       std::string(word) + " takes a number that is not negative",
                       expression->span);
  }
  return std::move(value.expression);
}

SlotIndex StatementBinder::CarriedSlot(Carrying& carrying, const Variable& variable,
                                       std::string_view name) {
  SlotIndex slot = kNoSlot;
  for (const BoundProjection::Item& item : carrying.projection->items) {
    if (item.is_hidden && item.expression->As<BoundSlot>().slot == variable.slot) {
      slot = item.slot;
    }
  }
  if (slot == kNoSlot) {
    slot = NewSlot();
    UseSlot(variable.slot, carrying.frame_count);
    auto read = std::make_unique<BoundSlot>();
    read->slot = variable.slot;
    read->name = name;
    read->type = variable.type.kinds();
    BoundProjection::Item& item = carrying.projection->items.emplace_back();
    item.expression = std::move(read);
    item.slot = slot;
    item.name = name;
    item.is_hidden = true;
  }
  // The slot may be younger than the subqueries of the condition that read it.
  for (size_t index = carrying.frame_count; index < frames_.size(); ++index) {
    frames_[index]->imported.insert(slot);
  }
  return slot;
}

Result<BoundClausePtr> StatementBinder::BindLet(const ast::Let& let, BoundQueryPart& part) {
  // Each item sees those before it: one projection each.
  BoundClausePtr last;
  for (const ast::Let::Item& item : let.items) {
    auto bound = std::make_unique<BoundProjection>();
    bound->keeps_scope = true;
    bound->span = let.span;
    RONDO_TRY_ASSIGN(Typed value, BindValue(*item.value));
    RONDO_TRY_ASSIGN(SlotIndex slot, DeclareNew(item.variable, value.type));
    bound->items.push_back({std::move(value.expression), slot, std::string(item.variable.text)});
    if (last != nullptr) {
      part.clauses.push_back(std::move(last));
    }
    last = std::move(bound);
  }
  return last;
}

}  // namespace rondo
