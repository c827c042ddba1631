#pragma once

// Names as they have to be written in a statement: in back-ticks where nothing else will do.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

namespace rondo {

/// A variable, or the name of an index: words of the language, reserved or not, get back-ticks.
std::string VariableText(std::string_view name);

/// A property key.
std::string SchemaNameText(std::string_view name);

/// The name of a label or edge type, which may have hyphens inside.
std::string LabelText(std::string_view name);

/// Any name, in back-ticks.
std::string QuotedName(std::string_view name);

}  // namespace rondo
