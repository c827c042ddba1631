#pragma once

// From a bound statement to its plan. Third stage of a statement.
// Thread rule: a free function; the view is only read.

#include "graph/view/graph_view.h"
#include "query/plan/plan.h"

namespace rondo {

struct PlanOptions {
  /// False: patterns are walked as they are written, without indexes. The same rows come.
  bool optimise = true;
};

/// Plans a statement that is no command, with what the graph in `view` looks like now. When the
/// graph changes, the plan stays right as long as its assumptions hold; it may become slow.
Plan MakePlan(BoundStatement statement, const GraphView& view, const PlanOptions& options = {});

/// Whether `plan` may be run on `view`. O(assumptions).
bool AssumptionsHold(const Plan& plan, const GraphView& view);

}  // namespace rondo
