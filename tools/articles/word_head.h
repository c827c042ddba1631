#pragma once

// The first eight letters of a word as a number: most words are told apart by it without a look at
// their letters. Thread rule: pure functions.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace rondo::articles {

inline constexpr std::size_t kHeadBytes = 8;

/// The first eight bytes, or all of them and zeros; the first is the lowest.
constexpr uint64_t WordHead(std::string_view word) {
  const std::size_t size = word.size();
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && size >= 4) {
    if (size >= kHeadBytes) {
      uint64_t head = 0;
      std::memcpy(&head, word.data(), kHeadBytes);
      return head;
    }
    // Two halves that may overlap.
    uint32_t first = 0;
    uint32_t last = 0;
    std::memcpy(&first, word.data(), sizeof first);
    std::memcpy(&last, word.data() + size - sizeof last, sizeof last);
    return first | (uint64_t{last} << (8U * (size - sizeof last)));
  }
  uint64_t head = 0;
  for (std::size_t at = 0; at < size && at < kHeadBytes; ++at) {
    head |= uint64_t{static_cast<unsigned char>(word[at])} << (8U * at);
  }
  return head;
}

constexpr uint64_t MixHead(uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29U;
  hash *= 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 32U);
}

/// What a word is looked up by.
struct WordKey {
  uint64_t head = 0;
  uint64_t hash = 0;
};

/// REQUIRES: `head` is that of a word of `size` letters, eight at most.
constexpr WordKey KeyOfShortWord(uint64_t head, std::size_t size) {
  return {head, MixHead(size ^ head)};
}

constexpr WordKey KeyOfWord(std::string_view word) {
  uint64_t hash = word.size();
  std::string_view left = word;
  while (left.size() > kHeadBytes) {
    hash = MixHead(hash ^ WordHead(left));
    left.remove_prefix(kHeadBytes);
  }
  return {WordHead(word), MixHead(hash ^ WordHead(left))};
}

}  // namespace rondo::articles
