#pragma once

// The HTML export's page, put together at build time by build_page.mjs: everything but the title
// and the graph. Thread rule: constant data.

#include <string_view>

namespace rondo {

struct ViewerPage {
  std::string_view head;    // Up to the title.
  std::string_view middle;  // From the title to the graph's JSON.
  std::string_view tail;    // Behind the JSON.
};

ViewerPage GetViewerPage();

}  // namespace rondo
