#pragma once

// Pushes boxes apart that lie on each other, moving them as little as it can.
// Thread rule: free functions without state.

#include <span>
#include <vector>

#include "tools/export/layout/graph_layout.h"

namespace rondo {

/// Moves `points`, the centres of `boxes`, until no two boxes are closer than `gap`. Gives up after
/// a fixed number of rounds, which only crowds of thousands reach.
void SeparateBoxes(std::span<const LayoutBox> boxes, double gap, std::vector<LayoutPoint>& points);

}  // namespace rondo
