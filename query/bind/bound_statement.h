#pragma once

// Statements after binding: what the planner reads. A query is a union of parts, a part a chain of
// clauses that hands rows from one to the next. Each clause says which slots it reads and writes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/ids.h"
#include "query/bind/bound_expression.h"

namespace rondo {

// ---------------------------------------------------------------- patterns

/// `{key: value, ...}` in a pattern, or one expression that gives the whole map (a parameter).
struct BoundPatternProperties {
  std::vector<std::pair<std::string, BoundExpressionPtr>> entries;
  BoundExpressionPtr map;  // Used where present; entries are empty then.
};

struct BoundNodePattern {
  SlotIndex slot = kNoSlot;   // Always a slot, anonymous nodes too.
  std::string name;           // Empty if anonymous.
  bool bound_before = false;  // The slot holds a value when the clause begins (it may be null).
  std::optional<NameExpression> labels;
  BoundPatternProperties properties;
  BoundExpressionPtr where;  // Inline predicate.
  SourceSpan span;
};

/// `*1..3`: how many edges in a row; an absent maximum is open.
struct PatternLength {
  uint64_t min = 1;
  std::optional<uint64_t> max;
};

struct BoundEdgePattern {
  SlotIndex slot = kNoSlot;  // A kEdge value, or a list of them where `length` is set.
  std::string name;
  bool bound_before = false;
  uint32_t left_node = 0;  // Indexes into BoundPattern::nodes, as written from left to right.
  uint32_t right_node = 0;
  Direction direction = Direction::kOutgoing;  // As seen from the left node.
  /// Any of these types; empty means every type. Used where `type_expression` is absent.
  std::vector<std::string> types;
  std::optional<NameExpression> type_expression;  // With `!` or `&` in it.
  std::optional<PatternLength> length;
  BoundPatternProperties properties;  // Must hold for every edge where `length` is set.
  BoundExpressionPtr where;  // Inline; sees `slot` as the one edge, also where `length` is set.
  SourceSpan span;
};

/// `((a)-[r]->(b) WHERE p){min,max}` between two nodes of the outer pattern.
struct BoundQuantifiedPattern {
  std::unique_ptr<BoundPattern> inner;  // One path; its first and last nodes are the joints.
  BoundExpressionPtr where;
  PatternLength length;
  uint32_t left_node = 0;
  uint32_t right_node = 0;
  /// Inner variable -> outer list of its values, one entry per repetition.
  struct GroupVariable {
    SlotIndex inner = kNoSlot;
    SlotIndex outer = kNoSlot;
  };
  std::vector<GroupVariable> group_variables;
  SourceSpan span;

  ~BoundQuantifiedPattern();
  BoundQuantifiedPattern();
  BoundQuantifiedPattern(BoundQuantifiedPattern&&) noexcept;
  BoundQuantifiedPattern& operator=(BoundQuantifiedPattern&&) noexcept;
};

enum class PathSelector : uint8_t {
  kAll,            // Every match.
  kAny,            // One per pair of end points.
  kAnyShortest,    // shortestPath(), ANY SHORTEST; `selector_count` of them.
  kAllShortest,    // allShortestPaths(), ALL SHORTEST.
  kShortestGroups  // SHORTEST k GROUPS.
};

/// Which repetitions a path may have.
enum class PathMode : uint8_t {
  kTrail /* no edge twice */,
  kWalk,
  kAcyclic /* no node twice */,
  kSimple
};

/// One comma-separated part of a pattern, left to right.
struct BoundPathPattern {
  struct Step {
    enum class Kind : uint8_t { kEdge, kQuantified };
    Kind kind = Kind::kEdge;
    uint32_t index = 0;  // Into BoundPattern::edges or ::quantified.
  };
  SlotIndex slot = kNoSlot;  // kNoSlot if the path has no name.
  std::string name;
  uint32_t first_node = 0;  // Into BoundPattern::nodes.
  std::vector<Step> steps;
  PathSelector selector = PathSelector::kAll;
  uint64_t selector_count = 1;
  PathMode mode = PathMode::kTrail;
  /// Must hold for a path before the selector picks: `ANY SHORTEST ((a)-->+(b) WHERE ...)`. Absent
  /// where there is no selector.
  BoundExpressionPtr where;
  SourceSpan span;
};

/// A graph pattern. A node that is written twice stands in `nodes` once. No edge is matched twice
/// by one MATCH.
struct BoundPattern {
  std::vector<BoundNodePattern> nodes;
  std::vector<BoundEdgePattern> edges;
  std::vector<BoundQuantifiedPattern> quantified;
  std::vector<BoundPathPattern> paths;
};

// ---------------------------------------------------------------- clauses

enum class ClauseKind : uint8_t {
  kMatch,
  kUnwind,
  kProjection,
  kFilter,
  kCreate,
  kMerge,
  kSet,
  kRemove,
  kDelete,
  kForeach,
  kCallProcedure,
  kCallSubquery,
  kLoadCsv,
};

struct BoundClause {
  ClauseKind kind;
  SourceSpan span;
  explicit BoundClause(ClauseKind k) : kind(k) {}
  BoundClause(const BoundClause&) = delete;
  BoundClause& operator=(const BoundClause&) = delete;
  virtual ~BoundClause() = default;

  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }
};
using BoundClausePtr = std::unique_ptr<BoundClause>;

