#include "graph/algorithms/neighborhood.h"

#include <algorithm>

namespace rondo {

SimpleNeighborhoods::SimpleNeighborhoods(const CsrGraph& graph) {
  offsets_.reserve(size_t{graph.node_count()} + 1);
  offsets_.push_back(0);
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    const auto out = graph.Outgoing(node);
    const auto in = graph.undirected() ? std::span<const NodeIndex>() : graph.Incoming(node);
    const auto begin = static_cast<ptrdiff_t>(neighbors_.size());
    std::merge(out.begin(), out.end(), in.begin(), in.end(), std::back_inserter(neighbors_));
    auto end = std::unique(neighbors_.begin() + begin, neighbors_.end());
    end = std::remove(neighbors_.begin() + begin, end, node);
    neighbors_.erase(end, neighbors_.end());
    offsets_.push_back(neighbors_.size());
  }
}

}  // namespace rondo
