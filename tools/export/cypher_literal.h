#pragma once

// Values and names as openCypher source text that evaluates to the same value.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

/// 'text', 1, 2.5, [..], {..}, date('2020-01-30'), 0.0/0.0. REQUIRES: no node, edge or path in it.
void AppendCypherLiteral(const Value& value, std::string& out);

/// A label, type or key: bare where it is a plain word, else in back-ticks.
void AppendCypherName(std::string_view name, std::string& out);

}  // namespace rondo
