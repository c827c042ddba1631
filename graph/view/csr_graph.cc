#include "graph/view/csr_graph.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace rondo {
namespace {

constexpr uint64_t kEdgeCountMax = ~uint32_t{0};
constexpr size_t kReadBatchSize = 4096;

Error TooLarge(const char* what) {
  return RuntimeError(ErrorCode::kLimitExceeded, "GraphTooLarge",
                      std::string("the selected part of the graph has too many ") + what +
                          " for an algorithm (the limit is 4,294,967,294)");
}

}  // namespace

std::optional<NodeIndex> CsrGraph::IndexOf(NodeId id) const {
  // Ids are dense in most selections, so the position is often the id itself.
  if (id.value < nodes_.size() && nodes_[id.value] == id) {
    return static_cast<NodeIndex>(id.value);
  }
  auto position = std::lower_bound(nodes_.begin(), nodes_.end(), id);
  if (position == nodes_.end() || *position != id) {
    return std::nullopt;
  }
  return static_cast<NodeIndex>(position - nodes_.begin());
}

CsrGraph::Rows CsrGraph::MakeRows(NodeIndex node_count, std::span<const IndexedEdge> edges,
                                  bool weighted) {
  Rows rows;
  rows.offsets.assign(size_t{node_count} + 1, 0);
  for (const IndexedEdge& edge : edges) {
    ++rows.offsets[edge.source + size_t{1}];
  }
  std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
  rows.neighbors.resize(edges.size());
  if (weighted) {
    rows.weights.resize(edges.size());
  }
  std::vector<uint32_t> next(rows.offsets.begin(), rows.offsets.end() - 1);
  for (const IndexedEdge& edge : edges) {
    const uint32_t position = next[edge.source]++;
    rows.neighbors[position] = edge.target;
    if (weighted) {
      rows.weights[position] = edge.weight;
    }
  }
  for (NodeIndex node = 0; node < node_count; ++node) {
    rows.SortRow(node);
  }
  return rows;
}

void CsrGraph::Rows::SortRow(NodeIndex node) {
  const auto begin = neighbors.begin() + offsets[node];
  const auto end = neighbors.begin() + offsets[node + 1];
  if (std::is_sorted(begin, end)) {
    return;
  }
  if (weights.empty()) {
    std::sort(begin, end);
    return;
  }
  std::vector<std::pair<NodeIndex, double>> entries;
  for (uint32_t position = offsets[node]; position < offsets[node + 1]; ++position) {
    entries.emplace_back(neighbors[position], weights[position]);
  }
  std::sort(entries.begin(), entries.end());
  for (size_t index = 0; index < entries.size(); ++index) {
    neighbors[offsets[node] + index] = entries[index].first;
    weights[offsets[node] + index] = entries[index].second;
  }
}

CsrGraph::Rows CsrGraph::Reverse(const Rows& rows) {
  const size_t node_count = rows.offsets.size() - 1;
  Rows reversed;
  reversed.offsets.assign(node_count + 1, 0);
  for (NodeIndex target : rows.neighbors) {
    ++reversed.offsets[target + size_t{1}];
  }
  std::partial_sum(reversed.offsets.begin(), reversed.offsets.end(), reversed.offsets.begin());
  reversed.neighbors.resize(rows.neighbors.size());
  std::vector<uint32_t> next(reversed.offsets.begin(), reversed.offsets.end() - 1);
  // Sources come in ascending order, so every reversed row ascends too.
  for (NodeIndex source = 0; source < node_count; ++source) {
    for (NodeIndex target : rows.NeighborsOf(source)) {
      reversed.neighbors[next[target]++] = source;
    }
  }
  return reversed;
}

