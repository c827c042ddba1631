#pragma once

// PathWalk: the nodes and edges of the paths in a batch of rows, found by walking from the first
// node along columns of edges and of lists of edges.
//
// Thread rule: belongs to one thread. Memory is kept and reused.

#include <cstdint>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/operator/operator.h"

namespace rondo {

class PathWalk {
 public:
  /// Replaces what was there by the paths of all lanes. EntityNotFound("DeletedEntityAccess") where
  /// an edge is gone, Argument("InvalidPath") where an edge does not go on from the node before.
  Result<void> Walk(const GraphView& view, const Batch& rows, SlotIndex first_node,
                    const std::vector<SlotIndex>& edge_slots);

  /// Whether a part of the path is null. It has no nodes and edges then.
  bool IsNull(size_t lane) const { return is_null_[lane] != 0; }
  std::span<const NodeId> Nodes(size_t lane) const {
    return std::span(nodes_).subspan(node_offsets_[lane],
                                     node_offsets_[lane + 1] - node_offsets_[lane]);
  }
  std::span<const EdgeId> Edges(size_t lane) const {
    return std::span(edges_).subspan(edge_offsets_[lane],
                                     edge_offsets_[lane + 1] - edge_offsets_[lane]);
  }

 private:
  Result<void> CollectEdges(const Batch& rows, std::span<const NodeId> first_nodes,
                            const std::vector<SlotIndex>& edge_slots);

  std::vector<uint8_t> is_null_;
  std::vector<NodeId> nodes_;
  std::vector<EdgeId> edges_;
  std::vector<size_t> node_offsets_;
  std::vector<size_t> edge_offsets_;
  std::vector<NodeId> first_ids_;
  std::vector<NodeId> sources_;
  std::vector<NodeId> targets_;
};

}  // namespace rondo
