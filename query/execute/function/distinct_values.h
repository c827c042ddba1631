#pragma once

// DistinctValues: which values each group has seen, under equivalence (1 is like 1.0, NaN like
// NaN). A hash table with open addressing over all groups together; values keep the order in which
// they came.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/model/value.h"

namespace rondo {

class DistinctValues {
 public:
  struct Entry {
    Value value;
    uint32_t group;
    uint64_t hash;
  };

  /// Adds the value unless the group has it; whether it was added.
  bool Insert(const Value& value, uint32_t group);

  /// In the order of insertion.
  const std::vector<Entry>& entries() const { return entries_; }
  size_t memory_size() const;

 private:
  void Grow();
  /// The place in slots_ of the entry, or the free one where it belongs.
  size_t FindSlot(const Value& value, uint32_t group, uint64_t hash) const;

  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_;  // Entry index + 1, or 0. The size is a power of two.
};

}  // namespace rondo
