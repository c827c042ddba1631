#include "query/execute/expression/evaluator.h"

#include <array>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "graph/base/check.h"
#include "query/execute/expression/access.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/column_evaluation.h"
#include "query/execute/expression/comparison.h"
#include "query/execute/expression/list_evaluation.h"
#include "query/execute/function/function_call.h"

namespace rondo {

namespace {

/// The columns of several operands; variables are borrowed from the batch. A few need no memory of
/// their own.
class OperandColumns {
 public:
  explicit OperandColumns(EvaluationContext& context) : context_(context) {}

  Result<void> Add(const BoundExpression& expression, const Batch& batch) {
    Vector* scratch = nullptr;
    if (size_ < kInlineCount) {
      scratch = &*scratch_[size_].emplace(context_.vectors);
    } else {
      scratch = &*more_scratch_.emplace_back(context_.vectors);
    }
    RONDO_TRY_ASSIGN(const Vector* column, EvaluateOrBorrow(expression, context_, batch, *scratch));
    if (size_ < kInlineCount) {
      columns_[size_] = column;
    } else {
      more_columns_.push_back(column);
    }
    ++size_;
    all_constant_ = all_constant_ && column->constant();
    return {};
  }

  size_t size() const { return size_; }
  const Vector& column(size_t index) const {
    return index < kInlineCount ? *columns_[index] : *more_columns_[index - kInlineCount];
  }
  Value Get(size_t index, size_t lane) const { return column(index).Get(lane); }
  bool all_constant() const { return all_constant_; }

 private:
  static constexpr size_t kInlineCount = 4;

