#include "storage/chunk/encoding/packed_lanes.h"

#include <algorithm>
#include <array>

#include "storage/chunk/encoding/bit_packing.h"

namespace rondo {

NumberArray InLanes(const GroupBitmap& present, std::span<const int64_t> values) {
  if (present.NextAbsent(0) == values.size()) return NumberArray(values);
  std::array<int64_t, kGroupSize> lanes;
  size_t size = 0;
  size_t i = 0;
  present.ForEach([&](Lane lane) {
    // Any number that does not widen their range.
    std::fill(lanes.begin() + static_cast<std::ptrdiff_t>(size), lanes.begin() + lane, values[i]);
    lanes[lane] = values[i++];
    size = lane + 1;
  });
  return NumberArray(std::span<const int64_t>(lanes.data(), size));
}

NumberArray UnpackLanes(const GroupBitmap& present, ByteReader& reader, int64_t least,
                        int64_t greatest) {
  std::array<int64_t, kGroupSize> room;
  const std::span<int64_t> values(room.data(), present.Count());
  UnpackIntegers(reader, values);
  if (!reader.ok() || values.empty()) return {};
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  if (*low < least || *high > greatest) {
    reader.Fail();
    return {};
  }
  return InLanes(present, values);
}

}  // namespace rondo
