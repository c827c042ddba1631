#pragma once

// ChunkCache: loads chunks and keeps those that were decoded within a budget of bytes, by the clock
// algorithm: a chunk that was read since the hand last passed gets another round. What a
// transaction has copied cannot be dropped, but it counts: others make room for it. So they do for
// what else the store has to hold and what grows with it, up to half of the budget: a store that
// becomes large takes no more memory for that.
//
// Thread rule: any thread.

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>

#include "graph/base/result.h"
#include "storage/chunk/chunk_handle.h"
#include "storage/chunk/epoch.h"
#include "storage/ordered_store.h"

namespace rondo {

class ChunkCache {
 public:
  /// `store` and `epochs` must outlive the cache, and the cache every handle.
  ChunkCache(const OrderedStore& store, EpochDomain& epochs, size_t budget)
      : store_(store), epochs_(epochs), budget_(budget) {}
  ChunkCache(const ChunkCache&) = delete;
  ChunkCache& operator=(const ChunkCache&) = delete;

  /// The chunk of `handle` as `snapshot` has it (null: as the store has it now), or null if nothing
  /// is stored under its key. Lives as long as the caller's EpochGuard.
  Result<const Chunk*> Load(const ChunkHandle& handle, const OrderedSnapshot* snapshot);

  /// Makes chunks evictable that were written by their owner. From now on they count themselves:
  /// what was reserved for them, `reserved`, no longer does.
  void Release(std::span<const std::shared_ptr<ChunkHandle>> handles, size_t reserved);

  size_t used() const;
  size_t budget() const { return budget_; }

  /// Takes bytes of the budget, or gives them back, for chunks that are in nobody's reach yet.
  void Reserve(size_t size);
  void Unreserve(size_t size);

  /// What the store takes beside chunks from now on. For copies of the longest record that was met,
  /// as reading, writing and merging it needs them, there is room too.
  void SetOtherSize(size_t size);

  /// True once for every so many evictions: time to look for groups none of whose chunks is left.
  bool TakeManyEvictions();

 private:
  friend class ChunkHandle;

  /// REQUIRES: the mutex is held.
  void Register(const ChunkHandle& handle, size_t size);
  void Forget(const ChunkHandle& handle);
  void Unlink(const ChunkHandle& handle);
  void Evict();

  const OrderedStore& store_;
  EpochDomain& epochs_;
  const size_t budget_;
  mutable std::mutex mutex_;
  size_t used_ = 0;
  size_t reserved_ = 0;
  size_t other_ = 0;  // Of the budget, for what is not chunks.
  size_t longest_record_ = 0;
  size_t eviction_count_ = 0;          // Since they were many.
  const ChunkHandle* hand_ = nullptr;  // Into the ring of registered handles.
};

}  // namespace rondo
