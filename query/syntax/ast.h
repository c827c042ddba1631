#pragma once

// The syntax tree of a statement: what was written, nothing resolved. The parser makes it, the
// binder reads it, the printer writes it back. All nodes, spans and texts live in the arena of one
// Ast (parser.h); they are plain data and immutable once parsed. Spans are byte offsets into the
// statement's text. Names are unquoted and unescaped.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "graph/base/source_span.h"

namespace rondo::ast {

struct Query;
struct PathPattern;
struct Expression;

/// A name with its place. What was not written has no place; what was, may be an empty text.
struct Name {
  std::string_view text;
  SourceSpan span;

  bool empty() const { return span.empty(); }
};

// ---------------------------------------------------------------- expressions

enum class ExpressionKind : uint8_t {
  kLiteral,
  kParameter,
  kVariable,
  kProperty,
  kUnary,
  kBinary,
  kComparison,
  kFunctionCall,
  kList,
  kMap,
  kMapProjection,
  kIndex,
  kSlice,
  kCase,
  kHasLabels,
  kListComprehension,
  kQuantifier,
  kReduce,
  kSubquery,
  kPatternPredicate,
  kPatternComprehension,
};

struct Expression {
  ExpressionKind kind;
  SourceSpan span;
  /// Length of the longest way down to a leaf; bounded by SyntaxLimits, so that whoever walks the
  /// tree may recurse.
  uint32_t height = 1;

  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }

 protected:
  explicit Expression(ExpressionKind k) : kind(k) {}
};

template <ExpressionKind K>
struct ExpressionOf : Expression {
  static constexpr ExpressionKind kKind = K;
  ExpressionOf() : Expression(K) {}
};

enum class LiteralKind : uint8_t { kNull, kBoolean, kInteger, kFloat, kString };

struct Literal : ExpressionOf<ExpressionKind::kLiteral> {
  LiteralKind literal = LiteralKind::kNull;
  bool boolean = false;
  int64_t integer = 0;
  double floating = 0;
  std::string_view string;
};

struct Parameter : ExpressionOf<ExpressionKind::kParameter> {
  std::string_view name;  // Without the `$`.
};

struct Variable : ExpressionOf<ExpressionKind::kVariable> {
  std::string_view name;
};

/// `base.key`
struct Property : ExpressionOf<ExpressionKind::kProperty> {
  const Expression* base = nullptr;
  Name key;
};

enum class UnaryOperator : uint8_t { kNot, kPlus, kMinus, kIsNull, kIsNotNull };

struct Unary : ExpressionOf<ExpressionKind::kUnary> {
  UnaryOperator op = UnaryOperator::kNot;
  const Expression* operand = nullptr;
};

enum class BinaryOperator : uint8_t {
  kOr,
  kXor,
  kAnd,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kRegexMatch,
};

/// Chains of OR, XOR and AND, whose order of evaluation does not show, are balanced trees, so that
/// a condition of thousands of terms stays low.
struct Binary : ExpressionOf<ExpressionKind::kBinary> {
  BinaryOperator op = BinaryOperator::kOr;
  const Expression* left = nullptr;
  const Expression* right = nullptr;
};

enum class ComparisonOperator : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual
};

/// `a < b <= c`: one operand more than operators.
struct Comparison : ExpressionOf<ExpressionKind::kComparison> {
  std::span<const Expression* const> operands;
  std::span<const ComparisonOperator> operators;
};

struct FunctionCall : ExpressionOf<ExpressionKind::kFunctionCall> {
  Name name;  // "date.truncate" with its dots.
  bool distinct = false;
  bool star = false;  // count(*)
  std::span<const Expression* const> arguments;
};

struct List : ExpressionOf<ExpressionKind::kList> {
  std::span<const Expression* const> elements;
};

struct MapEntry {
  Name key;
  const Expression* value = nullptr;
};

struct Map : ExpressionOf<ExpressionKind::kMap> {
  std::span<const MapEntry> entries;
};

