#include "graph/algorithms/components.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>

#include "graph/algorithms/neighborhood.h"
#include "graph/base/parallel.h"

namespace rondo {
namespace {

/// Union-find over node indexes that several threads may use at once (Anderson and Woll 1991): a
/// parent only ever becomes a smaller index, so roots name their components.
class ConcurrentForest {
 public:
  explicit ConcurrentForest(NodeIndex node_count) : parents_(node_count) {
    std::iota(parents_.begin(), parents_.end(), NodeIndex{0});
  }

  NodeIndex Root(NodeIndex node) {
    while (true) {
      const NodeIndex parent = Load(node);
      if (parent == node) {
        return node;
      }
      const NodeIndex grandparent = Load(parent);
      if (grandparent != parent) {
        // Halves the path. If another thread has changed the parent, its change is as good.
        NodeIndex expected = parent;
        std::atomic_ref(parents_[node])
            .compare_exchange_weak(expected, grandparent, std::memory_order_relaxed);
      }
      node = grandparent;
    }
  }

  void Unite(NodeIndex a, NodeIndex b) {
    while (true) {
      a = Root(a);
      b = Root(b);
      if (a == b) {
        return;
      }
      const auto [low, high] = std::minmax(a, b);
      NodeIndex expected = high;
      if (std::atomic_ref(parents_[high])
              .compare_exchange_strong(expected, low, std::memory_order_relaxed)) {
        return;
      }
    }
  }

  /// Whether two nodes have the same parent now, and so the same root for ever.
  bool HaveOneParent(NodeIndex a, NodeIndex b) { return Load(a) == Load(b); }

  /// Makes the root the parent. REQUIRES: nobody unites at the same time.
  void Flatten(NodeIndex node) {
    std::atomic_ref(parents_[node]).store(Root(node), std::memory_order_relaxed);
  }

  std::vector<NodeIndex> TakeParents() { return std::move(parents_); }

 private:
  NodeIndex Load(NodeIndex node) {
    return std::atomic_ref(parents_[node]).load(std::memory_order_relaxed);
  }

  std::vector<NodeIndex> parents_;
};

/// Replaces arbitrary component numbers by the smallest index of each component.
std::vector<NodeIndex> NameBySmallest(const std::vector<NodeIndex>& component_of,
                                      size_t component_count) {
  std::vector<NodeIndex> smallest(component_count, kNoNodeIndex);
  std::vector<NodeIndex> named(component_of.size());
  for (NodeIndex node = 0; node < component_of.size(); ++node) {
    NodeIndex& name = smallest[component_of[node]];
    name = std::min(name, node);
    named[node] = name;
  }
  return named;
}

}  // namespace

Result<std::vector<NodeIndex>> WeaklyConnectedComponents(const CsrGraph& graph,
                                                         const AlgorithmControl& control) {
  const CsrRows& rows = graph.outgoing();
  ConcurrentForest forest(graph.node_count());
  const std::vector<size_t> bounds =
      BoundsByEntries(rows.offsets, WorkerCountFor(graph.edge_count()));
  auto unite = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    for (size_t node = begin; node < end; ++node) {
      if ((node - begin) % kNodesPerCheck == 0) {
        RONDO_TRY(control.Check());
      }
      const auto index = static_cast<NodeIndex>(node);
      for (const NodeIndex neighbor : rows.Of(index)) {
        if (!forest.HaveOneParent(index, neighbor)) {
          forest.Unite(index, neighbor);
        }
      }
    }
    return {};
  };
  auto flatten = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    for (size_t node = begin; node < end; ++node) {
      forest.Flatten(static_cast<NodeIndex>(node));
    }
    return {};
  };
  RONDO_TRY(RunStretches(bounds, unite));
  RONDO_TRY(RunStretches(bounds, flatten));
  return forest.TakeParents();
}

namespace {

/// Tarjan's search with a stack of its own, so that long chains do not exhaust the thread's.
class StrongComponentSearch {
 public:
  explicit StrongComponentSearch(const CsrGraph& graph)
      : rows_(graph.outgoing()),
        orders_(graph.node_count(), kUnseen),
        lowest_(graph.node_count()),
        component_of_(graph.node_count(), kNoNodeIndex) {}

  Result<std::vector<NodeIndex>> Run(const AlgorithmControl& control) {
    for (NodeIndex root = 0; root < orders_.size(); ++root) {
      if (orders_[root] == kUnseen) {
        RONDO_TRY(SearchFrom(root, control));
      }
    }
    return NameBySmallest(component_of_, component_count_);
  }

