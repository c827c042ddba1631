// Lists: literals, subscripts, comprehensions, quantifiers, reduce.

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

Result<StatementBinder::Typed> StatementBinder::BindList(const ast::List& list) {
  auto bound = std::make_unique<BoundList>();
  bound->elements.reserve(list.elements.size());
  InferredType element = InferredType::Null();
  for (const ast::Expression* expression : list.elements) {
    RONDO_TRY_ASSIGN(Typed value, BindValue(*expression));
    element = element.Or(value.type);
    bound->elements.push_back(std::move(value.expression));
  }
  return Typed{std::move(bound), InferredType::ListOf(element)};
}

Result<StatementBinder::Typed> StatementBinder::BindIndex(const ast::Index& index) {
  // Whether base and index fit is left to the runtime: openCypher has that error there.
  auto bound = std::make_unique<BoundIndex>();
  RONDO_TRY_ASSIGN(Typed base, BindValue(*index.base));
  RONDO_TRY_ASSIGN(bound->index, BindExpression(*index.index));
  bound->base = std::move(base.expression);
  InferredType type =
      base.type.kinds() == TypeSet(Kind::kList) ? base.type.element() : InferredType::Any();
  return Typed{std::move(bound), type};
}

Result<StatementBinder::Typed> StatementBinder::BindSlice(const ast::Slice& slice) {
  auto bound = std::make_unique<BoundSlice>();
  RONDO_TRY_ASSIGN(Typed base, BindListOperand(*slice.base));
  bound->base = std::move(base.expression);
  if (slice.from != nullptr) {
    RONDO_TRY_ASSIGN(bound->from, BindExpression(*slice.from));
  }
  if (slice.to != nullptr) {
    RONDO_TRY_ASSIGN(bound->to, BindExpression(*slice.to));
  }
  return Typed{std::move(bound), InferredType::ListOf(base.type.element())};
}

Result<StatementBinder::Typed> StatementBinder::BindListOperand(const ast::Expression& list) {
  RONDO_TRY_ASSIGN(Typed bound, BindValue(list));
  if (!bound.type.CanBe(Kind::kList)) {
    return WrongType(list.span, "a list", Kind::kList, bound.type);
  }
  return bound;
}

Result<StatementBinder::Typed> StatementBinder::BindListComprehension(
    const ast::ListComprehension& comprehension) {
  auto bound = std::make_unique<BoundListComprehension>();
  RONDO_TRY_ASSIGN(Typed list, BindListOperand(*comprehension.list));
  InferredType element = list.type.element();
  bound->list = std::move(list.expression);
  bound->slot = NewSlot();
  Scope inner(scope_);
  inner.Declare(comprehension.variable.text, {bound->slot, element, false});
  Restore<Scope*> scope(scope_, &inner);
  Restore<bool> aggregates(aggregates_allowed_, false);
  if (comprehension.predicate != nullptr) {
    RONDO_TRY_ASSIGN(bound->predicate, BindCondition(*comprehension.predicate));
  }
  if (comprehension.projection != nullptr) {
    RONDO_TRY_ASSIGN(Typed projection, BindValue(*comprehension.projection));
    bound->projection = std::move(projection.expression);
    element = projection.type;
  }
  return Typed{std::move(bound), InferredType::ListOf(element)};
}

Result<StatementBinder::Typed> StatementBinder::BindQuantifier(const ast::Quantifier& quantifier) {
  auto bound = std::make_unique<BoundQuantifier>();
  bound->quantifier = static_cast<QuantifierKind>(quantifier.quantifier);
  RONDO_TRY_ASSIGN(Typed list, BindListOperand(*quantifier.list));
  bound->list = std::move(list.expression);
  bound->slot = NewSlot();
  Scope inner(scope_);
  inner.Declare(quantifier.variable.text, {bound->slot, list.type.element(), false});
  Restore<Scope*> scope(scope_, &inner);
  Restore<bool> aggregates(aggregates_allowed_, false);
  if (quantifier.predicate != nullptr) {
    RONDO_TRY_ASSIGN(bound->predicate, BindCondition(*quantifier.predicate));
  } else {
    // Without WHERE the elements themselves are the conditions.
    bound->predicate = ReadSlot(bound->slot, quantifier.variable.text, list.type.element(),
                                quantifier.variable.span)
                           .expression;
  }
  return Typed{std::move(bound), Kind::kBoolean};
}

Result<StatementBinder::Typed> StatementBinder::BindReduce(const ast::Reduce& reduce) {
  auto bound = std::make_unique<BoundReduce>();
  RONDO_TRY_ASSIGN(bound->initial, BindExpression(*reduce.initial));
  RONDO_TRY_ASSIGN(Typed list, BindListOperand(*reduce.list));
  bound->list = std::move(list.expression);
  bound->accumulator_slot = NewSlot();
  bound->slot = NewSlot();
  Scope inner(scope_);
  inner.Declare(reduce.accumulator.text, {bound->accumulator_slot, InferredType::Any(), false});
  inner.Declare(reduce.variable.text, {bound->slot, list.type.element(), false});
  Restore<Scope*> scope(scope_, &inner);
  Restore<bool> aggregates(aggregates_allowed_, false);
  RONDO_TRY_ASSIGN(bound->step, BindExpression(*reduce.step));
  return Typed{std::move(bound), InferredType::Any()};
}

}  // namespace rondo
