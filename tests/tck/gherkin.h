#pragma once

// Reads feature files: the subset of Gherkin that the suite is written in (features, backgrounds,
// scenarios, outlines with examples, doc strings, tables, tags, comments).

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tests/tck/scenario.h"

namespace rondo::tck {

/// The scenarios of one file in order, outlines expanded, the background's steps put in front.
/// Syntax("MalformedFeature") names the line that does not fit. `file` becomes part of the ids.
Result<std::vector<Scenario>> ParseFeature(std::string_view text, const std::string& file);

}  // namespace rondo::tck
