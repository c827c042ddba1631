#pragma once

// Runs the subqueries inside expressions: EXISTS, COUNT, COLLECT, pattern comprehensions. Operators
// of each are built when it is first met and kept. Where no step of a subquery looks at several
// rows, a whole batch of outer rows is run at once.
// Thread rule: belongs to one thread, like all operators.

#include <map>
#include <vector>

#include "query/execute/operator/operator.h"

namespace rondo {

class SubqueryOperators final : public SubqueryRunner {
 public:
  explicit SubqueryOperators(ExecutionState& state) : state_(state) {}

  Result<Value> Run(const BoundExpression& subquery, const RowView& row) override;
  Result<void> RunAll(const BoundExpression& subquery, const Batch& batch, Vector& out) override;

 private:
  struct Entry {
    const SubqueryPlan* plan = nullptr;
    InnerPlan inner;
    Batch arguments;
    Batch rows;
    bool is_running = false;
  };

  Entry& EntryOf(const BoundExpression& subquery);
  Result<Value> RunOpen(const BoundExpression& subquery, Entry& entry);
  Result<void> RunTogether(const BoundExpression& subquery, Entry& entry, size_t lane_count,
                           Vector& out);

  ExecutionState& state_;
  std::map<const BoundExpression*, Entry> entries_;
};

}  // namespace rondo
