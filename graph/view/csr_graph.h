#pragma once

// CsrGraph: a part of a graph as two compressed sparse rows (outgoing and incoming), which is what
// algorithms run on. Nodes are renumbered densely in the order of their ids; multiple edges are
// kept. The incoming rows are made when they are first asked for.
//
// Thread rule: immutable once built, so any number of threads may read it.

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/stop_check.h"
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

/// One row of neighbors for each node, each row ascending.
struct CsrRows {
  std::vector<uint32_t> offsets;  // Row i is [offsets[i], offsets[i + 1]); one more than nodes.
  std::vector<NodeIndex> neighbors;
  std::vector<double> weights;  // As many as neighbors, or none.

  std::span<const NodeIndex> Of(NodeIndex index) const {
    return {neighbors.data() + offsets[index], offsets[index + 1] - offsets[index]};
  }
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
  /// `nodes` ascend; `outgoing` has a row for each.
  CsrGraph(std::vector<NodeId> nodes, CsrRows outgoing, bool undirected);

  /// `nodes` in any order, each once. Edges with an end outside `nodes` are left out.
  /// LimitExceeded above 2^32 - 2 nodes or 2^32 - 1 directed edges. O(n log n + m log m).
  static Result<CsrGraph> FromEdges(std::vector<NodeId> nodes, std::span<const WeightedEdge> edges,
                                    Options options);

  NodeIndex node_count() const { return static_cast<NodeIndex>(nodes_.size()); }
  /// Directed edges; an undirected edge counts twice, a loop once.
  uint64_t edge_count() const { return outgoing_.neighbors.size(); }
  bool undirected() const { return undirected_; }
  bool weighted() const { return !outgoing_.weights.empty(); }

  NodeId node(NodeIndex index) const { return nodes_[index]; }
  std::span<const NodeId> nodes() const { return nodes_; }
  /// O(log n).
  std::optional<NodeIndex> IndexOf(NodeId id) const;

  /// Ends of the edges that start at `index`, ascending.
  std::span<const NodeIndex> Outgoing(NodeIndex index) const { return outgoing_.Of(index); }
  /// Starts of the edges that end at `index`, ascending.
  std::span<const NodeIndex> Incoming(NodeIndex index) const { return incoming().Of(index); }
  uint32_t OutDegree(NodeIndex index) const {
    return outgoing_.offsets[index + size_t{1}] - outgoing_.offsets[index];
  }
  const CsrRows& outgoing() const { return outgoing_; }
  /// Without weights. The first call costs O(n + m).
  const CsrRows& incoming() const {
    return incoming_ != nullptr && incoming_->is_made.load(std::memory_order_acquire)
               ? incoming_->rows
               : MakeIncoming();
  }

  /// Where the edges of `index` begin among all outgoing edges: edge k of the node has the position
  /// begin + k.
  uint32_t OutgoingBegin(NodeIndex index) const { return outgoing_.offsets[index]; }
  NodeIndex OutgoingTarget(uint32_t position) const { return outgoing_.neighbors[position]; }
  double Weight(uint32_t position) const { return weighted() ? outgoing_.weights[position] : 1.0; }

  /// Bytes that the graph takes.
  size_t memory_size() const;

 private:
  struct LazyRows {
    std::mutex mutex;
    std::atomic<bool> is_made = false;
    CsrRows rows;
  };
  const CsrRows& MakeIncoming() const;

  std::vector<NodeId> nodes_;
  CsrRows outgoing_ = {{0}, {}, {}};
  bool undirected_ = false;
  std::unique_ptr<LazyRows> incoming_;  // Absent where undirected.
};

/// What an edge weighs whose weight property holds `value`: 1 if that is no number.
inline double EdgeWeight(const Value& value) { return value.is_number() ? value.number() : 1.0; }

/// Which part of a graph to load.
struct CsrSelection {
  std::vector<std::string> labels;      // Nodes with any of these; empty: all nodes.
  std::vector<std::string> edge_types;  // Edges of any of these; empty: all types.
  /// Property that holds an edge's weight; edges without a number there weigh 1. Empty: unweighted.
  std::string weight_property;
  /// kIncoming turns every edge around; kBoth makes the graph undirected.
  Direction direction = Direction::kOutgoing;
};

/// Reads the selected nodes, and the edges between them, out of `view`; or the error of
/// `stop_check`. Names that the graph does not know select nothing.
Result<CsrGraph> LoadCsrGraph(const GraphView& view, const CsrSelection& selection,
                              const StopCheck& stop_check = {});

}  // namespace rondo
