#include "storage/chunk/encoding/bit_packing.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rondo {
namespace {

constexpr size_t PackedSize(size_t count, unsigned width) { return (count * width + 7) / 8; }

unsigned WidthOf(int64_t low, int64_t high) {
  const uint64_t range = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  return static_cast<unsigned>(std::bit_width(range));
}

// The value that begins with bit `bit`, of which all bytes are there.
template <bool kIsNarrow>
uint64_t BitsAt(const char* bytes, size_t bit, unsigned width) {
  const char* const at = bytes + (bit >> 3);
  uint64_t word;
  std::memcpy(&word, at, sizeof word);
  const unsigned shift = bit & 7;
  uint64_t distance = word >> shift;
  if (!kIsNarrow && shift + width > 64) {
    distance |= static_cast<uint64_t>(static_cast<uint8_t>(at[8])) << (64 - shift);
  }
  return distance;
}

// Those from the one at `begin` on, as many as can be read in whole words; returns how many.
template <bool kIsNarrow, typename T>
size_t UnpackWords(const PackedIntegers& packed, size_t begin, uint64_t minimum, std::span<T> out) {
  // Nine readable bytes at the position of a value hold all of its bits.
  constexpr size_t kReadSize = 9;
  const unsigned width = packed.width;
  if (packed.bytes.size() < kReadSize) return 0;
  const size_t end = ((packed.bytes.size() - kReadSize) * 8 + 7) / width + 1;
  const size_t count = std::min(out.size(), end - std::min(begin, end));
  const uint64_t mask = width == 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t distance =
        BitsAt<kIsNarrow>(packed.bytes.data(), (begin + i) * width, width) & mask;
    out[i] = static_cast<T>(minimum + distance);
  }
  return count;
}

template <typename T>
void UnpackBits(const PackedIntegers& packed, size_t begin, uint64_t minimum, std::span<T> out) {
  constexpr unsigned kNarrowMax = 57;  // With the bits before them in their byte, one word.
  size_t i = packed.width <= kNarrowMax ? UnpackWords<true>(packed, begin, minimum, out)
                                        : UnpackWords<false>(packed, begin, minimum, out);
  for (; i < out.size(); ++i) {
    uint64_t distance = 0;
    for (unsigned k = 0; k < packed.width; ++k) {
      const size_t at = (begin + i) * packed.width + k;
      const auto byte = static_cast<uint8_t>(packed.bytes[at >> 3]);
      distance |= static_cast<uint64_t>(byte >> (at & 7) & 1) << k;
    }
    out[i] = static_cast<T>(minimum + distance);
  }
}

}  // namespace

IntegerPacker::IntegerPacker(int64_t low, int64_t high, ByteWriter& writer)
    : low_(static_cast<uint64_t>(low)), width_(WidthOf(low, high)), writer_(writer) {
  writer.SignedVarint(low);
  writer.U8(static_cast<uint8_t>(width_));
}

size_t IntegerPacker::SizeMax(size_t count, int64_t low, int64_t high) {
  return kVarintSizeMax + 1 + PackedSize(count, WidthOf(low, high));
}

PackedIntegers ReadPacked(size_t count, ByteReader& reader) {
  PackedIntegers packed;
  packed.low = reader.SignedVarint();
  packed.width = reader.U8();
  if (packed.width > 64) reader.Fail();
  if (reader.ok()) packed.bytes = reader.Bytes(PackedSize(count, packed.width));
  packed.count = reader.ok() ? count : 0;
  return packed;
}

void Unpack(const PackedIntegers& packed, size_t begin, std::span<int64_t> out) {
  if (packed.width == 0) {
    std::ranges::fill(out, packed.low);
  } else {
    UnpackBits(packed, begin, static_cast<uint64_t>(packed.low), out);
  }
}

void UnpackDistances(const PackedIntegers& packed, size_t begin, std::span<uint32_t> out) {
  if (packed.width == 0) {
    std::ranges::fill(out, 0U);
  } else {
    UnpackBits(packed, begin, 0, out);
  }
}

void PackIntegers(std::span<const int64_t> values, ByteWriter& writer) {
  int64_t low = 0;
  int64_t high = 0;
  if (!values.empty()) {
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    low = *least;
    high = *greatest;
  }
  IntegerPacker packer(low, high, writer);
  for (const int64_t value : values) packer.Add(value);
  packer.Finish();
}

std::vector<int64_t> UnpackIntegers(size_t count, ByteReader& reader) {
  const PackedIntegers packed = ReadPacked(count, reader);
  std::vector<int64_t> values(packed.count);
  Unpack(packed, 0, values);
  return values;
}

void UnpackIntegers(ByteReader& reader, std::span<int64_t> out) {
  const PackedIntegers packed = ReadPacked(out.size(), reader);
  if (reader.ok()) Unpack(packed, 0, out);
}

}  // namespace rondo
