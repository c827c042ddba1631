#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

struct ShortestPathTree {
  /// Sum of weights from the source; infinity where there is no way.
  std::vector<double> distances;
  /// The node before on a shortest path; kNoNodeIndex for the source and where there is no way.
  std::vector<NodeIndex> predecessors;
};

/// Shortest weighted paths from one node to all (Dijkstra 1959, by Boost.Graph).
/// Argument("NegativeWeight") if an edge weighs less than 0 or nothing that can be compared.
/// REQUIRES: source < node_count(). O((n + m) log n).
Result<ShortestPathTree> Dijkstra(const CsrGraph& graph, NodeIndex source,
                                  const AlgorithmControl& control = {});

struct WeightedPath {
  std::vector<NodeIndex> nodes;  // From source to target.
  double weight = 0.0;
};

/// A lower bound of the way that is left from a node to the target; exact answers need one that
/// never overestimates.
using PathHeuristic = std::function<double(NodeIndex)>;

/// The shortest weighted path between two nodes, or nothing if there is no way. Without a heuristic
/// the search is Dijkstra's, ended at the target; with one it is A* (Hart, Nilsson and Raphael
/// 1968, by Boost.Graph).
Result<std::optional<WeightedPath>> ShortestWeightedPath(const CsrGraph& graph, NodeIndex source,
                                                         NodeIndex target,
                                                         const PathHeuristic& heuristic = {},
                                                         const AlgorithmControl& control = {});

}  // namespace rondo
