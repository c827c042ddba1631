#include "tools/export/export_subgraph.h"

#include <utility>

#include "tools/export/export_file.h"
#include "tools/export/select/neighborhood.h"
#include "tools/export/select/rows.h"
#include "tools/export/select/view_source.h"

namespace rondo {
namespace {

Result<void> ExportQuery(Connection& connection, const SubgraphChoice& choice, ExportFormat format,
                         const std::string& path) {
  RONDO_TRY_ASSIGN(const QueryResult result, connection.Execute(choice.query, choice.parameters));
  std::vector<std::vector<Value>> rows;
  for (const Row& row : result) {
    rows.push_back(row.values());
  }
  return connection.Read([&](const GraphView& view) -> Result<void> {
    RONDO_TRY_ASSIGN(const Subgraph part, SelectRows(view, result.columns(), rows, choice.filter));
    return ExportToFile(part, format, {.title = choice.title}, path);
  });
}

Result<void> ExportAround(const GraphView& view, const SubgraphChoice& choice, ExportFormat format,
                          const std::string& path) {
  NeighborhoodOptions options;
  options.hops = choice.hops;
  options.node_count_max = choice.node_count_max;
  options.filter = choice.filter;
  WriterOptions writer;
  writer.title = choice.title.empty() ? choice.around : choice.title;
  RONDO_TRY_ASSIGN(writer.focus, FindByName(view, choice.around));
  RONDO_TRY_ASSIGN(const Subgraph part, SelectAround(view, choice.around, options));
  return ExportToFile(part, format, writer, path);
}

}  // namespace

Result<void> ExportSubgraph(Connection& connection, const SubgraphChoice& choice,
                            ExportFormat format, const std::string& path) {
  if (!choice.query.empty()) {
    return ExportQuery(connection, choice, format, path);
  }
  return connection.Read([&](const GraphView& view) -> Result<void> {
    if (!choice.around.empty()) {
      return ExportAround(view, choice, format, path);
    }
    return ExportToFile(ViewSource(view, choice.filter), format, {.title = choice.title}, path);
  });
}

}  // namespace rondo
