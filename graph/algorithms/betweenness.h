#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

struct BetweennessOptions {
  /// How many start nodes to use, drawn with `seed` and scaled up; absent: all of them, exactly.
  std::optional<uint32_t> sample_count;
  uint64_t seed = 1;
};

/// Betweenness centrality (Brandes 2001; sampled after Brandes and Pich 2007) over shortest paths
/// by hops along outgoing edges, end points not counted; in an undirected graph each pair counts
/// once. On all cores. O(starts * m).
Result<std::vector<double>> Betweenness(const CsrGraph& graph,
                                        const BetweennessOptions& options = {},
                                        const AlgorithmControl& control = {});

}  // namespace rondo
