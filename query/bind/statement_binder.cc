#include "query/bind/statement_binder.h"

#include <algorithm>

#include "query/bind/expression_walk.h"
#include "query/syntax/spelling.h"

namespace rondo {

// ---------------------------------------------------------------- slots and scopes

void StatementBinder::UseSlot(SlotIndex slot, size_t frame_count) {
  for (size_t index = 0; index < frame_count; ++index) {
    if (slot < frames_[index]->first_slot) {
      frames_[index]->imported.insert(slot);
    }
  }
}

Result<std::optional<Variable>> StatementBinder::FindVariable(std::string_view name,
                                                              SourceSpan span) {
  Scope::Found found = scope_->Find(name);
  if (found.variable == nullptr) {
    return std::optional<Variable>();
  }
  for (Grouping* grouping = grouping_; grouping != nullptr; grouping = grouping->outer) {
    if (grouping->after_items || found.owner != grouping->base) {
      continue;
    }
    for (const Grouping::Key& key : grouping->keys) {
      bool same = key.expression == nullptr
                      ? key.name == name
                      : key.expression->kind == ast::ExpressionKind::kVariable &&
                            key.expression->As<ast::Variable>().name == name;
      if (same) {
        UseSlot(key.slot);
        return std::optional(Variable{key.slot, key.type, found.variable->from_pattern});
      }
    }
    return AmbiguousAggregation(name, span);
  }
  Variable variable = *found.variable;
  for (Carrying* carrying = carrying_; carrying != nullptr; carrying = carrying->outer) {
    if (found.owner == carrying->scope) {
      variable.slot = CarriedSlot(*carrying, variable, name);
    }
  }
  UseSlot(variable.slot);
  return std::optional(variable);
}

Result<Variable> StatementBinder::ResolveVariable(std::string_view name, SourceSpan span) {
  RONDO_TRY_ASSIGN(std::optional<Variable> variable, FindVariable(name, span));
  if (variable) {
    return *variable;
  }
  if (grouping_ != nullptr && grouping_->after_items && grouping_->expression_aggregates &&
      !inside_aggregate_ && grouping_->base->Find(name).variable != nullptr) {
    for (const Grouping::Key& key : grouping_->keys) {
      if (key.expression != nullptr && MentionsVariable(*key.expression, name, true)) {
        return AmbiguousAggregation(name, span);
      }
    }
  }
  return UndefinedVariable(name, span);
}

StatementBinder::Typed StatementBinder::ReadSlot(SlotIndex slot, std::string_view name,
                                                 const InferredType& type, SourceSpan span) {
  UseSlot(slot);
  auto read = std::make_unique<BoundSlot>();
  read->slot = slot;
  read->name = name;
  read->span = span;
  read->type = type.kinds();
  return {std::move(read), type};
}

Result<SlotIndex> StatementBinder::DeclareNew(const ast::Name& name, InferredType type,
                                              bool from_pattern) {
  if (scope_->Find(name.text).variable != nullptr) {
    return AlreadyBound(name);
  }
  SlotIndex slot = NewSlot();
  scope_->Declare(name.text, {slot, std::move(type), from_pattern});
  return slot;
}

void StatementBinder::RefineType(std::string_view name, Value::Kind kind) {
  if (Variable* own = scope_->FindOwn(name); own != nullptr && !own->type.kinds().empty()) {
    own->type = InferredType(kind);
  }
}

// ---------------------------------------------------------------- errors

Error StatementBinder::SyntaxError(std::string detail, std::string message, SourceSpan span,
                                   std::string hint) const {
  Error error = CompileError(ErrorCode::kSyntax, std::move(detail), std::move(message), span);
  error.hint = std::move(hint);
  return error;
}

Error StatementBinder::UndefinedVariable(std::string_view name, SourceSpan span) const {
  Error error =
      SyntaxError("UndefinedVariable", "unknown variable `" + std::string(name) + "`", span);
  std::string_view nearest = NearestName(name, scope_->VisibleNames());
  if (scope_->HadBefore(name)) {
    error.hint = "it is not handed on: add it to the WITH or RETURN before";
  } else if (!nearest.empty()) {
    error.hint = "did you mean `" + std::string(nearest) + "`?";
  } else {
    error.hint = "MATCH, UNWIND and WITH make variables; text stands in quotes";
  }
  return error;
}

Error StatementBinder::AlreadyBound(const ast::Name& name) const {
  return SyntaxError("VariableAlreadyBound",
                     "the variable `" + std::string(name.text) + "` exists already", name.span,
                     "choose another name");
}

Error StatementBinder::AmbiguousAggregation(std::string_view name, SourceSpan span) const {
  return SyntaxError(
      "AmbiguousAggregationExpression",
      "`" + std::string(name) + "` stands beside an aggregate, but rows are not grouped by it",
      span, "return it as a column of its own, or compute it in a WITH before");
}

Error StatementBinder::TypeConflict(const ast::Name& name, std::string_view wanted,
                                    const InferredType& type) const {
  return SyntaxError("VariableTypeConflict",
                     "`" + std::string(name.text) + "` is used as " + std::string(wanted) +
                         ", but it is " + type.Text(),
                     name.span);
}

Error StatementBinder::WrongType(SourceSpan span, std::string_view wanted, TypeSet kinds,
                                 const InferredType& type) const {
  return SyntaxError("InvalidArgumentType",
                     "expected " + std::string(wanted) + ", but this is " + type.Text(), span,
                     std::string(WayToType(kinds)));
}

void StatementBinder::Notify(std::string_view what, std::string_view name, SourceSpan span,
                             std::span<const std::string> known) {
  if (writes_names_) {
    written_names_.emplace(name);
  }
  if (writes_names_ || known.empty() || std::ranges::find(known, name) != known.end()) {
    return;
  }
  BoundNotification notification;
  notification.name = name;
  notification.message =
      "nothing in the graph has the " + std::string(what) + " `" + std::string(name) + "`";
  notification.span = span;
  std::vector<std::string_view> candidates(known.begin(), known.end());
  std::string_view nearest = NearestName(name, candidates);
  if (!nearest.empty()) {
    notification.hint = "did you mean `" + std::string(nearest) + "`?";
  }
  notifications_.push_back(std::move(notification));
}

// ---------------------------------------------------------------- the statement

Result<BoundStatement> StatementBinder::Run() && {
  BoundStatement bound;
  const ast::Statement& statement = ast_.statement();
  bound.mode = static_cast<StatementMode>(statement.mode);
  if (statement.command != nullptr) {
    bound.command = BindCommand(*statement.command);
    return bound;
  }
  const ast::Query& query = *statement.query;
  is_standalone_call_ = query.parts.size() == 1 && query.parts[0]->clauses.size() == 1 &&
                        query.parts[0]->clauses[0]->kind == ast::ClauseKind::kCallProcedure;
  RONDO_TRY_ASSIGN(bound.query, BindQuery(query, nullptr));
  bound.slot_count = next_slot_;
  for (const auto& [name, place] : parameters_) {
    bound.parameters.push_back(name);
    bound.parameter_places.push_back(place);
  }
  for (BoundNotification& notification : notifications_) {
    auto is_told = [&](const BoundNotification& other) {
      return other.message == notification.message;
    };
    if (!written_names_.contains(notification.name) &&
        std::ranges::none_of(bound.notifications, is_told)) {
      bound.notifications.push_back(std::move(notification));
    }
  }
  return bound;
}

Result<BoundStatement> Bind(const Ast& ast, const BindContext& context) {
  return StatementBinder(ast, context).Run();
}

}  // namespace rondo
