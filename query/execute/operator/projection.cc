#include "query/execute/operator/projection.h"

#include <algorithm>
#include <utility>

#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/graph_dependence.h"

namespace rondo {

Projection::Projection(ExecutionState& state, const ProjectPlan& plan)
    : state_(state), plan_(plan) {
  for (const ProjectPlan::Item& item : plan.items) {
    items_.push_back({item.expression, item.slot, plan.IsLive(item.slot), false});
  }
  for (const ProjectPlan::Item& item : plan.items) {
    const BoundExpression& base = item.expression->kind == ExpressionKind::kProperty
                                      ? *item.expression->As<BoundProperty>().base
                                      : *item.expression;
    if (base.kind == ExpressionKind::kSlot && TakeNode(base.As<BoundSlot>().slot)) {
      break;
    }
  }
}

bool Projection::TakeNode(SlotIndex slot) {
  for (Item& item : items_) {
    const BoundExpression* base = item.is_live && item.expression->kind == ExpressionKind::kProperty
                                      ? item.expression->As<BoundProperty>().base.get()
                                      : nullptr;
    item.is_of_node = base != nullptr && base->kind == ExpressionKind::kSlot &&
                      base->As<BoundSlot>().slot == slot;
  }
  auto count = static_cast<size_t>(std::ranges::count_if(items_, &Item::is_of_node));
  if (count < 2) {
    for (Item& item : items_) {
      item.is_of_node = false;
    }
    return false;
  }
  node_ = slot;
  all_of_node_ = count == items_.size();
  values_.resize(count);
  return true;
}

Result<void> Projection::Apply(Batch& rows) {
  const std::vector<PropertyKeyId>* keys =
      rows.lane_count() <= kFewLanes ? KeysToReadTogether(rows) : nullptr;
  if (keys != nullptr) {
    RONDO_TRY(ReadTogether(*keys, rows));
  }
  for (const Item& item : items_) {
    if (keys != nullptr && item.is_of_node) {
      continue;
    }
    if (item.is_live) {
      RONDO_TRY(Evaluate(*item.expression, state_.context(), rows, rows.Set(item.slot)));
    } else {
      ScratchVector scratch(state_.context().vectors);
      RONDO_TRY(Evaluate(*item.expression, state_.context(), rows, *scratch));
    }
  }
  rows.Restrict(plan_.live);
  return {};
}

bool Projection::MakesColumns(std::span<const BoundColumn> columns) const {
  auto reads_item = [this](const Item& item) {
    return std::ranges::any_of(
        items_, [&](const Item& other) { return MayReadSlot(*item.expression, other.slot); });
  };
  return std::ranges::equal(items_, columns, {}, &Item::slot, &BoundColumn::slot) &&
         std::ranges::none_of(items_, reads_item);
}

Result<void> Projection::EvaluateRow(const Batch& rows, size_t lane, std::span<Value> values) {
  std::span<Value> of_node;  // Still to be handed out.
  if (const std::vector<PropertyKeyId>* keys = KeysToReadTogether(rows)) {
    of_node = all_of_node_ ? values : std::span<Value>(values_);
    const Vector& nodes = rows.column(node_);
    RONDO_TRY(state_.view().ReadSomeProperties(nodes.nodes()[nodes.EntryOf(lane)], *keys, of_node));
    if (all_of_node_) {
      return {};
    }
  }
  for (size_t index = 0; index < items_.size(); ++index) {
    if (!of_node.empty() && items_[index].is_of_node) {
      values[index] = std::move(of_node.front());
      of_node = of_node.subspan(1);
    } else {
      RONDO_TRY_ASSIGN(values[index], EvaluateLane(*items_[index].expression, state_.context(),
                                                   RowView(rows, lane)));
    }
  }
  return {};
}

// ---------------------------------------------------------------- properties of one node

const std::vector<PropertyKeyId>* Projection::KeysToReadTogether(const Batch& rows) {
  EvaluationContext& context = state_.context();
  if (node_ == kNoSlot || !IsNode(rows) || context.deleted != nullptr) {
    return nullptr;
  }
  return keys_.Get(context.names, [this] { return FindKeys(); });
}

std::optional<std::vector<PropertyKeyId>> Projection::FindKeys() {
  std::vector<PropertyKeyId> keys;
  for (const Item& item : items_) {
    if (item.is_of_node) {
      std::optional<PropertyKeyId> key =
          state_.context().names.PropertyKey(item.expression->As<BoundProperty>().key);
      if (!key) {
        return std::nullopt;
      }
      keys.push_back(*key);
    }
  }
  return keys;
}

Result<void> Projection::ReadTogether(const std::vector<PropertyKeyId>& keys, Batch& rows) {
  columns_.clear();
  for (const Item& item : items_) {
    if (item.is_of_node) {
      columns_.push_back(rows.Set(item.slot).ResetToValues(rows.lane_count()));
    }
  }
  const Vector& nodes = rows.column(node_);
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    NodeId node = nodes.nodes()[nodes.EntryOf(lane)];
    RONDO_TRY(state_.view().ReadSomeProperties(node, keys, values_));
    for (size_t index = 0; index < columns_.size(); ++index) {
      columns_[index][lane] = std::move(values_[index]);
    }
  }
  return {};
}

}  // namespace rondo
