#pragma once

// GraphWriter: changes a private root. Whatever it touches first time it copies (group, directory,
// chunk), marks as its own and changes in place from then on; at the end Finish and EncodeDeltas
// say, chunk by chunk, what the store must rewrite and append. It keeps no rules: constraints, undo
// and counters of what exists are the transaction's.
//
// Thread rule: one thread.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/ordered_store.h"
#include "storage/root/graph_reader.h"
#include "storage/root/root.h"

namespace rondo {

class GraphWriter {
 public:
  /// `owner` marks what belongs to this writer; never used before in this store, and not 0.
  GraphWriter(StoreCore& core, const Root& root, uint64_t owner)
      : core_(core),
        shared_root_(std::make_shared<Root>(root)),
        root_(*shared_root_),
        owner_(owner),
        reader_(core_, root_, nullptr) {}
  ~GraphWriter() { core_.cache.Unreserve(reserved_size_); }
  GraphWriter(const GraphWriter&) = delete;
  GraphWriter& operator=(const GraphWriter&) = delete;

  Root& root() { return root_; }
  const Root& root() const { return root_; }
  const GraphReader& reader() const { return reader_; }
  uint64_t owner() const { return owner_; }

  // ---- Nodes and edges. Groups are made as ids ask for them.
  Result<void> SetNodeExists(NodeId id, bool exists);
  Result<void> SetLabel(NodeId id, LabelId label, bool has);
  Result<void> AddEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints);
  Result<void> RemoveEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints);
  Result<void> SetNodeValue(NodeId id, PropertyKeyId key, const Value& value);
  Result<void> SetEdgeValue(EdgeId id, PropertyKeyId key, const Value& value);

  // ---- Indexes.
  Result<void> InsertEntry(uint32_t index, std::string entry);
  Result<void> EraseEntry(uint32_t index, std::string entry);
  /// Adds an index of these entries, sorted, each once.
  void AddIndex(uint32_t index, const std::vector<std::string>& entries);
  void AddIndex(std::shared_ptr<IndexTree> tree);
  std::shared_ptr<IndexTree> RemoveIndex(uint32_t index);

  /// The root's catalog, for changing.
  Catalog& MutableCatalog();

  /// Marks every chunk that has deltas for rewriting.
  Result<void> RewriteDeltas();

  bool changed() const { return !dirty_.empty() || catalog_changed_; }
  /// Ends the changes, after which others may build on the root. `batch` gets the chunks that are
  /// written whole.
  Result<void> Finish(OrderedBatch& batch);
  /// Adds the rest of what the store must write to bring `before` to this root. Others may build on
  /// it meanwhile. REQUIRES: Finish.
  void EncodeDeltas(const Root& before, OrderedBatch& batch);
  /// The root as it is to be published. REQUIRES: Finish.
  std::shared_ptr<const Root> TakeRoot() { return shared_root_; }
  /// The chunks that must stay in memory until they are written.
  std::vector<std::shared_ptr<ChunkHandle>> TakeDirty() { return std::move(dirty_); }
  /// What the own copies of chunks take of the cache's budget.
  size_t reserved_size() const { return reserved_size_; }
  /// What these take of the cache's budget, which is the caller's to give back.
  size_t TakeReservedSize() { return std::exchange(reserved_size_, 0); }

 private:
  /// An own copy of a group, with its directory loaded.
  Result<GroupDirectory*> OwnDirectory(GroupTable& table, GroupNumber number);
  /// The group's own chunk, for changing; made if there is none.
  Result<ChunkHandle*> OwnHeader(GroupTable& table, GroupNumber number);
  /// A member chunk of the group, for changing; made if there is none.
  Result<ChunkHandle*> OwnMember(GroupTable& table, GroupNumber number, MemberKey key);
  /// Where the own chunk of this key is remembered, if it is.
  ChunkHandle*& Remembered(const ChunkKey& key) {
    const uint32_t hash = key.number + key.owner * 5 + static_cast<uint32_t>(key.tag) * 11;
    return remembered_[hash % remembered_.size()];
  }
  /// Makes `handle` the owner's, with a copy of the chunk.
  Result<void> Own(std::shared_ptr<ChunkHandle>& handle);
  std::shared_ptr<ChunkHandle> MakeOwn(const ChunkKey& key, std::unique_ptr<Chunk> chunk);
  Result<void> SetValue(GroupTable& table, KeyTag tag, uint64_t id, PropertyKeyId key,
                        const Value& value);
  Result<void> ChangeAdjacency(KeyTag tag, EdgeTypeId type, NodeId node, NodeId neighbor,
                               EdgeId edge, bool removed);
  Result<IndexTree*> OwnIndex(uint32_t index);
  Result<ChunkHandle*> OwnLeaf(uint32_t index, std::string_view entry, size_t& leaf_index);
  void SplitLeaf(IndexTree& tree, size_t leaf_index);
  void EncodeIndexes(const Root& before, OrderedBatch& batch);

  StoreCore& core_;
  const std::shared_ptr<Root> shared_root_;
  Root& root_;
  const uint64_t owner_;
  GraphReader reader_;
  // Own chunks that were asked for lately, at the place that their key hashes to: changes come
  // again and again for the same ones.
  std::array<ChunkHandle*, 64> remembered_{};
  bool catalog_changed_ = false;
  size_t reserved_size_ = 0;  // Of the cache's budget, for the own copies of chunks.
  std::vector<std::shared_ptr<ChunkHandle>> dirty_;
  std::vector<std::shared_ptr<IndexTree>> removed_indexes_;
};

}  // namespace rondo