  EvaluationContext& context_;
  size_t size_ = 0;
  bool all_constant_ = true;
  std::array<std::optional<ScratchVector>, kInlineCount> scratch_;
  std::array<const Vector*, kInlineCount> columns_{};
  std::deque<ScratchVector> more_scratch_;
  std::vector<const Vector*> more_columns_;
};

/// compute(lane) for all lanes, or once where nothing differs between them.
template <typename Compute>
Result<void> ComputeColumn(bool constant, size_t lane_count, Vector& out, const Compute& compute) {
  Vector varying;
  return constant ? ComputeLanes({}, lane_count, out, compute)
                  : ComputeLanes({&varying}, lane_count, out, compute);
}

// ---------------------------------------------------------------- properties

template <typename Id>
Result<void> CheckNoneDeleted(std::span<const Id> ids, const EvaluationContext& context,
                              SourceSpan span) {
  if (context.deleted == nullptr || context.deleted->empty()) {
    return {};
  }
  for (Id id : ids) {
    RONDO_TRY(CheckNotDeleted(id, context, span));
  }
  return {};
}

/// Gathers a property for the entries of a column of ids; `gather` asks the view, and so does
/// `gather_integers`, which may find that there are others.
template <typename Id, typename Gather, typename GatherIntegers>
Result<void> GatherColumn(const BoundProperty& property, std::span<const Id> ids, bool constant,
                          EvaluationContext& context, size_t lane_count, Vector& out,
                          const Gather& gather, const GatherIntegers& gather_integers) {
  RONDO_TRY(CheckNoneDeleted(ids, context, property.span));
  std::optional<PropertyKeyId> key = context.names.PropertyKey(property.key);
  if (!key) {
    out.ResetToConstant(Value(), lane_count);
    return {};
  }
  if (constant) {
    Value value;
    RONDO_TRY(gather(*key, ids, std::span<Value>(&value, 1)));
    out.ResetToConstant(value, lane_count);
    return {};
  }
  // For a few lanes it is not worth finding out.
  constexpr size_t kFewLanes = 8;
  if (lane_count > kFewLanes) {
    RONDO_TRY_ASSIGN(bool are_integers,
                     gather_integers(*key, ids, out.ResetToIntegers(lane_count)));
    if (are_integers) {
      return {};
    }
  }
  return gather(*key, ids, out.ResetToValues(lane_count));
}

/// The integers of edges that follow each other, without their ids. False: not done.
Result<bool> ReadEdgeRun(const BoundProperty& property, const Vector& edges,
                         EvaluationContext& context, Vector& out) {
  if (!edges.run_begin() || (context.deleted != nullptr && !context.deleted->empty())) {
    return false;
  }
  std::optional<PropertyKeyId> key = context.names.PropertyKey(property.key);
  if (!key) {
    return false;
  }
  Vector::Integers integers = out.ResetToIntegers(edges.size());
  return context.view->ReadEdgeIntegers(*key, *edges.run_begin(), integers.values,
                                        integers.is_null);
}

Result<void> EvaluateProperty(const BoundProperty& property, EvaluationContext& context,
                              const Batch& batch, Vector& out) {
  ScratchVector scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* base, EvaluateOrBorrow(*property.base, context, batch, *scratch));
  size_t lane_count = batch.lane_count();
  if (base->form() == Vector::Form::kNodes) {
    return GatherColumn(
        property, base->nodes(), base->constant(), context, lane_count, out,
        [&](PropertyKeyId key, auto ids, std::span<Value> values) {
          return context.view->GatherNodeProperty(key, ids, values);
        },
        [&](PropertyKeyId key, auto ids, Vector::Integers integers) {
          return context.view->GatherNodeIntegers(key, ids, integers.values, integers.is_null);
        });
  }
  if (base->form() == Vector::Form::kEdges) {
    RONDO_TRY_ASSIGN(bool is_read, ReadEdgeRun(property, *base, context, out));
    if (is_read) {
      return {};
    }
    return GatherColumn(
        property, base->edges(), base->constant(), context, lane_count, out,
        [&](PropertyKeyId key, auto ids, std::span<Value> values) {
          return context.view->GatherEdgeProperty(key, ids, values);
        },
        [&](PropertyKeyId key, auto ids, Vector::Integers integers) {
          return context.view->GatherEdgeIntegers(key, ids, integers.values, integers.is_null);
        });
  }
  return ComputeLanes({base}, lane_count, out, [&](size_t lane) {
    return ReadProperty(base->Get(lane), property.key, context, property.span);
  });
}

// ---------------------------------------------------------------- functions

Result<void> EvaluateFunction(const BoundFunctionCall& call, EvaluationContext& context,
                              const Batch& batch, Vector& out) {
  if (call.function->id == FunctionId::kCoalesce) {
    return EvaluateCoalesce(call, context, batch, out);
  }
  OperandColumns arguments(context);
  for (const BoundExpressionPtr& argument : call.arguments) {
    RONDO_TRY(arguments.Add(*argument, batch));
  }
  if (arguments.size() == 1) {
    RONDO_TRY_ASSIGN(bool done, CallOnColumn(call, arguments.column(0), context, out));
    if (done) {
      return {};
    }
  }
  // Functions with more arguments evaluate them one by one.
  std::array<Value, kArgumentCountMax> values;
  RONDO_CHECK(arguments.size() <= values.size());
  bool constant = arguments.all_constant() && call.function->is_deterministic;
  return ComputeColumn(constant, batch.lane_count(), out, [&](size_t lane) {
    for (size_t index = 0; index < arguments.size(); ++index) {
      values[index] = arguments.Get(index, lane);
    }
    return CallFunction(call, {values.data(), arguments.size()}, context);
  });
}

// ---------------------------------------------------------------- lists and maps

Result<void> EvaluateList(const BoundList& list, EvaluationContext& context, const Batch& batch,
                          Vector& out) {
  OperandColumns elements(context);
  for (const BoundExpressionPtr& element : list.elements) {
    RONDO_TRY(elements.Add(*element, batch));
  }
  return ComputeColumn(elements.all_constant(), batch.lane_count(), out,
                       [&](size_t lane) -> Result<Value> {
                         ListValue values(elements.size());
                         for (size_t index = 0; index < values.size(); ++index) {
                           values[index] = elements.Get(index, lane);
                         }
                         return CheckDepth(Value(std::move(values)), list.span);
                       });
}

Result<void> EvaluateMap(const BoundMap& map, EvaluationContext& context, const Batch& batch,
                         Vector& out) {
  if (map.projected != nullptr || map.all_of != nullptr) {
    return EvaluateLaneByLane(map, context, batch, out);
  }
  OperandColumns columns(context);
  for (const auto& [key, expression] : map.entries) {
    RONDO_TRY(columns.Add(*expression, batch));
  }
  return ComputeColumn(columns.all_constant(), batch.lane_count(), out,
                       [&](size_t lane) -> Result<Value> {
                         std::vector<MapValue::Entry> entries;
                         entries.reserve(columns.size());
                         for (size_t index = 0; index < columns.size(); ++index) {
                           entries.emplace_back(map.entries[index].first, columns.Get(index, lane));
                         }
                         return CheckDepth(Value(MapValue(std::move(entries))), map.span);
                       });
}

Result<void> EvaluateIndex(const BoundIndex& expression, EvaluationContext& context,
                           const Batch& batch, Vector& out) {
  ScratchVector base_scratch(context.vectors);
  ScratchVector index_scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* base,
                   EvaluateOrBorrow(*expression.base, context, batch, *base_scratch));
  RONDO_TRY_ASSIGN(const Vector* index,
                   EvaluateOrBorrow(*expression.index, context, batch, *index_scratch));
  return ComputeLanes({base, index}, batch.lane_count(), out, [&](size_t lane) {
    return ReadElement(base->Get(lane), index->Get(lane), context, expression.span);
  });
}

