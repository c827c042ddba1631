#pragma once

// The integrity check: reads every record and cross-checks all of them.

#include <vector>

#include "graph/base/result.h"
#include "storage/ordered_store.h"
#include "storage/root/graph_reader.h"
#include "storage/store.h"

namespace rondo {

/// Everything that is wrong with the state that `reader` shows, up to a limit. Io if the disk
/// fails.
Result<std::vector<IntegrityProblem>> CheckIntegrity(const GraphReader& reader,
                                                     const OrderedSnapshot* snapshot);

}  // namespace rondo
