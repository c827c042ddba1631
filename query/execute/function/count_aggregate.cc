// count(*), count(x) and count(DISTINCT x).

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "graph/base/marked_numbers.h"
#include "query/execute/function/aggregate_kinds.h"
#include "query/execute/function/distinct_values.h"

namespace rondo {

namespace {

void GrowTo(std::vector<uint64_t>& counts, size_t group_count) {
  if (group_count > counts.size()) {
    counts.resize(group_count);
  }
}

Result<void> MergeCounts(std::vector<uint64_t>& counts, const std::vector<uint64_t>& other,
                         std::span<const uint32_t> groups) {
  for (size_t group = 0; group < groups.size(); ++group) {
    counts[groups[group]] += other[group];
  }
  return {};
}

class Count final : public Aggregator {
 public:
  void ResizeGroups(size_t group_count) override { GrowTo(counts_, group_count); }

  Result<void> Update(const AggregateInput& input) override {
    bool all_lanes = input.arguments.empty();
    if (all_lanes && input.groups.empty()) {
      counts_[0] += input.weights.empty() ? input.lane_count
                                          : std::reduce(input.weights.begin(), input.weights.end());
      return {};
    }
    return VisitLanes(input, [&](size_t lane, uint32_t group, uint64_t weight) -> Result<void> {
      if (all_lanes || !input.arguments[0]->IsNull(lane)) {
        counts_[group] += weight;
      }
      return {};
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    return MergeCounts(counts_, static_cast<Count&>(other).counts_, groups);
  }

  Result<Value> Finish(size_t group) override { return Value(counts_[group]); }
  size_t memory_size() const override { return counts_.capacity() * sizeof(uint64_t); }

 private:
  std::vector<uint64_t> counts_;
};

/// Nodes and small integers of group 0 are marked by their numbers, everything else is kept in a
/// hash table.
class CountDistinct final : public Aggregator {
 public:
  void ResizeGroups(size_t group_count) override { GrowTo(counts_, group_count); }

  Result<void> Update(const AggregateInput& input) override {
    const Vector& column = *input.arguments[0];
    if (input.groups.empty() && column.form() == Vector::Form::kNodes) {
      for (NodeId node : column.nodes()) {
        if (node.valid()) {
          InsertNode(node);
        }
      }
      return {};
    }
    if (input.groups.empty() && column.form() == Vector::Form::kIntegers) {
      std::span<const int64_t> integers = column.integers();
      for (size_t entry = 0; entry < integers.size(); ++entry) {
        if (column.integer_nulls()[entry] == 0) {
          InsertInteger(integers[entry]);
        }
      }
      return {};
    }
    return VisitValues(input, [&](const Value& value, uint32_t group, uint64_t) -> Result<void> {
      Insert(value, group);
      return {};
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    auto& distinct = static_cast<CountDistinct&>(other);
    for (const DistinctValues::Entry& entry : distinct.values_.entries()) {
      Insert(entry.value, groups[entry.group]);
    }
    distinct.nodes_.ForEach([&](uint64_t node) { Insert(Value(NodeId(node)), groups[0]); });
    distinct.integers_.ForEach([&](uint64_t integer) { Insert(Value(integer), groups[0]); });
    return {};
  }

  Result<Value> Finish(size_t group) override { return Value(counts_[group]); }

  size_t memory_size() const override {
    return counts_.capacity() * sizeof(uint64_t) + nodes_.memory_size() + integers_.memory_size() +
           values_.memory_size();
  }

 private:
  /// Integers may lie far apart, unlike ids: 1 MiB at most.
  static constexpr int64_t kMarkedIntegersMax = int64_t{1} << 20;

  void Insert(const Value& value, uint32_t group) {
    if (group == 0 && value.is(Value::Kind::kNode)) {
      InsertNode(value.node());
    } else if (group == 0 && value.is(Value::Kind::kInteger)) {
      InsertInteger(value.integer());
    } else if (group == 0 && IsMarkedInteger(value)) {
      InsertInteger(static_cast<int64_t>(value.floating()));  // 1.0 is like 1.
    } else {
      InsertOther(value, group);
    }
  }

  static bool IsMarkedInteger(const Value& value) {
    return value.is(Value::Kind::kFloat) && value.floating() >= 0 &&
           value.floating() < static_cast<double>(kMarkedIntegersMax) &&
           std::trunc(value.floating()) == value.floating();
  }

  void InsertNode(NodeId node) {
    if (node.value >= MarkedNumbers::kNumbersMax) {
      InsertOther(Value(node), 0);
    } else if (nodes_.Mark(node.value)) {
      ++counts_[0];
    }
  }
  void InsertInteger(int64_t integer) {
    if (integer < 0 || integer >= kMarkedIntegersMax) {
      InsertOther(Value(integer), 0);
    } else if (integers_.Mark(static_cast<uint64_t>(integer))) {
      ++counts_[0];
    }
  }
  void InsertOther(const Value& value, uint32_t group) {
    if (values_.Insert(value, group)) {
      ++counts_[group];
    }
  }

  std::vector<uint64_t> counts_;
  MarkedNumbers nodes_;
  MarkedNumbers integers_;
  DistinctValues values_;
};

}  // namespace

std::unique_ptr<Aggregator> MakeCount() { return std::make_unique<Count>(); }
std::unique_ptr<Aggregator> MakeCountDistinct() { return std::make_unique<CountDistinct>(); }

}  // namespace rondo
