#pragma once

// The version of everything that FORMAT.md describes. Raise it when a store written by this program
// could not be read by the one before; then keep reading the older ones.

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace rondo {

inline constexpr uint32_t kFormatVersion = 2;

/// The record under KeyTag::kFormat: a base frame with the version as a varint.
std::string EncodeFormatRecord(uint32_t version);
Result<uint32_t> DecodeFormatRecord(std::string_view record);

}  // namespace rondo
