#include "query/plan/planner.h"

#include <utility>

#include "query/plan/graph_statistics.h"
#include "query/plan/statement_planner.h"

namespace rondo {

Plan MakePlan(BoundStatement statement, const GraphView& view, const PlanOptions& options) {
  Plan plan;
  plan.statement = std::move(statement);
  plan.slot_count = plan.statement.slot_count;
  if (plan.statement.command) {
    return plan;
  }
  plan.columns = plan.statement.query.columns;
  GraphStatistics statistics(view);
  PlanningContext context{plan, statistics, options.optimise};
  StatementPlanner planner(context);
  planner.PlanSubqueries(plan.statement.query);
  plan.root = planner.PlanQuery(plan.statement.query);
  FindLiveSlots(plan);
  return plan;
}

}  // namespace rondo
