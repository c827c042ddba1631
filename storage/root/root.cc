#include "storage/root/root.h"

#include <utility>

namespace rondo {
namespace {

uint32_t GroupsFor(uint64_t next_id) {
  return static_cast<uint32_t>((next_id + kGroupSize - 1) >> kGroupShift);
}

}  // namespace

Root StoredRoot(std::shared_ptr<const Catalog> catalog, Counters counters) {
  Root root;
  root.catalog = std::move(catalog);
  root.counters = std::move(counters);
  root.nodes = GroupTable::Stored(KeyTag::kNodeGroup, GroupsFor(root.counters.next_node_id));
  root.edges = GroupTable::Stored(KeyTag::kEdgeGroup, GroupsFor(root.counters.next_edge_id));
  root.indexes.push_back(std::make_shared<IndexTree>(kNameIndexId));
  for (const IndexDefinition& index : root.catalog->indexes) {
    if (index.has_entries()) root.indexes.push_back(std::make_shared<IndexTree>(index.id));
  }
  return root;
}

}  // namespace rondo
