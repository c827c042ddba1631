// What GraphWriter's changes look like to the store.

#include <algorithm>
#include <string>

#include "graph/base/check.h"
#include "storage/codec/frame.h"
#include "storage/root/catalog.h"
#include "storage/root/counters.h"
#include "storage/transaction/graph_writer.h"

namespace rondo {
namespace {

// Deltas are folded once they are longer than the base and this, or too many: reading a chunk for
// the first time has to go through all of them. A large base takes more of them, since it takes
// longer to read anyway and a commit that rewrites it has to wait for all of its bytes.
constexpr uint32_t kDeltaSizeMin = 1024;
constexpr uint32_t kDeltaCountMin = 128;
constexpr uint32_t kBaseSizePerDelta = 128;
// The counters are one small record: folded every so many commits.
constexpr uint64_t kCounterDeltaCount = 256;

// What was added and removed again, or the other way round, leaves nothing to say.
void CancelOut(std::vector<IndexChange>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const IndexChange& a, const IndexChange& b) { return a.entry < b.entry; });
  std::vector<IndexChange> kept;
  for (IndexChange& change : changes) {
    if (!kept.empty() && kept.back().entry == change.entry) {
      RONDO_CHECK(kept.back().added != change.added);
      kept.pop_back();
    } else {
      kept.push_back(std::move(change));
    }
  }
  changes = std::move(kept);
}

// Whether there is anything to say.
bool EncodeDelta(const ChunkKey& key, const Chunk& chunk, ChunkChanges& changes,
                 std::string& payload) {
  switch (key.tag) {
    case KeyTag::kNodeGroup:
      static_cast<const NodeGroupChunk&>(chunk).EncodeDelta(changes.lanes, changes.members,
                                                            payload);
      return true;
    case KeyTag::kEdgeGroup:
      static_cast<const EdgeGroupChunk&>(chunk).EncodeDelta(changes.lanes, changes.members,
                                                            payload);
      return true;
    case KeyTag::kNodeColumn:
    case KeyTag::kEdgeColumn:
      static_cast<const ColumnChunk&>(chunk).EncodeDelta(changes.lanes, payload);
      return true;
    case KeyTag::kOutgoing:
    case KeyTag::kIncoming:
      if (std::ranges::any_of(changes.adjacency, &AdjacencyChange::removed)) {
        RONDO_CHECK(AdjacencyChunk::CancelOut(changes.adjacency));
      }
      AdjacencyChunk::EncodeDelta(changes.adjacency, payload);
      return !changes.adjacency.empty();
    case KeyTag::kIndexLeaf:
      CancelOut(changes.entries);
      IndexLeaf::EncodeDelta(changes.entries, payload);
      return !changes.entries.empty();
    default:
      RONDO_CHECK(false && "this key names no chunk");
      return false;
  }
}

bool WantsFold(const StoredShape& shape, size_t delta_size) {
  return shape.delta_count >= std::max(kDeltaCountMin, shape.base_size / kBaseSizePerDelta) ||
         shape.delta_size + delta_size > std::max(shape.base_size, kDeltaSizeMin);
}

void EncodeBase(ChunkHandle& handle, OrderedBatch& batch) {
  Chunk& chunk = handle.chunk_for_owner();
  std::string payload;
  chunk.EncodeBase(payload);
  batch.Put(EncodeKey(handle.key()), FrameHead(FrameKind::kBase, payload), payload);
  chunk.shape = {static_cast<uint32_t>(payload.size()), 0, 0};
}

}  // namespace

void GraphWriter::EncodeIndexes(const Root& before, OrderedBatch& batch) {
  for (const auto& tree : root_.indexes) {
    if (!tree->directory_changed || tree->owner() != owner_) continue;
    batch.Put(EncodeKey({KeyTag::kIndexDirectory, tree->id(), 0}),
              EncodeIndexDirectory(*tree->directory()));
  }
  for (const auto& tree : removed_indexes_) {
    if (before.FindIndex(tree->id()) == nullptr) continue;  // Made and dropped: never stored.
    batch.Delete(EncodeKey({KeyTag::kIndexDirectory, tree->id(), 0}));
    for (uint32_t number = 0; number < tree->directory()->next_number; ++number) {
      batch.Delete(EncodeKey({KeyTag::kIndexLeaf, tree->id(), number}));
    }
  }
}

Result<void> GraphWriter::Finish(OrderedBatch& batch) {
  {
    const EpochGuard guard(core_.epochs);
    for (const auto& tree : removed_indexes_) RONDO_TRY(reader_.Directory(*tree));
  }
  std::erase_if(dirty_, [&](const std::shared_ptr<ChunkHandle>& handle) {
    return handle->key().tag == KeyTag::kIndexLeaf &&
           root_.FindIndex(handle->key().owner) == nullptr;
  });
  for (const std::shared_ptr<ChunkHandle>& handle : dirty_) {
    Chunk& chunk = handle->chunk_for_owner();
    const ChunkChanges& changes = handle->changes();
    const KeyTag tag = handle->key().tag;
    if (tag == KeyTag::kOutgoing || tag == KeyTag::kIncoming) {
      RONDO_CHECK(static_cast<AdjacencyChunk&>(chunk).Settle(AdjacencyChunk::kAsideShared));
    }
    if (changes.rewrite || WantsFold(chunk.shape, changes.delta_size)) {
      EncodeBase(*handle, batch);
      handle->DropChanges();
    } else {
      chunk.shape.delta_size += changes.delta_size;
      ++chunk.shape.delta_count;
    }
  }
  if (core_.cache.TakeManyEvictions()) {
    size_t size = root_.nodes.ForgetIdle(core_.epochs) + root_.edges.ForgetIdle(core_.epochs);
    for (const auto& tree : root_.indexes) {
      if (const IndexDirectory* directory = tree->directory()) size += directory->MemorySize();
    }
    core_.cache.SetOtherSize(size + core_.store->OverheadSize());
  }
  return {};
}

void GraphWriter::EncodeDeltas(const Root& before, OrderedBatch& batch) {
  constexpr size_t kRecordMin = 256;  // Enough for the deltas of a small commit.
  std::string payload;
  std::string record;
  payload.reserve(kRecordMin);
  record.reserve(kRecordMin);
  for (const std::shared_ptr<ChunkHandle>& handle : dirty_) {
    if (!handle->has_changes()) continue;
    payload.clear();
    record.clear();
    if (EncodeDelta(handle->key(), handle->chunk_for_owner(), handle->changes(), payload)) {
      AppendFrame(FrameKind::kDelta, payload, record);
      batch.Append(EncodeKey(handle->key()), record);
    }
    handle->DropChanges();
  }
  EncodeIndexes(before, batch);
  if (catalog_changed_)
    batch.Put(EncodeKey({KeyTag::kCatalog, 0, 0}), EncodeCatalog(*root_.catalog));
  if (root_.counters == before.counters) return;
  record.clear();
  if (root_.version % kCounterDeltaCount == 0) {
    EncodeCounters(nullptr, root_.counters, record);
    batch.Put(EncodeKey({KeyTag::kCounters, 0, 0}), record);
  } else {
    EncodeCounters(&before.counters, root_.counters, record);
    batch.Append(EncodeKey({KeyTag::kCounters, 0, 0}), record);
  }
}

}  // namespace rondo
