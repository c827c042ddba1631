#pragma once

// ReachedNodes: the nodes that a breadth-first search has met, level by level, each with the edges
// by which it was met first: one, or all that lead there in as few steps.
//
// Nodes are numbered from 0, the root, in the order in which they were met. Clear takes constant
// time and keeps all memory. Thread rule: belongs to one thread.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "graph/base/prefetch.h"
#include "graph/model/ids.h"

namespace rondo {

class ReachedNodes {
 public:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  /// A last edge of a shortest way to a node.
  struct Arrival {
    EdgeId edge;
    uint32_t from = kNone;  // The node before; kNone at the root.
    uint32_t next = kNone;  // Another arrival at the same node.
  };

  /// Begins with `root` alone.
  void Clear(NodeId root);

  uint32_t node_count() const { return static_cast<uint32_t>(nodes_.size()); }
  NodeId node(uint32_t index) const { return nodes_[index].node; }
  uint32_t depth(uint32_t index) const { return nodes_[index].depth; }
  uint32_t first_arrival(uint32_t index) const { return nodes_[index].arrival; }
  const Arrival& arrival(uint32_t index) const { return arrivals_[index]; }

  /// The number of `node`, or kNone.
  uint32_t Find(NodeId node) const;
  /// The number of `node`; where it is new, it becomes the last one, met by `edge` from `from`.
  uint32_t FindOrAdd(NodeId node, EdgeId edge, uint32_t from);
  /// One more edge that leads to `index` in as few steps.
  void AddArrival(uint32_t index, EdgeId edge, uint32_t from);

  /// Hints that `node` is looked for soon.
  void Prefetch(NodeId node) const { rondo::Prefetch(&slots_[FirstSlotOf(node)]); }

  size_t memory_size() const;

 private:
  struct Node {
    NodeId node;
    uint32_t depth = 0;
    uint32_t arrival = kNone;
  };
  struct Slot {
    uint64_t node = 0;
    uint32_t epoch = 0;  // Holds a node if it is the current one.
    uint32_t index = 0;
  };

  /// Where the search for `node` begins. Fibonacci hashing (Knuth, volume 3, 6.4): the high half of
  /// the product is well mixed.
  size_t FirstSlotOf(NodeId node) const {
    return ((node.value * 0x9E3779B97F4A7C15U) >> 32) & (slots_.size() - 1);
  }
  size_t SlotOf(NodeId node) const;
  void Grow();

  std::vector<Node> nodes_;
  std::vector<Arrival> arrivals_;
  std::vector<Slot> slots_;  // Open addressing; a power of two.
  uint32_t epoch_ = 0;
};

}  // namespace rondo
