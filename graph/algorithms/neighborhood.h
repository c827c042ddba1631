#pragma once

// Simple neighbourhoods: who is next to whom when directions, loops and multiple edges do not
// count. Several algorithms are defined on them.

#include <cstdint>
#include <vector>

#include "graph/view/csr_graph.h"

namespace rondo {

class SimpleNeighborhoods {
 public:
  /// O(n + m).
  explicit SimpleNeighborhoods(const CsrGraph& graph);

  NodeIndex node_count() const { return static_cast<NodeIndex>(offsets_.size() - 1); }
  /// Neighbours along or against edges, ascending, each once, without the node itself.
  std::span<const NodeIndex> Of(NodeIndex node) const {
    return std::span(neighbors_).subspan(offsets_[node], offsets_[node + 1] - offsets_[node]);
  }

 private:
  std::vector<uint64_t> offsets_;
  std::vector<NodeIndex> neighbors_;
};

}  // namespace rondo