Result<void> EvaluateSlice(const BoundSlice& slice, EvaluationContext& context, const Batch& batch,
                           Vector& out) {
  OperandColumns columns(context);
  RONDO_TRY(columns.Add(*slice.base, batch));
  for (const BoundExpressionPtr* bound : {&slice.from, &slice.to}) {
    if (*bound != nullptr) {
      RONDO_TRY(columns.Add(**bound, batch));
    }
  }
  return ComputeColumn(columns.all_constant(), batch.lane_count(), out, [&](size_t lane) {
    size_t next = 1;
    Value from = slice.from == nullptr ? Value() : columns.Get(next++, lane);
    Value to = slice.to == nullptr ? Value() : columns.Get(next, lane);
    return ReadSlice(columns.Get(0, lane), slice.from == nullptr ? nullptr : &from,
                     slice.to == nullptr ? nullptr : &to, slice.span);
  });
}

// ---------------------------------------------------------------- operators on one value

Result<void> EvaluateUnary(const BoundUnary& unary, EvaluationContext& context, const Batch& batch,
                           Vector& out) {
  switch (unary.op) {
    case UnaryOperator::kNot:
      return EvaluateNot(unary, context, batch, out);
    case UnaryOperator::kIsNull:
    case UnaryOperator::kIsNotNull:
      return EvaluateNullCheck(unary, context, batch, out);
    case UnaryOperator::kPlus:
    case UnaryOperator::kMinus:
      break;
  }
  ScratchVector scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* operand,
                   EvaluateOrBorrow(*unary.operand, context, batch, *scratch));
  return ComputeLanes({operand}, batch.lane_count(), out, [&](size_t lane) {
    return unary.op == UnaryOperator::kMinus ? Negate(operand->Get(lane), unary.span)
                                             : RequireNumber(operand->Get(lane), unary.span);
  });
}

Result<void> EvaluateSlot(const BoundSlot& slot, const Batch& batch, Vector& out) {
  if (batch.IsSet(slot.slot)) {
    out.ResetTo(batch.column(slot.slot));
  } else {
    out.ResetToConstant(Value(), batch.lane_count());
  }
  return {};
}

}  // namespace

