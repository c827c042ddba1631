#pragma once

// Other programs as filters: bytes in, bytes out.
// Thread rule: free functions without state; not to be called while SIGCHLD is being reaped.

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

/// Runs `command` (the program and its arguments, no shell), hands it `input` and returns what it
/// prints. Io("ProgramMissing") where there is no such program on the path, Io("ProgramFailed")
/// with its first line of complaint where it fails.
Result<std::string> RunFilter(const std::vector<std::string>& command, std::string_view input);

}  // namespace rondo
