#include "graph/algorithms/clustering.h"

#include <algorithm>

#include "graph/algorithms/neighborhood.h"
#include "graph/base/parallel.h"

namespace rondo {
namespace {

/// Elements that two ascending lists have in common.
uint64_t IntersectionSize(std::span<const NodeIndex> a, std::span<const NodeIndex> b) {
  uint64_t count = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left < *right) {
      ++left;
    } else if (*right < *left) {
      ++right;
    } else {
      ++count;
      ++left;
      ++right;
    }
  }
  return count;
}

/// As IntersectionSize, where `list` may hold an element several times (counted once).
uint64_t DistinctIntersectionSize(std::span<const NodeIndex> set, std::span<const NodeIndex> list) {
  uint64_t count = 0;
  auto member = set.begin();
  NodeIndex previous = kNoNodeIndex;
  for (NodeIndex element : list) {
    if (element == previous) {
      continue;
    }
    previous = element;
    while (member != set.end() && *member < element) {
      ++member;
    }
    if (member != set.end() && *member == element) {
      ++count;
    }
  }
  return count;
}

double Coefficient(const CsrGraph& graph, const SimpleNeighborhoods& neighborhoods,
                   NodeIndex node) {
  const auto neighbors = neighborhoods.Of(node);
  if (neighbors.size() < 2) {
    return 0.0;
  }
  uint64_t edge_count = 0;
  for (NodeIndex neighbor : neighbors) {
    // In an undirected graph the simple neighbourhood is the row itself, and each edge is met from
    // both ends.
    edge_count += graph.undirected()
                      ? IntersectionSize(neighbors, neighborhoods.Of(neighbor))
                      : DistinctIntersectionSize(neighbors, graph.Outgoing(neighbor));
    // A loop at the neighbour is no edge between two neighbours.
    if (!graph.undirected()) {
      const auto out = graph.Outgoing(neighbor);
      edge_count -= std::binary_search(out.begin(), out.end(), neighbor) ? 1 : 0;
    }
  }
  const double possible =
      static_cast<double>(neighbors.size()) * static_cast<double>(neighbors.size() - 1);
  return static_cast<double>(edge_count) / possible;
}

}  // namespace

Result<std::vector<uint64_t>> TriangleCounts(const CsrGraph& graph,
                                             const AlgorithmControl& control) {
  const SimpleNeighborhoods neighborhoods(graph);
  std::vector<uint64_t> counts(graph.node_count(), 0);
  // Each triangle a < b < c is met once, from its edge a-b.
  auto above = [](std::span<const NodeIndex> list, NodeIndex bound) {
    return std::span<const NodeIndex>(std::upper_bound(list.begin(), list.end(), bound),
                                      list.end());
  };
  for (NodeIndex a = 0; a < graph.node_count(); ++a) {
    if (a % kNodesPerCheck == 0) {
      RONDO_TRY(control.Check());
    }
    const auto after_a = above(neighborhoods.Of(a), a);
    for (NodeIndex b : after_a) {
      const auto after_b = above(neighborhoods.Of(b), b);
      auto left = after_a.begin();
      auto right = after_b.begin();
      while (left != after_a.end() && right != after_b.end()) {
        if (*left < *right) {
          ++left;
        } else if (*right < *left) {
          ++right;
        } else {
          ++counts[a];
          ++counts[b];
          ++counts[*left];
          ++left;
          ++right;
        }
      }
    }
  }
  return counts;
}

Result<std::vector<double>> LocalClusteringCoefficients(const CsrGraph& graph,
                                                        const AlgorithmControl& control) {
  const SimpleNeighborhoods neighborhoods(graph);
  std::vector<double> coefficients(graph.node_count(), 0.0);
  auto measure = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    for (size_t node = begin; node < end; ++node) {
      if ((node - begin) % kNodesPerCheck == 0) {
        RONDO_TRY(control.Check());
      }
      coefficients[node] = Coefficient(graph, neighborhoods, static_cast<NodeIndex>(node));
    }
    return {};
  };
  const std::vector<size_t> bounds =
      BoundsByEntries(graph.outgoing().offsets, WorkerCountFor(graph.edge_count()));
  RONDO_TRY(RunStretches(bounds, measure));
  return coefficients;
}

}  // namespace rondo
