#pragma once

// `text =~ pattern`: whether the whole text matches. The dialect is RE2's: Perl's syntax with
// Unicode classes and flags such as (?i), without look-around and back-references, so that a match
// takes time linear in the text whatever the pattern.
//
// Thread rule: a cache belongs to one thread.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/base/result.h"

namespace re2 {
class RE2;
}

namespace rondo {

/// Compiled patterns by their text, so that a pattern in a loop is compiled once.
class RegularExpressionCache {
 public:
  RegularExpressionCache();
  ~RegularExpressionCache();
  RegularExpressionCache(RegularExpressionCache&&) noexcept;
  RegularExpressionCache& operator=(RegularExpressionCache&&) noexcept;

  /// Argument("InvalidRegularExpression") where `pattern` is none, or too large.
  Result<bool> Matches(std::string_view text, const std::string& pattern);

 private:
  std::unordered_map<std::string, std::unique_ptr<re2::RE2>> compiled_;
};

}  // namespace rondo
