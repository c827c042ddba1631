#pragma once

// The plan of a statement: a tree of steps, each of which takes rows from its input and hands rows
// on. Third stage of a statement; what the executor reads and EXPLAIN prints.
//
// Rows are batches of columns by slot. A step sets the slots that it makes and keeps of the others
// those in `live`. Chains end in an Argument: the one empty row of a statement, or the rows that an
// outer step hands to an inner plan.
//
// Invariants: expressions are borrowed from the Plan, which owns them all (the bound statement's
// and those that planning made); a plan is immutable once made.
// Thread rule: may be executed by many threads at once.

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/model/ids.h"
#include "query/bind/bound_statement.h"

namespace rondo {

enum class PlanKind : uint8_t {
  kArgument,
  kNodeScan,
  kNodeSeek,
  kNodeRangeSeek,
  kIdSeek,
  kEdgeScan,
  kStoredCount,
  kExpand,
  kIntersect,
  kDegree,
  kVariableExpand,
  kQuantifiedExpand,
  kShortestPath,
  kPathSelection,
  kPath,
  kPathModeFilter,
  kFilter,
  kOptional,
  kUnwind,
  kProject,
  kAggregate,
  kDistinct,
  kDistinctNodes,
  kSort,
  kSkip,
  kLimit,
  kUnion,
  kEager,
  kCallSubquery,
  kCallProcedure,
  kLoadCsv,
  kCreate,
  kMerge,
  kSet,
  kRemove,
  kDelete,
  kForeach,
};

struct PlanNode;
using PlanNodePtr = std::unique_ptr<PlanNode>;

struct PlanNode {
  PlanKind kind;
  PlanNodePtr input;  // Null for kArgument and kUnion.
  /// Slots that later steps read, ascending: what the rows that this step hands on must hold.
  std::vector<SlotIndex> live;
  double estimated_rows = 1.0;

  explicit PlanNode(PlanKind k) : kind(k) {}
  PlanNode(const PlanNode&) = delete;
  PlanNode& operator=(const PlanNode&) = delete;
  virtual ~PlanNode() = default;

  /// Whether a later step reads the slot.
  bool IsLive(SlotIndex slot) const { return std::ranges::binary_search(live, slot); }

  /// The step as its own kind. REQUIRES: kind is that of T.
  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }
  template <typename T>
  T& As() {
    return static_cast<T&>(*this);
  }
};

template <PlanKind K>
struct PlanNodeOf : PlanNode {
  static constexpr PlanKind kKind = K;
  PlanNodeOf() : PlanNode(K) {}
};

struct ArgumentPlan : PlanNodeOf<PlanKind::kArgument> {};

// ---------------------------------------------------------------- finding nodes

/// For each row, all nodes, or those with a label.
struct NodeScanPlan : PlanNodeOf<PlanKind::kNodeScan> {
  SlotIndex slot = kNoSlot;
  std::string label;  // Empty: every node.
};

/// For each row, the nodes with that label whose property equals the value, from an index.
struct NodeSeekPlan : PlanNodeOf<PlanKind::kNodeSeek> {
  SlotIndex slot = kNoSlot;
  std::string label;
  std::string key;
  const BoundExpression* value = nullptr;
  bool any_of = false;  // The value is a list, each element of which is looked for.
  /// With an index on several properties: the others. It may find too many nodes then.
  std::vector<std::pair<std::string, const BoundExpression*>> others;
};

/// For each row, nodes with that label, all those among them whose property lies between the two
/// bounds, of which one may be absent. Finds too many: the conditions are looked at behind it.
struct NodeRangeSeekPlan : PlanNodeOf<PlanKind::kNodeRangeSeek> {
  SlotIndex slot = kNoSlot;
  std::string label;
  std::string key;
  const BoundExpression* low = nullptr;
  const BoundExpression* high = nullptr;
  bool is_prefix = false;  // Both are the beginning of a text.
};

/// For each row, the node with that id.
struct IdSeekPlan : PlanNodeOf<PlanKind::kIdSeek> {
  SlotIndex slot = kNoSlot;
  const BoundExpression* id = nullptr;
  bool any_of = false;
};

// ---------------------------------------------------------------- walking edges

