#pragma once

// The CSV layout of neo4j-admin import: the header line says what each column is. `id:ID(Space)`,
// `:LABEL`, `:START_ID(Space)`, `:END_ID(Space)`, `:TYPE`, `name:type`, `name:type[]`, `:IGNORE`.
// The column that holds the ids of edges in an export (kEdgeIdColumn), which others ignore, keeps
// reports pointing at their facts.

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "tools/import/import_plan.h"

namespace rondo::import {

/// One `--nodes` or `--edges` argument: `Label:Label2=file.csv`, `type=file.csv`, or just
/// `file.csv`.
struct FileArgument {
  std::string name;  // What stands before the `=`; may be empty.
  std::string path;
};
FileArgument SplitFileArgument(std::string_view argument);

/// Reads the header of the file and plans its rows. Columns without a type are strings. InvalidData
/// naming file and column for an unknown type or a missing or doubled special column; Io if the
/// file cannot be read.
Result<NodeSource> PlanNodeFile(const FileArgument& argument, char delimiter, char list_delimiter);
Result<EdgeSource> PlanEdgeFile(const FileArgument& argument, char delimiter, char list_delimiter);

/// The type of that name ("int", "long", "string", "date", ...; see neo4j-admin), or nullopt.
std::optional<ColumnType> FindColumnType(std::string_view name);

}  // namespace rondo::import