template <ClauseKind K>
struct BoundClauseOf : BoundClause {
  static constexpr ClauseKind kKind = K;
  BoundClauseOf() : BoundClause(K) {}
};

/// FOR VALID_TIME AS OF d, FOR REPORTED_TIME AS OF d.
struct BoundTimeRestriction {
  BoundExpressionPtr valid_at;     // May be absent.
  BoundExpressionPtr reported_at;  // May be absent.
};

struct BoundMatch : BoundClauseOf<ClauseKind::kMatch> {
  bool optional = false;
  BoundPattern pattern;
  BoundExpressionPtr where;  // May be absent.
  BoundTimeRestriction time;
};

struct BoundUnwind : BoundClauseOf<ClauseKind::kUnwind> {
  BoundExpressionPtr list;
  SlotIndex slot = kNoSlot;
};

struct BoundAggregate {
  const FunctionSignature* function = nullptr;
  bool distinct = false;
  bool star = false;  // count(*)
  std::vector<BoundExpressionPtr> arguments;
  SlotIndex slot = kNoSlot;  // Where the result goes.
  SourceSpan span;
};

/// WITH, RETURN and LET. In this order: where `aggregates` or `is_grouping`, rows are grouped by
/// `groups` and each group becomes one row that holds the slots of groups and aggregates; `items`
/// are computed; DISTINCT over the items; ORDER BY (its expressions may read the items' slots and,
/// where nothing was grouped or made distinct, the slots before); SKIP; LIMIT; only the items'
/// slots go on; WHERE.
struct BoundProjection : BoundClauseOf<ClauseKind::kProjection> {
  struct Item {
    BoundExpressionPtr expression;
    SlotIndex slot = kNoSlot;
    std::string name;  // Column name; for RETURN the verbatim text where there is no alias.
    /// No column and no variable: serves ORDER BY or WHERE. Never beside DISTINCT.
    bool is_hidden = false;
  };
  struct SortKey {
    BoundExpressionPtr expression;
    bool ascending = true;
  };
  bool is_return = false;
  bool keeps_scope = false;  // LET and WITH *: items are added to the row instead of replacing it.
  bool is_grouping = false;
  std::vector<Item> groups;
  std::vector<BoundAggregate> aggregates;
  std::vector<Item> items;
  bool distinct = false;
  std::vector<SortKey> order_by;
  BoundExpressionPtr skip;   // May be absent. Constant: literals and parameters.
  BoundExpressionPtr limit;  // May be absent.
  BoundExpressionPtr where;  // May be absent.
};

struct BoundFilter : BoundClauseOf<ClauseKind::kFilter> {
  BoundExpressionPtr condition;
};

/// Elements are created left to right; those bound before are used. A property may read the slots
/// of elements that stand to its left.
struct BoundCreate : BoundClauseOf<ClauseKind::kCreate> {
  BoundPattern pattern;  // `labels` hold only names joined by and; every edge has exactly one type.
};

struct BoundSetItem {
  enum class Kind : uint8_t {
    kProperty,
    kReplaceAll /* n = map */,
    kAddAll /* n += map */,
    kLabels
  };
  Kind kind = Kind::kProperty;
  BoundExpressionPtr target;       // A node or edge (a map fails at run time).
  std::string key;                 // kProperty
  BoundExpressionPtr dynamic_key;  // kProperty as n[expression]; may be absent.
  BoundExpressionPtr value;        // All but kLabels.
  std::vector<std::string> labels;
  SourceSpan span;
};

struct BoundMerge : BoundClauseOf<ClauseKind::kMerge> {
  BoundPattern pattern;  // One path.
  std::vector<BoundSetItem> on_create;
  std::vector<BoundSetItem> on_match;
};

struct BoundSet : BoundClauseOf<ClauseKind::kSet> {
  std::vector<BoundSetItem> items;
};

struct BoundRemoveItem {
  BoundExpressionPtr target;
  std::string key;                  // A property, or ...
  BoundExpressionPtr dynamic_key;   // ... one as n[expression], or ...
  std::vector<std::string> labels;  // ... labels.
  SourceSpan span;
};

