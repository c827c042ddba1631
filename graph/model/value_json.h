#pragma once

// Values as JSON, for results and exports: a node is {"id", "labels", "properties"}, an edge {"id",
// "type", "start", "end", "properties"}, a path {"nodes", "edges"}, temporal values are ISO
// strings. JSON has no NaN and no infinity: both become null.

#include <string>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

/// Appends `value` to `json`, without whitespace. Bytes that are not UTF-8 become U+FFFD.
void AppendValueJson(const Value& value, std::string& json);

/// Appends `text` in quotes, escaped.
void AppendJsonString(std::string_view text, std::string& json);

std::string ValueJson(const Value& value);

}  // namespace rondo
