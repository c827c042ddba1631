#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

/// Depth of a node that cannot be reached.
inline constexpr int64_t kUnreachableDepth = -1;

/// Hops from `source` to every node along outgoing edges. REQUIRES: source < node_count(). O(n +
/// m).
Result<std::vector<int64_t>> BreadthFirstSearch(const CsrGraph& graph, NodeIndex source,
                                                const AlgorithmControl& control = {});

/// Closeness centrality of every node after Wasserman and Faust (1994, p. 200), which also compares
/// nodes of different components: ((r - 1) / (n - 1)) * ((r - 1) / sum of distances) over the r
/// nodes reachable from it along outgoing edges. On all cores. O(n m).
Result<std::vector<double>> ClosenessCentrality(const CsrGraph& graph,
                                                const AlgorithmControl& control = {});

}  // namespace rondo
