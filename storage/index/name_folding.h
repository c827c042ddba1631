#pragma once

// Names as people type them: without case, accents or fine distinctions of spelling. "Ødegaard",
// "ØDEGAARD" and "odegaard" fold to one text.

#include <string>
#include <string_view>
#include <vector>

#include "graph/model/value.h"

namespace rondo {

/// The folded form of `text`. Bytes that are not UTF-8 stay as they are.
std::string FoldName(std::string_view text);

/// The names that a value of the properties `name` and `aliases` gives: a string, or the strings of
/// a list; folded.
void AppendFoldedNames(const Value& value, std::vector<std::string>& out);

}  // namespace rondo
