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
/// nothing, is known.
enum class Type : uint8_t {
  kInteger,
  kBoolean,
  kString,
  kIntegerList,
  kNode,
  kEdge,
  kNodeList,
  kEdgeList,
  kPath,
  kPathLength,
};

struct Pattern;

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
    kIn,
    kStartsWith,
    kCase,  // Condition, result, otherwise.
    kCoalesce,
    kSize,
    kLength,
    kNodes,
    kRelationships,
    kTypeOf,
    kHasLabel,       // The variable `name`: label `key`.
    kList,           // Of the operands.
    kComprehension,  // [name IN operand 0 WHERE operand 1 | operand 2]
    kQuantifier,     // key(name IN operand 0 WHERE operand 1)
    kExists,         // `pattern`, and operand 0 where there is one.
    kCount,
    kPatternListSize,  // size([pattern WHERE operand 0 | 1])
  };
  Kind kind = Kind::kLiteral;
  Value literal;
  std::string name;
  std::string key;
  std::vector<std::string> operators;
  std::vector<Expression> operands;
  std::shared_ptr<const Pattern> pattern;
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
  std::vector<PathStep> steps;
};

struct Pattern {
  std::vector<PathPattern> paths;
};

struct Item {
  enum class Aggregate : uint8_t { kNone, kCountRows, kCount, kSum, kMin, kMax, kCollectSize };
  Aggregate aggregate = Aggregate::kNone;
  bool distinct = false;
  Expression expression;
  std::string alias;
};

struct Projection {
  bool distinct = false;
  std::vector<Item> items;
  /// By all columns, so that the order is known; true: ascending. Empty: no order.
  std::vector<bool> order;
  std::optional<uint64_t> skip;
  std::optional<uint64_t> limit;
  std::optional<Expression> where;  // Of WITH.
};

struct Query;

struct Clause {
  enum class Kind : uint8_t { kMatch, kUnwind, kFor, kLet, kFilter, kWith, kCall, kReturn };
  Kind kind = Kind::kMatch;
  // kMatch
  bool optional = false;
  Pattern pattern;
  std::optional<Expression> where;
  std::vector<std::string> new_variables;  // Null where an optional match finds nothing.
  // kUnwind, kFor, kLet, kFilter
  std::string variable;
  Expression expression;
  // kWith, kReturn
  Projection projection;
  // kCall
  std::vector<std::string> imports;
  std::shared_ptr<const Query> query;
};

struct Query {
  std::vector<Clause> clauses;  // The last one is RETURN.
};

struct Statement {
  std::vector<Query> parts;  // Two: a UNION.
  bool union_all = true;
  bool is_ordered() const {
    return parts.size() == 1 && !parts[0].clauses.back().projection.order.empty();
  }
};

/// The statement in the language.
std::string TextOf(const Statement& statement);

}  // namespace rondo::differential
