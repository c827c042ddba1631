#include "query/execute/function/aggregate.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "graph/base/check.h"
#include "query/execute/function/aggregate_kinds.h"
#include "query/execute/function/distinct_values.h"

namespace rondo {

namespace {

class Distinct final : public Aggregator {
 public:
  explicit Distinct(std::unique_ptr<Aggregator> inner) : inner_(std::move(inner)) {}

  void ResizeGroups(size_t group_count) override {
    if (group_count > further_arguments_.size()) {
      further_arguments_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    return VisitLanes(input, [&](size_t lane, uint32_t group, uint64_t) -> Result<void> {
      Value value = input.arguments[0]->Get(lane);
      if (!value.is_null()) {
        values_.Insert(value, group);
      }
      if (input.arguments.size() > 1) {
        further_arguments_[group] = input.arguments[1]->Get(lane);
        has_further_argument_ = true;
      }
      return {};
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    auto& distinct = static_cast<Distinct&>(other);
    for (const DistinctValues::Entry& entry : distinct.values_.entries()) {
      values_.Insert(entry.value, groups[entry.group]);
    }
    for (size_t group = 0; group < groups.size(); ++group) {
      if (!distinct.further_arguments_[group].is_null()) {
        further_arguments_[groups[group]] = distinct.further_arguments_[group];
      }
    }
    has_further_argument_ = has_further_argument_ || distinct.has_further_argument_;
    return {};
  }

  Result<Value> Finish(size_t group) override {
    if (!handed_over_) {
      RONDO_TRY(HandOver());
    }
    return inner_->Finish(group);
  }

  size_t memory_size() const override {
    return values_.memory_size() + further_arguments_.capacity() * sizeof(Value) +
           inner_->memory_size();
  }

 private:
  /// Gives all values of all groups to the inner aggregator.
  Result<void> HandOver() {
    handed_over_ = true;
    inner_->ResizeGroups(further_arguments_.size());
    const std::vector<DistinctValues::Entry>& entries = values_.entries();
    Vector values;
    Vector further;
    std::vector<uint32_t> groups;
    for (size_t begin = 0; begin < entries.size(); begin += kBatchCapacity) {
      size_t end = std::min(begin + kBatchCapacity, entries.size());
      values.Clear();
      further.Clear();
      groups.clear();
      for (size_t index = begin; index < end; ++index) {
        values.Append(entries[index].value);
        further.Append(further_arguments_[entries[index].group]);
        groups.push_back(entries[index].group);
      }
      const Vector* arguments[] = {&values, &further};
      AggregateInput input;
      input.lane_count = groups.size();
      input.arguments = {arguments, has_further_argument_ ? size_t{2} : size_t{1}};
      input.groups = groups;
      RONDO_TRY(inner_->Update(input));
    }
    return {};
  }

  std::unique_ptr<Aggregator> inner_;
  DistinctValues values_;
  std::vector<Value> further_arguments_;  // The second argument, which all rows of a group share.
  bool has_further_argument_ = false;
  bool handed_over_ = false;
};

std::unique_ptr<Aggregator> MakePlain(const BoundAggregate& aggregate) {
  switch (aggregate.function->id) {
    case FunctionId::kCount:
      return MakeCount();
    case FunctionId::kSum:
    case FunctionId::kAvg:
      return MakeSum(aggregate);
    case FunctionId::kStDev:
    case FunctionId::kStDevP:
      return MakeDeviation(aggregate);
    case FunctionId::kMin:
    case FunctionId::kMax:
      return MakeExtreme(aggregate);
    case FunctionId::kCollect:
      return MakeCollect();
    case FunctionId::kPercentileCont:
    case FunctionId::kPercentileDisc:
      return MakePercentile(aggregate);
    default:
      RONDO_CHECK(false);
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<Aggregator> MakeDistinct(std::unique_ptr<Aggregator> inner) {
  return std::make_unique<Distinct>(std::move(inner));
}

std::unique_ptr<Aggregator> MakeAggregator(const BoundAggregate& aggregate) {
  if (aggregate.star) {
    return MakeCount();
  }
  if (!aggregate.distinct) {
    return MakePlain(aggregate);
  }
  switch (aggregate.function->id) {
    case FunctionId::kCount:
      return MakeCountDistinct();
    case FunctionId::kMin:
    case FunctionId::kMax:
      return MakePlain(aggregate);  // The same with and without repetitions.
    default:
      return MakeDistinct(MakePlain(aggregate));
  }
}

Error WrongAggregateValue(const BoundAggregate& aggregate, const Value& value) {
  std::string message(aggregate.function->name);
  message += "() cannot take in ";
  message += KindName(value.kind());
  return RuntimeError(ErrorCode::kType, "InvalidArgumentValue", std::move(message), aggregate.span);
}

}  // namespace rondo
