// Function calls: lookup, argument counts and types, aggregates.

#include "query/bind/expression_equality.h"
#include "query/bind/expression_walk.h"
#include "query/bind/function_id.h"
#include "query/bind/statement_binder.h"
#include "query/syntax/spelling.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

/// More than the signature says: what the elements of a result are.
InferredType ResultType(const FunctionSignature& function,
                        const std::vector<InferredType>& arguments) {
  switch (function.id) {
    case FunctionId::kNodes:
      return InferredType::ListOf(Kind::kNode);
    case FunctionId::kRelationships:
      return InferredType::ListOf(Kind::kEdge);
    case FunctionId::kLabels:
    case FunctionId::kKeys:
      return InferredType::ListOf(Kind::kString);
    case FunctionId::kRange:
      return InferredType::ListOf(Kind::kInteger);
    case FunctionId::kCollect:
      return InferredType::ListOf(arguments[0]);
    case FunctionId::kMin:
    case FunctionId::kMax:
      return arguments[0];
    case FunctionId::kHead:
    case FunctionId::kLast:
      return arguments[0].element();
    case FunctionId::kTail:
      return InferredType::ListOf(arguments[0].element());
    case FunctionId::kCoalesce: {
      InferredType type = InferredType::Null();
      for (const InferredType& argument : arguments) {
        type = type.Or(argument);
      }
      return type;
    }
    default:
      return function.result_type;
  }
}

/// "left(a string, an integer)": how the function is called.
std::string CallText(const FunctionSignature& function) {
  const bool unlimited = function.argument_count_max == kUnlimitedArguments;
  const size_t count = unlimited ? function.argument_count_min : function.argument_count_max;
  std::string text = std::string(function.name) + "(";
  for (size_t index = 0; index < count; ++index) {
    text += index == 0 ? "" : ", ";
    text += index == function.argument_count_min ? "[" : "";
    const size_t type_count = function.argument_types.size();
    const InferredType type =
        type_count == 0 ? InferredType::Any()
                        : InferredType(function.argument_types[std::min(index, type_count - 1)]);
    text += type.kinds() == TypeSet::Any() ? "a value" : type.Text();
  }
  text += count > function.argument_count_min ? "]" : "";
  return text + (unlimited ? ", ...)" : ")");
}

}  // namespace

Result<const FunctionSignature*> StatementBinder::FindCalledFunction(
    const ast::FunctionCall& call) const {
  const FunctionSignature* function = FindFunction(call.name.text);
  if (function != nullptr) {
    return function;
  }
  Error error = SyntaxError(
      "UnknownFunction", "unknown function `" + std::string(call.name.text) + "`", call.name.span);
  std::vector<std::string_view> names;
  for (const FunctionSignature& candidate : AllFunctions()) {
    names.push_back(candidate.name);
  }
  std::string_view nearest = NearestName(call.name.text, names);
  if (!nearest.empty()) {
    error.hint = "did you mean `" + std::string(nearest) + "`?";
  }
  return error;
}

Result<void> StatementBinder::CheckArgumentCount(const ast::FunctionCall& call,
                                                 const FunctionSignature& function) const {
  size_t count = call.arguments.size();
  bool too_many =
      function.argument_count_max != kUnlimitedArguments && count > function.argument_count_max;
  if (call.star ? function.id == FunctionId::kCount
                : count >= function.argument_count_min && !too_many) {
    return {};
  }
  std::string wanted = std::to_string(function.argument_count_min);
  if (function.argument_count_max == kUnlimitedArguments) {
    wanted = "at least " + wanted;
  } else if (function.argument_count_max != function.argument_count_min) {
    wanted += " to " + std::to_string(function.argument_count_max);
  }
  bool one = function.argument_count_max == 1;
  return SyntaxError("InvalidNumberOfArguments",
                     std::string(function.name) + " takes " + wanted +
                         (one ? " argument, not " : " arguments, not ") +
                         (call.star ? "`*`" : std::to_string(count)),
                     call.span, "write " + CallText(function));
}

