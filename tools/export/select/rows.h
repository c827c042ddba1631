#pragma once

// The part of a graph that the rows of a query speak of. Nodes, edges and paths are taken wherever
// they stand, in lists and maps too; a query that returns nodes only gives the edges between them
// as well. Rows without any are a graph of their own if they say which: columns `source` and
// `target` (names), and perhaps `type`; every other column becomes a property of the edge.
// Thread rule: free functions without state; the view is only read.

#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "tools/export/graph_source.h"
#include "tools/export/select/edge_criteria.h"

namespace rondo {

/// Rows have as many values as there are columns. InvalidData if they speak of no graph, saying
/// what a query should return.
Result<Subgraph> SelectRows(const GraphView& view, std::span<const std::string> columns,
                            std::span<const std::vector<Value>> rows, const EdgeCriteria& filter);

}  // namespace rondo
