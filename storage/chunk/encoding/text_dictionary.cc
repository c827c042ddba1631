#include "storage/chunk/encoding/text_dictionary.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rondo {
namespace {

constexpr size_t kSlotCountMin = 64;

// Eight bytes at a time, each mixed in by a multiplication and a fold of its upper half.
uint32_t HashOf(std::string_view text) {
  constexpr uint64_t kMultiplier = 0x9E3779B97F4A7C15u;
  uint64_t hash = text.size() * kMultiplier;
  const auto mix = [&hash](uint64_t word) {
    hash = (hash ^ word) * kMultiplier;
    hash ^= hash >> 32;
  };
  while (text.size() >= sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, text.data(), sizeof word);
    mix(word);
    text.remove_prefix(sizeof word);
  }
  if (!text.empty()) {
    uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    mix(word);
  }
  return static_cast<uint32_t>(hash);
}

}  // namespace

void TextDictionary::Grow(size_t slot_count) {
  std::vector<Slot> old(slot_count);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.number == kFree) continue;
    size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].number != kFree) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

void TextDictionary::Reserve(size_t count) {
  const size_t slot_count = std::bit_ceil(std::max(2 * count, kSlotCountMin));
  if (slot_count > slots_.size()) Grow(slot_count);
}

uint32_t TextDictionary::NumberOf(std::string_view text) {
  if (2 * (ends_.size() + 1) > slots_.size()) Reserve(2 * (ends_.size() + 1));
  const uint32_t hash = HashOf(text);
  size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != kFree; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash && Text(slots_[at].number) == text) return slots_[at].number;
  }
  slots_[at] = {hash, size()};
  bytes_.append(text);
  ends_.push_back(bytes_.size());
  return slots_[at].number;
}

size_t TextDictionary::MemorySize() const {
  return slots_.capacity() * sizeof(Slot) + ends_.capacity() * sizeof(size_t) + bytes_.capacity();
}

}  // namespace rondo