/// One edge of a pattern, seen from the end where the walk comes from.
struct EdgeStep {
  SlotIndex from = kNoSlot;
  SlotIndex edge = kNoSlot;
  SlotIndex to = kNoSlot;
  Direction direction = Direction::kOutgoing;  // Seen from `from`.
  std::vector<std::string> types;              // Any of them; empty: every type.
  const NameExpression* type_expression = nullptr;
  bool from_is_bound = true;   // Where false (`edge` is bound then), `from` is set too.
  bool to_is_bound = false;    // `to` holds a node already: only edges between the two.
  bool edge_is_bound = false;  // `edge` holds an edge already: it must be this one.
  /// Slots with edges, or lists of edges, that the edge (each of its edges) must differ from.
  std::vector<SlotIndex> distinct_from;
  /// The clause's clocks; where it is null or lacks one, the session's apply.
  const BoundTimeRestriction* time = nullptr;
};

/// For each row, all edges of the step's types, with the nodes at their ends. `step.direction` is
/// not kBoth.
struct EdgeScanPlan : PlanNodeOf<PlanKind::kEdgeScan> {
  EdgeStep step;
};

/// In place of a scan whose rows are only counted: for each row of the input, one row that stands
/// for as many as `weight` says, from the store's counters; none for 0.
struct StoredCountPlan : PlanNodeOf<PlanKind::kStoredCount> {
  SlotIndex weight = kNoSlot;    // A column of nodes whose ids are the numbers.
  std::optional<EdgeStep> step;  // Edges of its types; absent: nodes.
  SlotIndex node = kNoSlot;      // What is counted, for EXPLAIN.
  std::string label;             // Of the nodes; empty: every node.
};

/// One row for each edge of the node in `step.from`.
struct ExpandPlan : PlanNodeOf<PlanKind::kExpand> {
  EdgeStep step;
  std::string to_label;  // That every node in `step.to` has; may be empty.
  /// Nothing is read of the rows but the nodes in `step.to`, by aggregates that do not mind how
  /// often a value comes: only nodes that were not found before need to go on.
  bool only_new = false;
};

/// One row for each node that several nodes have in common: `steps` all lead to the same `to`, from
/// different bound nodes. Adjacency lists are intersected.
struct IntersectPlan : PlanNodeOf<PlanKind::kIntersect> {
  std::vector<EdgeStep> steps;
};

/// For rows that are only counted: in place of Expand, each row goes on once, with the number of
/// edges that it has in `weight`; a row without any does not go on.
struct DegreePlan : PlanNodeOf<PlanKind::kDegree> {
  EdgeStep step;
  std::vector<std::string> labels;  // Of `step.to`: only edges that lead to nodes with all of them.
  SlotIndex weight = kNoSlot;       // A column of nodes whose ids are the numbers.
};

/// One row for each trail of `length` edges. `step.edge` becomes (or is, if bound) the list of
/// edges in walking order from `from` to `to`, or the other way round if `reversed`.
struct VariableExpandPlan : PlanNodeOf<PlanKind::kVariableExpand> {
  EdgeStep step;
  PatternLength length;
  PathMode mode = PathMode::kTrail;
  bool reversed = false;
  /// Must hold for each edge; they read `step.edge` as the one edge.
  std::vector<const BoundExpression*> edge_conditions;
};

/// One row for each way to repeat `inner` from `from` to `to`. No edge is used twice.
struct QuantifiedExpandPlan : PlanNodeOf<PlanKind::kQuantifiedExpand> {
  SlotIndex from = kNoSlot;
  SlotIndex to = kNoSlot;
  bool to_is_bound = false;
  PatternLength length;
  PathMode mode = PathMode::kTrail;
  /// One repetition: from rows in which `inner_from` is set to rows in which `inner_to` and
  /// `inner_edges` are set too, conditions included.
  PlanNodePtr inner;
  SlotIndex inner_from = kNoSlot;
  SlotIndex inner_to = kNoSlot;
  /// Edges, or lists of edges, of one repetition, in the order in which the pattern is written.
  std::vector<SlotIndex> inner_edges;
  bool reversed = false;  // The walk goes from the right end of the pattern to the left.
  std::vector<BoundQuantifiedPattern::GroupVariable> group_variables;
  SlotIndex edges =
      kNoSlot;  // The list of all edges, in the order in which the pattern is written.
  std::vector<SlotIndex> distinct_from;
};

