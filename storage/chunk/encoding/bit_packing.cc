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

void UnpackBits(std::string_view bytes, uint64_t minimum, unsigned width, std::span<int64_t> out) {
  const uint64_t mask = width == 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1;
  size_t bit = 0;
  size_t i = 0;
  // Nine readable bytes at the position of a value hold all of its bits.
  for (; i < out.size() && (bit >> 3) + 9 <= bytes.size(); ++i, bit += width) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + (bit >> 3), 8);
    const unsigned shift = bit & 7;
    uint64_t distance = word >> shift;
    if (shift + width > 64) {
      distance |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[(bit >> 3) + 8]))
                  << (64 - shift);
    }
    out[i] = static_cast<int64_t>(minimum + (distance & mask));
  }
  for (; i < out.size(); ++i, bit += width) {
    uint64_t distance = 0;
    for (unsigned k = 0; k < width; ++k) {
      const size_t at = bit + k;
      distance |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[at >> 3]) >> (at & 7) & 1) << k;
    }
    out[i] = static_cast<int64_t>(minimum + distance);
  }
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
  const int64_t low = reader.SignedVarint();
  const unsigned width = reader.U8();
  if (width > 64) reader.Fail();
  if (!reader.ok()) return {};
  const std::string_view bytes = reader.Bytes(PackedSize(count, width));
  if (!reader.ok()) return {};
  std::vector<int64_t> values(count, low);
  if (width > 0) UnpackBits(bytes, static_cast<uint64_t>(low), width, values);
  return values;
}

}  // namespace rondo
