#pragma once

// The graph reads with what it knows: names of its players, clubs, outlets and so on, put into the
// register beside the tables of the program.
//
// What somebody put into the graph counts at once, with its aliases. What articles alone brought
// counts by its full name once several articles speak of it, so that one misread word does not
// spread. Words of the everyday language are never added alone, and a name that the register has
// already keeps its meaning.
// Thread rule: free functions; the register is written.

#include <cstdint>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "tools/articles/register.h"

namespace rondo::articles {

/// So many articles must mention what was learned from articles before its name helps reading.
inline constexpr uint64_t kLearnedSupportMin = 2;

/// Adds the names; returns how many entries were added. The order of ids does not matter. Cost: one
/// pass over the nodes of the football labels and the careers of its people.
Result<uint64_t> AddGraphNames(const GraphView& view, NameRegister& names);

}  // namespace rondo::articles
