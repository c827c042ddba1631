// Building the steps of a MATCH in the order that was chosen.

#include <algorithm>

#include "query/plan/expression_parts.h"
#include "query/plan/match_planner.h"

namespace rondo {

namespace {

uint32_t LastNodeOf(const BoundPattern& pattern, const BoundPathPattern& path) {
  if (path.steps.empty()) {
    return path.first_node;
  }
  const BoundPathPattern::Step& step = path.steps.back();
  return step.kind == BoundPathPattern::Step::Kind::kQuantified
             ? pattern.quantified[step.index].right_node
             : pattern.edges[step.index].right_node;
}

}  // namespace

PlanNodePtr MatchPlanner::Plan(PlanNodePtr input) {
  Progress progress;
  progress.rows = std::max(1.0, input->estimated_rows);
  chain_ = std::move(input);
  for (const BoundNodePattern& node : pattern_.nodes) {
    progress.nodes.push_back(node.bound_before);
    if (node.bound_before) {
      bound_slots_.insert(node.slot);
    }
  }
  progress.connections.assign(connections_.size(), false);
  is_connected_.assign(connections_.size(), false);
  LeaveNodesForPaths(progress);
  AppendReadyConditions();
  Order order = ChooseOrder(progress);
  for (const Choice& choice : order.choices) {
    switch (choice.kind) {
      case Choice::Kind::kFind:
        AppendFind(choice.node, progress);
        break;
      case Choice::Kind::kScanEdges:
        AppendEdgeScan(connections_[choice.connections[0]]);
        is_connected_[choice.connections[0]] = true;
        break;
      case Choice::Kind::kConnect:
        AppendConnection(connections_[choice.connections[0]]);
        is_connected_[choice.connections[0]] = true;
        break;
      case Choice::Kind::kIntersect:
        AppendIntersection(choice);
        break;
    }
    Apply(choice, progress);
    chain_->estimated_rows = choice.rows;
    AppendReadyConditions();
  }
  for (uint32_t path : selected_paths_) {
    AppendSelectedPath(path);
  }
  for (const BoundPathPattern& path : pattern_.paths) {
    AppendPath(path);
  }
  AppendReadyConditions();
  return std::move(chain_);
}

void MatchPlanner::Append(PlanNodePtr node) {
  node->estimated_rows = chain_->estimated_rows;
  node->input = std::move(chain_);
  chain_ = std::move(node);
}

// ---------------------------------------------------------------- nodes and conditions

void MatchPlanner::MarkLabelUsed(uint32_t node, const std::string& label) {
  for (Condition& condition : conditions_) {
    if (condition.label == label && condition.slots == std::vector{pattern_.nodes[node].slot}) {
      condition.is_used = true;
    }
  }
}

void MatchPlanner::AppendFind(uint32_t node, const Progress& progress) {
  Access access = AccessOf(node, progress);
  SlotIndex slot = pattern_.nodes[node].slot;
  if (access.condition) {
    conditions_[*access.condition].is_used = true;
  }
  if (!access.label.empty()) {
    MarkLabelUsed(node, access.label);
  }
  if (access.kind == PlanKind::kNodeSeek) {
    auto seek = std::make_unique<NodeSeekPlan>();
    seek->slot = slot;
    seek->label = access.label;
    seek->key = access.key;
    seek->value = access.value;
    seek->any_of = access.any_of;
    seek->others = access.others;
    Append(std::move(seek));
  } else if (access.kind == PlanKind::kNodeRangeSeek) {
    auto seek = std::make_unique<NodeRangeSeekPlan>();
    seek->slot = slot;
    seek->label = access.label;
    seek->key = access.key;
    seek->low = access.low;
    seek->high = access.high;
    seek->is_prefix = access.is_prefix;
    Append(std::move(seek));
  } else if (access.kind == PlanKind::kIdSeek) {
    auto seek = std::make_unique<IdSeekPlan>();
    seek->slot = slot;
    seek->id = access.value;
    seek->any_of = access.any_of;
    Append(std::move(seek));
  } else {
    auto scan = std::make_unique<NodeScanPlan>();
    scan->slot = slot;
    scan->label = access.label;
    Append(std::move(scan));
  }
  bound_slots_.insert(slot);
}

void MatchPlanner::AppendEdgeScan(const Connection& connection) {
  auto scan = std::make_unique<EdgeScanPlan>();
  scan->step = StepOf(connection, true);
  scan->step.distinct_from = DistinctFrom(connection);
  Append(std::move(scan));
  bound_slots_.insert(pattern_.nodes[connection.left].slot);
  bound_slots_.insert(pattern_.nodes[connection.right].slot);
  bound_slots_.insert(connection.edges);
}

void MatchPlanner::AppendReadyConditions() {
  auto filter = std::make_unique<FilterPlan>();
  for (Condition& condition : conditions_) {
    bool ready = std::ranges::all_of(condition.slots,
                                     [&](SlotIndex slot) { return bound_slots_.contains(slot); });
    if (!condition.is_used && ready) {
      condition.is_used = true;
      filter->conditions.push_back(condition.expression);
    }
  }
  if (!filter->conditions.empty()) {
    Append(std::move(filter));
  }
}

// ---------------------------------------------------------------- edges

bool MatchPlanner::MayBeSame(const Connection& left, const Connection& right) const {
  if (left.is_quantified || right.is_quantified) {
    return true;
  }
  const std::vector<std::string>& types = pattern_.edges[left.index].types;
  const std::vector<std::string>& others = pattern_.edges[right.index].types;
  if (context_.optimise &&
      HaveDifferentEnds(pattern_.edges[left.index], pattern_.edges[right.index])) {
    return false;
  }
  if (types.empty() || others.empty()) {
    return true;
  }
  return std::ranges::find_first_of(types, others) != types.end();
}

bool MatchPlanner::HaveDifferentEnds(const BoundEdgePattern& left,
                                     const BoundEdgePattern& right) const {
  if (left.length || right.length || left.direction == Direction::kBoth ||
      right.direction == Direction::kBoth) {
    return false;
  }
  auto source = [](const BoundEdgePattern& edge) {
    return edge.direction == Direction::kOutgoing ? edge.left_node : edge.right_node;
  };
  auto target = [](const BoundEdgePattern& edge) {
    return edge.direction == Direction::kOutgoing ? edge.right_node : edge.left_node;
  };
  return MustDiffer(source(left), source(right)) || MustDiffer(target(left), target(right));
}

bool MatchPlanner::MustDiffer(uint32_t node, uint32_t other) const {
  SlotIndex slot = pattern_.nodes[node].slot;
  SlotIndex other_slot = pattern_.nodes[other].slot;
  return std::ranges::any_of(conditions_, [&](const Condition& condition) {
    if (!IsInequality(*condition.expression)) {
      return false;
    }
    const auto& operands = condition.expression->As<BoundComparison>().operands;
    return (IsSlot(*operands[0], slot) && IsSlot(*operands[1], other_slot)) ||
           (IsSlot(*operands[0], other_slot) && IsSlot(*operands[1], slot));
  });
}

std::vector<SlotIndex> MatchPlanner::DistinctFrom(const Connection& connection) const {
  std::vector<SlotIndex> slots;
  if (connection.mode == PathMode::kWalk) {
    return slots;
  }
  for (size_t index = 0; index < connections_.size(); ++index) {
    const Connection& other = connections_[index];
    bool is_set =
        is_connected_[index] || (!other.is_quantified && pattern_.edges[other.index].bound_before);
    if (&other != &connection && is_set && other.mode != PathMode::kWalk &&
        MayBeSame(connection, other)) {
      slots.push_back(other.edges);
    }
  }
  return slots;
}

EdgeStep MatchPlanner::StepOf(const Connection& connection, bool from_left) const {
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  uint32_t from = from_left ? connection.left : connection.right;
  uint32_t to = from_left ? connection.right : connection.left;
  EdgeStep step;
  step.from = pattern_.nodes[from].slot;
  step.edge = edge.slot;
  step.to = pattern_.nodes[to].slot;
  step.direction = from_left ? edge.direction : Reversed(edge.direction);
  step.types = edge.types;
  step.type_expression = edge.type_expression ? &*edge.type_expression : nullptr;
  step.from_is_bound = IsBound(from);
  step.to_is_bound = IsBound(to);
  step.edge_is_bound = edge.bound_before;
  step.time = time_;
  return step;
}

void MatchPlanner::AppendConnection(const Connection& connection) {
  bool from_left = IsBound(connection.left);
  if (from_left && IsBound(connection.right) && context_.optimise) {
    // Both ends are known: the walk goes from where fewer edges are.
    from_left = FanOut(connection, true) <= FanOut(connection, false);
  }
  if (connection.is_quantified) {
    AppendQuantified(connection, from_left);
  } else {
    AppendEdge(connection, from_left);
  }
  bound_slots_.insert(pattern_.nodes[connection.left].slot);
  bound_slots_.insert(pattern_.nodes[connection.right].slot);
  bound_slots_.insert(connection.edges);
}

void MatchPlanner::AppendEdge(const Connection& connection, bool from_left) {
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  if (!edge.length) {
    auto expand = std::make_unique<ExpandPlan>();
    // A bound edge can be followed from nowhere.
    bool nowhere = !IsBound(connection.left) && !IsBound(connection.right);
    expand->step = StepOf(connection, from_left || nowhere);
    expand->step.distinct_from = DistinctFrom(connection);
    // An edge from a node to itself in the pattern: the node is known once the walk has begun.
    expand->step.to_is_bound |= connection.left == connection.right;
    for (const Condition& condition : conditions_) {
      // What edges imply is not looked at any more.
      if (condition.is_used && !condition.label.empty() &&
          condition.slots == std::vector{expand->step.to}) {
        expand->to_label = condition.label;
      }
    }
    Append(std::move(expand));
    return;
  }
  auto expand = std::make_unique<VariableExpandPlan>();
  expand->step = StepOf(connection, from_left);
  expand->step.distinct_from = DistinctFrom(connection);
  expand->step.to_is_bound |= connection.left == connection.right;
  expand->length = *edge.length;
  expand->mode = connection.mode == PathMode::kWalk ? PathMode::kWalk : PathMode::kTrail;
  expand->reversed = !from_left;
  expand->edge_conditions = edge_conditions_[connection.index];
  Append(std::move(expand));
}

void MatchPlanner::AppendIntersection(const Choice& choice) {
  auto intersect = std::make_unique<IntersectPlan>();
  for (uint32_t index : choice.connections) {
    const Connection& connection = connections_[index];
    EdgeStep step = StepOf(connection, connection.right == choice.node);
    step.distinct_from = DistinctFrom(connection);
    intersect->steps.push_back(std::move(step));
    is_connected_[index] = true;
  }
  Append(std::move(intersect));
  for (uint32_t index : choice.connections) {
    bound_slots_.insert(connections_[index].edges);
  }
  bound_slots_.insert(pattern_.nodes[choice.node].slot);
}

void MatchPlanner::AppendQuantified(const Connection& connection, bool from_left) {
  BoundQuantifiedPattern& quantified = pattern_.quantified[connection.index];
  BoundPattern& inner = *quantified.inner;
  const BoundPathPattern& path = inner.paths[0];
  uint32_t first = path.first_node;
  uint32_t last = LastNodeOf(inner, path);
  auto expand = std::make_unique<QuantifiedExpandPlan>();
  expand->from = pattern_.nodes[from_left ? connection.left : connection.right].slot;
  uint32_t to = from_left ? connection.right : connection.left;
  expand->to = pattern_.nodes[to].slot;
  expand->to_is_bound = IsBound(to) || connection.left == connection.right;
  expand->length = quantified.length;
  expand->mode = connection.mode;
  expand->inner_from = inner.nodes[from_left ? first : last].slot;
  expand->inner_to = inner.nodes[from_left ? last : first].slot;
  expand->reversed = !from_left;
  expand->group_variables = quantified.group_variables;
  expand->edges = connection.edges;
  expand->distinct_from = DistinctFrom(connection);
  inner.nodes[from_left ? first : last].bound_before = true;
  if (connection.mode == PathMode::kWalk) {
    inner.paths[0].mode = PathMode::kWalk;  // A repetition may use an edge twice as well.
  }
  MatchPlanner planner(context_, inner, std::move(quantified.where), time_);
  expand->inner_edges = planner.EdgeSlotsOf(path);
  expand->inner = planner.Plan(std::make_unique<ArgumentPlan>());
  Append(std::move(expand));
  for (const auto& variable : quantified.group_variables) {
    bound_slots_.insert(variable.outer);
  }
}

// ---------------------------------------------------------------- paths

void MatchPlanner::LeaveNodesForPaths(const Progress& progress) {
  left_for_paths_.assign(nodes_.size(), false);
  if (selected_paths_.empty()) {
    return;
  }
  std::vector<bool> is_connected(nodes_.size(), false);
  for (const Connection& connection : connections_) {
    is_connected[connection.left] = true;
    is_connected[connection.right] = true;
  }
  // A node that an index finds is found first: a search between two known ends is short.
  for (uint32_t node = 0; node < nodes_.size(); ++node) {
    left_for_paths_[node] = nodes_[node].connection_count > 0 && !is_connected[node] &&
                            AccessOf(node, progress).kind == PlanKind::kNodeScan;
  }
}

std::vector<SlotIndex> MatchPlanner::EdgeSlotsOf(const BoundPathPattern& path) const {
  std::vector<SlotIndex> slots;
  for (const BoundPathPattern::Step& step : path.steps) {
    bool is_quantified = step.kind == BoundPathPattern::Step::Kind::kQuantified;
    if (!is_quantified) {
      slots.push_back(pattern_.edges[step.index].slot);
      continue;
    }
    for (const Connection& connection : connections_) {
      if (connection.is_quantified && connection.index == step.index) {
        slots.push_back(connection.edges);
      }
    }
  }
  return slots;
}

void MatchPlanner::AppendPath(const BoundPathPattern& path) {
  SlotIndex first_node = pattern_.nodes[path.first_node].slot;
  if (path.mode == PathMode::kAcyclic || path.mode == PathMode::kSimple) {
    if (!IsSelected(path)) {
      auto filter = std::make_unique<PathModeFilterPlan>();
      filter->first_node = first_node;
      filter->edges = EdgeSlotsOf(path);
      filter->mode = path.mode;
      Append(std::move(filter));
    }
  }
  if (path.slot == kNoSlot || bound_slots_.contains(path.slot)) {
    return;
  }
  auto made = std::make_unique<PathPlan>();
  made->slot = path.slot;
  made->first_node = first_node;
  made->edges = EdgeSlotsOf(path);
  Append(std::move(made));
  bound_slots_.insert(path.slot);
}

void MatchPlanner::AppendSelectedPath(uint32_t index) {
  const BoundPathPattern& path = pattern_.paths[index];
  if (!IsBound(path.first_node) && !IsBound(LastNodeOf(pattern_, path))) {
    Progress progress;
    progress.nodes.resize(nodes_.size());
    progress.connections.resize(connections_.size());
    for (uint32_t node = 0; node < nodes_.size(); ++node) {
      progress.nodes[node] = IsBound(node);
    }
    AppendFind(path.first_node, progress);
    AppendReadyConditions();
  }
  bool one_edge = path.steps.size() == 1 &&
                  path.steps[0].kind == BoundPathPattern::Step::Kind::kEdge && !path.where;
  bool shortest = path.selector == PathSelector::kAllShortest ||
                  (path.selector_count == 1 && (path.selector == PathSelector::kAnyShortest ||
                                                path.selector == PathSelector::kAny));
  if (one_edge && shortest) {
    const BoundEdgePattern& edge = pattern_.edges[path.steps[0].index];
    // A shortest way back to its beginning is not acyclic.
    bool may_close = path.mode != PathMode::kAcyclic || (edge.length && edge.length->min == 0);
    if (edge.length && edge.length->min <= 1 && !edge.bound_before && may_close) {
      AppendShortestPath(path);
      return;
    }
  }
  AppendPathSelection(index);
}

void MatchPlanner::AppendShortestPath(const BoundPathPattern& path) {
  const BoundEdgePattern& edge = pattern_.edges[path.steps[0].index];
  Connection connection;
  connection.index = path.steps[0].index;
  connection.left = edge.left_node;
  connection.right = edge.right_node;
  connection.edges = edge.slot;
  auto shortest = std::make_unique<ShortestPathPlan>();
  bool from_left = IsBound(edge.left_node) || !IsBound(edge.right_node);
  shortest->step = StepOf(connection, from_left);
  shortest->step.to_is_bound |= connection.left == connection.right;
  shortest->length = *edge.length;
  shortest->all = path.selector == PathSelector::kAllShortest;
  shortest->is_walk = path.mode == PathMode::kWalk;
  shortest->reversed = !from_left;
  shortest->edge_conditions = edge_conditions_[connection.index];
  Append(std::move(shortest));
  bound_slots_.insert(pattern_.nodes[edge.left_node].slot);
  bound_slots_.insert(pattern_.nodes[edge.right_node].slot);
  bound_slots_.insert(edge.slot);
  AppendReadyConditions();
}

void MatchPlanner::AppendPathSelection(uint32_t index) {
  BoundPathPattern& path = pattern_.paths[index];
  // The path is a pattern of its own; what was bound so far is bound before it.
  auto selection = std::make_unique<PathSelectionPlan>();
  selection->selector = path.selector;
  selection->count = path.selector_count;
  selection->first_node = pattern_.nodes[path.first_node].slot;
  selection->last_node = pattern_.nodes[LastNodeOf(pattern_, path)].slot;
  auto whole = std::make_unique<BoundPattern>();
  whole->nodes = std::move(pattern_.nodes);
  whole->edges = std::move(pattern_.edges);
  whole->quantified = std::move(pattern_.quantified);
  for (BoundNodePattern& node : whole->nodes) {
    node.bound_before |= bound_slots_.contains(node.slot);
    node.labels.reset();
    node.properties.entries.clear();
  }
  for (size_t edge = 0; edge < whole->edges.size(); ++edge) {
    whole->edges[edge].properties.entries.clear();
  }
  BoundPathPattern& alone = whole->paths.emplace_back();
  alone.first_node = path.first_node;
  alone.steps = path.steps;
  alone.mode = path.mode;
  alone.slot = path.slot;
  alone.span = path.span;
  MatchPlanner planner(context_, *whole, std::move(path.where), time_);
  planner.edge_conditions_ = edge_conditions_;
  for (Condition& condition : conditions_) {
    if (condition.is_inline && !condition.is_used) {
      planner.conditions_.push_back(condition);
      condition.is_used = true;
    }
  }
  selection->edges = planner.EdgeSlotsOf(alone);
  selection->inner = planner.Plan(std::make_unique<ArgumentPlan>());
  for (SlotIndex slot : planner.bound_slots_) {
    bound_slots_.insert(slot);
  }
  pattern_.nodes = std::move(whole->nodes);
  pattern_.edges = std::move(whole->edges);
  pattern_.quantified = std::move(whole->quantified);
  Append(std::move(selection));
  AppendReadyConditions();
}

}  // namespace rondo
