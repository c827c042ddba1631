#include "query/execute/function/distinct_values.h"

#include "graph/model/value_order.h"

namespace rondo {

namespace {

constexpr size_t kSlotCountMin = 64;

uint64_t HashOf(const Value& value, uint32_t group) {
  uint64_t hash = HashForEquivalence(value) + (uint64_t{group} + 1) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 32;
  return hash * 0xD6E8FEB86659FD93U;
}

}  // namespace

size_t DistinctValues::FindSlot(const Value& value, uint32_t group, uint64_t hash) const {
  size_t mask = slots_.size() - 1;
  // The upper bits are mixed best.
  for (size_t slot = (hash >> 32) & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot] == 0) {
      return slot;
    }
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash == hash && entry.group == group && Equivalent(entry.value, value)) {
      return slot;
    }
  }
}

void DistinctValues::Grow() {
  slots_.assign(slots_.empty() ? kSlotCountMin : slots_.size() * 2, 0);
  size_t mask = slots_.size() - 1;
  for (uint32_t index = 0; index < entries_.size(); ++index) {
    size_t slot = (entries_[index].hash >> 32) & mask;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = index + 1;
  }
}

bool DistinctValues::Insert(const Value& value, uint32_t group) {
  if ((entries_.size() + 1) * 2 > slots_.size()) {
    Grow();
  }
  uint64_t hash = HashOf(value, group);
  size_t slot = FindSlot(value, group, hash);
  if (slots_[slot] != 0) {
    return false;
  }
  entries_.push_back({value, group, hash});
  slots_[slot] = static_cast<uint32_t>(entries_.size());
  return true;
}

size_t DistinctValues::memory_size() const {
  return entries_.capacity() * sizeof(Entry) + slots_.capacity() * sizeof(uint32_t);
}

}  // namespace rondo
