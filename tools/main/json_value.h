#pragma once

// JSON text as values of the language.
// Thread rule: free functions without state.

#include <optional>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

/// The value, or nothing if `text` is no JSON, is nested too deep, or holds a number that no value
/// holds.
std::optional<Value> ParseJsonValue(std::string_view text);

}  // namespace rondo
