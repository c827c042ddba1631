#pragma once

// Text inside XML, SVG and HTML. Any bytes may be given; what comes out is always well-formed.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

namespace rondo {

/// Appends `text`, escaped for element content and for attributes in either kind of quotes.
/// Control characters and noncharacters, which XML cannot hold at all, are left out; bytes that are
/// not UTF-8 become U+FFFD.
void AppendMarkupText(std::string_view text, std::string& out);
std::string MarkupText(std::string_view text);

/// Appends valid JSON so that it can stand in a <script> element: no `<`, no line separators.
void AppendScriptJson(std::string_view json, std::string& out);

/// `text` with U+FFFD for every byte that is not UTF-8.
std::string ValidUtf8(std::string_view text);

/// `text` as valid UTF-8 on one line: bytes that are not UTF-8 become U+FFFD, control characters
/// and line breaks a space.
std::string OneLine(std::string_view text);

}  // namespace rondo
