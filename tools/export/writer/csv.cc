// CSV in the layout of neo4j-admin's import: nodes with :ID and :LABEL, edges with :START_ID,
// :END_ID and :TYPE, properties as `name:type`. A property whose values differ in type has one
// column for each type, so that every value reads back as it was; an unquoted empty cell is no
// value, a quoted one is the empty text. Edges carry their ids in a column that others ignore.

#include <algorithm>
#include <map>
#include <set>

#include "tools/export/portable_type.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

void AppendCell(std::string_view text, std::string& row) {
  const bool quoted = text.empty() || text.find_first_of(",\"\r\n") != std::string_view::npos ||
                      text.front() == ' ' || text.back() == ' ';
  if (!quoted) {
    row += text;
    return;
  }
  row += '"';
  for (const char c : text) {
    if (c == '"') {
      row += '"';
    }
    row += c;
  }
  row += '"';
}

/// The columns of one file: for every property the types that occur, in order.
class Columns {
 public:
  void Add(const MapValue& properties) {
    for (const auto& [key, value] : properties) {
      types_[key].insert(PortableTypeName(value));
    }
  }

  void AppendHeader(std::string& row) const {
    for (const auto& [key, types] : types_) {
      for (const std::string& type : types) {
        row += ',';
        AppendCell(key + ':' + type, row);
      }
    }
    row += '\n';
  }

  void AppendRow(const MapValue& properties, std::string& row) {
    for (const auto& [key, types] : types_) {
      const Value* value = properties.Find(key);
      const std::string value_type = value == nullptr ? "" : PortableTypeName(*value);
      for (const std::string& type : types) {
        row += ',';
        if (type == value_type) {
          cell_.clear();
          AppendPortableText(*value, cell_);
          AppendCell(cell_, row);
        }
      }
    }
    row += '\n';
  }

 private:
  std::map<std::string, std::set<std::string>, std::less<>> types_;
  std::string cell_;
};

/// Labels share a cell, so one with the separator in it cannot be written.
Result<std::string> LabelCell(const NodeRecord& node) {
  std::string cell;
  for (const std::string& label : node.labels) {
    if (label.find(';') != std::string::npos) {
      Error error =
          RuntimeError(ErrorCode::kInvalidData, "LabelNotPortable",
                       "CSV cannot hold the label `" + label + "`, which has a `;` in it");
      error.hint = "export as jsonl or cypher";
      return error;
    }
    cell += (cell.empty() ? "" : ";") + label;
  }
  return cell;
}

}  // namespace

Result<void> WriteCsvNodes(const GraphSource& source, Output& output) {
  Columns columns;
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    columns.Add(node.properties);
    return {};
  }));
  std::string row = ":ID,:LABEL";
  columns.AppendHeader(row);
  output.Write(row);
  return source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    RONDO_TRY_ASSIGN(const std::string labels, LabelCell(node));
    row = std::to_string(node.id.value);
    row += ',';
    if (!labels.empty()) {
      AppendCell(labels, row);
    }
    columns.AppendRow(node.properties, row);
    output.Write(row);
    return output.status();
  });
}

Result<void> WriteCsvEdges(const GraphSource& source, Output& output) {
  Columns columns;
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    columns.Add(edge.properties);
    return {};
  }));
  std::string row(":START_ID,:END_ID,:TYPE,");
  row += kEdgeIdColumn;
  columns.AppendHeader(row);
  output.Write(row);
  return source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    row = std::to_string(edge.source.value) + ',' + std::to_string(edge.target.value) + ',';
    AppendCell(edge.type, row);
    row += ',' + std::to_string(edge.id.value);
    columns.AppendRow(edge.properties, row);
    output.Write(row);
    return output.status();
  });
}

}  // namespace rondo
