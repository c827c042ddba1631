// Which scans several threads share: those below an aggregation whose steps look at each row by
// itself, where there is enough to do.

#include <algorithm>

#include "query/plan/statement_planner.h"

namespace rondo {

namespace {

/// Whether copies of the step can each take some of its rows.
bool IsDivisible(PlanKind kind) {
  // Distinct nodes may be let through more than once.
  return TakesRowsOneByOne(kind) || kind == PlanKind::kStoredCount || kind == PlanKind::kDegree ||
         kind == PlanKind::kOptional || kind == PlanKind::kDistinctNodes;
}

struct Scan {
  const PlanNode* step = nullptr;
  double rows = 0;  // That the steps from it on handle.
};

/// The scan that all rows of `aggregate` come from; none if there is none, or too little to do.
Scan SharedScanOf(const AggregatePlan& aggregate, double rows_min) {
  double rows = 0;
  const PlanNode* first = nullptr;
  for (const PlanNode* step = aggregate.input.get(); step->kind != PlanKind::kArgument;
       step = step->input.get()) {
    if (!IsDivisible(step->kind)) {
      return {};
    }
    rows += step->estimated_rows;
    first = step;
  }
  bool is_scan = first != nullptr &&
                 (first->kind == PlanKind::kNodeScan || first->kind == PlanKind::kEdgeScan);
  return is_scan && rows >= rows_min ? Scan{first, rows} : Scan();
}

bool CanMerge(const BoundAggregate& aggregate) {
  return aggregate.function->id != FunctionId::kCollect;  // Lists keep the order of the scan.
}

bool IsCount(const BoundAggregate& aggregate) {
  return aggregate.function->id == FunctionId::kCount;
}

void ShareScansBelow(PlanNode& step, double rows_min) {
  if (step.kind == PlanKind::kUnion) {
    for (const PlanNodePtr& part : step.As<UnionPlan>().parts) {
      ShareScansBelow(*part, rows_min);
    }
  }
  if (step.kind == PlanKind::kAggregate) {
    auto& aggregate = step.As<AggregatePlan>();
    auto for_all = [&](auto holds) {
      return std::ranges::all_of(aggregate.aggregates,
                                 [&](const auto* made) { return holds(*made); });
    };
    if (for_all(CanMerge)) {
      Scan scan = SharedScanOf(aggregate, rows_min);
      aggregate.shared_scan = scan.step;
      aggregate.shared_rows = scan.rows;
      aggregate.shares_in_turn = !for_all(IsCount);
    }
  }
  if (step.input != nullptr) {
    ShareScansBelow(*step.input, rows_min);
  }
}

}  // namespace

void ShareScans(Plan& plan, double rows_min) {
  if (!plan.statement.query.updates) {
    ShareScansBelow(*plan.root, rows_min);
  }
}

}  // namespace rondo
