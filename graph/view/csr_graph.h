#pragma once

// CsrGraph: a part of a graph as two compressed sparse rows (outgoing and incoming), which is what
// algorithms run on. Nodes are renumbered densely in the order of their ids; multiple edges are
// kept. Immutable once built, so any number of threads may read it.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/view/graph_view.h"

namespace rondo {

/// Position of a node in a CsrGraph.
using NodeIndex = uint32_t;
inline constexpr NodeIndex kNoNodeIndex = ~NodeIndex{0};

struct WeightedEdge {
  NodeId source;
  NodeId target;
  double weight = 1.0;
};

class CsrGraph {
 public:
  struct Options {
    /// Every edge can be walked both ways; Outgoing and Incoming are the same then.
    bool undirected = false;
    /// Keep weights; without, every weight is 1 and takes no memory.
    bool weighted = false;
  };

  CsrGraph() = default;

  /// `nodes` in any order, each once. Edges with an end outside `nodes` are left out.
  /// LimitExceeded above 2^32 - 2 nodes or 2^32 - 1 directed edges. O(n log n + m).
  static Result<CsrGraph> FromEdges(std::vector<NodeId> nodes, std::span<const WeightedEdge> edges,
                                    Options options);

  NodeIndex node_count() const { return static_cast<NodeIndex>(nodes_.size()); }
  /// Directed edges; an undirected edge counts twice, a loop once.
  uint64_t edge_count() const { return outgoing_.neighbors.size(); }
  bool undirected() const { return options_.undirected; }
  bool weighted() const { return options_.weighted; }

  NodeId node(NodeIndex index) const { return nodes_[index]; }
  std::span<const NodeId> nodes() const { return nodes_; }
  /// O(log n).
  std::optional<NodeIndex> IndexOf(NodeId id) const;

  /// Ends of the edges that start at `index`, ascending.
  std::span<const NodeIndex> Outgoing(NodeIndex index) const {
    return outgoing_.NeighborsOf(index);
  }
  /// Starts of the edges that end at `index`, ascending.
  std::span<const NodeIndex> Incoming(NodeIndex index) const {
    return incoming().NeighborsOf(index);
  }
  uint32_t OutDegree(NodeIndex index) const {
    return static_cast<uint32_t>(outgoing_.NeighborsOf(index).size());
  }
  /// Where the edges of `index` begin among all outgoing edges: edge k of the node has the position
  /// begin + k.
  uint32_t OutgoingBegin(NodeIndex index) const { return outgoing_.offsets[index]; }
  NodeIndex OutgoingTarget(uint32_t position) const { return outgoing_.neighbors[position]; }
  double Weight(uint32_t position) const {
    return options_.weighted ? outgoing_.weights[position] : 1.0;
  }

 private:
  struct Rows {
    std::vector<uint32_t> offsets;
    std::vector<NodeIndex> neighbors;
    std::vector<double> weights;

    std::span<const NodeIndex> NeighborsOf(NodeIndex index) const {
      return std::span(neighbors).subspan(offsets[index], offsets[index + 1] - offsets[index]);
    }
    void SortRow(NodeIndex node);
  };
  struct IndexedEdge {
    NodeIndex source;
    NodeIndex target;
    double weight;
  };
  static Rows MakeRows(NodeIndex node_count, std::span<const IndexedEdge> edges, bool weighted);
  static Rows Reverse(const Rows& rows);

  const Rows& incoming() const { return options_.undirected ? outgoing_ : incoming_; }

  Options options_;
  std::vector<NodeId> nodes_;
  Rows outgoing_;
  Rows incoming_;  // Empty where undirected.
};

/// Which part of a graph to load.
struct CsrSelection {
  std::vector<std::string> labels;      // Nodes with any of these; empty: all nodes.
  std::vector<std::string> edge_types;  // Edges of any of these; empty: all types.
  /// Property that holds an edge's weight; edges without a number there weigh 1. Empty: unweighted.
  std::string weight_property;
  bool undirected = false;
};

/// Reads the selected nodes, and the edges between them, out of `view`. `should_stop` is asked now
/// and then; Cancelled if it says so. Names that the graph does not know select nothing.
Result<CsrGraph> LoadCsrGraph(const GraphView& view, const CsrSelection& selection,
                              const std::function<bool()>& should_stop = {});

}  // namespace rondo
