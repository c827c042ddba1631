// Parquet for DuckDB, Spark and pandas: one file of nodes, one of edges, a column for each
// property. A property whose values are of one simple type keeps it; all others become text, lists
// and maps as JSON. Columns that are no properties are called as in neo4j-admin's tables.

#include <map>

#include "tools/export/parquet_file.h"
#include "tools/export/property_profile.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

ParquetType TypeOf(const KindSet& kinds) {
  using Kind = Value::Kind;
  if (kinds.only(Kind::kInteger)) {
    return ParquetType::kInteger;
  }
  if (kinds.only(Kind::kFloat)) {
    return ParquetType::kFloat;
  }
  if (kinds.only(Kind::kBoolean)) {
    return ParquetType::kBoolean;
  }
  return kinds.only(Kind::kDate) ? ParquetType::kDate : ParquetType::kText;
}

/// A table with some columns of its own and one for each property.
class PropertyTable {
 public:
  PropertyTable(Output& output, std::vector<ParquetColumn> own, const PropertyProfile& properties)
      : file_(output, MakeColumns(std::move(own), properties, positions_)) {}

  void AddRow(const std::vector<Value>& own, const MapValue& properties) {
    for (size_t index = 0; index < own.size(); ++index) {
      file_.Set(index, own[index]);
    }
    for (const auto& [key, value] : properties) {
      file_.Set(positions_.at(key), value);
    }
    file_.EndRow();
  }

  Result<void> Finish() { return file_.Finish(); }

 private:
  using Positions = std::map<std::string, size_t, std::less<>>;

  static std::vector<ParquetColumn> MakeColumns(std::vector<ParquetColumn> columns,
                                                const PropertyProfile& properties,
                                                Positions& positions) {
    for (const auto& [key, kinds] : properties) {
      positions.emplace(key, columns.size());
      columns.push_back({key, TypeOf(kinds)});
    }
    return columns;
  }

  Positions positions_;
  ParquetFile file_;
};

Value LabelText(const std::vector<std::string>& labels) {
  std::string text;
  for (const std::string& label : labels) {
    text += (text.empty() ? "" : ";") + label;
  }
  return Value(text);
}

}  // namespace

Result<void> WriteParquetNodes(const GraphSource& source, Output& output) {
  RONDO_TRY_ASSIGN(const GraphProfile profile, ProfileOf(source));
  PropertyTable table(output, {{":ID", ParquetType::kInteger}, {":LABEL", ParquetType::kText}},
                      profile.nodes);
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    table.AddRow({Value(node.id.value), LabelText(node.labels)}, node.properties);
    return output.status();
  }));
  return table.Finish();
}

Result<void> WriteParquetEdges(const GraphSource& source, Output& output) {
  RONDO_TRY_ASSIGN(const GraphProfile profile, ProfileOf(source));
  PropertyTable table(output,
                      {{":START_ID", ParquetType::kInteger},
                       {":END_ID", ParquetType::kInteger},
                       {":TYPE", ParquetType::kText}},
                      profile.edges);
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    table.AddRow({Value(edge.source.value), Value(edge.target.value), Value(edge.type)},
                 edge.properties);
    return output.status();
  }));
  return table.Finish();
}

}  // namespace rondo
