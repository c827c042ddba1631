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

struct IndexDirectory {
  struct Leaf {
    Leaf(std::string bound, std::shared_ptr<ChunkHandle> chunk)
        : prefix(PrefixOf(bound)),
          lower_bound(std::make_shared<const std::string>(std::move(bound))),
          handle(std::move(chunk)) {}

    uint64_t prefix;  // Of the bound: decides most comparisons without a look at the text.
    std::shared_ptr<const std::string> lower_bound;
    std::shared_ptr<ChunkHandle> handle;
  };

  std::vector<Leaf> leaves;  // Ascending; the first has the empty bound. May be none.
  uint32_t next_number = 0;

  /// The leaf in which `bytes` is or belongs. REQUIRES: there is a leaf.
  size_t Find(std::string_view bytes) const;
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
