#pragma once

// Expressions after binding: variables have become slots (columns of the row), functions entries of
// the registry, aggregates have moved into their projection. Names of labels, types and properties
// stay text, since the statement itself may be the first to use them; the executor resolves them
// once per execution. Trees own their children; a bound tree is immutable and may be executed by
// many threads at once.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/bind/function_signature.h"
#include "query/bind/static_type.h"

namespace rondo {

/// A column of the rows of one statement. Every binding of a variable has a slot of its own; slots
/// are not reused.
using SlotIndex = uint32_t;
inline constexpr SlotIndex kNoSlot = ~SlotIndex{0};

struct BoundExpression;
struct BoundQuery;    // bound_statement.h
struct BoundPattern;  // bound_statement.h
using BoundExpressionPtr = std::unique_ptr<BoundExpression>;

/// Boolean algebra over names: `:A`, `:A&!B`, `:%` (any name). For nodes over labels, for edges
/// over types.
struct NameExpression {
  enum class Kind : uint8_t { kName, kAny, kNot, kAnd, kOr };
  Kind kind = Kind::kName;
  std::string name;                      // kName
  std::vector<NameExpression> operands;  // kNot has one, kAnd and kOr two or more
  SourceSpan span;
};

enum class ExpressionKind : uint8_t {
  kLiteral,
  kParameter,
  kSlot,
  kProperty,
  kUnary,
  kBinary,
  kComparison,
  kFunctionCall,
  kList,
  kMap,
  kIndex,
  kSlice,
  kCase,
  kHasLabels,
  kListComprehension,
  kQuantifier,
  kReduce,
  kSubquery,
  kPatternComprehension,
};

struct BoundExpression {
  ExpressionKind kind;
  SourceSpan span;
  TypeSet type = TypeSet::Any();

  explicit BoundExpression(ExpressionKind k) : kind(k) {}
  BoundExpression(const BoundExpression&) = delete;
  BoundExpression& operator=(const BoundExpression&) = delete;
  virtual ~BoundExpression() = default;

  /// The expression as its own kind. REQUIRES: kind is that of T.
  template <typename T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }
};

template <ExpressionKind K>
struct BoundExpressionOf : BoundExpression {
  static constexpr ExpressionKind kKind = K;
  BoundExpressionOf() : BoundExpression(K) {}
};

struct BoundLiteral : BoundExpressionOf<ExpressionKind::kLiteral> {
  Value value;
};

struct BoundParameter : BoundExpressionOf<ExpressionKind::kParameter> {
  std::string name;
};

/// The value of a variable.
struct BoundSlot : BoundExpressionOf<ExpressionKind::kSlot> {
  SlotIndex slot = kNoSlot;
  std::string name;  // As written, for plans and messages.
};

/// `base.key`: of a node, edge, map or temporal value.
struct BoundProperty : BoundExpressionOf<ExpressionKind::kProperty> {
  BoundExpressionPtr base;
  std::string key;
};

enum class UnaryOperator : uint8_t { kNot, kPlus, kMinus, kIsNull, kIsNotNull };

struct BoundUnary : BoundExpressionOf<ExpressionKind::kUnary> {
  UnaryOperator op = UnaryOperator::kNot;
  BoundExpressionPtr operand;
};

enum class BinaryOperator : uint8_t {
  kOr,
  kXor,
  kAnd,
  kAdd,  // Also joins strings and lists.
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kRegexMatch,  // =~
};

struct BoundBinary : BoundExpressionOf<ExpressionKind::kBinary> {
  BinaryOperator op = BinaryOperator::kOr;
  BoundExpressionPtr left;
  BoundExpressionPtr right;
};

enum class ComparisonOperator : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual
};

/// `a < b <= c`: operands one more than operators; true if each neighbouring pair holds.
struct BoundComparison : BoundExpressionOf<ExpressionKind::kComparison> {
  std::vector<BoundExpressionPtr> operands;
  std::vector<ComparisonOperator> operators;
};

