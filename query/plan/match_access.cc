// How the first node of a walk is found: by its id, by an index, or by a scan.

#include <algorithm>
#include <map>
#include <set>

#include "query/plan/expression_parts.h"
#include "query/plan/match_planner.h"

namespace rondo {

namespace {

// How much of a label a range is taken to hold; its conditions count beside it.
constexpr double kOneBoundFraction = 0.5;
constexpr double kBothBoundsFraction = 0.25;

const BoundExpression* IdArgument(const BoundExpression& expression) {
  if (expression.kind != ExpressionKind::kFunctionCall) {
    return nullptr;
  }
  const auto& call = expression.As<BoundFunctionCall>();
  return call.function->id == FunctionId::kId ? call.arguments[0].get() : nullptr;
}

}  // namespace

const std::string* MatchPlanner::KeyOf(const BoundExpression& expression, uint32_t node) const {
  bool is_property = expression.kind == ExpressionKind::kProperty &&
                     IsSlot(*expression.As<BoundProperty>().base, pattern_.nodes[node].slot);
  return is_property ? &expression.As<BoundProperty>().key : nullptr;
}

bool MatchPlanner::IsKnownBefore(const BoundExpression& value, uint32_t node,
                                 const Progress& progress) const {
  std::set<SlotIndex> slots;
  AddSlots(value, slots);
  return !slots.contains(pattern_.nodes[node].slot) &&
         std::ranges::all_of(slots, [&](SlotIndex other) { return IsSetIn(other, progress); });
}

std::optional<MatchPlanner::Access> MatchPlanner::SeekByEquality(uint32_t node,
                                                                 const BoundExpression& wanted,
                                                                 const BoundExpression& value,
                                                                 bool any_of,
                                                                 const Progress& progress) {
  SlotIndex slot = pattern_.nodes[node].slot;
  if (!IsKnownBefore(value, node, progress)) {
    return std::nullopt;
  }
  Access access;
  access.value = &value;
  access.any_of = any_of;
  if (const BoundExpression* entity = IdArgument(wanted); entity && IsSlot(*entity, slot)) {
    access.kind = PlanKind::kIdSeek;
    access.rows = any_of ? 10 : 1;
    return access;
  }
  const std::string* key = KeyOf(wanted, node);
  if (key == nullptr) {
    return std::nullopt;
  }
  for (const std::string& label : nodes_[node].labels) {
    if (context_.statistics.HasIndex(label, *key)) {
      access.kind = PlanKind::kNodeSeek;
      access.label = label;
      access.key = *key;
      access.rows = any_of ? 10 : 1;
      return access;
    }
  }
  return std::nullopt;
}

std::optional<MatchPlanner::Access> MatchPlanner::SeekFor(uint32_t node, size_t condition,
                                                          const Progress& progress) {
  const BoundExpression& expression = *conditions_[condition].expression;
  if (IsEquality(expression)) {
    const auto& operands = expression.As<BoundComparison>().operands;
    std::optional<Access> access =
        SeekByEquality(node, *operands[0], *operands[1], false, progress);
    return access ? access : SeekByEquality(node, *operands[1], *operands[0], false, progress);
  }
  if (expression.kind == ExpressionKind::kBinary &&
      expression.As<BoundBinary>().op == BinaryOperator::kIn) {
    const auto& in = expression.As<BoundBinary>();
    return SeekByEquality(node, *in.left, *in.right, true, progress);
  }
  return std::nullopt;
}

MatchPlanner::Access MatchPlanner::ScanOf(uint32_t node) {
  Access scan;
  scan.rows = context_.statistics.NodeCount();
  for (const std::string& label : nodes_[node].labels) {
    double count = context_.statistics.NodeCount(label);
    if (scan.label.empty() || count < scan.rows) {
      scan.label = label;
      scan.rows = count;
    }
  }
  return scan;
}

MatchPlanner::Access MatchPlanner::AccessOf(uint32_t node, const Progress& progress) {
  Access best = ScanOf(node);
  if (!context_.optimise) {
    return best;
  }
  SlotIndex slot = pattern_.nodes[node].slot;
  for (size_t index = 0; index < conditions_.size(); ++index) {
    if (std::ranges::find(conditions_[index].slots, slot) == conditions_[index].slots.end()) {
      continue;
    }
    std::optional<Access> seek = SeekFor(node, index, progress);
    if (seek && (best.kind == PlanKind::kNodeScan || seek->rows < best.rows ||
                 seek->kind == PlanKind::kIdSeek)) {
      seek->condition = index;
      best = std::move(*seek);
    }
  }
  if (best.kind != PlanKind::kNodeScan) {
    return best;
  }
  if (std::optional<Access> seek = CompositeSeekFor(node, progress)) {
    return std::move(*seek);
  }
  std::optional<Access> seek = RangeSeekFor(node, progress);
  return seek && seek->rows < best.rows ? std::move(*seek) : best;
}

std::optional<MatchPlanner::Access> MatchPlanner::CompositeSeekFor(uint32_t node,
                                                                   const Progress& progress) {
  std::map<std::string, const BoundExpression*> equals;
  for (const Condition& condition : conditions_) {
    if (!IsEquality(*condition.expression)) {
      continue;
    }
    const auto& operands = condition.expression->As<BoundComparison>().operands;
    for (size_t side : {size_t{0}, size_t{1}}) {
      const std::string* key = KeyOf(*operands[side], node);
      if (key != nullptr && IsKnownBefore(*operands[1 - side], node, progress)) {
        equals.emplace(*key, operands[1 - side].get());
      }
    }
  }
  if (equals.size() < 2) {
    return std::nullopt;
  }
  for (const std::string& label : nodes_[node].labels) {
    for (const std::vector<std::string>& keys : context_.statistics.CompositeIndexes(label)) {
      if (!std::ranges::all_of(keys, [&](const auto& key) { return equals.contains(key); })) {
        continue;
      }
      Access access;
      access.kind = PlanKind::kNodeSeek;
      access.label = label;
      access.key = keys.front();
      access.value = equals.at(keys.front());
      for (size_t index = 1; index < keys.size(); ++index) {
        access.others.emplace_back(keys[index], equals.at(keys[index]));
      }
      access.rows = 1;
      return access;
    }
  }
  return std::nullopt;
}

std::optional<MatchPlanner::Access> MatchPlanner::RangeSeekFor(uint32_t node,
                                                               const Progress& progress) {
  std::optional<Access> found;
  auto add = [&](const BoundExpression& wanted, const BoundExpression& value, bool is_low,
                 bool is_high) {
    const std::string* key = KeyOf(wanted, node);
    if (key == nullptr || !IsKnownBefore(value, node, progress) ||
        (found && (found->key != *key || found->is_prefix))) {
      return;
    }
    for (const std::string& label : nodes_[node].labels) {
      if (!found && context_.statistics.HasIndex(label, *key)) {
        found.emplace();
        found->kind = PlanKind::kNodeRangeSeek;
        found->label = label;
        found->key = *key;
        found->is_prefix = is_low && is_high;
      }
    }
    if (found && is_low && found->low == nullptr) {
      found->low = &value;
    }
    if (found && is_high && found->high == nullptr) {
      found->high = &value;
    }
  };
  for (const Condition& condition : conditions_) {
    const BoundExpression& expression = *condition.expression;
    if (expression.kind == ExpressionKind::kBinary &&
        expression.As<BoundBinary>().op == BinaryOperator::kStartsWith && !found) {
      add(*expression.As<BoundBinary>().left, *expression.As<BoundBinary>().right, true, true);
    }
    if (expression.kind != ExpressionKind::kComparison) {
      continue;
    }
    const auto& comparison = expression.As<BoundComparison>();
    for (size_t index = 0; index < comparison.operators.size(); ++index) {
      ComparisonOperator op = comparison.operators[index];
      bool less = op == ComparisonOperator::kLess || op == ComparisonOperator::kLessEqual;
      bool greater = op == ComparisonOperator::kGreater || op == ComparisonOperator::kGreaterEqual;
      if (less || greater) {
        const BoundExpression& left = *comparison.operands[index];
        const BoundExpression& right = *comparison.operands[index + 1];
        add(left, right, greater, less);
        add(right, left, less, greater);
      }
    }
  }
  if (found) {
    bool both = found->low != nullptr && found->high != nullptr;
    found->rows = (both ? kBothBoundsFraction : kOneBoundFraction) *
                  context_.statistics.NodeCount(found->label);
  }
  return found;
}

}  // namespace rondo
