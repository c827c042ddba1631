#pragma once

// GroupTable: the groups of nodes or of edges, as a vector that copies share: branches of 16 leaves
// of 16 groups, of which a change copies one each; so a commit counts few references, however many
// groups there are. What carries the mark of a running transaction (`owner`) is that transaction's
// own and is changed in place.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "storage/chunk/chunk_handle.h"
#include "storage/chunk/epoch.h"
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
    // They are few, and which half it is in cannot be foreseen: nothing depends on a branch.
    const Member* first = members.data();
    const uint64_t wanted = NumberOf(key);
    for (size_t count = members.size(); count > 0;) {
      const size_t half = (count + 1) / 2;
      first += NumberOf(first[half - 1].key) < wanted ? half : 0;
      count -= half;
    }
    return members.begin() + (first - members.data());
  }
  const ChunkHandle* Find(MemberKey key) const {
    size_t next = members.size();
    return Find(key, next);
  }
  /// The same where `key` often is that of the member at `next`, which becomes the one behind it.
  const ChunkHandle* Find(MemberKey key, size_t& next) const {
    if (next >= members.size() || members[next].key != key) {
      const auto at = LowerBound(key);
      if (at == members.end() || at->key != key) return nullptr;
      next = static_cast<size_t>(at - members.begin());
    }
    return members[next++].handle.get();
  }
  /// Bytes of memory, those of the places of its chunks among them.
  size_t MemorySize() const {
    constexpr size_t kHandleSize = sizeof(ChunkHandle) + 2 * sizeof(void*);  // Shared.
    return sizeof(*this) + kHandleSize + members.capacity() * sizeof(Member) +
           members.size() * kHandleSize;
  }
  /// Whether nothing of a stored group is in memory but this.
  bool IsIdle() const {
    return header != nullptr && !header->is_loaded() &&
           std::ranges::none_of(members, [](const Member& m) { return m.handle->is_loaded(); });
  }

 private:
  /// Orders as the keys do.
  static uint64_t NumberOf(MemberKey key) {
    return static_cast<uint64_t>(key.tag) << 32 | key.owner;
  }
};

/// A group in a root. Its directory is read on first touch, stays while anything else of the group
/// is in memory, and may be forgotten then, to be read again on the next touch. Who uses it holds
/// an EpochGuard.
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
  const GroupDirectory* directory() const {
    return directory_.load();  // Sequentially consistent, as ChunkHandle::Peek.
  }
  /// Installs `directory` unless another thread was faster; returns the one that is installed.
  const GroupDirectory* Install(std::unique_ptr<const GroupDirectory> directory) const {
    const GroupDirectory* expected = nullptr;
    if (!directory_.compare_exchange_strong(expected, directory.get())) return expected;
    return directory.release();
  }
  /// Takes the directory out; others may still be reading it. REQUIRES: IsIdle of it.
  std::unique_ptr<const GroupDirectory> Forget() const {
    return std::unique_ptr<const GroupDirectory>(directory_.exchange(nullptr));
  }
  /// REQUIRES: the caller is the owner.
  GroupDirectory& directory_for_owner() const {
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
    const Leaf& leaf = *branches_[number / kBranchSize]->children[number % kBranchSize / kFanOut];
    return leaf.children[number % kFanOut].get();
  }

  /// Adds empty groups of `owner` until there are `size`.
  void GrowFor(uint64_t owner, uint32_t size) { Grow(size, owner, true); }

  /// Lets go of the directories of groups of which nothing else is in memory, in all copies of the
  /// table that share them. Returns the bytes of memory of those that stay, and of the table.
  /// O(chunks known). REQUIRES: nobody else calls it on such a copy now.
  size_t ForgetIdle(EpochDomain& epochs) const {
    constexpr size_t kGroupNoteSize = sizeof(Group) + 4 * sizeof(void*);  // Shared.
    size_t size = size_ * kGroupNoteSize;
    for (GroupNumber number = 0; number < size_; ++number) {
      const Group& group = *Find(number);
      const GroupDirectory* directory = group.directory();
      if (directory == nullptr) continue;
      if (directory->IsIdle()) {
        epochs.Retire(group.Forget());
      } else {
        size += directory->MemorySize();
      }
    }
    return size;
  }

  /// REQUIRES: `number` is less than size().
  void Replace(GroupNumber number, std::shared_ptr<Group> group, uint64_t owner) {
    Place(number, owner) = std::move(group);
  }

 private:
  static constexpr uint32_t kFanOut = 16;
  static constexpr uint32_t kBranchSize = kFanOut * kFanOut;

  template <typename Child>
  struct Node {
    uint64_t owner = 0;
    std::array<std::shared_ptr<Child>, kFanOut> children;
  };
  using Leaf = Node<Group>;
  using Branch = Node<Leaf>;

  /// The node as the owner's, made or copied if need be.
  template <typename T>
  static T& Own(std::shared_ptr<T>& node, uint64_t owner) {
    if (node == nullptr || node->owner != owner) {
      node = node == nullptr ? std::make_shared<T>() : std::make_shared<T>(*node);
      node->owner = owner;
    }
    return *node;
  }

  std::shared_ptr<Group>& Place(GroupNumber number, uint64_t owner) {
    Branch& branch = Own(branches_[number / kBranchSize], owner);
    Leaf& leaf = Own(branch.children[number % kBranchSize / kFanOut], owner);
    return leaf.children[number % kFanOut];
  }

  void Grow(uint32_t size, uint64_t owner, bool empty) {
    for (; size_ < size; ++size_) {
      if (size_ % kBranchSize == 0) branches_.emplace_back();
      Place(size_, owner) =
          empty ? std::make_shared<Group>(tag_, size_, std::make_unique<GroupDirectory>(), owner)
                : std::make_shared<Group>(tag_, size_);
    }
  }

  KeyTag tag_;
  uint32_t size_ = 0;
  std::vector<std::shared_ptr<Branch>> branches_;
};

}  // namespace rondo
