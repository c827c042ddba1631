#pragma once

// JSON text as values of the language, plain or with the types that exports put beside what JSON
// cannot tell apart (tools/export/portable_type.h).
// Thread rule: free functions without state.

#include <optional>
#include <string_view>

#include "graph/model/value.h"

namespace rondo::import {

/// The value, or nothing if `text` is no JSON, is nested too deep, or holds a number that no value
/// holds.
std::optional<Value> ParseJsonValue(std::string_view text);

/// A cell of a column of type json: the value itself, or {"value": ..., "types": ...}.
std::optional<Value> ParseJsonCell(std::string_view text);

/// Gives a value that was read from JSON its types. `types` is null where the value stands for
/// itself, the name of a type, one with [] for all elements of a list, or a list or map of these.
/// Nothing if they do not fit.
std::optional<Value> ApplyTypes(const Value& value, const Value& types);

}  // namespace rondo::import
