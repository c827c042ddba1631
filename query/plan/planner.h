#pragma once

// From a bound statement to its plan. Third stage of a statement.
// Thread rule: a free function; the view is only read.

#include "graph/view/graph_view.h"
#include "query/plan/plan.h"

namespace rondo {

struct PlanOptions {
  /// False: patterns are walked as they are written, without indexes. The same rows come.
  bool optimise = true;
  /// How many rows the steps behind a scan must handle before several threads share it; a row costs
  /// some 10 ns, and waking a thread some 10 us.
  double shared_rows_min = 10'000;
};

/// Plans a statement that is no command, with what the graph in `view` looks like now. When the
/// graph changes, the plan stays right as long as its assumptions hold; it may become slow.
Plan MakePlan(BoundStatement statement, const GraphView& view, const PlanOptions& options = {});

/// Whether `plan` may be run on `view`. O(assumptions).
bool AssumptionsHold(const Plan& plan, const GraphView& view);

}  // namespace rondo
