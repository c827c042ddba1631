#include "tools/shell/measure_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace rondo {

namespace {

/// A number that is not negative, and what stands behind it.
std::optional<std::pair<double, std::string_view>> SplitNumber(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !(number >= 0)) {  // Written so that NaN is none.
    return std::nullopt;
  }
  return std::pair(number, text.substr(static_cast<size_t>(end - text.data())));
}

constexpr std::array<std::string_view, 5> kSizeUnits = {"", "K", "M", "G", "T"};

}  // namespace

std::optional<std::chrono::nanoseconds> ParseTimeSpan(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 4> kUnits = {
      {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
  constexpr double kLongest = 1e18;
  const auto split = SplitNumber(text);
  for (const auto& [name, nanoseconds] : kUnits) {
    if (split && split->second == name && split->first * nanoseconds < kLongest) {
      return std::chrono::nanoseconds(static_cast<int64_t>(split->first * nanoseconds));
    }
  }
  return std::nullopt;
}

std::optional<uint64_t> ParseByteSize(std::string_view text) {
  constexpr double kLargest = 1e18;
  const auto split = SplitNumber(text);
  if (!split) {
    return std::nullopt;
  }
  std::string_view unit = split->second;
  if (unit.ends_with('B')) {
    unit.remove_suffix(unit.ends_with("iB") ? 2 : 1);
  }
  double size = split->first;
  for (const std::string_view name : kSizeUnits) {
    if (name == unit && size < kLargest) {
      return static_cast<uint64_t>(size);
    }
    size *= 1024;
  }
  return std::nullopt;
}

std::string ByteSizeText(uint64_t size) {
  size_t unit = 0;
  auto number = static_cast<double>(size);
  while (number >= 1024 && unit + 1 < kSizeUnits.size()) {
    number /= 1024;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} bytes", size)
                   : fmt::format("{:.1f} {}iB", number, kSizeUnits[unit]);
}

}  // namespace rondo
