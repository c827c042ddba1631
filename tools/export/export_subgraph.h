#pragma once

// Exports out of a connection: what a program embeds.
// Thread rule: as the connection.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "query/connection.h"
#include "query/parameters.h"
#include "tools/export/export_format.h"
#include "tools/export/select/edge_criteria.h"

namespace rondo {

/// Which part of the graph: what is around a name, what a query returns, or all where both are
/// empty.
struct SubgraphChoice {
  std::string around = {};
  size_t hops = 1;
  std::string query = {};
  Parameters parameters = {};
  EdgeCriteria filter = {};
  /// LimitExceeded if more is around the name.
  size_t node_count_max = 5000;
  std::string title = {};
};

/// Writes that part to `path`, whole or not at all. Errors: those of the query, EntityNotFound for
/// a name that nothing has (with names that come close as a hint), Io.
Result<void> ExportSubgraph(Connection& connection, const SubgraphChoice& choice,
                            ExportFormat format, const std::string& path);

}  // namespace rondo
