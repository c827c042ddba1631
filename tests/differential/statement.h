#pragma once

// Statements as the differential test makes them: a structure of its own, which is printed for
// Rondo and evaluated by brute force, so that parser, binder, planner and executor are all judged.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/ids.h"
#include "graph/model/value.h"

namespace rondo::differential {

/// What a variable holds (or null). Of a path that was picked among equals only its length, or
/// nothing, is known. kAny: a scalar or a list of integers.
enum class Type : uint8_t {
  kInteger,
  kBoolean,
  kString,
  kDate,
  kAny,
  kFloat,  // Of averages; no expression is made of it.
  kIntegerList,
  kNode,
  kEdge,
  kNodeList,
  kEdgeList,
  kPath,
  kPathLength,
  kUnknown,  // Of a column of a UNION.
};

struct Pattern;
struct Statement;
struct LabelTest;

struct Expression {
  enum class Kind : uint8_t {
    kLiteral,
    kVariable,
    kProperty,  // Of the variable `name`: `key`.
    kNot,
    kIsNull,
    kIsNotNull,
    kAnd,
    kOr,
    kXor,
    kCompare,  // A chain: `operators` has one fewer than `operands`.
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,  // By a number that is not null.
    kModulo,
    kConcatenate,
    kIn,
    kStartsWith,
    kEndsWith,
    kContains,
    kIndex,       // operand 0[operand 1]
    kSlice,       // operand 0[operand 1 .. operand 2]
    kCase,        // Condition, result, otherwise.
    kSimpleCase,  // Of operand 0: WHEN operand 1 THEN operand 2 ELSE operand 3.
    kCall,        // Of the function `key`.
    kPart,        // Of a date: `key`.
    kDateAdd,     // Operand 1 days.
    kCoalesce,
    kSize,
    kLength,
    kNodes,
    kRelationships,
    kTypeOf,
    kEndProperty,    // Of startNode or endNode (`operators[0]`) of the edge `name`: `key`.
    kHasLabel,       // The variable `name`: label `key`.
    kMatchesLabels,  // The variable `name`: `labels`.
    kList,           // Of the operands.
    kComprehension,  // [name IN operand 0 WHERE operand 1 | operand 2]
    kQuantifier,     // key(name IN operand 0 WHERE operand 1)
    kExists,         // `pattern`, and operand 0 where there is one.
    kCount,
    kPatternListSize,  // size([pattern WHERE operand 0 | 1])
    kPatternListSum,   // reduce over [pattern WHERE operand 1 | operand 0]; operand 1 may be absent
    kPatternHolds,     // `pattern` as a condition, in the function `key` or alone.
    kExistsQuery,      // EXISTS, COUNT, COLLECT { statement }
    kCountQuery,
    kCollectQuery,
    kReduce,  // reduce(key = 0, name IN operand 0 | key + operand 1)
  };
  Kind kind = Kind::kLiteral;
  Value literal;
  std::string name;
  std::string key;
  std::vector<std::string> operators;
  std::vector<Expression> operands;
  std::shared_ptr<const Pattern> pattern;
  std::shared_ptr<const Statement> statement;
  std::shared_ptr<const LabelTest> labels;
};

struct LabelTest {
  enum class Kind : uint8_t { kName, kNot, kAnd, kOr };
  Kind kind = Kind::kName;
  std::string name;
  std::vector<LabelTest> operands;
};

using PropertyTests = std::vector<std::pair<std::string, Expression>>;

struct NodePattern {
  std::string variable;  // May be empty.
  std::optional<LabelTest> labels;
  PropertyTests properties;
  std::optional<Expression> where;
};

/// How often; an absent maximum is open.
struct Length {
  uint64_t min = 1;
  std::optional<uint64_t> max;
};

struct EdgePattern {
  std::string variable;  // May be empty.
  Direction direction = Direction::kOutgoing;
  std::vector<std::string> types;  // Any of them, or all.
  bool negates_types = false;
  std::optional<Length> length;
  bool length_is_quantifier = false;  // -[]->{1,2} instead of -[*1..2]->
  PropertyTests properties;
  std::optional<Expression> where;  // Reads `variable` as the one edge.
};

struct PathPattern;

/// ((a)-[r]->(b) WHERE ...){1,2}
struct GroupPattern {
  std::shared_ptr<const PathPattern> inner;
  std::optional<Expression> where;
  Length length;
};

/// An edge or a group, and the node behind it.
struct PathStep {
  std::optional<EdgePattern> edge;
  std::optional<GroupPattern> group;
  NodePattern node;
  /// The node says nothing, stands beside a group, and is left out of the text.
  bool hides_node = false;
};

enum class Selector : uint8_t {
  kNone,
  kAny,
  kAnyShortest,
  kAllShortest,
  kShortestGroups,
  kShortestPath,
  kAllShortestPaths
};

enum class Mode : uint8_t { kNone, kTrail, kWalk, kAcyclic, kSimple };

struct PathPattern {
  std::string variable;  // May be empty.
  Selector selector = Selector::kNone;
  uint64_t count = 1;
  Mode mode = Mode::kNone;
  NodePattern first;
  bool hides_first = false;
  std::vector<PathStep> steps;
  /// In parentheses around the path: what the selector may pick from.
  std::optional<Expression> where;
};

struct Pattern {
  std::vector<PathPattern> paths;
};

struct Item {
  enum class Aggregate : uint8_t {
    kNone,
    kCountRows,
    kCount,
    kSum,
    kMin,
    kMax,
    kCollectSize,
    kCollectSum,  // reduce over collect(...), without nulls.
    kPercentile,  // percentileDisc(..., 0.5)
    kAverage
  };
  Aggregate aggregate = Aggregate::kNone;
  bool distinct = false;
  Expression expression;
  std::string alias;
  int64_t added = 0;  // To an aggregate that counts or sums.
};

struct SortKey {
  Expression expression;
  bool ascending = true;
  size_t item_index = 0;  // Of an item.
  bool is_item = true;
};

struct Projection {
  bool distinct = false;
  std::vector<Item> items;
  std::vector<SortKey> order;
  /// The keys end with all items, so that there is one right order. Else all keys are items.
  bool order_is_total = false;
  std::optional<uint64_t> skip;
  std::optional<uint64_t> limit;
  std::optional<Expression> where;  // Of WITH.
};

struct Query;

/// What SET and REMOVE do to `variable`.
struct Change {
  enum class Kind : uint8_t {
    kProperty,    // `key` = value
    kReplaceAll,  // = {key: value}, all others go
    kAddAll,      // += {key: value}
    kCopy,        // = the node or edge `source`
    kAddLabels,   // `labels`
    kRemoveLabels,
    kRemoveProperty
  };
  Kind kind = Kind::kProperty;
  std::string variable;
  bool is_node = true;
  std::string key;
  Expression value;
  std::string source;
  std::vector<std::string> labels;
};

struct Clause {
  enum class Kind : uint8_t {
    kMatch,
    kUnwind,
    kFor,
    kLet,
    kFilter,
    kWith,
    kCall,
    kReturn,
    kCreate,
    kMerge,
    kSet,
    kRemove,
    kDelete,
    kForeach
  };
  Kind kind = Kind::kMatch;
  // kMatch
  bool optional = false;
  Pattern pattern;
  std::optional<Expression> where;
  std::optional<int64_t> valid_day;        // FOR VALID_TIME AS OF.
  std::vector<std::string> new_variables;  // Null where an optional match or call finds nothing.
  // kUnwind, kFor, kLet, kFilter
  std::string variable;
  Expression expression;
  // kWith, kReturn
  Projection projection;
  // kCall
  std::vector<std::string> imports;
  bool imports_in_brackets = false;  // CALL (a, b) { ... } instead of WITH a, b.
  std::shared_ptr<const Statement> statement;
  // kCreate and kMerge have a pattern; nodes of theirs with a known variable say nothing else.
  std::vector<Change> changes;    // Of kSet and kRemove; ON MATCH of kMerge.
  std::vector<Change> on_create;  // Of kMerge.
  // kDelete
  bool detach = false;
  std::vector<std::string> deleted;
  // kForeach: of `expression`, as `variable`.
  std::vector<Clause> inner;
};

struct Query {
  std::vector<Clause> clauses;  // The last one is RETURN.
};

struct Statement {
  std::vector<Query> parts;  // Two: a UNION.
  bool union_all = true;
  const Projection& result() const { return parts.back().clauses.back().projection; }
  bool is_ordered() const { return parts.size() == 1 && result().order_is_total; }
};

/// The statement in the language.
std::string TextOf(const Statement& statement);

}  // namespace rondo::differential