 private:
  static constexpr uint32_t kUnseen = ~uint32_t{0};
  struct Frame {
    NodeIndex node;
    uint32_t next_edge;  // Position of the edge to follow next.
  };

  Result<void> SearchFrom(NodeIndex root, const AlgorithmControl& control) {
    Enter(root);
    while (!path_.empty()) {
      Frame& frame = path_.back();
      if (frame.next_edge == rows_.offsets[frame.node + size_t{1}]) {
        Leave();
        continue;
      }
      const NodeIndex target = rows_.neighbors[frame.next_edge++];
      if (orders_[target] == kUnseen) {
        if (seen_count_ % kNodesPerCheck == 0) {
          RONDO_TRY(control.Check());
        }
        Enter(target);
      } else if (component_of_[target] == kNoNodeIndex) {
        lowest_[frame.node] = std::min(lowest_[frame.node], orders_[target]);
      }
    }
    return {};
  }

  void Enter(NodeIndex node) {
    orders_[node] = seen_count_;
    lowest_[node] = seen_count_;
    ++seen_count_;
    open_.push_back(node);
    path_.push_back({node, rows_.offsets[node]});
  }

  /// All edges of the last node were followed: where nothing leads further up, what is open from it
  /// on is a component.
  void Leave() {
    const NodeIndex node = path_.back().node;
    path_.pop_back();
    if (!path_.empty()) {
      NodeIndex& lowest = lowest_[path_.back().node];
      lowest = std::min(lowest, lowest_[node]);
    }
    if (lowest_[node] != orders_[node]) {
      return;
    }
    NodeIndex member = kNoNodeIndex;
    do {
      member = open_.back();
      open_.pop_back();
      component_of_[member] = component_count_;
    } while (member != node);
    ++component_count_;
  }

  const CsrRows& rows_;
  std::vector<uint32_t> orders_;  // When a node was first seen.
  std::vector<uint32_t> lowest_;  // The earliest open node that can be reached.
  std::vector<NodeIndex> component_of_;
  std::vector<NodeIndex> open_;  // Seen, but in no component yet.
  std::vector<Frame> path_;
  uint32_t seen_count_ = 0;
  NodeIndex component_count_ = 0;
};

}  // namespace

Result<std::vector<NodeIndex>> StronglyConnectedComponents(const CsrGraph& graph,
                                                           const AlgorithmControl& control) {
  RONDO_TRY(control.Check());
  return StrongComponentSearch(graph).Run(control);
}

Result<std::vector<uint32_t>> CoreNumbers(const CsrGraph& graph, const AlgorithmControl& control) {
  RONDO_TRY(control.Check());
  const SimpleNeighborhoods neighborhoods(graph);
  const NodeIndex node_count = graph.node_count();
  std::vector<uint32_t> degrees(node_count);
  for (NodeIndex node = 0; node < node_count; ++node) {
    degrees[node] = static_cast<uint32_t>(neighborhoods.Of(node).size());
  }
  // Nodes sorted by degree in buckets; taking a node away moves its neighbours one bucket down.
  const uint32_t degree_max =
      node_count == 0 ? 0 : *std::max_element(degrees.begin(), degrees.end());
  std::vector<NodeIndex> bucket_begin(size_t{degree_max} + 2, 0);
  for (uint32_t degree : degrees) {
    ++bucket_begin[degree + size_t{1}];
  }
  std::partial_sum(bucket_begin.begin(), bucket_begin.end(), bucket_begin.begin());
  std::vector<NodeIndex> order(node_count);
  std::vector<NodeIndex> position(node_count);
  std::vector<NodeIndex> next(bucket_begin.begin(), bucket_begin.end());
  for (NodeIndex node = 0; node < node_count; ++node) {
    position[node] = next[degrees[node]]++;
    order[position[node]] = node;
  }
  for (NodeIndex index = 0; index < node_count; ++index) {
    if (index % kNodesPerCheck == 0) {
      RONDO_TRY(control.Check());
    }
    const NodeIndex node = order[index];
    for (NodeIndex neighbor : neighborhoods.Of(node)) {
      if (degrees[neighbor] <= degrees[node]) {
        continue;
      }
      const NodeIndex first = std::max(bucket_begin[degrees[neighbor]], index + 1);
      const NodeIndex other = order[first];
      std::swap(order[position[neighbor]], order[first]);
      std::swap(position[neighbor], position[other]);
      bucket_begin[degrees[neighbor]] = first + 1;
      --degrees[neighbor];
    }
  }
  return degrees;
}

}  // namespace rondo
