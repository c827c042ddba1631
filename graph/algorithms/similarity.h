#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

struct SimilarPair {
  NodeIndex left = kNoNodeIndex;
  NodeIndex right = kNoNodeIndex;
  double similarity = 0.0;
};

struct SimilarityOptions {
  /// How many of the most similar nodes to keep for each node.
  uint32_t top_count = 10;
  double similarity_min = 1e-9;
};

/// Jaccard similarity of the sets of nodes that two nodes point to: shared over all. For each node
/// its most similar ones, best first, ties by index. Only pairs that share something are looked at:
/// O(sum over nodes of in-degree squared).
Result<std::vector<SimilarPair>> NodeSimilarity(const CsrGraph& graph,
                                                const SimilarityOptions& options = {},
                                                const AlgorithmControl& control = {});

}  // namespace rondo
