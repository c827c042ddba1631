#pragma once

// `rondo [DB]`: the shell on a store.

#include <string>

#include "tools/main/console.h"

namespace rondo {

/// Opens the store, made if it is missing, or one in memory for an empty path, and runs the shell
/// until its input ends.
ExitCode RunInteractive(const std::string& path, Console& console);

}  // namespace rondo
