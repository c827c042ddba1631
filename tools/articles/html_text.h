#pragma once

// The readable text of an HTML page: scripts, styles, navigation, forms, captions and footers left
// out, entities decoded, blocks on lines of their own. One pass, linear in the bytes, no tree;
// unclosed and stray tags do no harm.

#include <optional>
#include <string>
#include <string_view>

#include "tools/articles/document.h"

namespace rondo::articles {

struct HtmlText {
  std::string text;   // The headline on the first line, where the page has one, then an empty line.
  OffsetMap offsets;  // Into the given page.
  std::string title;
  std::string site;          // og:site_name
  std::optional<Date> date;  // article:published_time and its like.
};

/// REQUIRES: `page` is valid UTF-8.
HtmlText ExtractHtmlText(std::string_view page);

}  // namespace rondo::articles
