#pragma once

// Stress minimisation of one connected component; see graph_layout.h.
// Thread rule: free functions without state.

#include <cstdint>
#include <vector>

#include "tools/export/layout/graph_layout.h"

namespace rondo {

/// Neighbours of each node, without the node itself and each once.
using Neighborhoods = std::vector<std::vector<uint32_t>>;

/// Positions at which one step in the graph measures about 1. REQUIRES: all nodes are connected.
std::vector<LayoutPoint> MinimizeStress(const Neighborhoods& neighbors);

}  // namespace rondo
