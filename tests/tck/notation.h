#pragma once

// Reads values in the suite's notation: 1, 1.0, 'text', [1, 2], {a: 1}, (:A {p: 1}), [:T {p: 1}],
// <(:A)-[:T]->(:B)>. Nodes and edges get ids of their own, which say nothing: the suite compares
// them by content.

#include <string_view>

#include "graph/base/result.h"
#include "graph/model/value.h"

namespace rondo::tck {

/// Syntax("MalformedNotation") for any other text.
Result<Value> ParseNotation(std::string_view text);

}  // namespace rondo::tck