/// Shortest trails of one step that repeats: one, or all, for each pair of end points. `to` may be
/// bound or not.
struct ShortestPathPlan : PlanNodeOf<PlanKind::kShortestPath> {
  EdgeStep step;         // `step.edge` becomes the list of edges.
  PatternLength length;  // The minimum is 0 or 1.
  bool all = false;      // All shortest ones, not just one.
  bool is_walk = false;  // May use an edge twice: to a neighbour and back.
  bool reversed = false;
  std::vector<const BoundExpression*> edge_conditions;
};

/// Runs `inner`, which finds all paths, for each row and keeps, for each pair of end points, what
/// the selector says.
struct PathSelectionPlan : PlanNodeOf<PlanKind::kPathSelection> {
  PlanNodePtr inner;
  SlotIndex first_node = kNoSlot;
  SlotIndex last_node = kNoSlot;
  std::vector<SlotIndex> edges;  // Edges, or lists of edges, of the path.
  PathSelector selector = PathSelector::kAny;
  uint64_t count = 1;
};

/// Puts a path together: from the first node along edges and lists of edges.
struct PathPlan : PlanNodeOf<PlanKind::kPath> {
  SlotIndex slot = kNoSlot;
  SlotIndex first_node = kNoSlot;
  std::vector<SlotIndex> edges;
};

/// Drops rows whose path meets a node twice (kSimple: but for its ends).
struct PathModeFilterPlan : PlanNodeOf<PlanKind::kPathModeFilter> {
  SlotIndex first_node = kNoSlot;
  std::vector<SlotIndex> edges;
  PathMode mode = PathMode::kAcyclic;
};

// ---------------------------------------------------------------- rows

struct FilterPlan : PlanNodeOf<PlanKind::kFilter> {
  std::vector<const BoundExpression*> conditions;  // All of them must be true.
};

/// OPTIONAL MATCH: the rows that `inner` makes of each row, or the row with nulls.
struct OptionalPlan : PlanNodeOf<PlanKind::kOptional> {
  PlanNodePtr inner;
  std::vector<SlotIndex> made;  // Null where nothing was found.
  SlotIndex row_tag = kNoSlot;  // Tells inner rows which row they came from.
};

struct UnwindPlan : PlanNodeOf<PlanKind::kUnwind> {
  const BoundExpression* list = nullptr;
  SlotIndex slot = kNoSlot;
};

struct ProjectPlan : PlanNodeOf<PlanKind::kProject> {
  struct Item {
    const BoundExpression* expression = nullptr;
    SlotIndex slot = kNoSlot;
    std::string name;  // For EXPLAIN.
  };
  std::vector<Item> items;
};

struct AggregatePlan : PlanNodeOf<PlanKind::kAggregate> {
  std::vector<ProjectPlan::Item> groups;
  std::vector<const BoundAggregate*> aggregates;
  SlotIndex weight = kNoSlot;  // How many rows each row stands for; kNoSlot: one.
  /// The scan that all rows come from, if it is worth sharing it among several threads, each with
  /// the steps up to here and an aggregation of its own.
  const PlanNode* shared_scan = nullptr;
  double shared_rows = 0;  // About how many rows the steps from that scan on handle.
  /// Who takes which part of the scan must not depend on who is faster: results may differ in how
  /// they were put together, as sums of floats do.
  bool shares_in_turn = false;
};

/// Each combination of these slots once.
struct DistinctPlan : PlanNodeOf<PlanKind::kDistinct> {
  std::vector<SlotIndex> slots;
};

/// For rows of which nothing but the node in `slot` is read, by aggregates that do not mind how
/// often a value comes: nodes that came before are dropped, or most of them.
struct DistinctNodesPlan : PlanNodeOf<PlanKind::kDistinctNodes> {
  SlotIndex slot = kNoSlot;
};

struct SortPlan : PlanNodeOf<PlanKind::kSort> {
  struct Key {
    const BoundExpression* expression = nullptr;
    bool ascending = true;
  };
  std::vector<Key> keys;
  const BoundExpression* limit = nullptr;  // Where present, only so many first rows are wanted ...
  const BoundExpression* skip = nullptr;   // ... and these many before them.
};

struct SkipPlan : PlanNodeOf<PlanKind::kSkip> {
  const BoundExpression* count = nullptr;
};

