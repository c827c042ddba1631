#pragma once

// Counts from the lists themselves how many edges begin and end at nodes with a label: for stores
// that do not have these counters yet, and to check those that do.

#include "storage/root/graph_reader.h"

namespace rondo {

/// Sets `by_source` and `by_target` of `counters`. O(edges).
Result<void> CountEnds(const GraphReader& reader, Counters& counters);

}  // namespace rondo
