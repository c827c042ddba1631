#include "tools/export/select/subgraph_builder.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "graph/view/evidence.h"
#include "tools/export/select/record_reader.h"

namespace rondo {
namespace {

constexpr size_t kBatchSize = 1024;

}  // namespace

Result<void> SubgraphBuilder::AddEdgesBetween() {
  const std::vector<NodeId> nodes(nodes_.begin(), nodes_.end());
  AdjacencyBatch adjacency;
  for (size_t begin = 0; begin < nodes.size(); begin += kBatchSize) {
    const auto batch = std::span(nodes).subspan(begin, std::min(kBatchSize, nodes.size() - begin));
    RONDO_TRY(view_.Expand({}, batch, adjacency));
    for (size_t index = 0; index < adjacency.edges.size(); ++index) {
      if (nodes_.contains(adjacency.neighbors[index])) {
        edges_.insert(adjacency.edges[index]);
      }
    }
  }
  return {};
}

Result<Subgraph> SubgraphBuilder::Build() const {
  RecordReader reader(view_);
  std::set<NodeId> nodes = nodes_;
  std::vector<Subgraph::Edge> edge_records;
  for (EdgeId edge : edges_) {
    bool exists = false;
    RONDO_TRY(view_.GatherEdgeExists(std::span(&edge, 1), std::span(&exists, 1)));
    if (!exists) {
      continue;
    }
    RONDO_TRY_ASSIGN(EdgeRecord record, reader.ReadEdge(edge));
    if (!Takes(filter_, record)) {
      continue;
    }
    nodes.insert(record.source);
    nodes.insert(record.target);
    RONDO_TRY_ASSIGN(std::vector<MapValue> reports, ReadEvidence(view_, edge));
    ListValue evidence;
    for (MapValue& report : reports) {
      evidence.emplace_back(std::move(report));
    }
    edge_records.push_back({std::move(record), std::move(evidence)});
  }
  std::vector<NodeRecord> node_records;
  for (NodeId node : nodes) {
    bool exists = false;
    RONDO_TRY(view_.GatherNodeExists(std::span(&node, 1), std::span(&exists, 1)));
    if (exists) {
      RONDO_TRY_ASSIGN(NodeRecord record, reader.ReadNode(node));
      node_records.push_back(std::move(record));
    }
  }
  return Subgraph(std::move(node_records), std::move(edge_records));
}

}  // namespace rondo
