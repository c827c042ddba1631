// Choosing the order in which a pattern is walked.

#include <algorithm>
#include <cmath>
#include <set>

#include "query/plan/expression_parts.h"
#include "query/plan/match_planner.h"

namespace rondo {

namespace {

// How much of the rows a condition lets through, where nothing better is known.
constexpr double kEqualitySelectivity = 0.05;
constexpr double kOtherSelectivity = 0.4;
// How many repetitions of an open-ended walk are counted beyond its minimum.
constexpr uint64_t kOpenWalkLength = 3;
constexpr double kRowsMax = 1e15;
// Looking an element of the shortest list up in the others.
constexpr double kIntersectionCost = 2.0;
// Looking a node up costs about as much as handing on so many rows.
constexpr double kSeekCost = 2.0;
// Coming by an edge in a scan, and how much cheaper it is to hand it on than to expand to it.
constexpr double kScannedEdgeCost = 0.1;
constexpr double kScannedRowSaving = 0.2;

}  // namespace

// ---------------------------------------------------------------- orders

MatchPlanner::Order MatchPlanner::ChooseOrder(const Progress& start) {
  std::optional<Order> best;
  bool anything_bound = std::ranges::any_of(connections_, [&](const Connection& connection) {
    return start.nodes[connection.left] || start.nodes[connection.right] ||
           (!connection.is_quantified && pattern_.edges[connection.index].bound_before);
  });
  if (!context_.optimise || anything_bound) {
    best = CompleteOrder(start, std::nullopt);
  }
  auto consider = [&](Choice first) {
    Order order = CompleteOrder(start, std::move(first));
    if (!best || order.cost < best->cost) {
      best = std::move(order);
    }
  };
  for (uint32_t node = 0; context_.optimise && node < nodes_.size(); ++node) {
    if (start.nodes[node] || left_for_paths_[node] || nodes_[node].connection_count == 0) {
      continue;
    }
    consider(FirstFind(node, start));
  }
  for (uint32_t index = 0; context_.optimise && index < connections_.size(); ++index) {
    if (std::optional<Choice> scan = FirstScan(index, start)) {
      consider(std::move(*scan));
    }
  }
  return best ? std::move(*best) : CompleteOrder(start, std::nullopt);
}

MatchPlanner::Choice MatchPlanner::FirstFind(uint32_t node, const Progress& start) {
  Choice choice;
  choice.node = node;
  choice.rows = start.rows * AccessOf(node, start).rows * Selectivity(node);
  return choice;
}

std::optional<MatchPlanner::Choice> MatchPlanner::FirstScan(uint32_t index, const Progress& start) {
  const Connection& connection = connections_[index];
  uint32_t left = connection.left;
  uint32_t right = connection.right;
  if (connection.is_quantified || left == right || !connection.waits_for.empty() ||
      start.nodes[left] || start.nodes[right] || left_for_paths_[left] || left_for_paths_[right]) {
    return std::nullopt;
  }
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  if (edge.length || edge.bound_before || edge.direction == Direction::kBoth ||
      edge.type_expression) {
    return std::nullopt;
  }
  Choice choice{Choice::Kind::kScanEdges, 0, {index}, 0};
  choice.rows = start.rows * context_.statistics.EdgeCount(edge.types) * Selectivity(left) *
                Selectivity(right) * TargetFraction(connection, true) *
                TargetFraction(connection, false);
  return choice;
}

// A node that an edge has led to has more edges than most.
double MatchPlanner::FanOutWhenReached(const Connection& connection, bool from_left,
                                       const Progress& progress) {
  double fan_out = FanOut(connection, from_left);
  uint32_t from = from_left ? connection.left : connection.right;
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  Direction direction = from_left ? edge.direction : Reversed(edge.direction);
  for (size_t index = 0; index < connections_.size(); ++index) {
    const Connection& other = connections_[index];
    if (!progress.connections[index] || other.is_quantified ||
        (other.left != from && other.right != from) || pattern_.edges[other.index].length) {
      continue;
    }
    const BoundEdgePattern& reached_by = pattern_.edges[other.index];
    bool at_source = (from == other.left) == (reached_by.direction != Direction::kIncoming);
    for (const std::string& type : reached_by.types) {
      fan_out = std::max(
          fan_out, context_.statistics.MeanDegreeAtEnds(type, at_source, edge.types, direction));
    }
  }
  return fan_out;
}

double MatchPlanner::LookingCost(const Choice& choice, const Progress& progress) {
  if (choice.kind == Choice::Kind::kFind) {
    return progress.rows * (AccessOf(choice.node, progress).rows + kSeekCost);
  }
  if (choice.kind == Choice::Kind::kScanEdges) {
    const Connection& connection = connections_[choice.connections[0]];
    double edges = context_.statistics.EdgeCount(pattern_.edges[connection.index].types);
    return progress.rows * kScannedEdgeCost * edges - kScannedRowSaving * choice.rows;
  }
  return 0;
}

// As CountInsteadOfExpanding of the statement's planner will see it.
bool MatchPlanner::IsOnlyCounted(const Choice& last, const Progress& before) const {
  if (!counted_by_ || last.kind != Choice::Kind::kConnect) {
    return false;
  }
  const Connection& connection = connections_[last.connections[0]];
  uint32_t to = before.nodes[connection.left] ? connection.right : connection.left;
  if (connection.is_quantified || before.nodes[to] ||
      pattern_.edges[connection.index].bound_before || pattern_.edges[connection.index].length) {
    return false;
  }
  SlotIndex slot = pattern_.nodes[to].slot;
  auto reads = [&](const Condition& condition) {
    return condition.label.empty() &&
           (std::ranges::find(condition.slots, slot) != condition.slots.end() ||
            std::ranges::find(condition.slots, connection.edges) != condition.slots.end());
  };
  bool is_in_path = std::ranges::any_of(
      pattern_.paths, [](const BoundPathPattern& path) { return path.slot != kNoSlot; });
  return !counted_by_->contains(slot) && !counted_by_->contains(connection.edges) && !is_in_path &&
         std::ranges::none_of(conditions_, reads);
}

MatchPlanner::Order MatchPlanner::CompleteOrder(Progress progress, std::optional<Choice> first) {
  Order order;
  Progress before;
  // What has to be looked at costs, also where little is left of it.
  auto take = [&](Choice choice) {
    order.cost += choice.rows + choice.work + LookingCost(choice, progress);
    before = progress;
    Apply(choice, progress);
    order.choices.push_back(std::move(choice));
  };
  if (first) {
    take(std::move(*first));
  }
  while (true) {
    std::optional<Choice> next =
        context_.optimise ? BestConnection(progress) : FirstConnection(progress);
    if (!next) {
      break;
    }
    if (context_.optimise) {
      if (std::optional<Choice> both = BestIntersection(progress);
          both && both->rows < next->rows) {
        next = std::move(both);
      }
    }
    take(std::move(*next));
  }
  while (std::optional<Choice> find = BestFind(progress)) {
    take(std::move(*find));
    while (true) {
      std::optional<Choice> next =
          context_.optimise ? BestConnection(progress) : FirstConnection(progress);
      if (!next) {
        break;
      }
      take(std::move(*next));
    }
  }
  if (!order.choices.empty() && IsOnlyCounted(order.choices.back(), before)) {
    order.cost += before.rows - order.choices.back().rows;
  }
  return order;
}

bool MatchPlanner::IsSetIn(SlotIndex slot, const Progress& progress) const {
  if (!new_slots_.contains(slot)) {
    return true;
  }
  for (size_t node = 0; node < nodes_.size(); ++node) {
    if (pattern_.nodes[node].slot == slot) {
      return progress.nodes[node];
    }
  }
  for (size_t index = 0; index < connections_.size(); ++index) {
    const Connection& connection = connections_[index];
    if (!connection.is_quantified && pattern_.edges[connection.index].slot == slot) {
      return progress.connections[index];
    }
    if (connection.is_quantified) {
      for (const auto& variable : pattern_.quantified[connection.index].group_variables) {
        if (variable.outer == slot) {
          return progress.connections[index];
        }
      }
    }
  }
  return false;
}

bool MatchPlanner::IsReady(const Connection& connection, const Progress& progress) const {
  bool edge_is_bound = !connection.is_quantified && pattern_.edges[connection.index].bound_before &&
                       !pattern_.edges[connection.index].length &&
                       connection.left != connection.right;
  if (!progress.nodes[connection.left] && !progress.nodes[connection.right] && !edge_is_bound) {
    return false;
  }
  return std::ranges::all_of(connection.waits_for,
                             [&](SlotIndex slot) { return IsSetIn(slot, progress); });
}

std::optional<MatchPlanner::Choice> MatchPlanner::FirstConnection(const Progress& progress) {
  // What waits for something goes last, whether or not that can be had.
  for (bool must_be_ready : {true, false}) {
    for (uint32_t index = 0; index < connections_.size(); ++index) {
      const Connection& connection = connections_[index];
      bool reachable = progress.nodes[connection.left] || progress.nodes[connection.right];
      if (!progress.connections[index] &&
          (must_be_ready ? IsReady(connection, progress) : reachable)) {
        Choice choice;
        choice.kind = Choice::Kind::kConnect;
        choice.connections = {index};
        choice.rows = progress.rows;
        return choice;
      }
    }
  }
  return std::nullopt;
}

std::optional<MatchPlanner::Choice> MatchPlanner::BestConnection(const Progress& progress) {
  std::optional<Choice> best;
  for (uint32_t index = 0; index < connections_.size(); ++index) {
    const Connection& connection = connections_[index];
    if (progress.connections[index] || !IsReady(connection, progress)) {
      continue;
    }
    bool from_left = progress.nodes[connection.left];
    double rows = ConnectRows(connection, from_left, progress);
    if (from_left && progress.nodes[connection.right]) {
      rows = std::min(rows, ConnectRows(connection, false, progress));
    }
    if (!best || rows < best->rows) {
      best = Choice{Choice::Kind::kConnect, 0, {index}, rows};
    }
  }
  return best ? best : FirstConnection(progress);
}

std::optional<MatchPlanner::Choice> MatchPlanner::BestIntersection(const Progress& progress) {
  std::optional<Choice> best;
  for (uint32_t node = 0; node < nodes_.size(); ++node) {
    if (progress.nodes[node]) {
      continue;
    }
    Choice choice{Choice::Kind::kIntersect, node, {}, progress.rows};
    double fewest = kRowsMax;
    double shortest = kRowsMax;  // Of the lists, each time.
    for (uint32_t index = 0; index < connections_.size(); ++index) {
      const Connection& connection = connections_[index];
      bool leads_here = connection.left == node || connection.right == node;
      uint32_t other = connection.left == node ? connection.right : connection.left;
      if (progress.connections[index] || !leads_here || connection.is_quantified || other == node ||
          !progress.nodes[other] || pattern_.edges[connection.index].length ||
          pattern_.edges[connection.index].bound_before || connection.mode == PathMode::kWalk) {
        continue;
      }
      double fan_out = FanOut(connection, other == connection.left);
      shortest =
          std::min(shortest, FanOutWhenReached(connection, other == connection.left, progress));
      choice.connections.push_back(index);
      fewest = std::min(fewest, fan_out * TargetFraction(connection, other == connection.left));
      if (choice.connections.size() > 1) {
        choice.rows *= std::min(1.0, fan_out / std::max(1.0, NodesLike(node)));
      }
    }
    if (choice.connections.size() < 2) {
      continue;
    }
    choice.work = kIntersectionCost * progress.rows * shortest;
    choice.rows = std::max(choice.rows * fewest, progress.rows * 0.01) * Selectivity(node);
    if (!best || choice.rows < best->rows) {
      best = std::move(choice);
    }
  }
  return best;
}

std::optional<MatchPlanner::Choice> MatchPlanner::BestFind(const Progress& progress) {
  std::optional<Choice> best;
  for (uint32_t node = 0; node < nodes_.size(); ++node) {
    if (progress.nodes[node] || left_for_paths_[node]) {
      continue;
    }
    Choice choice;
    choice.node = node;
    choice.rows = progress.rows * AccessOf(node, progress).rows * Selectivity(node);
    if (!best || (context_.optimise && choice.rows < best->rows)) {
      best = std::move(choice);
    }
  }
  return best;
}

void MatchPlanner::Apply(const Choice& choice, Progress& progress) const {
  if (choice.kind == Choice::Kind::kFind || choice.kind == Choice::Kind::kIntersect) {
    progress.nodes[choice.node] = true;
  }
  for (uint32_t index : choice.connections) {
    progress.connections[index] = true;
    progress.nodes[connections_[index].left] = true;
    progress.nodes[connections_[index].right] = true;
  }
  progress.rows = std::min(kRowsMax, std::max(choice.rows, 1e-3));
}

// ---------------------------------------------------------------- estimates

double MatchPlanner::NodesLike(uint32_t node) {
  const std::optional<std::string>& label = nodes_[node].known_label;
  return label ? context_.statistics.NodeCount(*label) : context_.statistics.NodeCount();
}

double MatchPlanner::Selectivity(uint32_t node) const {
  double selectivity = 1.0;
  for (const Condition& condition : conditions_) {
    if (condition.label.empty() && condition.slots == std::vector{pattern_.nodes[node].slot}) {
      selectivity *= IsEquality(*condition.expression) ? kEqualitySelectivity : kOtherSelectivity;
    }
  }
  return selectivity;
}

double MatchPlanner::EdgeFanOut(const BoundEdgePattern& edge, uint32_t from, bool from_left) {
  double nodes = std::max(1.0, NodesLike(from));
  if (edge.types.empty()) {
    double all = context_.statistics.EdgeCount({}) / std::max(1.0, context_.statistics.NodeCount());
    return edge.direction == Direction::kBoth ? 2 * all : all;
  }
  auto part = [&](const std::string& type, bool source) {
    const std::optional<std::string>& label = nodes_[from].known_label;
    return label ? context_.statistics.EndFraction(type, source, *label) : 1.0;
  };
  double edges = 0;
  for (const std::string& type : edge.types) {
    double count = context_.statistics.EdgeCount({type});
    if (edge.direction == Direction::kBoth) {
      edges += count * (part(type, true) + part(type, false));
    } else {
      edges += count * part(type, from_left == (edge.direction == Direction::kOutgoing));
    }
  }
  return edges / nodes;
}

double MatchPlanner::FanOut(const Connection& connection, bool from_left) {
  if (connection.is_quantified) {
    const BoundQuantifiedPattern& quantified = pattern_.quantified[connection.index];
    double once = std::max(
        1.0, context_.statistics.EdgeCount({}) / std::max(1.0, context_.statistics.NodeCount()));
    once = std::pow(once, static_cast<double>(quantified.inner->edges.size()));
    uint64_t times = quantified.length.max.value_or(quantified.length.min + kOpenWalkLength);
    return std::min(kRowsMax, std::pow(once, static_cast<double>(std::min<uint64_t>(times, 16))));
  }
  const BoundEdgePattern& edge = pattern_.edges[connection.index];
  double once = EdgeFanOut(edge, from_left ? connection.left : connection.right, from_left);
  if (!edge.length) {
    return once;
  }
  uint64_t longest = edge.length->max.value_or(edge.length->min + kOpenWalkLength);
  double rows = 0;
  for (uint64_t length = edge.length->min; length <= longest && rows < kRowsMax; ++length) {
    rows += std::pow(once, static_cast<double>(length));
  }
  return std::min(kRowsMax, rows);
}

double MatchPlanner::TargetFraction(const Connection& connection, bool from_left) {
  uint32_t to = from_left ? connection.right : connection.left;
  double fraction = 1.0;
  for (const std::string& label : nodes_[to].labels) {
    if (connection.is_quantified || pattern_.edges[connection.index].types.empty()) {
      fraction *= std::min(1.0, context_.statistics.NodeCount(label) /
                                    std::max(1.0, context_.statistics.NodeCount()));
      continue;
    }
    const BoundEdgePattern& edge = pattern_.edges[connection.index];
    bool is_source = from_left != (edge.direction == Direction::kOutgoing);
    double part = 0;
    for (const std::string& type : edge.types) {
      double fraction_there = context_.statistics.EndFraction(type, is_source, label);
      if (edge.direction == Direction::kBoth) {
        fraction_there =
            (fraction_there + context_.statistics.EndFraction(type, !is_source, label)) / 2;
      }
      part = std::max(part, fraction_there);
    }
    fraction *= part;
  }
  return fraction;
}

double MatchPlanner::ConnectRows(const Connection& connection, bool from_left,
                                 const Progress& progress) {
  uint32_t to = from_left ? connection.right : connection.left;
  bool edge_is_bound = !connection.is_quantified && pattern_.edges[connection.index].bound_before;
  if (edge_is_bound) {
    return progress.rows;
  }
  double fan_out = FanOut(connection, from_left);
  if (progress.nodes[to]) {
    return progress.rows * std::min(fan_out, fan_out / std::max(1.0, NodesLike(to)));
  }
  return std::min(
      kRowsMax, progress.rows * fan_out * TargetFraction(connection, from_left) * Selectivity(to));
}

}  // namespace rondo
