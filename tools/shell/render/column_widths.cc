#include "tools/shell/render/column_widths.h"

#include <algorithm>
#include <numeric>

namespace rondo::shell {
namespace {

// A column narrower than this tells nothing, unless its content is that narrow.
constexpr size_t kCutWidthMin = 8;

size_t SmallestWidth(size_t natural) { return std::min(natural, kCutWidthMin); }

/// Cuts the widest columns down to one width, so that all together take at most `room`. REQUIRES:
/// the smallest widths fit.
std::vector<size_t> CutWidest(std::span<const size_t> natural, size_t room) {
  auto total_under = [&](size_t cap) {
    return std::accumulate(natural.begin(), natural.end(), size_t{0},
                           [cap](size_t sum, size_t width) { return sum + std::min(width, cap); });
  };
  size_t cap = kCutWidthMin;
  while (cap < room && total_under(cap + 1) <= room) {
    ++cap;
  }
  size_t left = room - total_under(cap);
  std::vector<size_t> widths;
  for (size_t width : natural) {
    const size_t extra = width > cap && left > 0 ? 1 : 0;
    left -= extra;
    widths.push_back(std::min(width, cap) + extra);
  }
  return widths;
}

}  // namespace

std::vector<size_t> FitColumns(std::span<const size_t> natural, const ColumnRoom& room) {
  size_t count = natural.size();
  auto needed = [&](auto width_of) {
    size_t total = room.overhead_once + (count < natural.size() ? room.overhead_cut : 0);
    for (size_t index = 0; index < count; ++index) {
      total += room.overhead + width_of(natural[index]);
    }
    return total;
  };
  if (room.room == 0 || needed([](size_t width) { return width; }) <= room.room) {
    return {natural.begin(), natural.end()};
  }
  while (count > 1 && needed(SmallestWidth) > room.room) {
    --count;
  }
  const size_t overhead = needed([](size_t) { return size_t{0}; });
  if (needed(SmallestWidth) > room.room) {
    return {room.room > overhead ? room.room - overhead : 1};
  }
  return CutWidest(natural.subspan(0, count), room.room - overhead);
}

}  // namespace rondo::shell
