#include "tools/export/stoppable_source.h"

namespace rondo {

Result<void> StoppableSource::CheckStop() const {
  if (should_stop_()) {
    return RuntimeError(ErrorCode::kCancelled, "Interrupted", "the export was interrupted");
  }
  return {};
}

Result<void> StoppableSource::ForEachNode(const NodeSink& sink) const {
  return source_.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    RONDO_TRY(CheckStop());
    return sink(node);
  });
}

Result<void> StoppableSource::ForEachEdge(const EdgeSink& sink) const {
  return source_.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    RONDO_TRY(CheckStop());
    return sink(edge);
  });
}

Result<void> StoppableSource::ForEachEdgeWithEvidence(const EvidenceSink& sink) const {
  return source_.ForEachEdgeWithEvidence(
      [&](const EdgeRecord& edge, const ListValue& evidence) -> Result<void> {
        RONDO_TRY(CheckStop());
        return sink(edge, evidence);
      });
}

}  // namespace rondo
