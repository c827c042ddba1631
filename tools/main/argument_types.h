#pragma once

// Arguments of the command line that are more than text: days, spans of time, sizes.
// Thread rule: free functions without state.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/model/temporal.h"
#include "tools/shell/measure_text.h"

namespace rondo {

/// "2020-01-30"; nothing for anything else.
std::optional<Date> ParseDay(std::string_view text);

// The same as checks of the command line: empty if the text is right, else what is wrong with it.
std::string CheckTimeSpan(const std::string& text);
std::string CheckByteSize(const std::string& text);
std::string CheckDay(const std::string& text);

inline constexpr uint64_t kJobCountMax = 256;
/// As many threads as this machine runs at once.
uint64_t DefaultJobCount();

}  // namespace rondo
