#pragma once

// ChunkHandle: the place of one state of one chunk in the roots that share it. The chunk itself is
// loaded on first touch and may be evicted again; the handle stays. A handle whose `owner` is a
// running transaction is that transaction's own: its chunk may be changed and is never evicted.
//
// Thread rule: Peek from any thread that holds an EpochGuard; what belongs to the owner, from the
// owner's thread.

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/group_contents.h"
#include "storage/codec/key_codec.h"
#include "storage/index/index_leaf.h"

namespace rondo {

class ChunkCache;

/// What the owner did to a chunk: what its next delta has to say.
struct ChunkChanges {
  bool rewrite = false;            // Say everything: the chunk is new or was folded.
  uint32_t delta_size = 0;         // Of the delta that says them, roughly.
  GroupBitmap lanes;               // Groups and columns.
  std::vector<MemberKey> members;  // Groups.
  std::vector<AdjacencyChange> adjacency;
  std::vector<IndexChange> entries;

  void SetLane(Lane lane, uint32_t size) {
    lanes.Set(lane);
    delta_size += size;
  }
  void AddAdjacency(const AdjacencyChange& change, uint32_t size) {
    constexpr size_t kChangesMin = 16;
    if (adjacency.empty()) adjacency.reserve(kChangesMin);
    adjacency.push_back(change);
    delta_size += size;
  }
  void AddEntry(IndexChange change) {
    delta_size += static_cast<uint32_t>(change.entry.size());
    entries.push_back(std::move(change));
  }
};

class ChunkHandle {
 public:
  /// A chunk that is stored and not loaded.
  explicit ChunkHandle(const ChunkKey& key) : key_(key) {}
  /// A chunk that transaction `owner` changes.
  ChunkHandle(const ChunkKey& key, std::unique_ptr<Chunk> chunk, uint64_t owner)
      : key_(key),
        owner_(owner),
        chunk_(chunk.release()),
        changes_(std::make_unique<ChunkChanges>()) {}
  ~ChunkHandle();
  ChunkHandle(const ChunkHandle&) = delete;
  ChunkHandle& operator=(const ChunkHandle&) = delete;

  const ChunkKey& key() const { return key_; }
  uint64_t owner() const { return owner_; }

  /// The chunk if it is loaded, else null. Lives as long as the caller's EpochGuard.
  const Chunk* Peek() const {
    // Sequentially consistent, to pair with the eviction (see EpochDomain::Enter).
    const Chunk* chunk = chunk_.load();
    if (chunk != nullptr && !referenced_.load(std::memory_order_relaxed)) {
      referenced_.store(true, std::memory_order_relaxed);
    }
    return chunk;
  }

  /// Whether Peek would find it; does not count as a touch.
  bool is_loaded() const { return chunk_.load(std::memory_order_relaxed) != nullptr; }

  /// REQUIRES, of these: the caller is the owner.
  Chunk& chunk_for_owner() { return const_cast<Chunk&>(*chunk_.load(std::memory_order_relaxed)); }
  bool has_changes() const { return changes_ != nullptr; }
  /// REQUIRES: they were not dropped.
  ChunkChanges& changes() { return *changes_; }
  /// They are said: the handle may live much longer than its owner, and there are many.
  void DropChanges() { changes_.reset(); }

 private:
  friend class ChunkCache;

  const ChunkKey key_;
  const uint64_t owner_ = 0;
  mutable std::atomic<const Chunk*> chunk_{nullptr};  // Owned.
  mutable std::atomic<bool> referenced_{false};
  std::unique_ptr<ChunkChanges> changes_;  // Of the owner, until they are written.
  // Below: guarded by the cache's mutex, except that cache_ is set once, before any other thread
  // can drop the handle.
  mutable ChunkCache* cache_ = nullptr;
  mutable const ChunkHandle* previous_ = nullptr;
  mutable const ChunkHandle* next_ = nullptr;
  mutable size_t charged_size_ = 0;
};

}  // namespace rondo
