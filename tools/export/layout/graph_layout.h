#pragma once

// Where the nodes of a picture stand. Distances in the picture follow distances in the graph
// (stress minimised by stochastic gradient descent, Zheng, Pawar and Goodman 2018; beyond a few
// hundred nodes only against pivots, Ortmann, Klimenta and Brandes 2016). Components are laid out
// one by one and packed; boxes of nodes are pushed apart at the end.
//
// Invariants: the same input gives the same positions; every position is finite; no clock, no
// outside randomness. Thread rule: free functions without state.

#include <cstdint>
#include <span>
#include <vector>

namespace rondo {

struct LayoutPoint {
  double x = 0;
  double y = 0;
};

struct LayoutEdge {
  uint32_t source = 0;
  uint32_t target = 0;
};

/// Room that a node needs around its position, its caption included.
struct LayoutBox {
  double half_width = 0;
  double half_height = 0;
};

struct LayoutOptions {
  /// What one step in the graph measures in the picture, before boxes are pushed apart.
  double edge_length = 120;
  /// Gap between boxes, and between components twice of it.
  double gap = 8;
};

/// One position for each box. Edges are indexes into `boxes`; edges from a node to itself count
/// nothing. O(n log n) steps beyond a few hundred nodes.
std::vector<LayoutPoint> ComputeLayout(std::span<const LayoutBox> boxes,
                                       std::span<const LayoutEdge> edges,
                                       const LayoutOptions& options = {});

}  // namespace rondo
