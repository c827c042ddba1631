#include "query/execute/operator/aggregation.h"

#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

Result<void> Aggregation::Columns::Evaluate(std::span<const BoundExpression* const> expressions,
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

Aggregation::Aggregation(ExecutionState& state, const AggregatePlan& plan)
    : state_(state), plan_(plan), memory_(state) {
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

void Aggregation::Clear() {
  table_.Clear();
  memory_.Release();
  stretches_.clear();
  aggregators_.clear();
  for (const BoundAggregate* aggregate : plan_.aggregates) {
    aggregators_.push_back(MakeAggregator(*aggregate));
    aggregators_.back()->ResizeGroups(plan_.groups.empty() ? 1 : 0);
  }
}

Result<void> Aggregation::TakeIn(const Batch& rows) {
  AggregateInput in;
  in.lane_count = rows.lane_count();
  if (!keys_.empty()) {
    RONDO_TRY(FindGroups(rows));
    in.groups = groups_;
  }
  if (plan_.weight != kNoSlot && rows.IsSet(plan_.weight)) {
    RONDO_TRY_ASSIGN(in.weights, WeightsOf(rows));
  }
  size_t memory = table_.memory_size();
  for (size_t index = 0; index < aggregators_.size(); ++index) {
    RONDO_TRY(argument_columns_[index].Evaluate(arguments_[index], state_.context(), rows));
    in.arguments = argument_columns_[index].all();
    if (!keys_.empty()) {
      aggregators_[index]->ResizeGroups(table_.group_count());
    }
    RONDO_TRY(aggregators_[index]->Update(in));
    memory += aggregators_[index]->memory_size();
  }
  return memory_.GrowTo(memory);
}

Result<void> Aggregation::FindGroups(const Batch& rows) {
  RONDO_TRY(key_columns_.Evaluate(keys_, state_.context(), rows));
  size_t known = table_.group_count();
  table_.FindOrAdd(key_columns_.all(), rows.lane_count(), groups_);
  uint64_t stretch = state_.share().stretch();
  if (table_.group_count() > known &&
      (stretches_.empty() || stretches_.back().stretch != stretch)) {
    stretches_.push_back({stretch, known});
  }
  return {};
}

Result<std::span<const uint64_t>> Aggregation::WeightsOf(const Batch& rows) {
  RONDO_TRY_ASSIGN(std::span<const NodeId> weights,
                   NodesOf(rows.column(plan_.weight), weight_ids_));
  weights_.resize(weights.size());
  std::ranges::transform(weights, weights_.begin(), &NodeId::value);
  return std::span<const uint64_t>(weights_);
}

std::vector<std::vector<uint32_t>> Aggregation::MergeGroups(std::span<Aggregation* const> parts) {
  struct Run {
    uint64_t stretch;
    size_t part;
    size_t begin;
    size_t end;
  };
  std::vector<Run> runs;
  for (size_t part = 0; part < parts.size(); ++part) {
    const std::vector<StretchStart>& starts = parts[part]->stretches_;
    for (size_t index = 0; index < starts.size(); ++index) {
      size_t end =
          index + 1 < starts.size() ? starts[index + 1].group : parts[part]->table_.group_count();
      runs.push_back({starts[index].stretch, part, starts[index].group, end});
    }
  }
  // Whoever was first in the scan has met its groups first.
  std::ranges::sort(runs, {}, &Run::stretch);
  std::vector<std::vector<uint32_t>> groups(parts.size());
  for (const Run& run : runs) {
    table_.FindOrAddGroups(parts[run.part]->table_, run.begin, run.end, groups[run.part]);
  }
  return groups;
}

Result<void> Aggregation::Merge(std::span<Aggregation* const> parts) {
  std::vector<std::vector<uint32_t>> groups(parts.size(), std::vector<uint32_t>{0});
  if (!keys_.empty()) {
    groups = MergeGroups(parts);
  }
  size_t memory = table_.memory_size();
  for (size_t index = 0; index < aggregators_.size(); ++index) {
    Aggregator& whole = *aggregators_[index];
    whole.ResizeGroups(group_count());
    for (size_t part = 0; part < parts.size(); ++part) {
      RONDO_TRY(whole.Merge(*parts[part]->aggregators_[index], groups[part]));
    }
    memory += whole.memory_size();
  }
  for (Aggregation* part : parts) {
    part->Clear();
  }
  return memory_.GrowTo(memory);
}

Result<void> Aggregation::Finish(size_t first, size_t count, Batch& out) {
  out.Reset(count);
  if (count == 0) {
    return {};
  }
  for (size_t key = 0; key < plan_.groups.size(); ++key) {
    Vector& column = out.Set(plan_.groups[key].slot);
    column.Clear();
    for (size_t lane = 0; lane < count; ++lane) {
      column.Append(table_.Key(first + lane, key));
    }
  }
  for (size_t index = 0; index < aggregators_.size(); ++index) {
    std::span<Value> values = out.Set(plan_.aggregates[index]->slot).ResetToValues(count);
    for (size_t lane = 0; lane < count; ++lane) {
      RONDO_TRY_ASSIGN(values[lane], aggregators_[index]->Finish(first + lane));
    }
  }
  return {};
}

}  // namespace rondo
