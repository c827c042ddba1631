#pragma once

// Aggregation: the groups of an Aggregate step and what has been aggregated for each. Rows are
// numbered by group; aggregators take in whole batches. Several aggregations of one step, filled by
// workers that shared a scan, merge into one whose groups stand as if it had taken in all rows in
// the order of the scan.
//
// Thread rule: belongs to one thread.

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "query/execute/function/aggregate.h"
#include "query/execute/operator/execution_state.h"
#include "query/execute/operator/grouping_table.h"

namespace rondo {

/// What a table that grows has reserved of the statement's memory.
class ReservedMemory {
 public:
  explicit ReservedMemory(ExecutionState& state) : state_(state) {}

  Result<void> GrowTo(size_t size) {
    if (size <= size_) {
      return {};
    }
    size_t more = size - size_;
    size_ = size;
    return state_.ReserveMemory(more);
  }
  void Release() {
    state_.ReleaseMemory(size_);
    size_ = 0;
  }

 private:
  ExecutionState& state_;
  size_t size_ = 0;
};

class Aggregation {
 public:
  Aggregation(ExecutionState& state, const AggregatePlan& plan);

  /// Begins anew: without rows.
  void Clear();
  Result<void> TakeIn(const Batch& rows);
  /// Takes in what the workers' aggregations have, which are used up.
  Result<void> Merge(std::span<Aggregation* const> parts);

  /// Without keys there is one group, with or without rows.
  size_t group_count() const { return plan_.groups.empty() ? 1 : table_.group_count(); }
  /// Replaces `out` with the groups [first, first + count) and their results.
  Result<void> Finish(size_t first, size_t count, Batch& out);

 private:
  /// The columns of some expressions, borrowed from the batch where they are variables.
  class Columns {
   public:
    Result<void> Evaluate(std::span<const BoundExpression* const> expressions,
                          EvaluationContext& context, const Batch& rows);
    std::span<const Vector* const> all() const { return columns_; }

   private:
    std::vector<Vector> scratch_;
    std::vector<const Vector*> columns_;
  };

  /// The first group that was met in a stretch of a shared scan.
  struct StretchStart {
    uint64_t stretch;
    size_t group;
  };

  Result<void> FindGroups(const Batch& rows);
  Result<std::span<const uint64_t>> WeightsOf(const Batch& rows);
  /// For each part, the groups here of its groups.
  std::vector<std::vector<uint32_t>> MergeGroups(std::span<Aggregation* const> parts);

  ExecutionState& state_;
  const AggregatePlan& plan_;
  GroupingTable table_;
  ReservedMemory memory_;
  std::vector<const BoundExpression*> keys_;
  std::vector<std::vector<const BoundExpression*>> arguments_;  // Of each aggregate.
  Columns key_columns_;
  std::vector<Columns> argument_columns_;
  std::vector<std::unique_ptr<Aggregator>> aggregators_;
  std::vector<uint32_t> groups_;
  std::vector<NodeId> weight_ids_;
  std::vector<uint64_t> weights_;
  std::vector<StretchStart> stretches_;  // Of a worker: those that brought groups, ascending.
};

}  // namespace rondo
