#pragma once

// Groups: 2048 consecutive node or edge ids, the unit in which everything is stored. An id is a
// group number and a lane in it.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace rondo {

/// Part of the format: never change.
inline constexpr uint32_t kGroupSize = 2048;
inline constexpr uint32_t kGroupShift = 11;
static_assert(uint32_t{1} << kGroupShift == kGroupSize);

/// Group numbers are 32 bits wide in keys.
inline constexpr uint64_t kEntityIdsMax = uint64_t{1} << (32 + kGroupShift);

using GroupNumber = uint32_t;
using Lane = uint32_t;

constexpr GroupNumber GroupOf(uint64_t id) { return static_cast<GroupNumber>(id >> kGroupShift); }
constexpr Lane LaneOf(uint64_t id) { return static_cast<Lane>(id & (kGroupSize - 1)); }
constexpr uint64_t FirstIdOf(GroupNumber group) { return uint64_t{group} << kGroupShift; }
/// How many lanes of a group lie before the id `end`. REQUIRES: at least one does.
constexpr Lane EndLaneOf(GroupNumber group, uint64_t end) {
  const uint64_t before = end - FirstIdOf(group);
  return before < kGroupSize ? static_cast<Lane>(before) : kGroupSize;
}

/// One bit for each lane of a group.
class GroupBitmap {
 public:
  static constexpr size_t kWordCount = kGroupSize / 64;

  bool Test(Lane lane) const { return (words_[lane >> 6] >> (lane & 63) & 1) != 0; }
  void Set(Lane lane) { words_[lane >> 6] |= uint64_t{1} << (lane & 63); }
  void Reset(Lane lane) { words_[lane >> 6] &= ~(uint64_t{1} << (lane & 63)); }
  void Assign(Lane lane, bool value) { value ? Set(lane) : Reset(lane); }
  bool Any() const {
    for (const uint64_t word : words_) {
      if (word != 0) return true;
    }
    return false;
  }
  uint32_t Count() const {
    uint32_t count = 0;
    for (const uint64_t word : words_) {
      // Mostly few lanes are set, and counting bits is a call where the processor may lack it.
      if (word != 0) count += static_cast<uint32_t>(std::popcount(word));
    }
    return count;
  }
  /// The first set lane at or after `lane`, or kGroupSize.
  Lane NextSet(Lane lane) const {
    if (lane >= kGroupSize) return kGroupSize;
    size_t word = lane >> 6;
    uint64_t bits = words_[word] & (~uint64_t{0} << (lane & 63));
    while (bits == 0) {
      if (++word == kWordCount) return kGroupSize;
      bits = words_[word];
    }
    return static_cast<Lane>(word * 64 + static_cast<size_t>(std::countr_zero(bits)));
  }
  /// The first lane at or after `lane` that is not set, or kGroupSize.
  Lane NextAbsent(Lane lane) const {
    while (lane < kGroupSize) {
      const uint64_t absent = ~words_[lane >> 6] >> (lane & 63);
      if (absent != 0) return lane + static_cast<Lane>(std::countr_zero(absent));
      lane = (lane | 63) + 1;
    }
    return kGroupSize;
  }
  /// Calls `visit(lane)` for every set lane, ascending.
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (size_t word = 0; word < kWordCount; ++word) {
      for (uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
        visit(static_cast<Lane>(word * 64 + static_cast<size_t>(std::countr_zero(bits))));
      }
    }
  }
  const std::array<uint64_t, kWordCount>& words() const { return words_; }
  std::array<uint64_t, kWordCount>& words() { return words_; }
  friend bool operator==(const GroupBitmap&, const GroupBitmap&) = default;

 private:
  std::array<uint64_t, kWordCount> words_{};
};

}  // namespace rondo
