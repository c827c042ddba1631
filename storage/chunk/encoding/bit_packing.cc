#include "storage/chunk/encoding/bit_packing.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rondo {
namespace {

constexpr size_t PackedSize(size_t count, unsigned width) { return (count * width + 7) / 8; }

void PackBits(std::span<const int64_t> values, uint64_t minimum, unsigned width,
              ByteWriter& writer) {
  uint64_t word = 0;
  unsigned used = 0;
  for (const int64_t value : values) {
    const uint64_t distance = static_cast<uint64_t>(value) - minimum;
    word |= distance << used;
    if (used + width < 64) {
      used += width;
      continue;
    }
    writer.U64(word);
    const unsigned taken = 64 - used;
    used = width - taken;
    word = taken == 64 ? 0 : distance >> taken;
  }
  writer.Raw(&word, (used + 7) / 8);
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

// The first of `out`, as many as can be read in whole words; returns how many.
template <bool kIsNarrow>
size_t UnpackWords(std::string_view bytes, uint64_t minimum, unsigned width,
                   std::span<int64_t> out) {
  // Nine readable bytes at the position of a value hold all of its bits.
  constexpr size_t kReadSize = 9;
  if (bytes.size() < kReadSize) return 0;
  const size_t last_bit = (bytes.size() - kReadSize) * 8 + 7;
  const size_t count = std::min(out.size(), last_bit / width + 1);
  const uint64_t mask = width == 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t distance = BitsAt<kIsNarrow>(bytes.data(), i * width, width) & mask;
    out[i] = static_cast<int64_t>(minimum + distance);
  }
  return count;
}

void UnpackBits(std::string_view bytes, uint64_t minimum, unsigned width, std::span<int64_t> out) {
  constexpr unsigned kNarrowMax = 57;  // With the bits before them in their byte, one word.
  size_t i = width <= kNarrowMax ? UnpackWords<true>(bytes, minimum, width, out)
                                 : UnpackWords<false>(bytes, minimum, width, out);
  for (; i < out.size(); ++i) {
    uint64_t distance = 0;
    for (unsigned k = 0; k < width; ++k) {
      const size_t at = i * width + k;
      distance |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[at >> 3]) >> (at & 7) & 1) << k;
    }
    out[i] = static_cast<int64_t>(minimum + distance);
  }
}

// What stands before the values: what the distances are added to, their width, and their bytes.
struct Packed {
  int64_t low = 0;
  unsigned width = 0;
  std::string_view bytes;
};

Packed ReadPacked(size_t count, ByteReader& reader) {
  Packed packed;
  packed.low = reader.SignedVarint();
  packed.width = reader.U8();
  if (packed.width > 64) reader.Fail();
  if (reader.ok()) packed.bytes = reader.Bytes(PackedSize(count, packed.width));
  return packed;
}

}  // namespace

void PackIntegers(std::span<const int64_t> values, ByteWriter& writer) {
  int64_t low = 0;
  int64_t high = 0;
  if (!values.empty()) {
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    low = *least;
    high = *greatest;
  }
  const uint64_t range = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  const auto width = static_cast<unsigned>(std::bit_width(range));
  writer.SignedVarint(low);
  writer.U8(static_cast<uint8_t>(width));
  if (width > 0) PackBits(values, static_cast<uint64_t>(low), width, writer);
}

std::vector<int64_t> UnpackIntegers(size_t count, ByteReader& reader) {
  const Packed packed = ReadPacked(count, reader);
  if (!reader.ok()) return {};
  std::vector<int64_t> values(count, packed.low);
  if (packed.width > 0) {
    UnpackBits(packed.bytes, static_cast<uint64_t>(packed.low), packed.width, values);
  }
  return values;
}

void UnpackIntegers(ByteReader& reader, std::span<int64_t> out) {
  const Packed packed = ReadPacked(out.size(), reader);
  if (reader.ok() && packed.width > 0) {
    UnpackBits(packed.bytes, static_cast<uint64_t>(packed.low), packed.width, out);
  } else {
    std::ranges::fill(out, packed.low);
  }
}

}  // namespace rondo
