#pragma once

// ChunkCache: loads chunks and keeps those that were decoded within a budget of bytes, by the clock
// algorithm: a chunk that was read since the hand last passed gets another round.
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

  /// Makes chunks evictable that were written by their owner.
  void Release(std::span<const std::shared_ptr<ChunkHandle>> handles);

  size_t used() const;

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
  const ChunkHandle* hand_ = nullptr;  // Into the ring of registered handles.
};

}  // namespace rondo
