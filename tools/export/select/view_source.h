#pragma once

// ViewSource: a whole graph for a writer, streamed in constant memory.
// Thread rule: belongs to one thread; the view must outlive it.

#include "graph/view/graph_view.h"
#include "tools/export/graph_source.h"
#include "tools/export/select/edge_criteria.h"

namespace rondo {

class ViewSource : public GraphSource {
 public:
  ViewSource(const GraphView& view, EdgeCriteria filter)
      : view_(view), filter_(std::move(filter)) {}

  Result<void> ForEachNode(const NodeSink& sink) const override;
  Result<void> ForEachEdge(const EdgeSink& sink) const override;
  Result<void> ForEachEdgeWithEvidence(const EvidenceSink& sink) const override;
  uint64_t node_count() const override { return view_.NodeCount(); }
  uint64_t edge_count() const override { return view_.EdgeCount(); }

 private:
  const GraphView& view_;
  EdgeCriteria filter_;
};

}  // namespace rondo
