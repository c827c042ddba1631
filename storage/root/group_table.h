#pragma once

// GroupTable: the groups of nodes or of edges, as a vector that copies share: leaves of 128 groups,
// copied when one of theirs changes. What carries the mark of a running transaction (`owner`) is
// that transaction's own and is changed in place.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "storage/chunk/chunk_handle.h"
#include "storage/chunk/group.h"

namespace rondo {

/// The chunks of a group.
struct GroupDirectory {
  struct Member {
    MemberKey key;
    std::shared_ptr<ChunkHandle> handle;
  };

  /// The group's own chunk; null where the group was never written.
  std::shared_ptr<ChunkHandle> header;
  std::vector<Member> members;  // Ascending by key.

  /// Where `key` stands, or belongs.
  std::vector<Member>::const_iterator LowerBound(MemberKey key) const {
    return std::lower_bound(
        members.begin(), members.end(), key,
        [](const Member& member, MemberKey wanted) { return member.key < wanted; });
  }
  const ChunkHandle* Find(MemberKey key) const {
    const auto at = LowerBound(key);
    return at != members.end() && at->key == key ? at->handle.get() : nullptr;
  }
};

/// A group in a root. Its directory is read on first touch and then stays.
class Group {
 public:
  Group(KeyTag tag, GroupNumber number) : tag_(tag), number_(number) {}
  Group(KeyTag tag, GroupNumber number, std::unique_ptr<const GroupDirectory> directory,
        uint64_t owner)
      : tag_(tag), number_(number), owner_(owner), directory_(directory.release()) {}
  ~Group() { delete directory_.load(); }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

  KeyTag tag() const { return tag_; }
  GroupNumber number() const { return number_; }
  uint64_t owner() const { return owner_; }
  /// Null while it is not loaded.
  const GroupDirectory* directory() const { return directory_.load(std::memory_order_acquire); }
  /// Installs `directory` unless another thread was faster; returns the one that is installed.
  const GroupDirectory* Install(std::unique_ptr<const GroupDirectory> directory) const {
    const GroupDirectory* expected = nullptr;
    if (!directory_.compare_exchange_strong(expected, directory.get())) return expected;
    return directory.release();
  }
  /// REQUIRES: the caller is the owner.
  GroupDirectory& directory_for_owner() {
    return const_cast<GroupDirectory&>(*directory_.load(std::memory_order_relaxed));
  }

 private:
  const KeyTag tag_;
  const GroupNumber number_;
  const uint64_t owner_ = 0;
  mutable std::atomic<const GroupDirectory*> directory_{nullptr};  // Owned.
};

class GroupTable {
 public:
  explicit GroupTable(KeyTag tag) : tag_(tag) {}

  /// A table of `size` groups none of which is loaded. O(size).
  static GroupTable Stored(KeyTag tag, uint32_t size) {
    GroupTable table(tag);
    table.Grow(size, 0, false);
    return table;
  }

  KeyTag tag() const { return tag_; }
  uint32_t size() const { return size_; }
  /// Null past the end.
  const Group* Find(GroupNumber number) const {
    if (number >= size_) return nullptr;
    return leaves_[number / kLeafSize]->groups[number % kLeafSize].get();
  }

  /// Adds empty groups of `owner` until there are `size`.
  void GrowFor(uint64_t owner, uint32_t size) { Grow(size, owner, true); }

  /// REQUIRES: `number` is less than size().
  void Replace(GroupNumber number, std::shared_ptr<Group> group, uint64_t owner) {
    OwnLeaf(number / kLeafSize, owner).groups[number % kLeafSize] = std::move(group);
  }
  /// REQUIRES: the group is owned by the caller.
  Group& ForOwner(GroupNumber number) {
    return *leaves_[number / kLeafSize]->groups[number % kLeafSize];
  }

 private:
  static constexpr uint32_t kLeafSize = 128;

  struct Leaf {
    uint64_t owner = 0;
    std::array<std::shared_ptr<Group>, kLeafSize> groups;
  };

  Leaf& OwnLeaf(size_t index, uint64_t owner) {
    std::shared_ptr<Leaf>& leaf = leaves_[index];
    if (leaf->owner != owner) {
      leaf = std::make_shared<Leaf>(*leaf);
      leaf->owner = owner;
    }
    return *leaf;
  }

  void Grow(uint32_t size, uint64_t owner, bool empty) {
    for (; size_ < size; ++size_) {
      if (size_ % kLeafSize == 0) {
        leaves_.push_back(std::make_shared<Leaf>());
        leaves_.back()->owner = owner;
      }
      OwnLeaf(size_ / kLeafSize, owner).groups[size_ % kLeafSize] =
          empty ? std::make_shared<Group>(tag_, size_, std::make_unique<GroupDirectory>(), owner)
                : std::make_shared<Group>(tag_, size_);
    }
  }

  KeyTag tag_;
  uint32_t size_ = 0;
  std::vector<std::shared_ptr<Leaf>> leaves_;
};

}  // namespace rondo
