// Aggregation and DISTINCT as steps. The groups and their values: aggregation.h.

#include <algorithm>
#include <memory>

#include "graph/base/marked_numbers.h"
#include "query/execute/operator/aggregation.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/parallel_input.h"

namespace rondo {

namespace {

class Aggregate final : public ChainedOperator {
 public:
  Aggregate(ExecutionState& state, const AggregatePlan& plan, OperatorPtr input,
            std::unique_ptr<ParallelInput> parallel)
      : ChainedOperator(state, std::move(input)),
        rows_(state.plan().slot_count),
        aggregation_(state, plan),
        parallel_(std::move(parallel)) {}

  Result<void> Open() override {
    aggregation_.Clear();
    next_group_ = 0;
    is_done_ = false;
    is_shared_ = parallel_ != nullptr && parallel_->IsPossible();
    return is_shared_ ? Result<void>() : ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    if (!is_done_) {
      RONDO_TRY(is_shared_ ? parallel_->TakeInAll(aggregation_) : TakeInAll());
      is_done_ = true;
    }
    size_t count = std::min(aggregation_.group_count() - next_group_, state().batch_capacity());
    RONDO_TRY(aggregation_.Finish(next_group_, count, out));
    next_group_ += count;
    return {};
  }

 private:
  Result<void> TakeInAll() {
    while (true) {
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(input().Next(rows_));
      if (rows_.empty()) {
        return {};
      }
      RONDO_TRY(aggregation_.TakeIn(rows_));
    }
  }

  Batch rows_;
  Aggregation aggregation_;
  std::unique_ptr<ParallelInput> parallel_;  // Null: never shared.
  size_t next_group_ = 0;
  bool is_done_ = false;
  bool is_shared_ = false;
};

/// Each node once, where rows are nothing but nodes.
class DistinctNodes final : public RowFilter {
 public:
  DistinctNodes(ExecutionState& state, const DistinctNodesPlan& plan, OperatorPtr input)
      : RowFilter(state, std::move(input)), plan_(plan) {}

  Result<void> Open() override {
    seen_.Clear();
    return ChainedOperator::Open();
  }

 private:
  Result<void> Choose(const Batch& rows, std::vector<uint32_t>& lanes) override {
    RONDO_TRY_ASSIGN(std::span<const NodeId> nodes, NodesOf(rows.column(plan_.slot), ids_));
    for (size_t lane = 0; lane < nodes.size(); ++lane) {
      // What cannot be marked goes on: the step behind does not mind.
      if (nodes[lane].value >= MarkedNumbers::kNumbersMax || seen_.Mark(nodes[lane].value)) {
        lanes.push_back(static_cast<uint32_t>(lane));
      }
    }
    return {};
  }

  const DistinctNodesPlan& plan_;
  MarkedNumbers seen_;
  std::vector<NodeId> ids_;
};

class Distinct final : public RowFilter {
 public:
  Distinct(ExecutionState& state, const DistinctPlan& plan, OperatorPtr input)
      : RowFilter(state, std::move(input)), plan_(plan), memory_(state) {}

  Result<void> Open() override {
    table_.Clear();
    memory_.Release();
    return ChainedOperator::Open();
  }

 private:
  Result<void> Choose(const Batch& rows, std::vector<uint32_t>& lanes) override {
    columns_.clear();
    for (SlotIndex slot : plan_.slots) {
      columns_.push_back(&rows.column(slot));
    }
    size_t known = table_.group_count();
    table_.FindOrAdd(columns_, rows.lane_count(), groups_);
    RONDO_TRY(memory_.GrowTo(table_.memory_size()));
    for (size_t lane = 0; lane < groups_.size(); ++lane) {
      if (groups_[lane] == known) {  // New groups are numbered in the order of their lanes.
        lanes.push_back(static_cast<uint32_t>(lane));
        ++known;
      }
    }
    return {};
  }

  const DistinctPlan& plan_;
  GroupingTable table_;
  ReservedMemory memory_;
  std::vector<const Vector*> columns_;
  std::vector<uint32_t> groups_;
};

}  // namespace

OperatorPtr MakeAggregate(ExecutionState& state, const AggregatePlan& plan, OperatorPtr input,
                          std::unique_ptr<ParallelInput> parallel) {
  return std::make_unique<Aggregate>(state, plan, std::move(input), std::move(parallel));
}

OperatorPtr MakeDistinctNodes(ExecutionState& state, const DistinctNodesPlan& plan,
                              OperatorPtr input) {
  return std::make_unique<DistinctNodes>(state, plan, std::move(input));
}

OperatorPtr MakeDistinct(ExecutionState& state, const DistinctPlan& plan, OperatorPtr input) {
  return std::make_unique<Distinct>(state, plan, std::move(input));
}

}  // namespace rondo