Result<CsrGraph> CsrGraph::FromEdges(std::vector<NodeId> nodes, std::span<const WeightedEdge> edges,
                                     Options options) {
  if (nodes.size() >= kNoNodeIndex) {
    return TooLarge("nodes");
  }
  CsrGraph graph;
  graph.options_ = options;
  std::sort(nodes.begin(), nodes.end());
  graph.nodes_ = std::move(nodes);

  std::vector<IndexedEdge> indexed;
  indexed.reserve(options.undirected ? 2 * edges.size() : edges.size());
  for (const WeightedEdge& edge : edges) {
    const auto source = graph.IndexOf(edge.source);
    const auto target = graph.IndexOf(edge.target);
    if (!source.has_value() || !target.has_value()) {
      continue;
    }
    indexed.push_back({*source, *target, edge.weight});
    if (options.undirected && *source != *target) {
      indexed.push_back({*target, *source, edge.weight});
    }
  }
  if (indexed.size() >= kEdgeCountMax) {
    return TooLarge("edges");
  }
  graph.outgoing_ = MakeRows(graph.node_count(), indexed, options.weighted);
  if (!options.undirected) {
    graph.incoming_ = Reverse(graph.outgoing_);
  }
  return graph;
}

namespace {

Result<std::vector<NodeId>> ReadSelectedNodes(const GraphView& view,
                                              const std::vector<std::string>& labels) {
  std::vector<NodeId> nodes;
  std::vector<NodeId> batch(kReadBatchSize);
  auto read_all = [&](auto&& scan) -> Result<void> {
    ScanPosition position;
    size_t count = kReadBatchSize;
    while (count == kReadBatchSize) {
      RONDO_TRY_ASSIGN(count, scan(position));
      nodes.insert(nodes.end(), batch.begin(), batch.begin() + static_cast<ptrdiff_t>(count));
    }
    return {};
  };
  if (labels.empty()) {
    RONDO_TRY(read_all([&](ScanPosition& position) { return view.ScanNodes(position, batch); }));
    return nodes;
  }
  for (const std::string& name : labels) {
    if (const auto label = view.FindLabel(name)) {
      RONDO_TRY(read_all([&](ScanPosition& position) {
        return view.ScanNodesWithLabel(*label, position, batch);
      }));
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

double WeightOf(const Value& value) { return value.is_number() ? value.number() : 1.0; }

}  // namespace

Result<CsrGraph> LoadCsrGraph(const GraphView& view, const CsrSelection& selection,
                              const std::function<bool()>& should_stop) {
  std::vector<EdgeTypeId> types;
  for (const std::string& name : selection.edge_types) {
    if (const auto type = view.FindEdgeType(name)) {
      types.push_back(*type);
    }
  }
  RONDO_TRY_ASSIGN(std::vector<NodeId> nodes, ReadSelectedNodes(view, selection.labels));
  const auto weight_key = selection.weight_property.empty()
                              ? std::optional<PropertyKeyId>()
                              : view.FindPropertyKey(selection.weight_property);

  std::vector<WeightedEdge> edges;
  AdjacencyBatch adjacency;
  std::vector<Value> weights;
  const ExpandOptions expand{Direction::kOutgoing, types, false};
  const bool wants_edges = selection.edge_types.empty() || !types.empty();
  for (size_t begin = 0; wants_edges && begin < nodes.size(); begin += kReadBatchSize) {
    if (should_stop && should_stop()) {
      return RuntimeError(ErrorCode::kCancelled, "Cancelled", "cancelled while reading the graph");
    }
    const auto batch =
        std::span(nodes).subspan(begin, std::min(kReadBatchSize, nodes.size() - begin));
    RONDO_TRY(view.Expand(expand, batch, adjacency));
    if (weight_key.has_value()) {
      weights.assign(adjacency.edges.size(), Value());
      RONDO_TRY(view.GatherEdgeProperty(*weight_key, adjacency.edges, weights));
    }
    for (size_t lane = 0; lane < batch.size(); ++lane) {
      for (uint32_t entry = adjacency.offsets[lane]; entry < adjacency.offsets[lane + 1]; ++entry) {
        edges.push_back({batch[lane], adjacency.neighbors[entry],
                         weight_key.has_value() ? WeightOf(weights[entry]) : 1.0});
      }
    }
  }
  return CsrGraph::FromEdges(std::move(nodes), edges,
                             {selection.undirected, weight_key.has_value()});
}

}  // namespace rondo
