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
  /// More edges are not kept. What most pairs ask, the filter, stays in the processor's caches: two
  /// bytes for each edge and direction.
  static constexpr uint64_t kEdgesMax = uint64_t{1} << 20;

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
    const uint64_t hash = HashOf(key);
    if (!IsLikely(hash)) {
      return;
    }
    for (size_t slot = SlotOf(hash); keys_[slot] != kFree; slot = (slot + 1) & mask_) {
      if (keys_[slot] == key) {
        visit(edges_[slot]);
      }
    }
  }
  size_t memory_size() const {
    return keys_.size() * (sizeof(uint64_t) + sizeof(EdgeId)) + filter_.size() * sizeof(uint64_t);
  }

 private:
  static constexpr uint64_t kFree = ~uint64_t{0};

  static uint64_t KeyOf(NodeId from, NodeId to) { return from.value << 32 | to.value; }
  /// Neighboring keys are spread out. The finalizer of MurmurHash3.
  static uint64_t HashOf(uint64_t key) {
    key = (key ^ key >> 33) * 0xff51afd7ed558ccdU;
    key = (key ^ key >> 33) * 0xc4ceb9fe1a85ec53U;
    return key ^ key >> 33;
  }
  size_t SlotOf(uint64_t hash) const { return static_cast<size_t>(hash) & mask_; }
  /// False for most pairs without an edge, and never for one with an edge.
  bool IsLikely(uint64_t hash) const {
    const uint64_t bit = hash >> filter_shift_;
    return (filter_[bit / 64] >> bit % 64 & 1) != 0;
  }
  void Insert(NodeId from, NodeId to, EdgeId edge);

  std::vector<uint64_t> keys_;
  std::vector<EdgeId> edges_;
  size_t mask_ = 0;
  // A bit for the upper bits of the hash of each pair: small enough for the processor's nearer
  // caches, so that pairs without an edge hardly cost.
  std::vector<uint64_t> filter_;
  unsigned filter_shift_ = 0;
};

}  // namespace rondo
