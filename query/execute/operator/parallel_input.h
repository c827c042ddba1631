#pragma once

// ParallelInput: the steps below an Aggregate, from a large scan on, run by several threads. Each
// worker has operators and a state of its own, takes stretches of the shared scan and aggregates
// what comes of them; at the end their aggregations are merged.
//
// Workers are built when they are first needed and kept. Thread rule: belongs to one thread, which
// is the one that waits for the others.

#include <memory>
#include <optional>
#include <vector>

#include "query/execute/operator/aggregation.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/subquery_operators.h"

namespace rondo {

class ParallelInput {
 public:
  /// REQUIRES: plan.shared_scan is set. With `profile`, what the steps do is added to it.
  ParallelInput(ExecutionState& state, const AggregatePlan& plan, PlanProfile* profile);

  /// Whether the running statement has threads to share with.
  bool IsPossible() const { return worker_count() > 1; }

  /// Fills `whole`, which is empty. The error of the worker that has one, of several the first's;
  /// the others stop soon then.
  Result<void> TakeInAll(Aggregation& whole);

 private:
  /// How many ids a worker takes at least at a time.
  uint64_t StretchSizeMin() const;

  struct Worker {
    Worker(ExecutionState& main, const AggregatePlan& plan, ScanShare share, bool measures);

    Result<void> Run(const ExecutionState::Start& start, uint64_t random_seed);

    ExecutionState state;
    SubqueryOperators subqueries;
    PlanProfile profile;
    OperatorPtr input;
    Aggregation aggregation;
    Batch rows;
  };

  uint32_t worker_count() const;

  ExecutionState& state_;
  const AggregatePlan& plan_;
  PlanProfile* const profile_;
  SharedScan scan_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace rondo
