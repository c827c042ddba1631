#include "tools/export/graph_source.h"

#include <algorithm>
#include <string>
#include <utility>

namespace rondo {

Subgraph::Subgraph(std::vector<NodeRecord> nodes, std::vector<Edge> edges)
    : nodes_(std::move(nodes)), edges_(std::move(edges)) {
  std::sort(nodes_.begin(), nodes_.end(),
            [](const NodeRecord& left, const NodeRecord& right) { return left.id < right.id; });
  std::sort(edges_.begin(), edges_.end(),
            [](const Edge& left, const Edge& right) { return left.record.id < right.record.id; });
}

size_t Subgraph::IndexOf(NodeId id) const {
  auto position =
      std::lower_bound(nodes_.begin(), nodes_.end(), id,
                       [](const NodeRecord& node, NodeId wanted) { return node.id < wanted; });
  RONDO_CHECK(position != nodes_.end() && position->id == id);
  return static_cast<size_t>(position - nodes_.begin());
}

Result<void> Subgraph::ForEachNode(const NodeSink& sink) const {
  for (const NodeRecord& node : nodes_) {
    RONDO_TRY(sink(node));
  }
  return {};
}

Result<void> Subgraph::ForEachEdge(const EdgeSink& sink) const {
  for (const Edge& edge : edges_) {
    RONDO_TRY(sink(edge.record));
  }
  return {};
}

Result<void> Subgraph::ForEachEdgeWithEvidence(const EvidenceSink& sink) const {
  for (const Edge& edge : edges_) {
    RONDO_TRY(sink(edge.record, edge.evidence));
  }
  return {};
}

namespace {

Error TooLarge(std::string_view format, std::string_view what, uint64_t limit) {
  Error error = RuntimeError(
      ErrorCode::kLimitExceeded, "GraphTooLarge",
      std::string(format) + " can show at most " + std::to_string(limit) + " " + std::string(what));
  error.hint = "choose a part of the graph with --query or --around, or another format";
  return error;
}

}  // namespace

Result<Subgraph> ReadIntoMemory(const GraphSource& source, const SubgraphLimits& limits,
                                std::string_view format) {
  std::vector<NodeRecord> nodes;
  std::vector<Subgraph::Edge> edges;
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    if (nodes.size() >= limits.node_count_max) {
      return TooLarge(format, "nodes", limits.node_count_max);
    }
    nodes.push_back(node);
    return {};
  }));
  RONDO_TRY(source.ForEachEdgeWithEvidence(
      [&](const EdgeRecord& edge, const ListValue& evidence) -> Result<void> {
        if (edges.size() >= limits.edge_count_max) {
          return TooLarge(format, "edges", limits.edge_count_max);
        }
        edges.push_back({edge, evidence});
        return {};
      }));
  return Subgraph(std::move(nodes), std::move(edges));
}

}  // namespace rondo