/// `p {.name, .*, extra: 1, other}`
struct MapProjection : ExpressionOf<ExpressionKind::kMapProjection> {
  enum class ItemKind : uint8_t {
    kProperty /* .name */,
    kAllProperties /* .* */,
    kEntry /* key: value */,
    kVariable /* other */
  };
  struct Item {
    ItemKind kind = ItemKind::kProperty;
    Name key;
    const Expression* value = nullptr;  // kEntry
  };
  const Expression* base = nullptr;  // A variable.
  std::span<const Item> items;
};

struct Index : ExpressionOf<ExpressionKind::kIndex> {
  const Expression* base = nullptr;
  const Expression* index = nullptr;
};

struct Slice : ExpressionOf<ExpressionKind::kSlice> {
  const Expression* base = nullptr;
  const Expression* from = nullptr;  // May be absent.
  const Expression* to = nullptr;    // May be absent.
};

struct Case : ExpressionOf<ExpressionKind::kCase> {
  struct Branch {
    const Expression* when = nullptr;
    const Expression* then = nullptr;
  };
  const Expression* operand = nullptr;  // May be absent.
  std::span<const Branch> branches;
  const Expression* otherwise = nullptr;  // May be absent.
};

/// Boolean algebra over labels or types: `:A&!B`, `:A|B`, `:%`.
struct LabelExpression {
  enum class Kind : uint8_t { kName, kAny, kNot, kAnd, kOr };
  Kind kind = Kind::kName;
  std::string_view name;                             // kName
  std::span<const LabelExpression* const> operands;  // kNot has one, kAnd and kOr two or more.
  SourceSpan span;
};

/// `n:A&B`
struct HasLabels : ExpressionOf<ExpressionKind::kHasLabels> {
  const Expression* operand = nullptr;
  const LabelExpression* labels = nullptr;
};

struct ListComprehension : ExpressionOf<ExpressionKind::kListComprehension> {
  Name variable;
  const Expression* list = nullptr;
  const Expression* predicate = nullptr;   // May be absent.
  const Expression* projection = nullptr;  // May be absent.
};

enum class QuantifierKind : uint8_t { kAll, kAny, kNone, kSingle };

struct Quantifier : ExpressionOf<ExpressionKind::kQuantifier> {
  QuantifierKind quantifier = QuantifierKind::kAll;
  Name variable;
  const Expression* list = nullptr;
  const Expression* predicate = nullptr;
};

struct Reduce : ExpressionOf<ExpressionKind::kReduce> {
  Name accumulator;
  const Expression* initial = nullptr;
  Name variable;
  const Expression* list = nullptr;
  const Expression* step = nullptr;
};

enum class SubqueryKind : uint8_t { kExists, kCount, kCollect };

/// `EXISTS {...}`, `COUNT {...}`, `COLLECT {...}`: a query, or a pattern with an optional WHERE.
struct Subquery : ExpressionOf<ExpressionKind::kSubquery> {
  SubqueryKind subquery = SubqueryKind::kExists;
  const Query* query = nullptr;
  std::span<const PathPattern* const> pattern;  // Where `query` is absent.
  const Expression* where = nullptr;            // With `pattern`; may be absent.
};

/// `(a)-->(b)` as an expression, `exists((a)-->(b))`, and shortestPath(...) as an expression.
struct PatternPredicate : ExpressionOf<ExpressionKind::kPatternPredicate> {
  const PathPattern* pattern = nullptr;
};

/// `[p = (a)-->(b) WHERE predicate | projection]`
struct PatternComprehension : ExpressionOf<ExpressionKind::kPatternComprehension> {
  const PathPattern* pattern = nullptr;   // Carries the variable.
  const Expression* predicate = nullptr;  // May be absent.
  const Expression* projection = nullptr;
};

// ---------------------------------------------------------------- patterns

struct PatternElement {
  enum class Kind : uint8_t { kNode, kEdge, kGroup };
  Kind kind;
  SourceSpan span;

  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }

 protected:
  explicit PatternElement(Kind k) : kind(k) {}
};

struct NodePattern : PatternElement {
  NodePattern() : PatternElement(Kind::kNode) {}
  Name variable;
  const LabelExpression* labels = nullptr;  // May be absent.
  const Expression* properties = nullptr;   // A map or a parameter; may be absent.
  const Expression* where = nullptr;        // May be absent.
};

