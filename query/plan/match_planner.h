#pragma once

// Plans one MATCH: in which order the nodes of the pattern are found and its edges are walked, and
// where each condition is checked. Every node that could come first is tried; from there the step
// that makes the fewest rows goes next; the cheapest of these orders wins.
// Thread rule: belongs to one thread.

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/plan/graph_statistics.h"
#include "query/plan/plan.h"

namespace rondo {

/// What all of planning shares.
struct PlanningContext {
  Plan& plan;
  GraphStatistics& statistics;
  bool optimise = true;     // False: steps in the order in which the pattern is written.
  bool may_assume = false;  // The plan may rest on assumptions.

  SlotIndex NewSlot() { return plan.slot_count++; }
  const BoundExpression* Keep(BoundExpressionPtr expression) {
    return plan.made_expressions.emplace_back(std::move(expression)).get();
  }
};

/// Seen from the other end.
constexpr Direction Reversed(Direction direction) {
  return direction == Direction::kOutgoing   ? Direction::kIncoming
         : direction == Direction::kIncoming ? Direction::kOutgoing
                                             : Direction::kBoth;
}

class MatchPlanner {
 public:
  /// Moves the conditions out of `pattern` and `where`; what is left of them must live as long as
  /// the plan. `time` may be null.
  MatchPlanner(PlanningContext& context, BoundPattern& pattern, BoundExpressionPtr where,
               const BoundTimeRestriction* time);

  /// The rows are only counted, by what is in `needed`: a last edge need not be walked.
  void CountRows(std::set<SlotIndex> needed) { counted_by_ = std::move(needed); }

  /// The steps that find the pattern, behind `input`.
  PlanNodePtr Plan(PlanNodePtr input);

  /// Slots that the pattern sets.
  std::vector<SlotIndex> made_slots() const;

 private:
  // A condition and the pattern's slots that it waits for.
  struct Condition {
    const BoundExpression* expression = nullptr;
    std::vector<SlotIndex> slots;
    std::string label;       // Of a condition that only asks for one label of the node in slots[0].
    bool is_used = false;    // Checked already, or answered by the way a node is found.
    bool is_inline = false;  // Stands inside the pattern: holds before a selector picks.
  };

  // What connects two nodes: an edge or a quantified path.
  struct Connection {
    bool is_quantified = false;
    uint32_t index = 0;  // Into pattern.edges or pattern.quantified.
    uint32_t left = 0;
    uint32_t right = 0;
    std::vector<SlotIndex> waits_for;  // Slots that its inner conditions read.
    SlotIndex edges = kNoSlot;         // Its edge, or list of edges.
    PathMode mode = PathMode::kTrail;
  };

  struct NodeInfo {
    std::vector<std::string> labels;         // That every match has.
    std::optional<std::string> known_label;  // For estimates: of `labels` the rarest, or one that
                                             // the edges around it imply.
    size_t connection_count = 0;
  };

  // How a node can be found when nothing leads to it.
  struct Access {
    PlanKind kind = PlanKind::kNodeScan;
    std::string label;
    std::string key;
    const BoundExpression* value = nullptr;
    bool any_of = false;
    std::vector<std::pair<std::string, const BoundExpression*>> others;  // Of a composite index.
    const BoundExpression* low = nullptr;                                // Of a range.
    const BoundExpression* high = nullptr;
    bool is_prefix = false;
    std::optional<size_t> condition;  // That it answers, beside the label.
    double rows = 0;
  };

  // One step of an order.
  struct Choice {
    enum class Kind : uint8_t { kFind, kScanEdges, kConnect, kIntersect } kind = Kind::kFind;
    uint32_t node = 0;                  // kFind, kIntersect
    std::vector<uint32_t> connections;  // kScanEdges and kConnect have one
    double rows = 0;
    double work = 0;  // Beside handing the rows on.
  };
  struct Order {
    std::vector<Choice> choices;
    double cost = 0;
  };
  // What is bound at some point of an order.
  struct Progress {
    std::vector<bool> nodes;
    std::vector<bool> connections;
    double rows = 1;
  };

  // ---- Taking the pattern apart (match_conditions.cc).
  void CollectNodeConditions();
  void CollectEdgeConditions();
  void CollectConnections();
  Condition& AddCondition(BoundExpressionPtr expression);
  void AddConditions(BoundExpressionPtr conjunction);
  void AddLabels(const BoundNodePattern& node, NameExpression labels);
  std::vector<SlotIndex> PatternSlotsOf(const BoundExpression& expression) const;
  void InferLabels();
  void InferLabel(uint32_t node, const Connection& connection);
  void DropImpliedLabels();
  bool Implies(const Connection& connection, uint32_t node, const std::string& label,
               std::vector<EndAssumption>& assumptions) const;
  void CompareNodesInsteadOfKeys();
  /// A property that tells nodes apart that have a label which both nodes have.
  std::optional<KeyAssumption> KeyOfBoth(SlotIndex left, SlotIndex right,
                                         const std::string& key) const;
  bool IsSelected(const BoundPathPattern& path) const {
    return path.selector != PathSelector::kAll;
  }

