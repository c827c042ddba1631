#include "storage/chunk/encoding/packed_lanes.h"

#include <algorithm>
#include <array>

#include "storage/chunk/encoding/bit_packing.h"

namespace rondo {

NumberArray InLanes(const GroupBitmap& present, std::span<const int64_t> values) {
  if (present.NextAbsent(0) == values.size()) return NumberArray(values);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return NumberArray(present, values, *low, *high);
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
  if (present.NextAbsent(0) == values.size()) return NumberArray(values);
  return NumberArray(present, values, *low, *high);
}

}  // namespace rondo
