#pragma once

// Arguments of the command line that are more than text: days, spans of time.
// Thread rule: free functions without state.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/model/temporal.h"

namespace rondo {

/// "5s", "500ms", "2m", "1h", "1.5s"; nothing for anything else.
std::optional<std::chrono::nanoseconds> ParseTimeSpan(std::string_view text);

/// "2020-01-30"; nothing for anything else.
std::optional<Date> ParseDay(std::string_view text);

// The same as checks of the command line: empty if the text is right, else what is wrong with it.
std::string CheckTimeSpan(const std::string& text);
std::string CheckDay(const std::string& text);

inline constexpr uint64_t kJobCountMax = 256;
/// As many threads as this machine runs at once.
uint64_t DefaultJobCount();

}  // namespace rondo
