#pragma once

// A whole file as text.
// Thread rule: free functions without state.

#include <string>

#include "graph/base/result.h"

namespace rondo::shell {

/// Io("OpenFailed") where it cannot be read, saying why.
Result<std::string> ReadTextFile(const std::string& path);

}  // namespace rondo::shell
