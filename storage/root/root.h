#pragma once

// Root: one state of the graph. Published roots never change; what two roots have in common they
// share. A transaction works on a copy of its own (see graph_writer.h).

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "storage/chunk/chunk_cache.h"
#include "storage/chunk/epoch.h"
#include "storage/ordered_store.h"
#include "storage/root/catalog.h"
#include "storage/root/counters.h"
#include "storage/root/group_table.h"
#include "storage/root/index_tree.h"

namespace rondo {

struct Root {
  uint64_t version = 0;
  std::shared_ptr<const Catalog> catalog;
  Counters counters;
  GroupTable nodes{KeyTag::kNodeGroup};
  GroupTable edges{KeyTag::kEdgeGroup};
  std::vector<std::shared_ptr<IndexTree>> indexes;  // Ascending by id; the first is that of names.

  /// Null if there is none.
  const IndexTree* FindIndex(uint32_t id) const {
    const auto at = std::find_if(indexes.begin(), indexes.end(),
                                 [id](const auto& index) { return index->id() == id; });
    return at == indexes.end() ? nullptr : at->get();
  }
};

/// The root of what is stored, none of it loaded.
Root StoredRoot(std::shared_ptr<const Catalog> catalog, Counters counters);

/// What every reader and writer of one store works with.
struct StoreCore {
  StoreCore(std::unique_ptr<OrderedStore> ordered_store, size_t cache_budget)
      : store(std::move(ordered_store)), cache(*store, epochs, cache_budget) {}

  std::unique_ptr<OrderedStore> store;
  EpochDomain epochs;
  ChunkCache cache;
};

}  // namespace rondo
