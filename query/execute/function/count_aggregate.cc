// count(*), count(x) and count(DISTINCT x).

#include <algorithm>
#include <vector>

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
    if (all_lanes && input.groups.empty() && input.weights.empty()) {
      counts_[0] += input.lane_count;
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

/// Nodes of group 0 are marked in a bit map, everything else is kept in a hash table.
class CountDistinct final : public Aggregator {
 public:
  void ResizeGroups(size_t group_count) override { GrowTo(counts_, group_count); }

  Result<void> Update(const AggregateInput& input) override {
    const Vector& column = *input.arguments[0];
    if (input.groups.empty() && column.form() == Vector::Form::kNodes) {
      for (NodeId node : column.nodes()) {
        Mark(node);
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
    for (uint64_t word = 0; word < distinct.marked_.size(); ++word) {
      for (uint64_t bits = distinct.marked_[word]; bits != 0; bits &= bits - 1) {
        auto bit = static_cast<uint64_t>(__builtin_ctzll(bits));
        Insert(Value(NodeId(word * kWordSize + bit)), groups[0]);
      }
    }
    return {};
  }

  Result<Value> Finish(size_t group) override { return Value(counts_[group]); }

  size_t memory_size() const override {
    return (counts_.capacity() + marked_.capacity()) * sizeof(uint64_t) + values_.memory_size();
  }

 private:
  static constexpr uint64_t kWordSize = 64;
  /// Ids beyond this (a bit map of 128 MiB) go to the hash table.
  static constexpr uint64_t kMarkedMax = uint64_t{1} << 30;

  void Insert(const Value& value, uint32_t group) {
    bool is_plain_node = value.is(Value::Kind::kNode) && value.node().value < kMarkedMax;
    if (group == 0 && is_plain_node) {
      Mark(value.node());
    } else if (values_.Insert(value, group)) {
      ++counts_[group];
    }
  }

  void Mark(NodeId node) {
    if (!node.valid()) {
      return;
    }
    if (node.value >= kMarkedMax) {
      Insert(Value(node), 0);
      return;
    }
    uint64_t word = node.value / kWordSize;
    if (word >= marked_.size()) {
      marked_.resize(std::max(word + 1, marked_.size() * 2));
    }
    uint64_t bit = uint64_t{1} << (node.value % kWordSize);
    counts_[0] += (marked_[word] & bit) == 0 ? 1 : 0;
    marked_[word] |= bit;
  }

  std::vector<uint64_t> counts_;
  std::vector<uint64_t> marked_;
  DistinctValues values_;
};

}  // namespace

std::unique_ptr<Aggregator> MakeCount() { return std::make_unique<Count>(); }
std::unique_ptr<Aggregator> MakeCountDistinct() { return std::make_unique<CountDistinct>(); }

}  // namespace rondo
