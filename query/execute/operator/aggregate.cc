// Aggregation and DISTINCT: rows are numbered by group, aggregators take in whole batches.

#include <algorithm>
#include <memory>

#include "query/execute/function/aggregate.h"
#include "query/execute/function/marked_numbers.h"
#include "query/execute/operator/group_table.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

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

/// The columns of some expressions, borrowed from the batch where they are variables.
class Columns {
 public:
  Result<void> Evaluate(std::span<const BoundExpression* const> expressions,
                        EvaluationContext& context, const Batch& rows) {
    scratch_.resize(expressions.size());
    columns_.clear();
    for (size_t index = 0; index < expressions.size(); ++index) {
      RONDO_TRY_ASSIGN(const Vector* column,
                       EvaluateOrBorrow(*expressions[index], context, rows, scratch_[index]));
      columns_.push_back(column);
    }
    return {};
  }
  std::span<const Vector* const> all() const { return columns_; }

 private:
  std::vector<Vector> scratch_;
  std::vector<const Vector*> columns_;
};

class Aggregate final : public ChainedOperator {
 public:
  Aggregate(ExecutionState& state, const AggregatePlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        rows_(state.plan().slot_count),
        memory_(state) {
    for (const ProjectPlan::Item& item : plan.groups) {
      keys_.push_back(item.expression);
    }
    for (const BoundAggregate* aggregate : plan.aggregates) {
      std::vector<const BoundExpression*>& arguments = arguments_.emplace_back();
      for (const BoundExpressionPtr& argument : aggregate->arguments) {
        arguments.push_back(argument.get());
      }
    }
    argument_columns_.resize(arguments_.size());
  }

  Result<void> Open() override {
    table_.Clear();
    memory_.Release();
    aggregators_.clear();
    for (const BoundAggregate* aggregate : plan_.aggregates) {
      aggregators_.push_back(MakeAggregator(*aggregate));
      aggregators_.back()->ResizeGroups(plan_.groups.empty() ? 1 : 0);
    }
    next_group_ = 0;
    is_done_ = false;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    if (!is_done_) {
      RONDO_TRY(TakeInAll());
      is_done_ = true;
    }
    size_t group_count = plan_.groups.empty() ? 1 : table_.group_count();
    size_t count = std::min(group_count - next_group_, state().batch_capacity());
    out.Reset(count);
    if (count == 0) {
      return {};
    }
    for (size_t key = 0; key < plan_.groups.size(); ++key) {
      Vector& column = out.Set(plan_.groups[key].slot);
      column.Clear();
      for (size_t lane = 0; lane < count; ++lane) {
        column.Append(table_.Key(next_group_ + lane, key));
      }
    }
    for (size_t index = 0; index < aggregators_.size(); ++index) {
      std::span<Value> values = out.Set(plan_.aggregates[index]->slot).ResetToValues(count);
      for (size_t lane = 0; lane < count; ++lane) {
        RONDO_TRY_ASSIGN(values[lane], aggregators_[index]->Finish(next_group_ + lane));
      }
    }
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
      RONDO_TRY(TakeIn());
    }
  }

  Result<void> TakeIn() {
    AggregateInput in;
    in.lane_count = rows_.lane_count();
    if (!keys_.empty()) {
      RONDO_TRY(key_columns_.Evaluate(keys_, context(), rows_));
      table_.FindOrAdd(key_columns_.all(), rows_.lane_count(), groups_);
      in.groups = groups_;
    }
    if (plan_.weight != kNoSlot && rows_.IsSet(plan_.weight)) {
      RONDO_TRY_ASSIGN(std::span<const NodeId> weights,
                       NodesOf(rows_.column(plan_.weight), weight_ids_));
      weights_.clear();
      for (NodeId weight : weights) {
        weights_.push_back(weight.value);
      }
      in.weights = weights_;
    }
    size_t memory = table_.memory_size();
    for (size_t index = 0; index < aggregators_.size(); ++index) {
      RONDO_TRY(argument_columns_[index].Evaluate(arguments_[index], context(), rows_));
      in.arguments = argument_columns_[index].all();
      if (!keys_.empty()) {
        aggregators_[index]->ResizeGroups(table_.group_count());
      }
      RONDO_TRY(aggregators_[index]->Update(in));
      memory += aggregators_[index]->memory_size();
    }
    return memory_.GrowTo(memory);
  }

  const AggregatePlan& plan_;
  Batch rows_;
  GroupTable table_;
  ReservedMemory memory_;
  std::vector<const BoundExpression*> keys_;
  std::vector<std::vector<const BoundExpression*>> arguments_;  // Of each aggregate.
  Columns key_columns_;
  std::vector<Columns> argument_columns_;
  std::vector<std::unique_ptr<Aggregator>> aggregators_;
  std::vector<uint32_t> groups_;
  std::vector<NodeId> weight_ids_;
  std::vector<uint64_t> weights_;
  size_t next_group_ = 0;
  bool is_done_ = false;
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
      // What does not fit into the bit map goes on: the step behind does not mind.
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
  GroupTable table_;
  ReservedMemory memory_;
  std::vector<const Vector*> columns_;
  std::vector<uint32_t> groups_;
};

}  // namespace

OperatorPtr MakeAggregate(ExecutionState& state, const AggregatePlan& plan, OperatorPtr input) {
  return std::make_unique<Aggregate>(state, plan, std::move(input));
}

OperatorPtr MakeDistinctNodes(ExecutionState& state, const DistinctNodesPlan& plan,
                              OperatorPtr input) {
  return std::make_unique<DistinctNodes>(state, plan, std::move(input));
}

OperatorPtr MakeDistinct(ExecutionState& state, const DistinctPlan& plan, OperatorPtr input) {
  return std::make_unique<Distinct>(state, plan, std::move(input));
}

}  // namespace rondo
