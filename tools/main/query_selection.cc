#include "tools/main/query_selection.h"

#include <utility>

#include "query/database.h"
#include "query/error_text.h"
#include "tools/export/select/rows.h"
#include "tools/import/json_value.h"

namespace rondo {

Result<Parameters> ReadParameters(const std::vector<std::string>& arguments) {
  Parameters parameters;
  for (const std::string& argument : arguments) {
    const size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) {
      Error error = RuntimeError(ErrorCode::kArgument, "MalformedParameter",
                                 "`" + argument + "` gives no parameter");
      error.hint = "write NAME=VALUE, for example -p club=Roma";
      return error;
    }
    std::string_view name = std::string_view(argument).substr(0, equals);
    if (name.front() == '$') {
      name.remove_prefix(1);
    }
    const std::string_view text = std::string_view(argument).substr(equals + 1);
    parameters.Set(name, import::ParseJsonValue(text).value_or(Value(text)));
  }
  return parameters;
}

Result<Subgraph> SelectByQuery(const QuerySelection& selection, const EdgeCriteria& filter,
                               Interruption& interruption) {
  RONDO_TRY_ASSIGN(const Parameters parameters, ReadParameters(selection.parameters));
  StoreOptions options;
  options.create_if_missing = false;
  options.read_only = true;
  RONDO_TRY_ASSIGN(Database database, Database::Open(selection.store, options));
  Connection connection = database.Connect();
  interruption.OnInterrupt([&] { connection.Interrupt(); });
  Result<QueryResult> result = connection.Execute(selection.query, parameters);
  interruption.OnInterrupt({});
  if (!result.ok()) {
    return std::move(result).error();
  }
  std::vector<std::vector<Value>> rows;
  for (const Row& row : *result) {
    rows.push_back(row.values());
  }
  Subgraph part;
  RONDO_TRY(connection.Read([&](const GraphView& view) -> Result<void> {
    RONDO_TRY_ASSIGN(part, SelectRows(view, result->columns(), rows, filter));
    return {};
  }));
  return part;
}

ExitCode FailQuery(Console& console, const Error& error, std::string_view text) {
  if (!error.span.has_value() || text.empty()) {
    return console.Fail(error);
  }
  console.SayText(ErrorText(error, text));
  return ExitCodeOf(error);
}

}  // namespace rondo
