#pragma once

// IdStretch: ids for nodes, or for edges, that are often asked for together. Those of one stretch
// lie in groups of their own, whatever else is made meanwhile. It takes a group of ids whenever it
// has none left; what is left when it goes is lost, so it is for many.
// Thread rule: one thread at a time. Belongs to one store, and to nodes or to edges.

#include <cstdint>
#include <span>

#include "graph/base/result.h"
#include "storage/chunk/group.h"
#include "storage/store.h"

namespace rondo {

struct IdStretch {
  uint32_t per_group = kGroupSize;  // Ids of each group that are given out; from 1 to kGroupSize.
  uint64_t next = 0;
  uint64_t end = 0;
};

/// As Transaction::CreateNode, with an id out of `stretch`.
Result<NodeId> CreateNodeIn(IdStretch& stretch, Transaction& transaction,
                            std::span<const LabelId> labels, std::span<const Property> properties);
/// As Transaction::CreateEdge, with an id out of `stretch`.
Result<EdgeId> CreateEdgeIn(IdStretch& stretch, Transaction& transaction, EdgeTypeId type,
                            NodeId source, NodeId target, std::span<const Property> properties);

}  // namespace rondo
