#pragma once

// Property values in text formats that must read back as the same values: the type names of
// neo4j-admin's CSV headers, and JSON that loses nothing. Export writes with these, import reads.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

/// The column of neo4j-admin's edge files that holds the ids of edges, by which reports name them.
/// Rondo's import looks at it; others do as it says.
inline constexpr std::string_view kEdgeIdColumn = "edge_id:IGNORE";

/// "long", "double", "boolean", "string", "date", "localtime", "time", "localdatetime", "datetime",
/// "duration", or one of these with "[]" for a list that such a column can hold; "json" for every
/// other value (empty and mixed lists, texts with `;` in a list).
std::string PortableTypeName(const Value& value);

/// The cell of a value in a column of type PortableTypeName(value), without CSV's quotes.
/// REQUIRES: `value` is not null.
void AppendPortableText(const Value& value, std::string& out);

/// Whether JSON alone tells the value's type: no temporal value and no NaN or infinity in it.
bool IsPlainJson(const Value& value);

/// The value as JSON; temporal values, NaN and infinities are strings, floats show that they are.
/// REQUIRES: no node, edge or path in it.
void AppendLosslessJson(const Value& value, std::string& json);

/// What AppendLosslessJson leaves open, as JSON: "date", "date[]", or for mixed lists an array with
/// null where JSON suffices.
void AppendTypeJson(const Value& value, std::string& json);

}  // namespace rondo