/// `*1..3`, `{1,3}`, `+`, `*`
struct Length {
  uint64_t min = 1;
  std::optional<uint64_t> max;
  bool is_quantifier = false;  // Written after the element: `->{1,3}`, `->+`.
  SourceSpan span;
};

enum class EdgeDirection : uint8_t { kRight, kLeft, kNone, kBoth /* <--> */ };

struct EdgePattern : PatternElement {
  EdgePattern() : PatternElement(Kind::kEdge) {}
  Name variable;
  EdgeDirection direction = EdgeDirection::kNone;
  const LabelExpression* types = nullptr;  // May be absent.
  std::optional<Length> length;
  const Expression* properties = nullptr;  // May be absent.
  const Expression* where = nullptr;       // May be absent.
};

/// `((a)-[r]->(b) WHERE p){1,3}`; without a length only a pair of parentheses.
struct GroupPattern : PatternElement {
  GroupPattern() : PatternElement(Kind::kGroup) {}
  const PathPattern* inner = nullptr;
  const Expression* where = nullptr;  // May be absent.
  std::optional<Length> length;
};

enum class PathSelector : uint8_t {
  kNone,
  kAll,               // ALL
  kAny,               // ANY [k]
  kAnyShortest,       // ANY SHORTEST, SHORTEST k
  kAllShortest,       // ALL SHORTEST
  kShortestGroups,    // SHORTEST k GROUPS
  kShortestPath,      // shortestPath(...)
  kAllShortestPaths,  // allShortestPaths(...)
};

enum class PathMode : uint8_t { kNone, kWalk, kTrail, kAcyclic, kSimple };

/// One comma-separated part of a pattern: nodes, edges and groups from left to right.
struct PathPattern {
  Name variable;
  PathSelector selector = PathSelector::kNone;
  uint64_t selector_count = 1;
  PathMode mode = PathMode::kNone;
  std::span<const PatternElement* const> elements;
  SourceSpan span;
};

// ---------------------------------------------------------------- clauses

enum class ClauseKind : uint8_t {
  kMatch,
  kUnwind,
  kProjection,
  kLet,
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

struct Clause {
  ClauseKind kind;
  SourceSpan span;
  SourceSpan keyword;  // The words that name the clause, for messages.

  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }

 protected:
  explicit Clause(ClauseKind k) : kind(k) {}
};

template <ClauseKind K>
struct ClauseOf : Clause {
  static constexpr ClauseKind kKind = K;
  ClauseOf() : Clause(K) {}
};

struct Match : ClauseOf<ClauseKind::kMatch> {
  bool optional = false;
  std::span<const PathPattern* const> pattern;
  const Expression* where = nullptr;          // May be absent.
  const Expression* valid_time = nullptr;     // FOR VALID_TIME AS OF; may be absent.
  const Expression* reported_time = nullptr;  // FOR REPORTED_TIME AS OF; may be absent.
};

/// `UNWIND list AS x` and `FOR x IN list`.
struct Unwind : ClauseOf<ClauseKind::kUnwind> {
  bool is_for = false;
  const Expression* list = nullptr;
  Name variable;
};

struct ProjectionItem {
  const Expression* expression = nullptr;
  Name alias;             // May be empty.
  std::string_view text;  // The expression as written: the column's name without an alias.
};

struct SortItem {
  const Expression* expression = nullptr;
  bool ascending = true;
};

/// WITH and RETURN.
struct Projection : ClauseOf<ClauseKind::kProjection> {
  bool is_return = false;
  bool distinct = false;
  bool star = false;
  std::span<const ProjectionItem> items;
  std::span<const SortItem> order_by;
  const Expression* skip = nullptr;   // May be absent.
  const Expression* limit = nullptr;  // May be absent.
  const Expression* where = nullptr;  // May be absent.
};

/// `LET x = 1, y = 2`
struct Let : ClauseOf<ClauseKind::kLet> {
  struct Item {
    Name variable;
    const Expression* value = nullptr;
  };
  std::span<const Item> items;
};

struct Filter : ClauseOf<ClauseKind::kFilter> {
  const Expression* condition = nullptr;
};

struct Create : ClauseOf<ClauseKind::kCreate> {
  std::span<const PathPattern* const> pattern;
};

