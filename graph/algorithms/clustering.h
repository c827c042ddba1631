#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

/// For each node the triangles that it is part of. Directions, loops and multiple edges are
/// ignored. O(m sqrt(m)).
Result<std::vector<uint64_t>> TriangleCounts(const CsrGraph& graph,
                                             const AlgorithmControl& control = {});

/// Local clustering coefficients as LDBC Graphalytics defines them: the edges between the
/// neighbours of a node over those that could be there, each direction counting for itself; 0 with
/// fewer than two neighbours. O(sum of degree squared) at most.
Result<std::vector<double>> LocalClusteringCoefficients(const CsrGraph& graph,
                                                        const AlgorithmControl& control = {});

}  // namespace rondo
