#pragma once

#include <cstdint>
#include <vector>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"

namespace rondo {

/// Label propagation (Raghavan et al. 2007) in the synchronous, deterministic form of LDBC
/// Graphalytics: every node takes the label that most of its neighbours have, in both directions,
/// the smallest of several. Labels are node indexes. O(iterations * m).
Result<std::vector<NodeIndex>> LabelPropagation(const CsrGraph& graph, uint32_t iteration_count_max,
                                                const AlgorithmControl& control = {});

struct LouvainResult {
  /// For each node the smallest index in its community.
  std::vector<NodeIndex> communities;
  /// Newman's modularity of the partition, -0.5 to 1.
  double modularity = 0.0;
};

/// Communities by the Louvain method (Blondel et al. 2008), nodes visited in order, so the same
/// graph always gives the same answer. Directions are ignored; weights count. About O(m) per level.
Result<LouvainResult> Louvain(const CsrGraph& graph, const AlgorithmControl& control = {});

}  // namespace rondo
