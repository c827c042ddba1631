#pragma once

// GroupMemory: what was found for the groups of a batch of ids, so that ids which jump between
// groups do not search again for each. Lives on the stack, for one batch; small for small batches.

#include <array>
#include <cstddef>
#include <cstdint>

#include "graph/base/result.h"
#include "storage/chunk/group.h"

namespace rondo {

template <typename T>
class GroupMemory {
 public:
  explicit GroupMemory(size_t id_count) : mask_(id_count < kLarge ? kSmall - 1 : kLarge - 1) {
    Clear();
  }

  void Clear() {
    for (size_t i = 0; i <= mask_; ++i) entries_[i].group = UINT64_MAX;
  }

  /// Sets `found` to what `find(GroupNumber)`, a Result<const T*>, gives; null past the last group.
  template <typename Search>
  Result<void> Find(uint64_t group, Search find, const T*& found) {
    Entry& entry = entries_[group & mask_];
    if (entry.group != group) {
      const T* value = nullptr;
      if (group <= UINT32_MAX) {
        RONDO_TRY_ASSIGN(value, find(static_cast<GroupNumber>(group)));
      }
      entry = {group, value};
    }
    found = entry.value;
    return {};
  }

 private:
  static constexpr size_t kSmall = 8;
  static constexpr size_t kLarge = 128;

  struct Entry {
    uint64_t group;
    const T* value;
  };

  const size_t mask_;
  std::array<Entry, kLarge> entries_;  // Only the first mask_ + 1 are used.
};

}  // namespace rondo
