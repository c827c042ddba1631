#pragma once

// A stretch of some text that the user gave us: a statement, a rule, an article. Errors and tokens
// carry spans; the line, column and caret are computed once, by query/error_text.

#include <cstdint>

namespace rondo {

/// Half-open range of byte offsets into the text that is being read.
struct SourceSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr bool empty() const { return begin == end; }
  friend constexpr bool operator==(SourceSpan, SourceSpan) = default;
};

/// The smallest span that holds both.
constexpr SourceSpan Cover(SourceSpan left, SourceSpan right) {
  return {left.begin < right.begin ? left.begin : right.begin,
          left.end > right.end ? left.end : right.end};
}

/// The same place in a text that holds this one from `offset` on.
constexpr SourceSpan Shifted(SourceSpan span, uint32_t offset) {
  return {span.begin + offset, span.end + offset};
}

}  // namespace rondo
