#pragma once

// The errors of the storage engine, worded in one place. Every message is one line that names what
// is affected and, where there is one, the way out.

#include <string>
#include <string_view>

#include "graph/base/error.h"

namespace rondo {

/// Bytes that do not say what they must. `detail` names the rule that is broken.
Error CorruptionError(std::string detail, std::string message);
/// The disk refused.
Error IoError(std::string detail, std::string message);
/// The store cannot be used as asked: locked, foreign, newer, missing, read-only.
Error UnavailableError(std::string detail, std::string message);

}  // namespace rondo
