#include "graph/algorithms/similarity.h"

#include <algorithm>

namespace rondo {
namespace {

uint32_t DistinctCount(std::span<const NodeIndex> ascending) {
  uint32_t count = 0;
  NodeIndex previous = kNoNodeIndex;
  for (NodeIndex element : ascending) {
    count += element != previous ? 1 : 0;
    previous = element;
  }
  return count;
}

/// Calls `visit` with each element once. The list ascends.
template <typename Visit>
void ForEachDistinct(std::span<const NodeIndex> ascending, Visit visit) {
  NodeIndex previous = kNoNodeIndex;
  for (NodeIndex element : ascending) {
    if (element != previous) {
      visit(element);
    }
    previous = element;
  }
}

}  // namespace

Result<std::vector<SimilarPair>> NodeSimilarity(const CsrGraph& graph,
                                                const SimilarityOptions& options,
                                                const AlgorithmControl& control) {
  const NodeIndex node_count = graph.node_count();
  std::vector<uint32_t> set_sizes(node_count);
  for (NodeIndex node = 0; node < node_count; ++node) {
    set_sizes[node] = DistinctCount(graph.Outgoing(node));
  }
  std::vector<SimilarPair> pairs;
  std::vector<SimilarPair> candidates;
  std::vector<uint32_t> shared_counts(node_count, 0);
  std::vector<NodeIndex> touched;
  for (NodeIndex node = 0; node < node_count; ++node) {
    RONDO_TRY(control.Check());
    touched.clear();
    ForEachDistinct(graph.Outgoing(node), [&](NodeIndex target) {
      ForEachDistinct(graph.Incoming(target), [&](NodeIndex other) {
        if (other != node && shared_counts[other]++ == 0) {
          touched.push_back(other);
        }
      });
    });
    candidates.clear();
    for (NodeIndex other : touched) {
      const double shared = shared_counts[other];
      const double similarity = shared / (set_sizes[node] + set_sizes[other] - shared);
      if (similarity >= options.similarity_min) {
        candidates.push_back({node, other, similarity});
      }
      shared_counts[other] = 0;
    }
    const size_t kept_count = std::min<size_t>(options.top_count, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<ptrdiff_t>(kept_count),
                      candidates.end(), [](const SimilarPair& a, const SimilarPair& b) {
                        return a.similarity != b.similarity ? a.similarity > b.similarity
                                                            : a.right < b.right;
                      });
    pairs.insert(pairs.end(), candidates.begin(),
                 candidates.begin() + static_cast<ptrdiff_t>(kept_count));
  }
  return pairs;
}

}  // namespace rondo
