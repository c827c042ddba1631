#include "graph/algorithms/clustering.h"

#include <algorithm>
#include <utility>

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

std::span<const NodeIndex> Above(std::span<const NodeIndex> ascending, NodeIndex bound) {
  return {std::upper_bound(ascending.begin(), ascending.end(), bound), ascending.end()};
}

/// Counts the triangles a < b < c for one `a`; each is met once, from its edge a-b.
void AddTriangles(const SimpleNeighborhoods& neighborhoods, NodeIndex a,
                  std::vector<uint64_t>& counts) {
  const auto after_a = Above(neighborhoods.Of(a), a);
  for (const NodeIndex b : after_a) {
    const auto after_b = Above(neighborhoods.Of(b), b);
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
  const std::vector<size_t> bounds =
      BoundsByEntries(graph.outgoing().offsets, WorkerCountFor(graph.edge_count()));
  std::vector<std::vector<uint64_t>> partials(bounds.size() - 1);
  auto count = [&](uint32_t worker, size_t begin, size_t end) -> Result<void> {
    partials[worker].assign(graph.node_count(), 0);
    for (size_t node = begin; node < end; ++node) {
      if ((node - begin) % kNodesPerCheck == 0) {
        RONDO_TRY(control.Check());
      }
      AddTriangles(neighborhoods, static_cast<NodeIndex>(node), partials[worker]);
    }
    return {};
  };
  RONDO_TRY(RunStretches(bounds, count));
  std::vector<uint64_t> counts = std::move(partials.front());
  for (size_t worker = 1; worker < partials.size(); ++worker) {
    for (NodeIndex node = 0; node < graph.node_count(); ++node) {
      counts[node] += partials[worker][node];
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
