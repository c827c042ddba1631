#pragma once

// A scenario of openCypher's conformance suite, with its outline expanded: what the readers make
// and the session runs.

#include <optional>
#include <string>
#include <vector>

namespace rondo::tck {

/// Rows of cells, unescaped and trimmed; all rows have as many cells as the first.
using Table = std::vector<std::vector<std::string>>;

struct Step {
  std::string text;                     // Without its keyword: "executing query:".
  std::optional<std::string> document;  // The text between triple quotes, dedented.
  std::optional<Table> table;
};

struct Scenario {
  std::string id;
  std::string file;  // Relative to the suite's folder: "clauses/match/Match1.feature".
  std::string feature;
  std::string name;
  std::string example;  // Which row of the outline, from 1; empty for a plain scenario.
  std::vector<Step> steps;
};

}  // namespace rondo::tck
