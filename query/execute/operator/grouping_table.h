#pragma once

// GroupingTable: numbers the different combinations of values that rows have in some columns, under
// equivalence, in the order in which they are met. For grouping and DISTINCT. Open addressing; a
// single column of nodes is numbered without hashing values.
// Thread rule: belongs to one thread.

#include <cstdint>
#include <span>
#include <vector>

#include "graph/model/value.h"
#include "query/execute/expression/vector.h"

namespace rondo {

class GroupingTable {
 public:
  void Clear();

  /// The group of each lane of the key columns, into `groups`; new combinations get the next
  /// numbers. All columns have `lane_count` lanes.
  void FindOrAdd(std::span<const Vector* const> keys, size_t lane_count,
                 std::vector<uint32_t>& groups);

  /// The same for the groups [begin, end) of another table of the same keys; their numbers are
  /// appended to `groups`.
  void FindOrAddGroups(const GroupingTable& other, size_t begin, size_t end,
                       std::vector<uint32_t>& groups);

  size_t group_count() const { return group_count_; }
  /// The value of a key in a group.
  Value Key(size_t group, size_t key) const;
  /// Bytes held, roughly.
  size_t memory_size() const;

 private:
  /// `key_of(key)` is the value of a key.
  template <typename KeyOf>
  uint32_t FindOrAddRow(uint64_t hash, const KeyOf& key_of);
  uint32_t FindOrAddNode(NodeId node);
  void LeaveNodes();
  void Grow();

  size_t key_count_ = 0;
  size_t group_count_ = 0;
  std::vector<Value> values_;     // key_count_ per group.
  std::vector<uint64_t> hashes_;  // One per group.
  std::vector<uint32_t> slots_;   // Group + 1, or 0. The size is a power of two.

  // While the only key has been a column of nodes: groups by node id.
  bool only_nodes_ = true;
  std::vector<NodeId> nodes_;
  std::vector<uint32_t> group_of_node_;  // Group + 1, or 0.
};

}  // namespace rondo
