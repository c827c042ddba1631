#pragma once

// Colours for a statement while it is typed, from the language's own lexer: half-typed text shows
// what it holds, and a bracket or quote that nothing closes stands out.
// Thread rule: free functions without state.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rondo::shell {

enum class TextStyle : uint8_t {
  kPlain,
  kKeyword,
  kString,
  kNumber,
  kName,  // Labels and edge types.
  kParameter,
  kFunction,
  kComment,
  kMetaCommand,
  kError,
  kGhost,
  kPrompt,
  kSelected,
};

/// The escape sequence that turns the style on, or "" for kPlain.
std::string_view StyleSequence(TextStyle style);
inline constexpr std::string_view kPlainSequence = "\x1b[0m";

struct StyledSpan {
  size_t begin = 0;
  size_t end = 0;
  TextStyle style = TextStyle::kPlain;
};

/// The stretches of `text` that are not plain, in order, none overlapping. O(n); texts over a
/// quarter of a megabyte stay plain, so that typing stays quick.
std::vector<StyledSpan> Highlight(std::string_view text);

}  // namespace rondo::shell
