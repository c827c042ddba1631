#pragma once

// A data file that the build put into the program, so that it needs none at run time.

#include <string_view>

namespace rondo::articles {

struct EmbeddedFile {
  std::string_view name;  // File name without folder.
  std::string_view contents;
};

}  // namespace rondo::articles
