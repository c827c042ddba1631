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

/// A value as text that is the same for equivalent values only, as DISTINCT has it: 1 is 1.0.
std::string KeyOf(const Value& value);
/// The same, but 1 is not 1.0.
std::string ExactKeyOf(const Value& value);

bool Matches(const LabelTest& test, const std::vector<std::string>& labels);

class Reference {
 public:
  /// Gives up after so many elements tried.
  Reference(SmallGraph& graph, size_t step_count_max)
      : graph_(graph), steps_left_(step_count_max) {}

  /// Absent where it gave up. Changes the graph if the statement does.
  std::optional<ResultRows> Run(const Statement& statement);

  /// openCypher's order of values of all types, ascending; null last.
  static bool IsBefore(const Value& left, const Value& right);

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
  Value EvaluateReduce(const Expression& expression, const Variables& variables);
  Value EvaluatePattern(const Expression& expression, const Variables& variables);
  Value EvaluateQuery(const Expression& expression, const Variables& variables);
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
  /// The rows of all parts, by the names of the columns.
  std::vector<Variables> RunParts(const Statement& statement, const Variables& row);
  std::vector<Variables> RunQuery(const Query& query, std::vector<Variables> rows);
  std::vector<Variables> RunClause(const Clause& clause, const std::vector<Variables>& rows);
  void RunMatch(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  void RunUnwind(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  void RunCall(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  std::vector<Variables> Project(const Projection& projection, const std::vector<Variables>& rows);

  // ---- Clauses that write, row by row: reference_update.cc.
  std::vector<Variables> RunUpdate(const Clause& clause, const std::vector<Variables>& rows);
  void RunMerge(const Clause& clause, const Variables& row, std::vector<Variables>& out);
  void RunForeach(const Clause& clause, const Variables& row);
  void RunDelete(const Clause& clause, const Variables& row);
  /// The row with the variables of what was made.
  Variables CreatePath(const PathPattern& path, const Variables& row);
  size_t CreateNode(const NodePattern& pattern, const Variables& row, Variables& made);
  void Apply(const Change& change, const Variables& row);

  void AddSortKeys(const Projection& projection, const Variables& row, Variables& made);
  std::vector<Variables> Group(const Projection& projection, const std::vector<Variables>& rows);
  Value Aggregate(const Item& item, const std::vector<Variables>& rows);

  SmallGraph& graph_;
  size_t steps_left_;
  std::optional<int64_t> valid_day_;  // Of the MATCH that runs.
};

}  // namespace rondo::differential
