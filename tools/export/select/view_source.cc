#include "tools/export/select/view_source.h"

#include <span>
#include <utility>
#include <vector>

#include "graph/view/evidence.h"
#include "tools/export/select/record_reader.h"

namespace rondo {
namespace {

constexpr size_t kBatchSize = 1024;

}  // namespace

Result<void> ViewSource::ForEachNode(const NodeSink& sink) const {
  RecordReader reader(view_);
  ScanPosition position;
  std::vector<NodeId> nodes(kBatchSize);
  while (!position.at_end) {
    RONDO_TRY_ASSIGN(const size_t count, view_.ScanNodes(position, nodes));
    if (count == 0) {
      break;
    }
    for (NodeId node : std::span(nodes).first(count)) {
      RONDO_TRY_ASSIGN(const NodeRecord record, reader.ReadNode(node));
      RONDO_TRY(sink(record));
    }
  }
  return {};
}

Result<void> ViewSource::ForEachEdge(const EdgeSink& sink) const {
  RecordReader reader(view_);
  ScanPosition position;
  std::vector<EdgeId> edges(kBatchSize);
  while (!position.at_end) {
    RONDO_TRY_ASSIGN(const size_t count, view_.ScanEdges(position, edges));
    if (count == 0) {
      break;
    }
    for (EdgeId edge : std::span(edges).first(count)) {
      RONDO_TRY_ASSIGN(const EdgeRecord record, reader.ReadEdge(edge));
      if (Takes(filter_, record)) {
        RONDO_TRY(sink(record));
      }
    }
  }
  return {};
}

Result<void> ViewSource::ForEachEdgeWithEvidence(const EvidenceSink& sink) const {
  return ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    RONDO_TRY_ASSIGN(std::vector<MapValue> reports, ReadEvidence(view_, edge.id));
    ListValue evidence;
    for (MapValue& report : reports) {
      evidence.emplace_back(std::move(report));
    }
    return sink(edge, evidence);
  });
}

}  // namespace rondo
