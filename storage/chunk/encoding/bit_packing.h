#pragma once

// Frame-of-reference bit packing: integers as their distance from the least of them, in as few bits
// as the greatest distance needs.
//
//   minimum: zigzag varint | width: 1 byte (0-64) | the distances, `width` bits each, from the low
//   bit of each little-endian 64-bit word up, padded to a whole byte

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "storage/codec/byte_io.h"

namespace rondo {

void PackIntegers(std::span<const int64_t> values, ByteWriter& writer);

/// Packs integers as they come, for those of which there are too many to be put side by side first.
class IntegerPacker {
 public:
  /// All of them are in [low, high]; both are among them, unless there are none: then both are 0.
  IntegerPacker(int64_t low, int64_t high, ByteWriter& writer);
  void Add(int64_t value) {
    if (width_ == 0) return;
    const uint64_t distance = static_cast<uint64_t>(value) - low_;
    word_ |= distance << used_;
    if (used_ + width_ < 64) {
      used_ += width_;
      return;
    }
    writer_.U64(word_);
    const unsigned taken = 64 - used_;
    used_ = width_ - taken;
    word_ = taken == 64 ? 0 : distance >> taken;
  }
  /// To be called after the last one.
  void Finish() { writer_.Raw(&word_, (used_ + 7) / 8); }

  /// The most bytes that so many integers of this range take.
  static size_t SizeMax(size_t count, int64_t low, int64_t high);

 private:
  const uint64_t low_;
  const unsigned width_;
  ByteWriter& writer_;
  uint64_t word_ = 0;
  unsigned used_ = 0;
};

/// Packed integers as they lie.
struct PackedIntegers {
  size_t count = 0;
  int64_t low = 0;     // What the distances are added to.
  unsigned width = 0;  // Bits of a distance.
  std::string_view bytes;
};
/// Fails `reader` on malformed bytes; then there are none.
PackedIntegers ReadPacked(size_t count, ByteReader& reader);
/// REQUIRES, of these: as many as `out` has room for follow the first `begin`; of distances, their
/// width is at most 32.
void Unpack(const PackedIntegers& packed, size_t begin, std::span<int64_t> out);
void UnpackDistances(const PackedIntegers& packed, size_t begin, std::span<uint32_t> out);

/// Reads `count` integers. Fails `reader` on malformed bytes; then the result is empty.
std::vector<int64_t> UnpackIntegers(size_t count, ByteReader& reader);
/// Reads as many integers as `out` has room for. Fails `reader` on malformed bytes, and leaves
/// `out` as it was.
void UnpackIntegers(ByteReader& reader, std::span<int64_t> out);

}  // namespace rondo
