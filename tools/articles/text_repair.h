#pragma once

// Bytes of unknown making into valid UTF-8, with a map back to the original offsets. Pure
// functions.

#include <string>
#include <string_view>

#include "tools/articles/document.h"

namespace rondo::articles {

/// True if the bytes hold NULs or so many control characters that they are no text.
bool LooksBinary(std::string_view bytes);

/// Copies `bytes` to `text`. Bytes that are no UTF-8 are read as Windows-1252 if none of the bytes
/// above ASCII forms a sequence of UTF-8, else each becomes U+FFFD. The controls U+0080 to U+009F
/// are read as the characters of Windows-1252 with these numbers. `offsets` stays empty if nothing
/// had to be changed.
void RepairText(std::string_view bytes, std::string& text, OffsetMap& offsets);

}  // namespace rondo::articles
