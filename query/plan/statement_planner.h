#pragma once

// Plans queries clause by clause. Inside planning only.
// Thread rule: belongs to one thread.

#include <set>
#include <vector>

#include "query/plan/match_planner.h"

namespace rondo {

class StatementPlanner {
 public:
  explicit StatementPlanner(PlanningContext& context) : context_(context) {}

  /// The plan of a query, behind its argument; its rows hold `query.columns`.
  PlanNodePtr PlanQuery(BoundQuery& query);
  /// The plans of EXISTS, COUNT, COLLECT and comprehensions in the query's expressions.
  void PlanSubqueries(BoundQuery& query);

 private:
  /// The steps of one chain of clauses as they grow.
  struct Chain {
    PlanNodePtr last;
    BoundClause* next_clause = nullptr;  // Behind the one that is being planned.
    std::set<SlotIndex> certain;         // Slots of patterns that had to match: never null.
    std::set<SlotIndex> certain_nodes;
    bool reads = false;   // A step so far looks at the graph.
    bool writes = false;  // A step so far changes it.
    ClauseKind last_update = ClauseKind::kMatch;
    bool is_update_last = false;  // No barrier stands after the last step that changes the graph.
  };

  PlanNodePtr PlanPart(std::vector<BoundClausePtr>& clauses);
  void AppendClause(BoundClause& clause, Chain& chain);
  void AppendReading(BoundClause& clause, Chain& chain);
  void AppendUpdate(BoundClause& clause, Chain& chain);
  void AppendMatch(BoundMatch& match, Chain& chain);
  void AppendProjection(BoundProjection& projection, Chain& chain);
  /// Rows that are only counted need not be made: a last Expand becomes a count of edges.
  void CountInsteadOfExpanding(AggregatePlan& aggregate, Chain& chain);
  /// A scan of everything, whose rows are only counted, need not be made.
  bool CountInsteadOfScanning(AggregatePlan& aggregate, Chain& chain);
  /// Aggregates that do not mind how often a node comes need it only once.
  void AppendDistinctNodes(const AggregatePlan& aggregate, Chain& chain);
  void AppendSortAndLimit(BoundProjection& projection, Chain& chain);
  void AppendCallSubquery(BoundCallSubquery& call, Chain& chain);
  void AppendMerge(BoundMerge& merge, Chain& chain);
  void AppendForeach(BoundForeach& foreach, Chain& chain);
  void AppendFilter(BoundExpressionPtr condition, Chain& chain);
  void AppendEager(Chain& chain);
  static void Append(PlanNodePtr node, Chain& chain);
  /// Moves the values of a pattern's properties into slots, which the entries then read.
  std::vector<ProjectPlan::Item> TakePropertyValues(BoundPattern& pattern);
  PlanNodePtr PlanMergeMatch(const BoundPattern& pattern);
  void PlanSubquery(const BoundExpression& subquery);

  PlanningContext& context_;
};

/// Whether what a step of that kind does for a row has nothing to do with the other rows.
bool TakesRowsOneByOne(PlanKind kind);

/// Fills in PlanNode::live everywhere; `wanted` are the slots that are read from the last rows.
void FindLiveSlots(Plan& plan);

/// Sets AggregatePlan::shared_scan where at least `rows_min` rows have to be handled from the scan
/// on. Of statements that only read.
void ShareScans(Plan& plan, double rows_min);

}  // namespace rondo
