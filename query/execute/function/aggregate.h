#pragma once

// Aggregates: count, sum, avg, min, max, collect, percentiles, deviations, each with and without
// DISTINCT. One Aggregator holds the states of all groups of one aggregate, in columns, and takes
// in whole batches; which lane belongs to which group is decided by the operator.
//
// Thread rule: one thread at a time; parallel workers fill aggregators of their own and merge.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_statement.h"
#include "query/execute/expression/vector.h"

namespace rondo {

/// The lanes that an aggregator takes in.
struct AggregateInput {
  size_t lane_count = 0;
  /// One vector of lane_count lanes per argument; none for count(*).
  std::span<const Vector* const> arguments;
  /// The group of each lane, below the group count; empty: all lanes are of group 0.
  std::span<const uint32_t> groups;
  /// How many equal rows each lane stands for; empty: one. For operators that count instead of
  /// making rows.
  std::span<const uint64_t> weights;
};

class Aggregator {
 public:
  virtual ~Aggregator() = default;

  /// Makes sure that groups 0 to group_count - 1 exist. Never takes any away.
  virtual void ResizeGroups(size_t group_count) = 0;

  /// Takes in lanes. Errors: Type("InvalidArgumentValue") for values that cannot be added,
  /// Arithmetic("IntegerOverflow"), Argument("NumberOutOfRange") for a percentile outside [0, 1].
  virtual Result<void> Update(const AggregateInput& input) = 0;

  /// Takes in the groups of `other`, which is of the same aggregate: its group i becomes part of
  /// `groups[i]`. `other` is used up.
  virtual Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) = 0;

  /// The result of one group. A group without values gives 0, null or an empty list, as openCypher
  /// has it.
  virtual Result<Value> Finish(size_t group) = 0;

  /// Bytes held, roughly, without what values share with the graph.
  virtual size_t memory_size() const = 0;
};

/// An aggregator without groups for `aggregate`, which must outlive it.
std::unique_ptr<Aggregator> MakeAggregator(const BoundAggregate& aggregate);

}  // namespace rondo
