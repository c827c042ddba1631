#pragma once

// What in an article's file is no part of the story: date line, bylines, picture credits,
// datelines, share and "read more" lines, Markdown's marks. All of it is overwritten with spaces,
// byte for byte, so that offsets hold.

#include <cstddef>

#include "tools/articles/document.h"

namespace rondo::articles {

/// Finds headline and date in the first lines from `body` on, sets title, title_span and date, then
/// CleanBody.
void ReadHeader(Document& document, std::size_t body);

/// Blanks bylines, credits and their like from `begin` on, and joins lines that were wrapped at a
/// width.
void CleanBody(Document& document, std::size_t begin);

/// Blanks Markdown's marks; reads `title:` and `date:` of a front matter. Returns where the text
/// begins.
std::size_t BlankMarkdown(Document& document);

}  // namespace rondo::articles