struct BoundRemove : BoundClauseOf<ClauseKind::kRemove> {
  std::vector<BoundRemoveItem> items;
};

struct BoundDelete : BoundClauseOf<ClauseKind::kDelete> {
  bool detach = false;
  std::vector<BoundExpressionPtr> targets;
};

struct BoundForeach : BoundClauseOf<ClauseKind::kForeach> {
  SlotIndex slot = kNoSlot;
  BoundExpressionPtr list;
  std::vector<BoundClausePtr> clauses;  // Updating clauses only.
};

/// A procedure as the binder sees it: what CALL checks its arguments against.
struct ProcedureSignature {
  struct Field {
    std::string name;
    TypeSet type = TypeSet::Any();
    bool nullable = true;
    std::string type_name;     // As declared, "STRING?".
    std::string default_text;  // Of an input, as declared, "{}". Empty: it must be given.
  };
  std::string name;
  std::vector<Field> inputs;
  size_t required_input_count = 0;  // The others have defaults.
  std::vector<Field> outputs;
  bool writes = false;
  std::string description;
};

struct BoundCallProcedure : BoundClauseOf<ClauseKind::kCallProcedure> {
  std::shared_ptr<const ProcedureSignature>
      procedure;  // Shared with the registry, which may replace it.
  bool optional = false;
  std::vector<BoundExpressionPtr> arguments;
  struct Yield {
    uint32_t output = 0;  // Into ProcedureSignature::outputs.
    SlotIndex slot = kNoSlot;
    std::string name;
  };
  std::vector<Yield> yields;
  BoundExpressionPtr where;  // May be absent.
};

struct BoundCallSubquery : BoundClauseOf<ClauseKind::kCallSubquery> {
  std::unique_ptr<BoundQuery> query;
  bool optional = false;
  std::vector<SlotIndex> imported;
  bool returns_rows = true;  // False for a unit subquery: each outer row goes on once.
  bool in_transactions = false;
  BoundExpressionPtr batch_row_count;  // May be absent: 1,000.
  SourceSpan keyword;
};

struct BoundLoadCsv : BoundClauseOf<ClauseKind::kLoadCsv> {
  BoundExpressionPtr location;
  bool with_headers = false;
  std::string field_terminator = ",";
  SlotIndex slot = kNoSlot;  // A map with headers, else a list of strings.
};

// ---------------------------------------------------------------- statements

struct BoundColumn {
  std::string name;
  SlotIndex slot = kNoSlot;
};

/// A chain of clauses. `columns` are those of its RETURN (or of a standalone CALL), else empty.
struct BoundQueryPart {
  std::vector<BoundClausePtr> clauses;
  std::vector<BoundColumn> columns;
};

struct BoundQuery {
  std::vector<BoundQueryPart> parts;  // More than one: a UNION.
  bool union_all = true;              // False: duplicates are taken out.
  /// The columns of the whole; for a UNION with slots of their own that each part's columns are
  /// copied to.
  std::vector<BoundColumn> columns;
  bool updates = false;  // Whether any clause writes.
};

enum class StatementMode : uint8_t { kRun, kExplain, kProfile };

/// Everything that is no query: schema, SHOW and transaction commands.
struct BoundCommand {
  enum class Kind : uint8_t {
    kCreateIndex,
    kDropIndex,  // Also constraints.
    kShowIndexes,
    kShowConstraints,
    kShowFunctions,
    kShowProcedures,
    kBegin,
    kCommit,
    kRollback,
  };
  Kind kind = Kind::kBegin;
  std::string name;  // May be empty on creation: one is made.
  bool on_edges = false;
  std::string label;  // Or edge type.
  std::vector<std::string> properties;
  bool is_constraint = false;
  bool is_unique = false;
  bool is_existence = false;
  std::string type_name;  // Of a type constraint: "STRING", "LIST<INTEGER>", "INTEGER | FLOAT".
  bool if_exists = false;
  bool if_not_exists = false;
  SourceSpan span;  // Of the name where there is one, else of the whole command.
};

/// Something odd that is no error: a label that nothing in the store has, with a name that one has.
struct BoundNotification {
  std::string name;  // The name that is unknown.
  std::string message;
  std::string hint;
  SourceSpan span;
};

struct BoundStatement {
  StatementMode mode = StatementMode::kRun;
  std::optional<BoundCommand> command;  // Either this ...
  BoundQuery query;                     // ... or this.
  SlotIndex slot_count = 0;             // Slots 0 to slot_count - 1 are used, subqueries' included.
  std::vector<std::string> parameters;  // That the text mentions, sorted.
  std::vector<SourceSpan> parameter_places;  // Where each of them stands first.
  std::vector<BoundNotification> notifications;
};

}  // namespace rondo