struct SetItem {
  enum class Kind : uint8_t {
    kProperty,
    kReplaceAll /* n = map */,
    kAddAll /* n += map */,
    kLabels
  };
  Kind kind = Kind::kProperty;
  const Expression* target = nullptr;       // The node or edge.
  Name key;                                 // kProperty
  const Expression* dynamic_key = nullptr;  // kProperty written as n[key].
  const Expression* value = nullptr;        // All but kLabels.
  std::span<const Name> labels;
  SourceSpan span;
};

struct Merge : ClauseOf<ClauseKind::kMerge> {
  const PathPattern* pattern = nullptr;
  std::span<const SetItem> on_create;
  std::span<const SetItem> on_match;
};

struct Set : ClauseOf<ClauseKind::kSet> {
  std::span<const SetItem> items;
};

struct RemoveItem {
  const Expression* target = nullptr;
  Name key;                                 // A property, or ...
  const Expression* dynamic_key = nullptr;  // ... n[key], or ...
  std::span<const Name> labels;             // ... labels.
  SourceSpan span;
};

struct Remove : ClauseOf<ClauseKind::kRemove> {
  std::span<const RemoveItem> items;
};

struct Delete : ClauseOf<ClauseKind::kDelete> {
  bool detach = false;
  std::span<const Expression* const> targets;
};

struct Foreach : ClauseOf<ClauseKind::kForeach> {
  Name variable;
  const Expression* list = nullptr;
  std::span<const Clause* const> clauses;
};

struct CallProcedure : ClauseOf<ClauseKind::kCallProcedure> {
  struct Yield {
    Name field;
    Name alias;  // May be empty.
  };
  bool optional = false;
  Name procedure;  // With its dots.
  bool with_parentheses = false;
  std::span<const Expression* const> arguments;
  bool has_yield = false;
  bool yield_star = false;
  std::span<const Yield> yields;
  const Expression* where = nullptr;  // May be absent.
};

struct CallSubquery : ClauseOf<ClauseKind::kCallSubquery> {
  bool optional = false;
  bool has_scope = false;  // CALL (x, y) {...}; CALL (*) {...} sets scope_star too.
  bool scope_star = false;
  std::span<const Name> scope;
  const Query* query = nullptr;
  bool in_transactions = false;
  const Expression* batch_row_count = nullptr;  // OF n ROWS; may be absent.
};

struct LoadCsv : ClauseOf<ClauseKind::kLoadCsv> {
  bool with_headers = false;
  const Expression* location = nullptr;
  Name variable;
  const Expression* field_terminator = nullptr;  // A string literal; may be absent.
};

// ---------------------------------------------------------------- statements

struct SingleQuery {
  std::span<const Clause* const> clauses;
  SourceSpan span;
};

/// Single queries joined by UNION or UNION ALL.
struct Query {
  std::span<const SingleQuery* const> parts;
  bool union_all = true;
  SourceSpan span;
};

enum class CommandKind : uint8_t {
  kCreateIndex,
  kCreateConstraint,
  kDropIndex,
  kDropConstraint,
  kShowIndexes,
  kShowConstraints,
  kShowFunctions,
  kShowProcedures,
  kBegin,
  kCommit,
  kRollback,
};

enum class ConstraintForm : uint8_t { kUnique, kNotNull, kKey /* unique and not null */, kType };

/// Everything that is no query.
struct Command {
  CommandKind kind = CommandKind::kBegin;
  Name name;              // Of the index or constraint; may be empty on creation.
  bool on_edges = false;  // FOR ()-[r:type]-() instead of FOR (n:Label).
  Name label;             // The label or edge type.
  std::span<const Name> properties;
  ConstraintForm constraint = ConstraintForm::kUnique;  // kCreateConstraint
  std::string_view type_name;                           // kType: "STRING", "LIST<INTEGER>", ...
  bool if_exists = false;
  bool if_not_exists = false;
  SourceSpan span;
};

enum class StatementMode : uint8_t { kRun, kExplain, kProfile };

struct Statement {
  StatementMode mode = StatementMode::kRun;
  const Command* command = nullptr;  // Either this ...
  const Query* query = nullptr;      // ... or this.
};

}  // namespace rondo::ast
