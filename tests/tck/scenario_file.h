#pragma once

// Where scenarios come from: a folder of feature files, one feature file, or a file with one
// expanded scenario in JSON a line.

#include <filesystem>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tests/tck/scenario.h"

namespace rondo::tck {

/// All scenarios below `path`, by file name. Io("Unreadable") where there is nothing to read.
Result<std::vector<Scenario>> LoadScenarios(const std::filesystem::path& path);

/// One line of a .jsonl file.
Result<Scenario> ParseScenarioLine(std::string_view line);

/// The folder of the named graphs that belongs to `path`: `graphs/` in it, beside it or beside one
/// of the folders above; empty if there is none.
std::filesystem::path FindGraphsFolder(const std::filesystem::path& path);

}  // namespace rondo::tck
