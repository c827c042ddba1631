#pragma once

// The brute-force evaluator: tries every node and every edge for each element of a pattern, keeps
// whole rows in maps and knows nothing of Rondo's stages. Slow and obvious on purpose.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/differential/small_graph.h"
#include "tests/differential/statement.h"

namespace rondo::differential {

using Variables = std::map<std::string, Value>;
using ResultRows = std::vector<std::vector<Value>>;

/// A value as text that is the same for equivalent values only.
std::string KeyOf(const Value& value);

class Reference {
 public:
  /// Gives up after so many elements tried.
  Reference(const SmallGraph& graph, size_t step_count_max)
      : graph_(graph), steps_left_(step_count_max) {}

  /// Absent where it gave up.
  std::optional<ResultRows> Run(const Statement& statement);

 private:
  /// A path on its way.
  struct Walk {
    Variables variables;
    std::vector<size_t> used;  // Edges that the MATCH has matched.
    std::vector<size_t> nodes;
    std::vector<size_t> edges;
    bool may_repeat = false;  // WALK.
  };
  using Found = std::function<void(const Walk&)>;
  using Lists = std::map<std::string, ListValue>;

  bool IsExhausted() { return steps_left_ == 0 || --steps_left_ == 0; }

  // ---- Expressions: reference_expression.cc.
  Value Evaluate(const Expression& expression, const Variables& variables);
  Value EvaluateOperator(const Expression& expression, const std::vector<Value>& operands);
  Value EvaluateScoped(const Expression& expression, const Variables& variables);
  Value EvaluateSubquery(const Expression& expression, const Variables& variables);
  const Value* PropertyOf(const Value& entity, const std::string& key) const;
  bool IsTrue(const Expression& expression, const Variables& variables);

  // ---- Patterns: reference_pattern.cc.
  void Match(const Pattern& pattern, const Variables& variables,
             const std::function<void(const Variables&)>& found);
  void MatchPaths(const Pattern& pattern, size_t index, const Walk& walk,
                  const std::function<void(const Variables&)>& found);
  std::vector<Walk> Select(const PathPattern& path, const std::vector<Walk>& walks) const;
  void BeginPath(const PathPattern& path, const Walk& walk, const Found& found);
  void WalkSteps(const PathPattern& path, size_t index, const Walk& walk, const Found& found);
  void WalkEdge(const PathPattern& path, size_t index, const Walk& walk, const Found& found);
  void WalkEdges(const PathPattern& path, size_t index, uint64_t count, ListValue list,
                 const Walk& walk, const Found& found);
  void WalkGroup(const PathPattern& path, size_t index, uint64_t count, const Lists& lists,
                 const Walk& walk, const Found& found);
  void ArriveAt(const PathPattern& path, size_t index, Walk walk, const Found& found);
  /// Binds the pattern's variable; false if the node does not fit.
  bool BindNode(const NodePattern& pattern, size_t node, Walk& walk);
  bool EdgeFits(const EdgePattern& pattern, size_t edge, const Variables& variables);
  /// Calls visit(edge, the node behind it) for the edges that lead on.
  void ForEachEdge(const EdgePattern& pattern, const Walk& walk,
                   const std::function<void(size_t, size_t)>& visit);

  // ---- Clauses: reference_clause.cc.
  std::vector<Variables> RunQuery(const Query& query, std::vector<Variables> rows);
  std::vector<Variables> RunClause(const Clause& clause, const std::vector<Variables>& rows);
  void RunMatch(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  void RunUnwind(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  void RunCall(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  std::vector<Variables> Project(const Projection& projection, const std::vector<Variables>& rows);
  std::vector<Variables> Group(const Projection& projection, const std::vector<Variables>& rows);
  Value Aggregate(const Item& item, const std::vector<Variables>& rows);

  const SmallGraph& graph_;
  size_t steps_left_;
};

}  // namespace rondo::differential
