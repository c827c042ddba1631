#pragma once

// How much room text takes on a terminal: in cells, by grapheme clusters, as a person sees it.
// Thread rule: free functions without state.

#include <cstddef>
#include <string>
#include <string_view>

namespace rondo {

/// One thing that a person takes for a character: a letter with its accents, a flag, an emoji of
/// several code points.
struct Grapheme {
  std::string_view bytes;
  int width = 0;  // Cells: 0, 1 or 2.
};

/// The first grapheme of `text`; bytes that are not UTF-8 come one by one. REQUIRES: !text.empty().
Grapheme FirstGrapheme(std::string_view text);

/// Cells of all of `text`. Control characters take none.
size_t TextWidth(std::string_view text);

/// `text` cut to at most `width` cells, with an ellipsis as the last where something is missing.
std::string CutToWidth(std::string_view text, size_t width);

}  // namespace rondo
