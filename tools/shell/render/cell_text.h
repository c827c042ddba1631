#pragma once

// One value as the text of a cell.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "graph/model/value.h"
#include "tools/output/visible_text.h"

namespace rondo::shell {

/// For people: strings and temporal values bare, everything else in the language's notation;
/// control characters made visible.
std::string CellText(const Value& value, LineBreaks line_breaks = LineBreaks::kVisible);

/// For programs: strings and temporal values bare, null as "", lists, maps, nodes, edges and paths
/// as JSON. Exact.
std::string ExactText(const Value& value);

/// Whether columns of it are aligned to the right.
inline bool IsAlignedRight(const Value& value) { return value.is_number(); }

}  // namespace rondo::shell
