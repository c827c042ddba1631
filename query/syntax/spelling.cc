#include "query/syntax/spelling.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace rondo {
namespace {

constexpr size_t kDistanceMax = 2;
// Names that long are no slips of the finger, and their distance costs their square.
constexpr size_t kNameSizeMax = 256;

/// Letters inserted, dropped, changed or swapped with their neighbour (optimal string alignment).
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_previous(b.size() + 1);
  std::vector<size_t> previous(b.size() + 1);
  std::vector<size_t> current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_previous[j - 2] + 1);
      }
    }
    std::swap(before_previous, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string FoldForSpelling(std::string_view name) {
  utf8proc_uint8_t* folded = nullptr;
  constexpr auto kOptions =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                   static_cast<utf8proc_ssize_t>(name.size()), &folded, kOptions);
  if (size < 0) {
    return std::string(name);
  }
  std::string result(reinterpret_cast<const char*>(folded), static_cast<size_t>(size));
  std::free(folded);
  return result;
}

std::string_view NearestName(std::string_view written,
                             std::span<const std::string_view> candidates) {
  std::string_view nearest;
  if (written.size() > kNameSizeMax) {
    return nearest;
  }
  std::string folded = FoldForSpelling(written);
  // Of a word of three letters two changed ones leave nothing.
  size_t distance_limit = std::min(kDistanceMax + 1, (folded.size() + 1) / 2);
  for (std::string_view candidate : candidates) {
    if (candidate.empty() || candidate.size() > kNameSizeMax || candidate == written) {
      continue;
    }
    size_t distance = EditDistance(folded, FoldForSpelling(candidate));
    if (distance < distance_limit) {
      distance_limit = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace rondo
