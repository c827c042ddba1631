#pragma once

// One line of a JSON-lines dump of articles, as it almost always is: a flat object of strings,
// truths and null. Reads that in one pass and leaves everything else (numbers, nested values,
// escaped surrogates, keys given twice, whatever is malformed) to a full parser. Invariant: what
// ReadFlat accepts, a full parser reads alike. Thread rule: stateless.

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rondo::articles {

/// The fields of a line that tell of an article; empty where there is none.
struct ArticleLine {
  static constexpr std::array<std::string_view, 5> kKeys = {"id", "title", "date", "outlet",
                                                            "text"};
  std::array<std::string, kKeys.size()> values;

  const std::string& id() const { return values[0]; }
  const std::string& title() const { return values[1]; }
  const std::string& date() const { return values[2]; }
  const std::string& outlet() const { return values[3]; }
  const std::string& text() const { return values[4]; }
};

/// nullopt where the line is no flat object, or may be none: then a full parser decides.
std::optional<ArticleLine> ReadFlat(std::string_view line);

}  // namespace rondo::articles