/// A scalar function; aggregates stand in BoundProjection.
struct BoundFunctionCall : BoundExpressionOf<ExpressionKind::kFunctionCall> {
  const FunctionSignature* function = nullptr;
  std::vector<BoundExpressionPtr> arguments;
};

struct BoundList : BoundExpressionOf<ExpressionKind::kList> {
  std::vector<BoundExpressionPtr> elements;
};

/// Also map projections (`p {.name, .*, extra: 1}`).
struct BoundMap : BoundExpressionOf<ExpressionKind::kMap> {
  /// All properties of this node, edge or map come first (`.*`), where present.
  BoundExpressionPtr all_of;
  /// A map projection of null is null: where present and null, so is the result.
  BoundExpressionPtr projected;
  std::vector<std::pair<std::string, BoundExpressionPtr>> entries;
};

/// `base[index]` on lists, maps, nodes and edges.
struct BoundIndex : BoundExpressionOf<ExpressionKind::kIndex> {
  BoundExpressionPtr base;
  BoundExpressionPtr index;
};

/// `base[from..to]`; an absent bound is open.
struct BoundSlice : BoundExpressionOf<ExpressionKind::kSlice> {
  BoundExpressionPtr base;
  BoundExpressionPtr from;
  BoundExpressionPtr to;
};

struct BoundCase : BoundExpressionOf<ExpressionKind::kCase> {
  struct Branch {
    BoundExpressionPtr when;
    BoundExpressionPtr then;
  };
  BoundExpressionPtr operand;  // Absent: each `when` is a condition.
  std::vector<Branch> branches;
  BoundExpressionPtr otherwise;  // Absent: null.
};

/// `n:A&B` on a node (labels) or an edge (its type).
struct BoundHasLabels : BoundExpressionOf<ExpressionKind::kHasLabels> {
  BoundExpressionPtr operand;
  NameExpression names;
};

/// `[x IN list WHERE predicate | projection]`. The slot is set anew for each element.
struct BoundListComprehension : BoundExpressionOf<ExpressionKind::kListComprehension> {
  SlotIndex slot = kNoSlot;
  BoundExpressionPtr list;
  BoundExpressionPtr predicate;   // May be absent.
  BoundExpressionPtr projection;  // May be absent: the element itself.
};

enum class QuantifierKind : uint8_t { kAll, kAny, kNone, kSingle };

struct BoundQuantifier : BoundExpressionOf<ExpressionKind::kQuantifier> {
  QuantifierKind quantifier = QuantifierKind::kAll;
  SlotIndex slot = kNoSlot;
  BoundExpressionPtr list;
  BoundExpressionPtr predicate;
};

/// `reduce(accumulator = initial, x IN list | step)`.
struct BoundReduce : BoundExpressionOf<ExpressionKind::kReduce> {
  SlotIndex accumulator_slot = kNoSlot;
  BoundExpressionPtr initial;
  SlotIndex slot = kNoSlot;
  BoundExpressionPtr list;
  BoundExpressionPtr step;
};

enum class SubqueryKind : uint8_t {
  kExists,  // EXISTS { ... }, exists((a)-->(b)), and patterns as predicates
  kCount,   // COUNT { ... }
  kCollect  // COLLECT { ... }: the one column as a list
};

/// A query run once per row; it sees the row's slots and may read any of them.
struct BoundSubqueryExpression : BoundExpressionOf<ExpressionKind::kSubquery> {
  SubqueryKind subquery = SubqueryKind::kExists;
  std::unique_ptr<BoundQuery> query;
  /// Slots of the outer row that the query reads, ascending.
  std::vector<SlotIndex> imported;

  ~BoundSubqueryExpression() override;
};

/// `[p = (a)-->(b) WHERE predicate | projection]`, as the query MATCH pattern WHERE predicate
/// RETURN projection.
struct BoundPatternComprehension : BoundExpressionOf<ExpressionKind::kPatternComprehension> {
  std::unique_ptr<BoundQuery> query;
  std::vector<SlotIndex> imported;

  ~BoundPatternComprehension() override;
};

}  // namespace rondo
