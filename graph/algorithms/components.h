#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

/// Weakly connected components: for each node the smallest index in its component. Union-find with
/// path halving over all edges, on all cores, O(m alpha(n)).
Result<std::vector<NodeIndex>> WeaklyConnectedComponents(const CsrGraph& graph,
                                                         const AlgorithmControl& control = {});

/// Strongly connected components (Tarjan 1972): for each node the smallest index in its component.
/// O(n + m).
Result<std::vector<NodeIndex>> StronglyConnectedComponents(const CsrGraph& graph,
                                                           const AlgorithmControl& control = {});

/// Core numbers (Batagelj and Zaversnik 2003): the largest k such that the node is in a part of the
/// graph where everyone has k neighbours. Directions, loops and multiple edges are ignored. O(m).
Result<std::vector<uint32_t>> CoreNumbers(const CsrGraph& graph,
                                          const AlgorithmControl& control = {});

}  // namespace rondo
