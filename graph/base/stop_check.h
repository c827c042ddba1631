#pragma once

// How long computations learn that they should stop.

#include <functional>

#include "graph/base/result.h"

namespace rondo {

/// Asked every few milliseconds; an error (Cancelled, LimitExceeded) ends the computation with it.
/// May be asked from any thread, from several at once. Empty: nobody wants it to stop.
using StopCheck = std::function<Result<void>()>;

}  // namespace rondo
