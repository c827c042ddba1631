#include "query/execute/operator/path_walk.h"

#include <algorithm>

namespace rondo {

Result<void> PathWalk::Walk(const GraphView& view, const Batch& rows, SlotIndex first_node,
                            const std::vector<SlotIndex>& edge_slots) {
  RONDO_TRY_ASSIGN(std::span<const NodeId> first_nodes,
                   NodesOf(rows.column(first_node), first_ids_));
  RONDO_TRY(CollectEdges(rows, first_nodes, edge_slots));
  sources_.resize(edges_.size());
  targets_.resize(edges_.size());
  RONDO_TRY(view.GatherEdgeEndpoints(edges_, sources_, targets_, {}));
  nodes_.clear();
  node_offsets_.assign(1, 0);
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    if (!IsNull(lane)) {
      nodes_.push_back(first_nodes[lane]);
    }
    for (size_t index = edge_offsets_[lane]; index < edge_offsets_[lane + 1]; ++index) {
      NodeId node = nodes_.back();
      if (!sources_[index].valid()) {
        return RuntimeError(ErrorCode::kEntityNotFound, "DeletedEntityAccess",
                            "the path goes along an edge that has been deleted");
      }
      if (sources_[index] != node && targets_[index] != node) {
        return RuntimeError(ErrorCode::kArgument, "InvalidPath",
                            "the edges of the path do not follow on each other");
      }
      nodes_.push_back(sources_[index] == node ? targets_[index] : sources_[index]);
    }
    node_offsets_.push_back(nodes_.size());
  }
  return {};
}

Result<void> PathWalk::CollectEdges(const Batch& rows, std::span<const NodeId> first_nodes,
                                    const std::vector<SlotIndex>& edge_slots) {
  edges_.clear();
  edge_offsets_.assign(1, 0);
  is_null_.assign(rows.lane_count(), 0);
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    bool is_null = !first_nodes[lane].valid();
    for (SlotIndex slot : edge_slots) {
      is_null = is_null || !rows.IsSet(slot) || rows.column(slot).IsNull(lane);
    }
    is_null_[lane] = is_null ? 1 : 0;
    for (SlotIndex slot : edge_slots) {
      if (!is_null) {
        RONDO_TRY(AppendEdges(rows.column(slot), lane, edges_));
      }
    }
    edge_offsets_.push_back(edges_.size());
  }
  return {};
}

}  // namespace rondo
