#pragma once

// PairTable: all edges of a step whose relation is small, by the pair of nodes that they connect,
// for steps that ask for many pairs. Open addressing; edges between the same two nodes stand in
// consecutive entries of their cluster.
//
// Thread rule: belongs to one thread.

#include <cstdint>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"

namespace rondo {

class PairTable {
 public:
  /// More edges are not kept: a table must stay in the processor's caches.
  static constexpr uint64_t kEdgesMax = uint64_t{1} << 17;

  /// Fills the table with the edges of `types`, which differ, as `direction` has it, seen from the
  /// first node of a pair. False, and no table, if ids are too large for it.
  Result<bool> Build(const GraphView& view, Direction direction, std::span<const EdgeTypeId> types);
  void Clear();

  /// Calls visit(edge) for each edge from `from` to `to`.
  template <typename Visit>
  void ForEach(NodeId from, NodeId to, const Visit& visit) const {
    if (from.value > UINT32_MAX || to.value > UINT32_MAX) {
      return;
    }
    const uint64_t key = KeyOf(from, to);
    for (size_t slot = SlotOf(key); keys_[slot] != kFree; slot = (slot + 1) & mask_) {
      if (keys_[slot] == key) {
        visit(edges_[slot]);
      }
    }
  }
  size_t memory_size() const { return keys_.size() * (sizeof(uint64_t) + sizeof(EdgeId)); }

 private:
  static constexpr uint64_t kFree = ~uint64_t{0};

  static uint64_t KeyOf(NodeId from, NodeId to) { return from.value << 32 | to.value; }
  size_t SlotOf(uint64_t key) const {
    // The golden ratio in 64 bits: neighboring keys are spread out.
    return static_cast<size_t>(key * 0x9E3779B97F4A7C15U >> shift_);
  }
  void Insert(NodeId from, NodeId to, EdgeId edge);

  std::vector<uint64_t> keys_;
  std::vector<EdgeId> edges_;
  size_t mask_ = 0;
  unsigned shift_ = 0;
};

}  // namespace rondo
