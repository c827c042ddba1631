#include "tools/import/id_map.h"

#include <algorithm>

namespace rondo::import {
namespace {

constexpr size_t kSlotCountMin = 1024;
constexpr size_t kDigitCountMax = 18;

/// The number that `id` is the one usual way to write, or nullopt ("007" is not 7).
std::optional<uint64_t> AsNumber(std::string_view id) {
  if (id.empty() || id.size() > kDigitCountMax || (id[0] == '0' && id.size() > 1)) {
    return std::nullopt;
  }
  uint64_t number = 0;
  for (char c : id) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  return number;
}

}  // namespace

size_t IdMap::FirstSlot(uint64_t number) const {
  // Fibonacci hashing: the upper bits of the product are well mixed also for consecutive numbers.
  return static_cast<size_t>((number * 0x9E3779B97F4A7C15u) >> 20) & (numbers_.size() - 1);
}

size_t IdMap::FindSlot(uint64_t number) const {
  size_t index = FirstSlot(number);
  while (numbers_[index].number != kFree && numbers_[index].number != number) {
    index = (index + 1) & (numbers_.size() - 1);
  }
  return index;
}

void IdMap::Grow() {
  std::vector<Slot> old(std::max(kSlotCountMin, 2 * numbers_.size()));
  old.swap(numbers_);
  for (const Slot& slot : old) {
    if (slot.number != kFree) {
      numbers_[FindSlot(slot.number)] = slot;
    }
  }
}

bool IdMap::Insert(std::string_view id, NodeId node) {
  const auto number = AsNumber(id);
  if (!number.has_value()) {
    if (texts_.contains(id)) {
      return false;
    }
    texts_.emplace(kept_texts_.emplace_back(id), node);
    return true;
  }
  if (2 * (number_count_ + 1) > numbers_.size()) {
    Grow();
  }
  Slot& slot = numbers_[FindSlot(*number)];
  if (slot.number == *number) {
    return false;
  }
  slot = {*number, node.value};
  ++number_count_;
  return true;
}

void IdMap::Replace(std::string_view id, NodeId node) {
  if (const auto number = AsNumber(id)) {
    numbers_[FindSlot(*number)].node = node.value;
  } else {
    texts_[id] = node;
  }
}

std::optional<NodeId> IdMap::Find(std::string_view id) const {
  const auto number = AsNumber(id);
  if (!number.has_value()) {
    const auto position = texts_.find(id);
    return position == texts_.end() ? std::nullopt : std::optional(position->second);
  }
  if (numbers_.empty()) {
    return std::nullopt;
  }
  const Slot& slot = numbers_[FindSlot(*number)];
  return slot.number == *number ? std::optional(NodeId(slot.node)) : std::nullopt;
}

}  // namespace rondo::import
