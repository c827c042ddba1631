// Taking a pattern apart: its conditions one by one, what connects its nodes, what labels they
// have.

#include <algorithm>
#include <iterator>

#include "query/plan/expression_parts.h"
#include "query/plan/match_planner.h"

namespace rondo {

MatchPlanner::MatchPlanner(PlanningContext& context, BoundPattern& pattern,
                           BoundExpressionPtr where, const BoundTimeRestriction* time)
    : context_(context), pattern_(pattern), time_(time), nodes_(pattern.nodes.size()) {
  for (SlotIndex slot : made_slots()) {
    new_slots_.insert(slot);
  }
  CollectConnections();
  CollectNodeConditions();
  CollectEdgeConditions();
  for (Condition& condition : conditions_) {
    condition.is_inline = true;
  }
  AddConditions(std::move(where));
  InferLabels();
  if (context_.may_assume) {
    DropImpliedLabels();
    CompareNodesInsteadOfKeys();
  }
}

std::vector<SlotIndex> MatchPlanner::made_slots() const {
  std::vector<SlotIndex> slots;
  for (const BoundNodePattern& node : pattern_.nodes) {
    if (!node.bound_before) {
      slots.push_back(node.slot);
    }
  }
  for (const BoundEdgePattern& edge : pattern_.edges) {
    if (!edge.bound_before) {
      slots.push_back(edge.slot);
    }
  }
  for (const BoundQuantifiedPattern& quantified : pattern_.quantified) {
    for (const auto& variable : quantified.group_variables) {
      slots.push_back(variable.outer);
    }
  }
  for (const BoundPathPattern& path : pattern_.paths) {
    if (path.slot != kNoSlot) {
      slots.push_back(path.slot);
    }
  }
  return slots;
}

// ---------------------------------------------------------------- conditions

MatchPlanner::Condition& MatchPlanner::AddCondition(BoundExpressionPtr expression) {
  Condition& condition = conditions_.emplace_back();
  condition.expression = context_.Keep(std::move(expression));
  condition.slots = PatternSlotsOf(*condition.expression);
  return condition;
}

void MatchPlanner::AddConditions(BoundExpressionPtr conjunction) {
  std::vector<BoundExpressionPtr> parts;
  SplitConjunction(std::move(conjunction), parts);
  for (BoundExpressionPtr& part : parts) {
    AddCondition(std::move(part));
  }
}

std::vector<SlotIndex> MatchPlanner::PatternSlotsOf(const BoundExpression& expression) const {
  std::set<SlotIndex> slots;
  AddSlots(expression, slots);
  std::vector<SlotIndex> wanted;
  std::ranges::copy_if(slots, std::back_inserter(wanted),
                       [&](SlotIndex slot) { return new_slots_.contains(slot); });
  return wanted;
}

void MatchPlanner::AddLabels(const BoundNodePattern& node, NameExpression labels) {
  if (labels.kind == NameExpression::Kind::kAnd) {
    for (NameExpression& operand : labels.operands) {
      AddLabels(node, std::move(operand));
    }
    return;
  }
  std::string label = labels.kind == NameExpression::Kind::kName ? labels.name : "";
  Condition& condition = AddCondition(MakeHasLabels(node.slot, node.name, std::move(labels)));
  if (!node.bound_before) {
    condition.label = label;
  }
}

void MatchPlanner::CollectNodeConditions() {
  for (size_t index = 0; index < pattern_.nodes.size(); ++index) {
    BoundNodePattern& node = pattern_.nodes[index];
    if (node.bound_before && nodes_[index].connection_count == 0) {
      AddCondition(MakeIsNotNull(node.slot, node.name, node.span));
    }
    if (node.labels) {
      AddLabels(node, std::move(*node.labels));
    }
    for (auto& [key, value] : node.properties.entries) {
      AddCondition(MakePropertyEquals(node.slot, node.name, key, std::move(value)));
    }
    AddConditions(std::move(node.where));
  }
}

void MatchPlanner::CollectEdgeConditions() {
  edge_conditions_.resize(pattern_.edges.size());
  for (size_t index = 0; index < pattern_.edges.size(); ++index) {
    BoundEdgePattern& edge = pattern_.edges[index];
    std::vector<BoundExpressionPtr> parts;
    for (auto& [key, value] : edge.properties.entries) {
      parts.push_back(MakePropertyEquals(edge.slot, edge.name, key, std::move(value)));
    }
    SplitConjunction(std::move(edge.where), parts);
    for (BoundExpressionPtr& part : parts) {
      if (edge.length) {
        edge_conditions_[index].push_back(context_.Keep(std::move(part)));
      } else {
        AddCondition(std::move(part));
      }
    }
  }
  for (Connection& connection : connections_) {
    if (connection.is_quantified) {
      continue;
    }
    for (const BoundExpression* condition : edge_conditions_[connection.index]) {
      for (SlotIndex slot : PatternSlotsOf(*condition)) {
        if (slot != pattern_.edges[connection.index].slot) {
          connection.waits_for.push_back(slot);
        }
      }
    }
  }
}

void MatchPlanner::CollectConnections() {
  for (uint32_t path_index = 0; path_index < pattern_.paths.size(); ++path_index) {
    BoundPathPattern& path = pattern_.paths[path_index];
    if (IsSelected(path)) {
      selected_paths_.push_back(path_index);
    }
    for (const BoundPathPattern::Step& step : path.steps) {
      Connection connection;
      connection.is_quantified = step.kind == BoundPathPattern::Step::Kind::kQuantified;
      connection.index = step.index;
      connection.mode = path.mode;
      if (connection.is_quantified) {
        BoundQuantifiedPattern& quantified = pattern_.quantified[step.index];
        connection.left = quantified.left_node;
        connection.right = quantified.right_node;
        connection.edges = context_.NewSlot();
      } else {
        const BoundEdgePattern& edge = pattern_.edges[step.index];
        connection.left = edge.left_node;
        connection.right = edge.right_node;
        connection.edges = edge.slot;
      }
      ++nodes_[connection.left].connection_count;
      ++nodes_[connection.right].connection_count;
      if (!IsSelected(path)) {
        connections_.push_back(std::move(connection));
      }
    }
  }
}

// ---------------------------------------------------------------- labels

void MatchPlanner::InferLabels() {
  for (size_t index = 0; index < nodes_.size(); ++index) {
    for (const Condition& condition : conditions_) {
      if (!condition.label.empty() && condition.slots == std::vector{pattern_.nodes[index].slot}) {
        nodes_[index].labels.push_back(condition.label);
      }
    }
    for (const std::string& label : nodes_[index].labels) {
      std::optional<std::string>& known = nodes_[index].known_label;
      if (!known || context_.statistics.NodeCount(label) < context_.statistics.NodeCount(*known)) {
        known = label;
      }
    }
  }
  if (!context_.optimise) {
    return;
  }
  for (const Connection& connection : connections_) {
    InferLabel(connection.left, connection);
    InferLabel(connection.right, connection);
  }
}

void MatchPlanner::InferLabel(uint32_t node, const Connection& connection) {
  if (nodes_[node].known_label || connection.is_quantified) {
    return;
  }
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  if (edge.direction == Direction::kBoth || (edge.length && edge.length->min == 0)) {
    return;
  }
  bool is_source = (node == connection.left) == (edge.direction == Direction::kOutgoing);
  nodes_[node].known_label = context_.statistics.LabelOfEnds(edge.types, is_source);
}

bool MatchPlanner::Implies(const Connection& connection, uint32_t node, const std::string& label,
                           std::vector<EndAssumption>& assumptions) const {
  if (connection.is_quantified || (connection.left != node && connection.right != node)) {
    return false;
  }
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  if (edge.length || edge.types.empty() || edge.type_expression) {
    return false;
  }
  bool is_source = (node == connection.left) == (edge.direction == Direction::kOutgoing);
  for (const std::string& type : edge.types) {
    for (bool at_source : {true, false}) {
      if (edge.direction != Direction::kBoth && at_source != is_source) {
        continue;
      }
      std::optional<EndAssumption> assumption =
          context_.statistics.AllEndsHave(type, at_source, label);
      if (!assumption) {
        return false;
      }
      assumptions.push_back(*assumption);
    }
  }
  return true;
}

std::optional<KeyAssumption> MatchPlanner::KeyOfBoth(SlotIndex left, SlotIndex right,
                                                     const std::string& key) const {
  auto labels_of = [&](SlotIndex slot) -> std::span<const std::string> {
    auto node = std::ranges::find(pattern_.nodes, slot, &BoundNodePattern::slot);
    return node == pattern_.nodes.end()
               ? std::span<const std::string>()
               : nodes_[static_cast<size_t>(node - pattern_.nodes.begin())].labels;
  };
  for (const std::string& label : labels_of(left)) {
    std::optional<KeyAssumption> assumption = context_.statistics.IsKey(label, key);
    if (assumption && std::ranges::count(labels_of(right), label) > 0) {
      return assumption;
    }
  }
  return std::nullopt;
}

// `a.id <> b.id` need not read the ids of nodes that these tell apart.
void MatchPlanner::CompareNodesInsteadOfKeys() {
  for (Condition& condition : conditions_) {
    if (!IsInequality(*condition.expression)) {
      continue;
    }
    const auto& comparison = condition.expression->As<BoundComparison>();
    const BoundProperty* left = AsPropertyOfSlot(*comparison.operands[0]);
    const BoundProperty* right = AsPropertyOfSlot(*comparison.operands[1]);
    if (left == nullptr || right == nullptr || left->key != right->key) {
      continue;
    }
    const auto& left_node = left->base->As<BoundSlot>();
    const auto& right_node = right->base->As<BoundSlot>();
    if (auto assumption = KeyOfBoth(left_node.slot, right_node.slot, left->key)) {
      condition.expression = context_.Keep(MakeDiffer(left_node, right_node, comparison.span));
      context_.plan.key_assumptions.push_back(*assumption);
    }
  }
}

// An edge whose type says what stands at its end spares looking.
void MatchPlanner::DropImpliedLabels() {
  for (Condition& condition : conditions_) {
    for (uint32_t node = 0; node < nodes_.size() && !condition.label.empty(); ++node) {
      if (condition.slots != std::vector{pattern_.nodes[node].slot}) {
        continue;
      }
      for (const Connection& connection : connections_) {
        std::vector<EndAssumption> assumptions;
        if (!condition.is_used && Implies(connection, node, condition.label, assumptions)) {
          condition.is_used = true;
          std::ranges::copy(assumptions, std::back_inserter(context_.plan.assumptions));
        }
      }
    }
  }
}

}  // namespace rondo
