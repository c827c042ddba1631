#pragma once

// Nodes and edges with all that they hold, read out of a view.
// Thread rule: belongs to one thread; the view must outlive it.

#include <optional>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

class RecordReader {
 public:
  explicit RecordReader(const GraphView& view) : view_(view) {}

  /// REQUIRES: the node is in the graph.
  Result<NodeRecord> ReadNode(NodeId id);
  /// REQUIRES: the edge is in the graph.
  Result<EdgeRecord> ReadEdge(EdgeId id);

  const GraphView& view() const { return view_; }

 private:
  MapValue TakeProperties();

  const GraphView& view_;
  std::vector<LabelId> labels_;
  std::vector<Property> properties_;
};

}  // namespace rondo
