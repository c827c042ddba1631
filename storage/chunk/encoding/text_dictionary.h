#pragma once

// TextDictionary: different texts, numbered in the order in which they came. A text costs one hash
// and one comparison to find.
//
// Thread rule: as a vector.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rondo {

class TextDictionary {
 public:
  /// The number of `text`, which is added if it is new.
  uint32_t NumberOf(std::string_view text);
  std::string_view Text(uint32_t number) const {
    const size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(begin, ends_[number] - begin);
  }
  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }

  /// Makes room for `count` texts.
  void Reserve(size_t count);
  size_t MemorySize() const;

 private:
  struct Slot {
    uint32_t hash = 0;
    uint32_t number = kFree;
  };
  static constexpr uint32_t kFree = UINT32_MAX;

  void Grow(size_t slot_count);

  std::vector<Slot> slots_;  // Open addressing; a power of two, at most half full.
  std::vector<size_t> ends_;
  std::string bytes_;
};

}  // namespace rondo
