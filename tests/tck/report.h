#pragma once

// What became of all scenarios: the report file, the summary for people, and the list of failures
// that are known.

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tests/tck/scenario.h"
#include "tests/tck/session.h"

namespace rondo::tck {

/// Writes one line a scenario: id, file, scenario, example and status, with tabs between.
Result<void> WriteReport(const std::filesystem::path& path, const std::vector<Scenario>& scenarios,
                         const std::vector<Outcome>& outcomes);

/// Passes by folder, the mean over the folders, how well errors are met, and as last line
/// `N passed, N failed`.
void WriteSummary(const std::vector<Scenario>& scenarios, const std::vector<Outcome>& outcomes,
                  std::ostream& stream);

/// Ids of scenarios that are known to fail, each with the reason behind a tab. Lines that are empty
/// or begin with # are skipped.
Result<std::map<std::string, std::string>> ReadExpectedFailures(const std::filesystem::path& path);

/// Says which scenarios fail that should not, and which pass although they are on the list; true if
/// there are none of either.
bool CheckAgainstExpected(const std::map<std::string, std::string>& expected,
                          const std::vector<Scenario>& scenarios,
                          const std::vector<Outcome>& outcomes, std::ostream& stream);

}  // namespace rondo::tck
