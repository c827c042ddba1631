#pragma once

// Takes the state of a graph as the suite counts it.

#include "graph/base/result.h"
#include "query/connection.h"
#include "tests/tck/judge.h"

namespace rondo::tck {

/// What `connection` sees now.
Result<GraphState> CaptureState(Connection& connection);

}  // namespace rondo::tck
