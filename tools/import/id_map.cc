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

uint32_t* IdMap::MakePlace(uint64_t number) {
  if (number >= dense_.size() && (number < kDenseSizeMin || number / kDenseFactor < dense_count_)) {
    dense_.resize(std::max({kDenseSizeMin, 2 * uint64_t{dense_.size()}, number + 1}), kFreePlace);
  }
  return FindPlace(number);
}

bool IdMap::InsertNumber(uint64_t number, NodeId node) {
  uint32_t* const place = MakePlace(number);
  if (place != nullptr && *place != kFreePlace) return false;
  // It may have come before the table reached it.
  if (!numbers_.empty() && numbers_[FindSlot(number)].number == number) return false;
  if (place != nullptr && node.value < kFreePlace) {
    *place = static_cast<uint32_t>(node.value);
    ++dense_count_;
    return true;
  }
  if (2 * (number_count_ + 1) > numbers_.size()) Grow();
  numbers_[FindSlot(number)] = {number, node.value};
  ++number_count_;
  return true;
}

bool IdMap::Insert(std::string_view id, NodeId node) {
  if (const auto number = AsNumber(id)) return InsertNumber(*number, node);
  if (texts_.contains(id)) return false;
  texts_.emplace(kept_texts_.emplace_back(id), node);
  return true;
}

void IdMap::Replace(std::string_view id, NodeId node) {
  const auto number = AsNumber(id);
  if (!number.has_value()) {
    texts_[id] = node;
    return;
  }
  uint32_t* const place = FindPlace(*number);
  if (place == nullptr || *place == kFreePlace) {
    numbers_[FindSlot(*number)].node = node.value;
  } else if (node.value < kFreePlace) {
    *place = static_cast<uint32_t>(node.value);
  } else {
    *place = kFreePlace;
    --dense_count_;
    InsertNumber(*number, node);
  }
}

std::optional<NodeId> IdMap::Find(std::string_view id) const {
  const auto number = AsNumber(id);
  if (!number.has_value()) {
    const auto position = texts_.find(id);
    return position == texts_.end() ? std::nullopt : std::optional(position->second);
  }
  if (*number < dense_.size() && dense_[*number] != kFreePlace) return NodeId(dense_[*number]);
  if (numbers_.empty()) return std::nullopt;
  const Slot& slot = numbers_[FindSlot(*number)];
  return slot.number == *number ? std::optional(NodeId(slot.node)) : std::nullopt;
}

}  // namespace rondo::import