Result<void> EvaluateLaneByLane(const BoundExpression& expression, EvaluationContext& context,
                                const Batch& batch, Vector& out) {
  std::span<Value> values = out.ResetToValues(batch.lane_count());
  for (size_t lane = 0; lane < values.size(); ++lane) {
    RONDO_TRY_ASSIGN(values[lane], EvaluateLane(expression, context, RowView(batch, lane)));
  }
  return {};
}

Result<void> Evaluate(const BoundExpression& expression, EvaluationContext& context,
                      const Batch& batch, Vector& out) {
  if (batch.empty()) {
    out.Clear();
    return {};
  }
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
    case ExpressionKind::kParameter: {
      RONDO_TRY_ASSIGN(Value value, EvaluateConstant(expression, context));
      out.ResetToConstant(value, batch.lane_count());
      return {};
    }
    case ExpressionKind::kSlot:
      return EvaluateSlot(expression.As<BoundSlot>(), batch, out);
    case ExpressionKind::kProperty:
      return EvaluateProperty(expression.As<BoundProperty>(), context, batch, out);
    case ExpressionKind::kUnary:
      return EvaluateUnary(expression.As<BoundUnary>(), context, batch, out);
    case ExpressionKind::kBinary:
      return EvaluateBinary(expression.As<BoundBinary>(), context, batch, out);
    case ExpressionKind::kComparison:
      return EvaluateComparison(expression.As<BoundComparison>(), context, batch, out);
    case ExpressionKind::kFunctionCall:
      return EvaluateFunction(expression.As<BoundFunctionCall>(), context, batch, out);
    case ExpressionKind::kList:
      return EvaluateList(expression.As<BoundList>(), context, batch, out);
    case ExpressionKind::kMap:
      return EvaluateMap(expression.As<BoundMap>(), context, batch, out);
    case ExpressionKind::kIndex:
      return EvaluateIndex(expression.As<BoundIndex>(), context, batch, out);
    case ExpressionKind::kSlice:
      return EvaluateSlice(expression.As<BoundSlice>(), context, batch, out);
    case ExpressionKind::kCase:
      return EvaluateCase(expression.As<BoundCase>(), context, batch, out);
    case ExpressionKind::kHasLabels:
      return EvaluateHasLabels(expression.As<BoundHasLabels>(), context, batch, out);
    case ExpressionKind::kListComprehension:
    case ExpressionKind::kQuantifier:
    case ExpressionKind::kReduce:
      return EvaluateLaneByLane(expression, context, batch, out);
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternComprehension:
      RONDO_CHECK(context.subqueries != nullptr);
      return context.subqueries->RunAll(expression, batch, out);
  }
  return {};
}

Result<const Vector*> EvaluateOrBorrow(const BoundExpression& expression,
                                       EvaluationContext& context, const Batch& batch,
                                       Vector& scratch) {
  if (expression.kind == ExpressionKind::kSlot) {
    SlotIndex slot = expression.As<BoundSlot>().slot;
    if (batch.IsSet(slot)) {
      return &batch.column(slot);
    }
  }
  RONDO_TRY(Evaluate(expression, context, batch, scratch));
  return &std::as_const(scratch);
}

Result<void> EvaluateFilter(const BoundExpression& condition, EvaluationContext& context,
                            const Batch& batch, std::vector<uint32_t>& lanes) {
  ScratchVector scratch(context.vectors);
  RONDO_TRY(EvaluateCondition(condition, context, batch, *scratch));
  std::span<const Truth> truths = scratch->truths();
  lanes.resize(batch.lane_count());
  size_t count = 0;
  for (uint32_t lane = 0; lane < batch.lane_count(); ++lane) {
    lanes[count] = lane;  // Which ones hold cannot be foreseen: no branch.
    count += truths[lane] == Truth::kTrue ? 1 : 0;
  }
  lanes.resize(count);
  return {};
}

}  // namespace rondo
