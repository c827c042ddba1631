#pragma once

// Eight bytes of a text in one number, so that a question is asked about all of them at once
// (Warren, Hacker's Delight, 6-1). Answers are the high bits of the bytes; nothing here depends on
// the order of bytes. Thread rule: pure functions.

#include <cstdint>
#include <cstring>

namespace rondo {

inline constexpr uint64_t kEachByte = 0x0101010101010101u;
inline constexpr uint64_t kHighBits = kEachByte * 0x80;

/// The eight bytes from `bytes` on.
inline uint64_t LoadBlock(const char* bytes) {
  uint64_t block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

/// Not 0 if some byte is zero: the least such byte is marked, and perhaps others above it.
constexpr uint64_t ZeroBytes(uint64_t block) { return (block - kEachByte) & ~block & kHighBits; }

/// The same of bytes that are `byte`.
constexpr uint64_t BytesEqualTo(uint64_t block, char byte) {
  return ZeroBytes(block ^ (kEachByte * static_cast<uint8_t>(byte)));
}

/// Marks exactly the bytes from `first` to `last`. REQUIRES: both are ASCII.
constexpr uint64_t BytesBetween(uint64_t block, char first, char last) {
  const uint64_t low = block & ~kHighBits;
  return (low + kEachByte * (0x80u - static_cast<uint8_t>(first))) &
         ~(low + kEachByte * (0x7Fu - static_cast<uint8_t>(last))) & ~block & kHighBits;
}

}  // namespace rondo
