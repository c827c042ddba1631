#pragma once

// What commands that take a query have in common: parameters, choosing a part of the graph, errors
// with their place.
// Thread rule: free functions without state.

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "query/parameters.h"
#include "tools/export/graph_source.h"
#include "tools/export/select/edge_criteria.h"
#include "tools/main/console.h"
#include "tools/main/interruption.h"

namespace rondo {

/// NAME=VALUE arguments: a value is JSON if it reads as JSON, else text. Argument where one has no
/// `=` or no name.
Result<Parameters> ReadParameters(const std::vector<std::string>& arguments);

struct QuerySelection {
  std::string store;
  std::string query;
  std::vector<std::string> parameters;
};

/// The part of the graph that the rows of a query speak of; see export/select/rows.h.
Result<Subgraph> SelectByQuery(const QuerySelection& selection, const EdgeCriteria& filter,
                               Interruption& interruption);

/// Says an error with its place in the text, where it has one.
ExitCode FailQuery(Console& console, const Error& error, std::string_view text);

}  // namespace rondo
