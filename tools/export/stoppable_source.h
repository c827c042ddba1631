#pragma once

// StoppableSource: a graph that somebody may tire of reading. Passes on what another source holds
// and asks before each node and edge whether to go on.
// Thread rule: as the source; both it and the question must outlive this.

#include <functional>

#include "tools/export/graph_source.h"

namespace rondo {

class StoppableSource final : public GraphSource {
 public:
  /// Every walk ends with Cancelled("Interrupted") once `should_stop` says true.
  StoppableSource(const GraphSource& source, std::function<bool()> should_stop)
      : source_(source), should_stop_(std::move(should_stop)) {}

  Result<void> ForEachNode(const NodeSink& sink) const override;
  Result<void> ForEachEdge(const EdgeSink& sink) const override;
  Result<void> ForEachEdgeWithEvidence(const EvidenceSink& sink) const override;
  uint64_t node_count() const override { return source_.node_count(); }
  uint64_t edge_count() const override { return source_.edge_count(); }

 private:
  Result<void> CheckStop() const;

  const GraphSource& source_;
  const std::function<bool()> should_stop_;
};

}  // namespace rondo