struct LimitPlan : PlanNodeOf<PlanKind::kLimit> {
  const BoundExpression* count = nullptr;
  /// The steps before have effects that must happen for all rows.
  bool exhausts_input = false;
};

struct UnionPlan : PlanNodeOf<PlanKind::kUnion> {
  std::vector<PlanNodePtr> parts;
  std::vector<std::vector<SlotIndex>> part_slots;  // Of each part, copied to `slots`.
  std::vector<SlotIndex> slots;
};

/// Takes in all rows before it hands on the first: what comes after must not change, or see half
/// done, what comes before.
struct EagerPlan : PlanNodeOf<PlanKind::kEager> {};

struct CallSubqueryPlan : PlanNodeOf<PlanKind::kCallSubquery> {
  PlanNodePtr inner;
  std::vector<SlotIndex> made;  // The subquery's columns; null where it is optional and gave none.
  bool optional = false;
  bool returns_rows = true;
  bool in_transactions = false;
  const BoundExpression* batch_row_count = nullptr;
  SourceSpan keyword;
};

struct CallProcedurePlan : PlanNodeOf<PlanKind::kCallProcedure> {
  const BoundCallProcedure* call = nullptr;
};

struct LoadCsvPlan : PlanNodeOf<PlanKind::kLoadCsv> {
  const BoundLoadCsv* load = nullptr;
};

// ---------------------------------------------------------------- writing

struct CreatePlan : PlanNodeOf<PlanKind::kCreate> {
  const BoundPattern* pattern = nullptr;
};

/// For each row: the rows that `match` makes of it, or one in which the pattern was created. The
/// values of properties stand in slots: `pattern`'s entries are slot expressions.
struct MergePlan : PlanNodeOf<PlanKind::kMerge> {
  const BoundMerge* merge = nullptr;
  std::vector<ProjectPlan::Item> values;  // Those of them that it must compute row by row.
  PlanNodePtr match;
};

struct SetPlan : PlanNodeOf<PlanKind::kSet> {
  const std::vector<BoundSetItem>* items = nullptr;
};

struct RemovePlan : PlanNodeOf<PlanKind::kRemove> {
  const std::vector<BoundRemoveItem>* items = nullptr;
};

struct DeletePlan : PlanNodeOf<PlanKind::kDelete> {
  const std::vector<BoundExpressionPtr>* targets = nullptr;
  bool detach = false;
};

/// Runs `inner` for each element of the list; the row goes on unchanged.
struct ForeachPlan : PlanNodeOf<PlanKind::kForeach> {
  const BoundExpression* list = nullptr;
  SlotIndex slot = kNoSlot;
  PlanNodePtr inner;
};

// ---------------------------------------------------------------- the whole

/// How EXISTS, COUNT, COLLECT and pattern comprehensions inside expressions are run.
struct SubqueryPlan {
  PlanNodePtr root;
  std::vector<SlotIndex> imported;  // Slots of the outer row that it reads.
  SlotIndex column = kNoSlot;       // Of COLLECT and comprehensions.
  /// No step looks at several rows at once, so that many outer rows can be run together, told apart
  /// by `row_tag`.
  bool row_wise = false;
  SlotIndex row_tag = kNoSlot;
};

/// Every edge of the type begins (or ends) at a node with the label.
struct EndAssumption {
  EdgeTypeId type;
  bool at_source = true;
  LabelId label;
  friend bool operator==(const EndAssumption&, const EndAssumption&) = default;
};

/// The property tells the nodes with the label apart: GraphView::IsKey.
struct KeyAssumption {
  LabelId label;
  PropertyKeyId key;
};

struct Plan {
  BoundStatement statement;
  std::vector<BoundExpressionPtr> made_expressions;
  PlanNodePtr root;  // Null for commands.
  std::vector<BoundColumn> columns;
  SlotIndex slot_count = 0;  // The statement's and those that planning added.
  std::map<const BoundExpression*, SubqueryPlan> subqueries;
  bool reads_clock = false;  // An expression asks what time it is, or for a random number.
  /// What was true of the graph when the plan was made and spares it the checking. Of statements
  /// that only read.
  std::vector<EndAssumption> assumptions;
  std::vector<KeyAssumption> key_assumptions;
};

}  // namespace rondo