  // ---- Choosing an order (match_order.cc).
  Order ChooseOrder(const Progress& start);
  Order CompleteOrder(Progress progress, std::optional<Choice> first);
  Choice FirstFind(uint32_t node, const Progress& start);
  std::optional<Choice> FirstScan(uint32_t connection, const Progress& start);
  double LookingCost(const Choice& choice, const Progress& progress);
  bool IsOnlyCounted(const Choice& last, const Progress& before) const;
  std::optional<Choice> BestConnection(const Progress& progress);
  std::optional<Choice> BestIntersection(const Progress& progress);
  std::optional<Choice> FirstConnection(const Progress& progress);
  std::optional<Choice> BestFind(const Progress& progress);
  void Apply(const Choice& choice, Progress& progress) const;
  bool IsReady(const Connection& connection, const Progress& progress) const;
  bool IsSetIn(SlotIndex slot, const Progress& progress) const;

  // ---- Finding nodes (match_access.cc).
  Access AccessOf(uint32_t node, const Progress& progress);
  Access ScanOf(uint32_t node);
  /// Whether `value` can be computed before the node is found.
  bool IsKnownBefore(const BoundExpression& value, uint32_t node, const Progress& progress) const;
  /// The key, where the expression is a property of the node.
  const std::string* KeyOf(const BoundExpression& expression, uint32_t node) const;
  std::optional<Access> CompositeSeekFor(uint32_t node, const Progress& progress);
  std::optional<Access> RangeSeekFor(uint32_t node, const Progress& progress);
  std::optional<Access> SeekFor(uint32_t node, size_t condition, const Progress& progress);
  std::optional<Access> SeekByEquality(uint32_t node, const BoundExpression& wanted,
                                       const BoundExpression& value, bool any_of,
                                       const Progress& progress);
  double ConnectRows(const Connection& connection, bool from_left, const Progress& progress);
  double FanOut(const Connection& connection, bool from_left);
  double FanOutWhenReached(const Connection& connection, bool from_left, const Progress& progress);
  double EdgeFanOut(const BoundEdgePattern& edge, uint32_t from, bool from_left);
  double TargetFraction(const Connection& connection, bool from_left);
  double Selectivity(uint32_t node) const;
  double NodesLike(uint32_t node);

  // ---- Building the steps (match_steps.cc).
  void Append(PlanNodePtr node);
  void AppendFind(uint32_t node, const Progress& progress);
  void AppendEdgeScan(const Connection& connection);
  void AppendConnection(const Connection& connection);
  void AppendEdge(const Connection& connection, bool from_left);
  void AppendQuantified(const Connection& connection, bool from_left);
  void AppendIntersection(const Choice& choice);
  void AppendReadyConditions();
  void MarkLabelUsed(uint32_t node, const std::string& label);
  void LeaveNodesForPaths(const Progress& progress);
  void AppendPath(const BoundPathPattern& path);
  void AppendSelectedPath(uint32_t path);
  void AppendShortestPath(const BoundPathPattern& path);
  void AppendPathSelection(uint32_t path);
  EdgeStep StepOf(const Connection& connection, bool from_left) const;
  std::vector<SlotIndex> DistinctFrom(const Connection& connection) const;
  bool MayBeSame(const Connection& left, const Connection& right) const;
  bool HaveDifferentEnds(const BoundEdgePattern& left, const BoundEdgePattern& right) const;
  /// Whether a condition of the pattern says that the two are not the same node.
  bool MustDiffer(uint32_t node, uint32_t other) const;
  std::vector<SlotIndex> EdgeSlotsOf(const BoundPathPattern& path) const;
  bool IsBound(uint32_t node) const { return bound_slots_.contains(pattern_.nodes[node].slot); }

  PlanningContext& context_;
  BoundPattern& pattern_;
  const BoundTimeRestriction* time_;
  std::set<SlotIndex> new_slots_;  // That the pattern sets.
  std::vector<Condition> conditions_;
  std::vector<Connection> connections_;
  std::vector<std::vector<const BoundExpression*>> edge_conditions_;  // Of edges with a length.
  std::vector<NodeInfo> nodes_;
  std::vector<uint32_t> selected_paths_;
  std::optional<std::set<SlotIndex>> counted_by_;
  std::vector<bool> left_for_paths_;  // Nodes that the search of a path with a selector finds.

  // While building.
  PlanNodePtr chain_;
  std::set<SlotIndex> bound_slots_;  // Of new_slots_ those that are set, and all others asked for.
  std::vector<bool> is_connected_;   // By connection.
};

}  // namespace rondo
