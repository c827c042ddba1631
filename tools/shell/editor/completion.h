#pragma once

// What can be completed at a place of the text, as the editor shows it.
// Thread rule: plain values.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rondo::shell {

struct Completion {
  std::string text;   // What is put in place of [begin, end).
  std::string label;  // What the menu shows.
};

struct CompletionList {
  size_t begin = 0;
  size_t end = 0;
  std::vector<Completion> items;
};

using Completer = std::function<CompletionList(std::string_view text, size_t cursor)>;

}  // namespace rondo::shell
