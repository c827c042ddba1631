#pragma once

// The procedures that scenarios bring along: a signature and a table of facts. A call gives the
// outputs of the rows whose inputs equal the arguments.

#include <string_view>

#include "graph/base/result.h"
#include "query/execute/procedure/procedure.h"
#include "tests/tck/scenario.h"

namespace rondo::tck {

/// `test.proc(name :: STRING?) :: (city :: STRING?)` with a table whose columns are the inputs and
/// then the outputs. Syntax("MalformedProcedure") where they do not fit together, and what
/// ParseProcedureSignature says.
Result<Procedure> MakeTableProcedure(std::string_view signature, const Table& table);

}  // namespace rondo::tck
