#include "query/plan/planner.h"

#include <algorithm>
#include <utility>

#include "query/plan/expression_parts.h"
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
  plan.reads_clock = CallsFunction(plan.statement.query, [](const FunctionSignature& function) {
    // What makes temporal values takes from the clock what its argument leaves open.
    return function.reads_clock || !function.is_deterministic ||
           (function.result_type != TypeSet::Any() &&
            function.result_type.Overlaps(TypeSet::Temporal()));
  });
  GraphStatistics statistics(view);
  PlanningContext context{plan, statistics, options.optimise};
  // What a statement has written itself need not be as the graph was before it.
  context.may_assume = options.optimise && !plan.statement.query.updates;
  StatementPlanner planner(context);
  planner.PlanSubqueries(plan.statement.query);
  plan.root = planner.PlanQuery(plan.statement.query);
  FindLiveSlots(plan);
  if (options.optimise) {
    ShareScans(plan, options.shared_rows_min);
  }
  return plan;
}

bool AssumptionsHold(const Plan& plan, const GraphView& view) {
  bool ends_hold = std::ranges::all_of(plan.assumptions, [&](const EndAssumption& assumed) {
    uint64_t count = assumed.at_source ? view.EdgeCountFrom(assumed.type, assumed.label)
                                       : view.EdgeCountTo(assumed.type, assumed.label);
    return count == view.EdgeCount(assumed.type);
  });
  return ends_hold && std::ranges::all_of(plan.key_assumptions, [&](const KeyAssumption& assumed) {
           return view.IsKey(assumed.label, assumed.key);
         });
}

}  // namespace rondo
