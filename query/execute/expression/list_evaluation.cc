#include "query/execute/expression/list_evaluation.h"

#include <string>
#include <utility>

#include "query/execute/expression/access.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/comparison.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/expression/list_elements.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// How many elements a loop handles between two looks at the interrupt. Few, since loops inside of
/// it may be shorter than that.
constexpr size_t kInterruptInterval = 64;

/// What an expression runs over: a list or null.
Result<ListElements> EvaluateListOperand(const BoundExpression& expression,
                                         EvaluationContext& context, const RowView& row) {
  RONDO_TRY_ASSIGN(ListElements list, EvaluateElements(expression, context, row));
  if (!list.is_null() && !list.is_list()) {
    return NeedsList(list.value(), expression.span);
  }
  return list;
}

Result<void> CheckInterrupt(const EvaluationContext& context, uint64_t element_index) {
  return element_index % kInterruptInterval == kInterruptInterval - 1 ? context.interrupt.Check()
                                                                      : Result<void>();
}

Result<Truth> EvaluatePredicate(const BoundExpression& predicate, EvaluationContext& context,
                                const RowView& row) {
  RONDO_TRY_ASSIGN(Value value, EvaluateLane(predicate, context, row));
  return AsCondition(value, predicate.span);
}

/// What is known of a quantifier while its elements go by.
struct QuantifierState {
  size_t true_count = 0;
  size_t false_count = 0;
  size_t unknown_count = 0;

  /// The result can no longer change.
  bool Decided(QuantifierKind quantifier) const {
    switch (quantifier) {
      case QuantifierKind::kAll:
        return false_count > 0;
      case QuantifierKind::kAny:
      case QuantifierKind::kNone:
        return true_count > 0;
      case QuantifierKind::kSingle:
        return true_count > 1;
    }
    return false;
  }

  Truth Outcome(QuantifierKind quantifier) const {
    if (!Decided(quantifier) && unknown_count > 0) {
      return Truth::kUnknown;
    }
    bool holds = false;
    switch (quantifier) {
      case QuantifierKind::kAll:
        holds = false_count == 0;
        break;
      case QuantifierKind::kAny:
        holds = true_count > 0;
        break;
      case QuantifierKind::kNone:
        holds = true_count == 0;
        break;
      case QuantifierKind::kSingle:
        holds = true_count == 1;
        break;
    }
    return holds ? Truth::kTrue : Truth::kFalse;
  }
};

}  // namespace

Result<Value> EvaluateListComprehension(const BoundListComprehension& comprehension,
                                        EvaluationContext& context, const RowView& row) {
  RONDO_TRY_ASSIGN(ListElements list, EvaluateListOperand(*comprehension.list, context, row));
  if (list.is_null()) {
    return Value();
  }
  ListValue results;
  for (uint64_t index = 0; index < list.size(); ++index) {
    RONDO_TRY(CheckInterrupt(context, index));
    const Value& element = list[index];
    RowView inner(row, comprehension.slot, element);
    if (comprehension.predicate != nullptr) {
      RONDO_TRY_ASSIGN(Truth kept, EvaluatePredicate(*comprehension.predicate, context, inner));
      if (kept != Truth::kTrue) {
        continue;
      }
    }
    if (comprehension.projection == nullptr) {
      results.push_back(element);
    } else {
      RONDO_TRY_ASSIGN(Value result, EvaluateLane(*comprehension.projection, context, inner));
      results.push_back(std::move(result));
    }
    RONDO_TRY(CheckSize(results.size(), context.list_size_max, comprehension.span));
  }
  return CheckDepth(Value(std::move(results)), comprehension.span);
}

Result<Value> EvaluateQuantifier(const BoundQuantifier& quantifier, EvaluationContext& context,
                                 const RowView& row) {
  RONDO_TRY_ASSIGN(ListElements list, EvaluateListOperand(*quantifier.list, context, row));
  if (list.is_null()) {
    return Value();
  }
  QuantifierState state;
  for (uint64_t index = 0; index < list.size(); ++index) {
    RONDO_TRY(CheckInterrupt(context, index));
    const Value& element = list[index];
    RowView inner(row, quantifier.slot, element);
    RONDO_TRY_ASSIGN(Truth truth, EvaluatePredicate(*quantifier.predicate, context, inner));
    state.true_count += truth == Truth::kTrue ? 1 : 0;
    state.false_count += truth == Truth::kFalse ? 1 : 0;
    state.unknown_count += truth == Truth::kUnknown ? 1 : 0;
    if (state.Decided(quantifier.quantifier)) {
      break;
    }
  }
  return ValueOf(state.Outcome(quantifier.quantifier));
}

Result<Value> EvaluateReduce(const BoundReduce& reduce, EvaluationContext& context,
                             const RowView& row) {
  RONDO_TRY_ASSIGN(ListElements list, EvaluateListOperand(*reduce.list, context, row));
  if (list.is_null()) {
    return Value();
  }
  RONDO_TRY_ASSIGN(Value accumulator, EvaluateLane(*reduce.initial, context, row));
  for (uint64_t index = 0; index < list.size(); ++index) {
    RONDO_TRY(CheckInterrupt(context, index));
    const Value& element = list[index];
    RowView with_accumulator(row, reduce.accumulator_slot, accumulator);
    RowView inner(with_accumulator, reduce.slot, element);
    RONDO_TRY_ASSIGN(accumulator, EvaluateLane(*reduce.step, context, inner));
  }
  return accumulator;
}

Result<Value> ApplyBinary(const BoundBinary& binary, const Value& left, const Value& right,
                          EvaluationContext& context) {
  switch (binary.op) {
    case BinaryOperator::kIn: {
      RONDO_TRY_ASSIGN(Truth truth, IsIn(left, right, binary.right->span));
      return ValueOf(truth);
    }
    case BinaryOperator::kStartsWith:
    case BinaryOperator::kEndsWith:
    case BinaryOperator::kContains:
      return ValueOf(MatchText(binary.op, left, right));
    case BinaryOperator::kRegexMatch: {
      if (!left.is(Kind::kString) || !right.is(Kind::kString)) {
        return Value();
      }
      RONDO_TRY_ASSIGN(bool matches, At(context.regular_expressions.Matches(
                                            left.string(), std::string(right.string())),
                                        binary.right->span));
      return Value(matches);
    }
    default:
      return EvaluateArithmetic(binary.op, left, right, binary.span, context.list_size_max);
  }
}

Result<void> AppendAllProperties(const Value& base, EvaluationContext& context, SourceSpan span,
                                 std::vector<MapValue::Entry>& entries) {
  if (base.is_null()) {
    return {};
  }
  if (!base.is(Kind::kNode) && !base.is(Kind::kEdge) && !base.is(Kind::kMap)) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                        "`.*` needs a node, edge or map, not " + std::string(KindName(base.kind())),
                        span);
  }
  RONDO_TRY_ASSIGN(Value properties, ReadProperties(base, context, span));
  entries.insert(entries.end(), properties.map().begin(), properties.map().end());
  return {};
}

}  // namespace rondo
