#include "tools/main/argument_types.h"

#include <algorithm>
#include <thread>

#include "graph/model/temporal_text.h"

namespace rondo {

std::optional<Date> ParseDay(std::string_view text) {
  constexpr size_t kIsoDaySize = 10;
  const Result<Date> date = ParseDate(text);
  return date.ok() && text.size() == kIsoDaySize ? std::optional(*date) : std::nullopt;
}

std::string CheckTimeSpan(const std::string& text) {
  return ParseTimeSpan(text) ? "" : "`" + text + "` is no span of time; write 5s, 500ms or 2m";
}

std::string CheckByteSize(const std::string& text) {
  return ParseByteSize(text) ? "" : "`" + text + "` is no size; write 512M or 2G";
}

std::string CheckDay(const std::string& text) {
  return ParseDay(text) ? "" : "`" + text + "` is no day; write it as 2020-01-30";
}

uint64_t DefaultJobCount() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace rondo
