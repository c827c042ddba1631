#include "graph/view/csr_graph.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "graph/base/parallel.h"

namespace rondo {
namespace {

constexpr uint64_t kEdgeCountMax = ~uint32_t{0};
// As many nodes as the store keeps together.
constexpr size_t kReadBatchSize = 2048;

Error TooLarge(const char* what) {
  return RuntimeError(ErrorCode::kLimitExceeded, "GraphTooLarge",
                      std::string("the selected part of the graph has too many ") + what +
                          " for an algorithm (the limit is 4,294,967,294)");
}

struct IndexedEdge {
  NodeIndex source;
  NodeIndex target;
  double weight;
};

/// Sorts the entries from `begin` on, weights along with their neighbors.
void SortTail(size_t begin, std::vector<NodeIndex>& neighbors, std::vector<double>& weights) {
  const auto first = neighbors.begin() + static_cast<ptrdiff_t>(begin);
  if (std::is_sorted(first, neighbors.end())) {
    return;
  }
  if (weights.empty()) {
    std::sort(first, neighbors.end());
    return;
  }
  std::vector<std::pair<NodeIndex, double>> entries;
  for (size_t position = begin; position < neighbors.size(); ++position) {
    entries.emplace_back(neighbors[position], weights[position]);
  }
  std::sort(entries.begin(), entries.end());
  for (size_t index = 0; index < entries.size(); ++index) {
    neighbors[begin + index] = entries[index].first;
    weights[begin + index] = entries[index].second;
  }
}

CsrRows MakeRows(NodeIndex node_count, std::vector<IndexedEdge> edges, bool weighted) {
  std::sort(edges.begin(), edges.end(), [](const IndexedEdge& a, const IndexedEdge& b) {
    return std::tie(a.source, a.target, a.weight) < std::tie(b.source, b.target, b.weight);
  });
  CsrRows rows;
  rows.offsets.assign(size_t{node_count} + 1, 0);
  for (const IndexedEdge& edge : edges) {
    ++rows.offsets[edge.source + size_t{1}];
    rows.neighbors.push_back(edge.target);
    if (weighted) {
      rows.weights.push_back(edge.weight);
    }
  }
  std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
  return rows;
}

/// The same edges from their other end, for the targets [begin, end).
void ReverseStretch(const CsrRows& rows, size_t begin, size_t end, CsrRows& reversed) {
  std::vector<uint32_t> next(reversed.offsets.begin() + static_cast<ptrdiff_t>(begin),
                             reversed.offsets.begin() + static_cast<ptrdiff_t>(end));
  const size_t node_count = rows.offsets.size() - 1;
  // Sources come in ascending order, so every reversed row ascends too.
  for (NodeIndex source = 0; source < node_count; ++source) {
    for (const NodeIndex target : rows.Of(source)) {
      // One comparison: below `begin` the difference wraps around.
      if (target - begin < end - begin) {
        reversed.neighbors[next[target - begin]++] = source;
      }
    }
  }
}

CsrRows Reverse(const CsrRows& rows) {
  CsrRows reversed;
  reversed.offsets.assign(rows.offsets.size(), 0);
  for (const NodeIndex target : rows.neighbors) {
    ++reversed.offsets[target + size_t{1}];
  }
  std::partial_sum(reversed.offsets.begin(), reversed.offsets.end(), reversed.offsets.begin());
  reversed.neighbors.resize(rows.neighbors.size());
  const std::vector<size_t> bounds =
      BoundsByEntries(reversed.offsets, WorkerCountFor(rows.neighbors.size()));
  RunStretches(bounds, [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    ReverseStretch(rows, begin, end, reversed);
    return {};
  }).value();
  return reversed;
}

}  // namespace

CsrGraph::CsrGraph(std::vector<NodeId> nodes, CsrRows outgoing, bool undirected)
    : nodes_(std::move(nodes)),
      outgoing_(std::move(outgoing)),
      undirected_(undirected),
      incoming_(undirected ? nullptr : std::make_unique<LazyRows>()) {
  RONDO_CHECK(outgoing_.offsets.size() == nodes_.size() + 1);
}

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

const CsrRows& CsrGraph::MakeIncoming() const {
  if (incoming_ == nullptr) {
    return outgoing_;
  }
  const std::lock_guard lock(incoming_->mutex);
  if (!incoming_->is_made.load(std::memory_order_relaxed)) {
    incoming_->rows = Reverse(outgoing_);
    incoming_->is_made.store(true, std::memory_order_release);
  }
  return incoming_->rows;
}

size_t CsrGraph::memory_size() const {
  const size_t row_size =
      outgoing_.offsets.size() * sizeof(uint32_t) + outgoing_.neighbors.size() * sizeof(NodeIndex);
  return nodes_.size() * sizeof(NodeId) + row_size * (undirected_ ? 1 : 2) +
         outgoing_.weights.size() * sizeof(double);
}

Result<CsrGraph> CsrGraph::FromEdges(std::vector<NodeId> nodes, std::span<const WeightedEdge> edges,
                                     Options options) {
  if (nodes.size() >= kNoNodeIndex) {
    return TooLarge("nodes");
  }
  std::sort(nodes.begin(), nodes.end());
  const CsrGraph without_edges(nodes, {std::vector<uint32_t>(nodes.size() + 1), {}, {}},
                               options.undirected);
  std::vector<IndexedEdge> indexed;
  indexed.reserve(options.undirected ? 2 * edges.size() : edges.size());
  for (const WeightedEdge& edge : edges) {
    const auto source = without_edges.IndexOf(edge.source);
    const auto target = without_edges.IndexOf(edge.target);
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
  CsrRows rows = MakeRows(without_edges.node_count(), std::move(indexed), options.weighted);
  return CsrGraph(std::move(nodes), std::move(rows), options.undirected);
}

// ---------------------------------------------------------------- reading a view

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

/// From ids to positions, by a table: ids are dense enough for one unless few nodes are selected.
class IndexTable {
 public:
  explicit IndexTable(std::span<const NodeId> nodes) : nodes_(nodes) {
    const uint64_t id_count = nodes.empty() ? 0 : nodes.back().value + 1;
    constexpr uint64_t kIdsPerNodeMax = 16;
    if (id_count == nodes.size()) {
      is_identity_ = true;
    } else if (id_count / kIdsPerNodeMax <= nodes.size()) {
      indexes_.assign(id_count, kNoNodeIndex);
      for (size_t index = 0; index < nodes.size(); ++index) {
        indexes_[nodes[index].value] = static_cast<NodeIndex>(index);
      }
    }
  }

  /// kNoNodeIndex for a node that is not selected.
  NodeIndex Find(NodeId id) const {
    if (is_identity_) {
      return id.value < nodes_.size() ? static_cast<NodeIndex>(id.value) : kNoNodeIndex;
    }
    if (!indexes_.empty()) {
      return id.value < indexes_.size() ? indexes_[id.value] : kNoNodeIndex;
    }
    const auto position = std::ranges::lower_bound(nodes_, id);
    return position == nodes_.end() || *position != id
               ? kNoNodeIndex
               : static_cast<NodeIndex>(position - nodes_.begin());
  }

 private:
  std::span<const NodeId> nodes_;
  bool is_identity_ = false;
  std::vector<NodeIndex> indexes_;
};

/// Reads the rows of a stretch of nodes.
class RowReader {
 public:
  struct Source {
    const GraphView& view;
    std::span<const NodeId> nodes;
    const IndexTable& indexes;
    ExpandOptions expand;
    std::optional<PropertyKeyId> weight_key;
    const StopCheck& stop_check;
  };

  explicit RowReader(const Source& source) : source_(source) {}

  /// Appends the rows of the nodes [begin, end) and writes their sizes to `sizes`.
  Result<void> Read(size_t begin, size_t end, std::span<uint32_t> sizes) {
    for (; begin < end; begin += kReadBatchSize) {
      if (source_.stop_check) {
        RONDO_TRY(source_.stop_check());
      }
      const auto batch = source_.nodes.subspan(begin, std::min(kReadBatchSize, end - begin));
      RONDO_TRY(source_.view.Expand(source_.expand, batch, adjacency_));
      if (source_.weight_key.has_value()) {
        values_.assign(adjacency_.edges.size(), Value());
        RONDO_TRY(source_.view.GatherEdgeProperty(*source_.weight_key, adjacency_.edges, values_));
      }
      for (size_t lane = 0; lane < batch.size(); ++lane) {
        const size_t row_begin = neighbors.size();
        AppendRow(adjacency_.offsets[lane], adjacency_.offsets[lane + 1]);
        sizes[begin + lane] = static_cast<uint32_t>(neighbors.size() - row_begin);
      }
      if (neighbors.size() >= kEdgeCountMax) {
        return TooLarge("edges");
      }
    }
    return {};
  }

  std::vector<NodeIndex> neighbors;
  std::vector<double> weights;

 private:
  void AppendRow(uint32_t begin, uint32_t end) {
    const size_t row_begin = neighbors.size();
    for (uint32_t entry = begin; entry < end; ++entry) {
      const NodeIndex neighbor = source_.indexes.Find(adjacency_.neighbors[entry]);
      if (neighbor == kNoNodeIndex) {
        continue;
      }
      neighbors.push_back(neighbor);
      if (source_.weight_key.has_value()) {
        weights.push_back(EdgeWeight(values_[entry]));
      }
    }
    SortTail(row_begin, neighbors, weights);
  }

  const Source& source_;
  AdjacencyBatch adjacency_;
  std::vector<Value> values_;
};

/// How many edges the selection has at most, for reserving.
uint64_t EdgeCountOf(const GraphView& view, const ExpandOptions& expand) {
  uint64_t count = expand.types.empty() ? view.EdgeCount() : 0;
  for (const EdgeTypeId type : expand.types) {
    count += view.EdgeCount(type);
  }
  return expand.direction == Direction::kBoth ? 2 * count : count;
}

Result<CsrRows> ReadRows(const RowReader::Source& source) {
  const uint64_t edge_count = EdgeCountOf(source.view, source.expand);
  const uint32_t worker_count = WorkerCountFor(edge_count + source.nodes.size());
  std::vector<RowReader> readers(worker_count, RowReader(source));
  std::vector<uint32_t> sizes(source.nodes.size());
  const std::vector<size_t> bounds = EvenBounds(source.nodes.size(), worker_count);
  RONDO_TRY(RunStretches(bounds, [&](uint32_t worker, size_t begin, size_t end) {
    readers[worker].neighbors.reserve(edge_count / worker_count);
    return readers[worker].Read(begin, end, sizes);
  }));
  uint64_t total = 0;
  for (const RowReader& reader : readers) {
    total += reader.neighbors.size();
  }
  if (total >= kEdgeCountMax) {
    return TooLarge("edges");
  }
  CsrRows rows;
  rows.offsets.resize(sizes.size() + 1);
  std::partial_sum(sizes.begin(), sizes.end(), rows.offsets.begin() + 1);
  rows.neighbors = std::move(readers.front().neighbors);
  rows.weights = std::move(readers.front().weights);
  for (size_t worker = 1; worker < readers.size(); ++worker) {
    const RowReader& reader = readers[worker];
    rows.neighbors.insert(rows.neighbors.end(), reader.neighbors.begin(), reader.neighbors.end());
    rows.weights.insert(rows.weights.end(), reader.weights.begin(), reader.weights.end());
  }
  return rows;
}

}  // namespace

Result<CsrGraph> LoadCsrGraph(const GraphView& view, const CsrSelection& selection,
                              const StopCheck& stop_check) {
  std::vector<EdgeTypeId> types;
  for (const std::string& name : selection.edge_types) {
    if (const auto type = view.FindEdgeType(name)) {
      types.push_back(*type);
    }
  }
  if (stop_check) {
    RONDO_TRY(stop_check());
  }
  RONDO_TRY_ASSIGN(std::vector<NodeId> nodes, ReadSelectedNodes(view, selection.labels));
  if (nodes.size() >= kNoNodeIndex) {
    return TooLarge("nodes");
  }
  const auto weight_key = selection.weight_property.empty()
                              ? std::optional<PropertyKeyId>()
                              : view.FindPropertyKey(selection.weight_property);
  const bool undirected = selection.direction == Direction::kBoth;
  // Types that do not exist select no edges, while no types select all.
  if (types.empty() && !selection.edge_types.empty()) {
    std::vector<uint32_t> offsets(nodes.size() + 1);
    return CsrGraph(std::move(nodes), {std::move(offsets), {}, {}}, undirected);
  }
  const IndexTable indexes(nodes);
  const RowReader::Source source{
      view, nodes, indexes, {selection.direction, types, false}, weight_key, stop_check};
  RONDO_TRY_ASSIGN(CsrRows rows, ReadRows(source));
  return CsrGraph(std::move(nodes), std::move(rows), undirected);
}

}  // namespace rondo
