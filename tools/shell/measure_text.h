#pragma once

// Spans of time and sizes of memory as people write them.
// Thread rule: free functions without state.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rondo {

/// "5s", "500ms", "2m" (minutes), "1h", "1.5s"; nothing for anything else.
std::optional<std::chrono::nanoseconds> ParseTimeSpan(std::string_view text);

/// Bytes: "512M", "2G", "1.5G", "64K", "1000"; in steps of 1024, with or without a final "B" or
/// "iB". Nothing for anything else.
std::optional<uint64_t> ParseByteSize(std::string_view text);

/// "512.0 MiB", "1.5 GiB"; whole bytes below a KiB.
std::string ByteSizeText(uint64_t size);

}  // namespace rondo
