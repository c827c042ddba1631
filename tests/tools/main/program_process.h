#pragma once

// The program `rondo` as a process of its own, as users run it: what it prints where, and how it
// ends.

#include <string>
#include <string_view>

#include "tests/storage/temporary_folder.h"

namespace rondo {

struct Ended {
  int code = -1;  // Exit code; 128 and the signal where one ended it.
  std::string out;
  std::string err;
};

/// Runs a line of bash in a folder of the test's own; `rondo` in it is the program under test.
class ProgramTestFolder {
 public:
  Ended Run(std::string_view line) const;
  /// Writes a file and returns its path.
  std::string Write(std::string_view name, std::string_view content) const;
  std::string Read(std::string_view name) const;
  std::string path(std::string_view name) const { return folder_ / name; }

 private:
  TemporaryFolder folder_;
};

/// A short article of three facts about one player, for tests that need some.
inline constexpr std::string_view kLoanArticle =
    "Smalling finds a home\n\n30 January 2020\n\n"
    "Manchester United defender Chris Smalling joined Roma on loan in August 2019. "
    "\"Smalling has been brilliant,\" Roma sporting director Gianluca Petrachi said on Thursday.\n";

}  // namespace rondo
