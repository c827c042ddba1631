#pragma once

// Reads rule files (rules/README.md) into Rules. Every error names file and line.
// Thread rule: while loading, from one thread.

#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/lexicon.h"
#include "tools/articles/rule.h"

namespace rondo::articles {

/// Reads the rules of one file, appending to `rules`; its classes go into `lexicon`. A class must
/// be defined in this file or one read earlier. Errors: InvalidData("MalformedRules").
Result<void> ParseRules(std::string_view file_name, std::string_view contents, Lexicon& lexicon,
                        std::vector<Rule>& rules);

}  // namespace rondo::articles
