#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

struct PageRankOptions {
  double damping = 0.85;
  uint32_t iteration_count_max = 20;
  /// Stop early once no score changes by more than this; 0 never stops early.
  double tolerance = 0.0;
};

/// PageRank (Page et al. 1999) by power iteration; the scores sum to 1. What nodes without outgoing
/// edges hold is shared out evenly among all nodes, as LDBC Graphalytics defines it. On all
/// cores. O(iterations * m).
Result<std::vector<double>> PageRank(const CsrGraph& graph, const PageRankOptions& options = {},
                                     const AlgorithmControl& control = {});

}  // namespace rondo
