#pragma once

// The procedures that every database has: db.* and dbms.* describe it under the names that users of
// other graph databases know, algo.* run graph/algorithms on a part of the graph.
// Thread rule: a free function; what it returns may run on many threads at once.

#include <vector>

#include "query/execute/procedure/procedure.h"

namespace rondo {

/// Those of one store: they share what they have loaded of it.
std::vector<Procedure> BuiltInProcedures();

}  // namespace rondo
