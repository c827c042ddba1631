#pragma once

// The part of a graph around something: everything within some steps of it, whichever way the edges
// run, and the edges between.
// Thread rule: free functions without state; the view is only read.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "tools/export/graph_source.h"
#include "tools/export/select/edge_criteria.h"

namespace rondo {

struct NeighborhoodOptions {
  size_t hops = 1;
  /// LimitExceeded beyond it, naming the way out.
  size_t node_count_max = 5000;
  EdgeCriteria filter;
  /// Articles and reports are evidence, which stands on the edges; as nodes they tie everything to
  /// everything.
  bool with_articles = false;
};

/// The nodes of that name, case and accents folded. EntityNotFound if there is none, with the names
/// that come closest as its hint.
Result<std::vector<NodeId>> FindByName(const GraphView& view, std::string_view name);

/// The part around all nodes of that name. Errors: those of FindByName, and LimitExceeded.
Result<Subgraph> SelectAround(const GraphView& view, std::string_view name,
                              const NeighborhoodOptions& options);

}  // namespace rondo
