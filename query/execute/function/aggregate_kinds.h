#pragma once

// The aggregators by family, for MakeAggregator, and what they share. Inside the aggregates only.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "graph/base/result.h"
#include "query/execute/function/aggregate.h"

namespace rondo {

// ---- count_aggregate.cc
std::unique_ptr<Aggregator> MakeCount();
std::unique_ptr<Aggregator> MakeCountDistinct();
// ---- number_aggregate.cc. REQUIRES: kSum or kAvg; kStDev or kStDevP.
std::unique_ptr<Aggregator> MakeSum(const BoundAggregate& aggregate);
std::unique_ptr<Aggregator> MakeDeviation(const BoundAggregate& aggregate);
// ---- value_aggregate.cc. REQUIRES: kMin or kMax; kPercentileCont or kPercentileDisc.
std::unique_ptr<Aggregator> MakeExtreme(const BoundAggregate& aggregate);
std::unique_ptr<Aggregator> MakeCollect();
std::unique_ptr<Aggregator> MakePercentile(const BoundAggregate& aggregate);
// ---- aggregate.cc
/// Hands each value of a group to `inner` once, when the group is finished.
std::unique_ptr<Aggregator> MakeDistinct(std::unique_ptr<Aggregator> inner);

/// Calls visit(lane, group, weight), which gives Result<void>, for each lane.
template <typename Visit>
Result<void> VisitLanes(const AggregateInput& input, const Visit& visit) {
  for (size_t lane = 0; lane < input.lane_count; ++lane) {
    uint32_t group = input.groups.empty() ? 0 : input.groups[lane];
    uint64_t weight = input.weights.empty() ? 1 : input.weights[lane];
    RONDO_TRY(visit(lane, group, weight));
  }
  return {};
}

/// As VisitLanes, with the value of the first argument, where it is not null:
/// visit(value, group, weight).
template <typename Visit>
Result<void> VisitValues(const AggregateInput& input, const Visit& visit) {
  const Vector& column = *input.arguments[0];
  if (column.form() == Vector::Form::kValues) {
    std::span<const Value> values = column.values();
    return VisitLanes(input, [&](size_t lane, uint32_t group, uint64_t weight) -> Result<void> {
      const Value& value = values[column.EntryOf(lane)];
      return value.is_null() ? Result<void>() : visit(value, group, weight);
    });
  }
  return VisitLanes(input, [&](size_t lane, uint32_t group, uint64_t weight) -> Result<void> {
    Value value = column.Get(lane);
    return value.is_null() ? Result<void>() : visit(value, group, weight);
  });
}

/// Type("InvalidArgumentValue"): the aggregate cannot take in such a value.
Error WrongAggregateValue(const BoundAggregate& aggregate, const Value& value);

}  // namespace rondo
