#pragma once

// A short list of words known when the program is compiled, asked for nearly every word of an
// article. Most words are turned away by their first letter and their size, the others found by
// hashing. Thread rule: immutable.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "tools/articles/word_head.h"

namespace rondo::articles {

template <std::size_t N>
class WordList {
 public:
  template <typename... Words>
  constexpr WordList(Words... words) : words_{std::string_view(words)...} {
    for (uint8_t index = 0; index < N; ++index) {
      const std::string_view word = words_[index];
      firsts_by_size_[SizeOf(word)] |= uint64_t{1} << Place(word);
      heads_[index] = WordHead(word);
      std::size_t slot = SlotOf(heads_[index]);
      while (slots_[slot] != 0) {
        slot = (slot + 1) % kSlots;
      }
      slots_[slot] = static_cast<uint8_t>(index + 1);
    }
  }

  constexpr bool Has(std::string_view word) const {
    if (word.empty() || ((firsts_by_size_[SizeOf(word)] >> Place(word)) & 1U) == 0) {
      return false;
    }
    const uint64_t head = WordHead(word);
    for (std::size_t slot = SlotOf(head); slots_[slot] != 0; slot = (slot + 1) % kSlots) {
      const std::size_t index = slots_[slot] - 1U;
      if (heads_[index] == head && (word.size() < kHeadBytes || words_[index] == word)) {
        return true;
      }
    }
    return false;
  }

  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

 private:
  static_assert(N < 128);
  static constexpr std::size_t kSlots = std::bit_ceil(N * 2);
  static constexpr std::size_t kSizes = 16;

  static constexpr uint32_t Place(std::string_view word) {
    return static_cast<unsigned char>(word.front()) & 63U;
  }
  static constexpr std::size_t SizeOf(std::string_view word) {
    return std::min(word.size(), kSizes - 1);
  }
  static constexpr std::size_t SlotOf(uint64_t head) {
    return ((head * 0x9E3779B97F4A7C15ULL) >> 32U) % kSlots;
  }

  std::array<std::string_view, N> words_;
  std::array<uint64_t, N> heads_{};
  std::array<uint64_t, kSizes> firsts_by_size_{};  // Bits: the first letters of words of a size.
  std::array<uint8_t, kSlots> slots_{};            // 1 + index of the word; 0 is free.
};

template <typename... Words>
WordList(Words...) -> WordList<sizeof...(Words)>;

}  // namespace rondo::articles
