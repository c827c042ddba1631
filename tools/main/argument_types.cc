#include "tools/main/argument_types.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>
#include <utility>

#include "graph/model/temporal_text.h"

namespace rondo {

std::optional<std::chrono::nanoseconds> ParseTimeSpan(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 4> kUnits = {
      {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
  constexpr double kLongest = 1e18;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) {
    return std::nullopt;
  }
  const std::string_view unit(end, static_cast<size_t>(text.data() + text.size() - end));
  for (const auto& [name, nanoseconds] : kUnits) {
    if (unit == name && number * nanoseconds < kLongest) {
      return std::chrono::nanoseconds(static_cast<int64_t>(number * nanoseconds));
    }
  }
  return std::nullopt;
}

std::optional<Date> ParseDay(std::string_view text) {
  constexpr size_t kIsoDaySize = 10;
  const Result<Date> date = ParseDate(text);
  return date.ok() && text.size() == kIsoDaySize ? std::optional(*date) : std::nullopt;
}

std::string CheckTimeSpan(const std::string& text) {
  return ParseTimeSpan(text) ? "" : "`" + text + "` is no span of time; write 5s, 500ms or 2m";
}

std::string CheckDay(const std::string& text) {
  return ParseDay(text) ? "" : "`" + text + "` is no day; write it as 2020-01-30";
}

uint64_t DefaultJobCount() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace rondo
