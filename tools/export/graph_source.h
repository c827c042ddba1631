#pragma once

// GraphSource: the graph that a writer is to write, node by node and edge by edge, as often as the
// writer likes: formats that declare their columns first walk it twice. A Subgraph holds everything
// in memory; ViewSource streams a whole graph in constant memory.
//
// Invariants: all nodes and edges of one source are of one state of the graph; both ends of every
// edge are among the nodes; no id comes twice.
// Thread rule: belongs to one thread.

#include <cstdint>
#include <functional>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"

namespace rondo {

using NodeSink = std::function<Result<void>(const NodeRecord& node)>;
using EdgeSink = std::function<Result<void>(const EdgeRecord& edge)>;
/// Takes an edge with its evidence: a list of maps, empty where nothing was reported about it.
using EvidenceSink = std::function<Result<void>(const EdgeRecord& edge, const ListValue& evidence)>;

class GraphSource {
 public:
  virtual ~GraphSource() = default;

  // Each walks everything, ascending by id, until the sink fails; its error is passed on.
  virtual Result<void> ForEachNode(const NodeSink& sink) const = 0;
  virtual Result<void> ForEachEdge(const EdgeSink& sink) const = 0;
  /// Like ForEachEdge, with what is known about where each edge comes from.
  virtual Result<void> ForEachEdgeWithEvidence(const EvidenceSink& sink) const = 0;

  /// At most this many come; exact for a Subgraph. O(1).
  virtual uint64_t node_count() const = 0;
  virtual uint64_t edge_count() const = 0;
};

/// A part of a graph, in memory.
class Subgraph : public GraphSource {
 public:
  struct Edge {
    EdgeRecord record;
    ListValue evidence;
  };

  Subgraph() = default;
  /// Sorts both by id. REQUIRES: ids are unique and the ends of every edge are among the nodes.
  Subgraph(std::vector<NodeRecord> nodes, std::vector<Edge> edges);

  const std::vector<NodeRecord>& nodes() const { return nodes_; }
  const std::vector<Edge>& edges() const { return edges_; }
  /// Where a node stands in nodes(). REQUIRES: it is one of them. O(log n).
  size_t IndexOf(NodeId id) const;

  Result<void> ForEachNode(const NodeSink& sink) const override;
  Result<void> ForEachEdge(const EdgeSink& sink) const override;
  Result<void> ForEachEdgeWithEvidence(const EvidenceSink& sink) const override;
  uint64_t node_count() const override { return nodes_.size(); }
  uint64_t edge_count() const override { return edges_.size(); }

 private:
  std::vector<NodeRecord> nodes_;
  std::vector<Edge> edges_;
};

/// Copies a source into memory. LimitExceeded("GraphTooLarge") beyond `node_count_max` nodes or
/// `edge_count_max` edges, naming `format` as what cannot hold more.
struct SubgraphLimits {
  uint64_t node_count_max = 0;
  uint64_t edge_count_max = 0;
};
Result<Subgraph> ReadIntoMemory(const GraphSource& source, const SubgraphLimits& limits,
                                std::string_view format);

}  // namespace rondo
