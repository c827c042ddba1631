#pragma once

// IndexTree: the leaves of one index in a root. Like a group, its directory is read on first touch
// and a transaction changes only its own copy.
//
// The directory's record: varint next leaf number, varint leaf count, then per leaf, ascending:
//   varint number, length-prefixed lower bound. The first leaf's bound is empty.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "storage/chunk/chunk_handle.h"
#include "storage/codec/byte_io.h"

namespace rondo {

class IndexDirectory {
 public:
  struct Leaf {
    std::shared_ptr<ChunkHandle> handle;
    std::shared_ptr<const std::string> lower_bound;
  };

  /// Ascending; the first has the empty bound. May be none.
  const std::vector<Leaf>& leaves() const { return leaves_; }
  /// For the owner, who replaces handles by its own.
  std::shared_ptr<ChunkHandle>& handle(size_t leaf) { return leaves_[leaf].handle; }

  /// Puts a leaf in front of the one that stands at `at`.
  void Insert(size_t at, std::string lower_bound, std::shared_ptr<ChunkHandle> handle);
  void Append(std::string lower_bound, std::shared_ptr<ChunkHandle> handle) {
    Insert(leaves_.size(), std::move(lower_bound), std::move(handle));
  }

  /// The leaf in which `bytes` is or belongs. REQUIRES: there is a leaf.
  size_t Find(std::string_view bytes) const;

  /// Bytes of memory, roughly.
  size_t MemorySize() const {
    constexpr size_t kLeafSize = sizeof(Leaf) + sizeof(ChunkHandle) + sizeof(std::string) +
                                 4 * sizeof(void*) + sizeof(uint64_t);
    return leaves_.size() * kLeafSize;
  }

  uint32_t next_number = 0;

 private:
  std::vector<Leaf> leaves_;
  // Of each bound: close together, and they decide most comparisons without a look at the text.
  std::vector<uint64_t> prefixes_;
};

class IndexTree {
 public:
  explicit IndexTree(uint32_t id) : id_(id) {}
  IndexTree(uint32_t id, std::unique_ptr<const IndexDirectory> directory, uint64_t owner)
      : id_(id), owner_(owner), directory_(directory.release()) {}
  ~IndexTree() { delete directory_.load(); }
  IndexTree(const IndexTree&) = delete;
  IndexTree& operator=(const IndexTree&) = delete;

  uint32_t id() const { return id_; }
  uint64_t owner() const { return owner_; }
  const IndexDirectory* directory() const { return directory_.load(std::memory_order_acquire); }
  const IndexDirectory* Install(std::unique_ptr<const IndexDirectory> directory) const {
    const IndexDirectory* expected = nullptr;
    if (!directory_.compare_exchange_strong(expected, directory.get())) return expected;
    return directory.release();
  }
  /// REQUIRES: the caller is the owner.
  IndexDirectory& directory_for_owner() {
    return const_cast<IndexDirectory&>(*directory_.load(std::memory_order_relaxed));
  }
  /// Whether the owner must write the directory. Set by the owner only.
  bool directory_changed = false;

 private:
  const uint32_t id_;
  const uint64_t owner_ = 0;
  mutable std::atomic<const IndexDirectory*> directory_{nullptr};  // Owned.
};

std::string EncodeIndexDirectory(const IndexDirectory& directory);
Result<std::unique_ptr<IndexDirectory>> DecodeIndexDirectory(uint32_t index,
                                                             std::string_view record);

}  // namespace rondo
