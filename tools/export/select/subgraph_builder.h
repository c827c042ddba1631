#pragma once

// Puts a part of a graph together: nodes and edges as they are met, then read out at once.
// Thread rule: belongs to one thread; the view must outlive it.

#include <set>

#include "graph/view/graph_view.h"
#include "tools/export/graph_source.h"
#include "tools/export/select/edge_criteria.h"

namespace rondo {

class SubgraphBuilder {
 public:
  SubgraphBuilder(const GraphView& view, EdgeCriteria filter)
      : view_(view), filter_(std::move(filter)) {}

  void AddNode(NodeId node) { nodes_.insert(node); }
  void AddEdge(EdgeId edge) { edges_.insert(edge); }
  /// Adds every edge between nodes that are in already.
  Result<void> AddEdgesBetween();

  size_t node_count() const { return nodes_.size(); }
  size_t edge_count() const { return edges_.size(); }

  /// Reads everything, with the evidence of the edges and with the ends that were not added
  /// themselves. Edges that the filter does not take are left out; what is not in the graph any
  /// more is too.
  Result<Subgraph> Build() const;

 private:
  const GraphView& view_;
  EdgeCriteria filter_;
  std::set<NodeId> nodes_;
  std::set<EdgeId> edges_;
};

}  // namespace rondo