Result<std::vector<StatementBinder::Typed>> StatementBinder::BindArguments(
    const ast::FunctionCall& call, const FunctionSignature& function) {
  std::vector<Typed> arguments;
  for (const ast::Expression* expression : call.arguments) {
    RONDO_TRY_ASSIGN(Typed argument, BindValue(*expression));
    if (!function.argument_types.empty()) {
      size_t index = std::min(arguments.size(), function.argument_types.size() - 1);
      TypeSet wanted = function.argument_types[index];
      if (!argument.type.CanBe(wanted)) {
        return SyntaxError("InvalidArgumentType",
                           std::string(function.name) + " takes " + InferredType(wanted).Text() +
                               ", but this is " + argument.type.Text(),
                           expression->span, std::string(WayToType(wanted)));
      }
    }
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

Result<StatementBinder::Typed> StatementBinder::BindFunctionCall(const ast::FunctionCall& call) {
  RONDO_TRY_ASSIGN(const FunctionSignature* function, FindCalledFunction(call));
  RONDO_TRY(CheckArgumentCount(call, *function));
  if (function->is_aggregate) {
    return BindAggregate(call, *function);
  }
  if (call.distinct) {
    return SyntaxError(
        "UnexpectedSyntax",
        "DISTINCT belongs to aggregate functions; " + std::string(function->name) + " is none",
        call.span, "take it away; RETURN DISTINCT leaves out rows that are equal");
  }
  if (function->id == FunctionId::kExists &&
      call.arguments[0]->kind == ast::ExpressionKind::kPatternPredicate) {
    patterns_allowed_ = true;
    return BindValue(*call.arguments[0]);
  }
  auto bound = std::make_unique<BoundFunctionCall>();
  bound->function = function;
  RONDO_TRY_ASSIGN(std::vector<Typed> arguments, BindArguments(call, *function));
  std::vector<InferredType> types;
  for (Typed& argument : arguments) {
    types.push_back(argument.type);
    bound->arguments.push_back(std::move(argument.expression));
  }
  return Typed{std::move(bound), ResultType(*function, types)};
}

// ---------------------------------------------------------------- aggregates

Result<StatementBinder::Typed> StatementBinder::BindAggregate(const ast::FunctionCall& call,
                                                              const FunctionSignature& function) {
  if (inside_aggregate_) {
    return SyntaxError("NestedAggregation", "an aggregate cannot stand inside another one",
                       call.span, "compute the inner one in a WITH before");
  }
  if (!aggregates_allowed_ || grouping_ == nullptr) {
    return SyntaxError(
        "InvalidAggregation",
        std::string(function.name) + " sums up rows, which is possible only in WITH and RETURN",
        call.span, "compute it in a WITH before");
  }
  Grouping& grouping = *grouping_;
  for (const Grouping::Key& known : grouping.aggregates) {
    if (SameExpression(*known.expression, call)) {
      return ReadAggregate(known, call.span);
    }
  }
  BoundAggregate bound;
  bound.function = &function;
  bound.distinct = call.distinct;
  bound.star = call.star;
  bound.span = call.span;
  std::vector<InferredType> types;
  {
    Restore<bool> inside(inside_aggregate_, true);
    Restore<Grouping*> outer(grouping_, grouping.after_items ? grouping_ : grouping.outer);
    RONDO_TRY_ASSIGN(std::vector<Typed> arguments, BindArguments(call, function));
    for (size_t index = 0; index < arguments.size(); ++index) {
      if (ContainsVolatile(*call.arguments[index])) {
        return SyntaxError("NonConstantExpression",
                           "an aggregate cannot take a value that changes with each call",
                           call.arguments[index]->span, "compute it in a WITH before");
      }
      types.push_back(arguments[index].type);
      bound.arguments.push_back(std::move(arguments[index].expression));
    }
  }
  if (grouping.after_items && MentionsVariable(call, {}, false)) {
    return SyntaxError("InvalidAggregation",
                       "a column of the result cannot be aggregated in the same clause", call.span,
                       "aggregate it in a WITH before");
  }
  bound.slot = NewSlot();
  Grouping::Key key{&call, function.name, bound.slot, ResultType(function, types)};
  grouping.projection->aggregates.push_back(std::move(bound));
  grouping.aggregates.push_back(key);
  return ReadAggregate(key, call.span);
}

Result<StatementBinder::Typed> StatementBinder::ReadAggregate(const Grouping::Key& aggregate,
                                                              SourceSpan span) {
  Typed read = ReadSlot(aggregate.slot, aggregate.name, aggregate.type, span);
  Grouping& grouping = *grouping_;
  if (!grouping.after_items) {
    return read;
  }
  // ORDER BY reads the items' slots only: a hidden item hands the aggregate on.
  if (grouping.projection->distinct) {
    return SyntaxError("InvalidAggregation",
                       "with DISTINCT, rows can be sorted only by what is returned", span,
                       "return it too, or sort in a WITH before");
  }
  SlotIndex slot = NewSlot();
  BoundProjection::Item& item = grouping.projection->items.emplace_back();
  item.expression = std::move(read.expression);
  item.slot = slot;
  item.name = aggregate.name;
  item.is_hidden = true;
  return ReadSlot(slot, aggregate.name, aggregate.type, span);
}

}  // namespace rondo
