#include "query/execute/operator/property_update.h"

#include <algorithm>
#include <array>

#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/graph_dependence.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

/// Target, key and value of an item; null where it has none.
std::array<const BoundExpression*, 3> ExpressionsOf(const BoundSetItem& item) {
  return {item.target.get(), item.dynamic_key.get(), item.value.get()};
}

Result<Value> EvaluatePart(const BoundExpression* expression, EvaluationContext& context,
                           const RowView& row) {
  return expression == nullptr ? Value() : EvaluateLane(*expression, context, row);
}

}  // namespace

Result<std::string_view> PropertyName(const Value& key, SourceSpan span) {
  if (key.is(Value::Kind::kString)) {
    return key.string();
  }
  return RuntimeError(ErrorCode::kType, "MapElementAccessByNonString",
                      "a property is named by STRING, not by " + std::string(KindName(key.kind())),
                      span);
}

PropertyUpdate::PropertyUpdate(ExecutionState& state, const std::vector<BoundSetItem>& items)
    : state_(state),
      items_(items),
      writer_(state),
      scratch_(items.size() * 3),
      columns_(items.size() * 3) {
  for (const BoundSetItem& item : items) {
    for (const BoundExpression* expression : ExpressionsOf(item)) {
      as_columns_ = as_columns_ && (expression == nullptr || !MayReadGraph(*expression));
    }
  }
}

Result<void> PropertyUpdate::Apply(const Batch& rows) {
  if (as_columns_) {
    RONDO_TRY(EvaluateColumns(rows));
  }
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    for (size_t index = 0; index < items_.size(); ++index) {
      const BoundSetItem& item = items_[index];
      RONDO_TRY_ASSIGN(Operands operands, as_columns_ ? OperandsFromColumns(index, lane)
                                                      : EvaluateOperands(item, rows, lane));
      RONDO_TRY(ApplyToLane(item, operands));
    }
  }
  return {};
}

Result<void> PropertyUpdate::EvaluateColumns(const Batch& rows) {
  size_t index = 0;
  for (const BoundSetItem& item : items_) {
    for (const BoundExpression* expression : ExpressionsOf(item)) {
      if (expression != nullptr) {
        RONDO_TRY_ASSIGN(columns_[index],
                         EvaluateOrBorrow(*expression, state_.context(), rows, scratch_[index]));
      }
      ++index;
    }
  }
  return {};
}

Result<PropertyUpdate::Operands> PropertyUpdate::OperandsFromColumns(size_t item,
                                                                     size_t lane) const {
  auto get = [&](size_t part) {
    const Vector* column = columns_[item * 3 + part];
    return column == nullptr ? Value() : column->Get(lane);
  };
  return Operands{get(0), get(1), get(2)};
}

Result<PropertyUpdate::Operands> PropertyUpdate::EvaluateOperands(const BoundSetItem& item,
                                                                  const Batch& rows, size_t lane) {
  RowView row(rows, lane);
  EvaluationContext& context = state_.context();
  Operands operands;
  RONDO_TRY_ASSIGN(operands.target, EvaluatePart(item.target.get(), context, row));
  RONDO_TRY_ASSIGN(operands.key, EvaluatePart(item.dynamic_key.get(), context, row));
  RONDO_TRY_ASSIGN(operands.value, EvaluatePart(item.value.get(), context, row));
  return operands;
}

Result<void> PropertyUpdate::ApplyToLane(const BoundSetItem& item, const Operands& operands) {
  const auto& [target, key, value] = operands;
  switch (item.kind) {
    case BoundSetItem::Kind::kProperty: {
      std::string_view name = item.key;
      if (item.dynamic_key != nullptr && !target.is_null()) {
        RONDO_TRY_ASSIGN(name, PropertyName(key, item.dynamic_key->span));
      }
      return writer_.SetProperty(target, name, value, item.span);
    }
    case BoundSetItem::Kind::kReplaceAll:
      return writer_.SetProperties(target, value, true, item.span);
    case BoundSetItem::Kind::kAddAll:
      return writer_.SetProperties(target, value, false, item.span);
    case BoundSetItem::Kind::kLabels:
      return writer_.AddLabels(target, item.labels, item.span);
  }
  return {};
}

}  // namespace rondo
