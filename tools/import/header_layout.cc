#include "tools/import/header_layout.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "query/execute/operator/csv_reader.h"
#include "tools/export/portable_type.h"

namespace rondo::import {
namespace {

constexpr std::array<std::pair<std::string_view, ColumnType>, 21> kColumnTypes = {{
    {"string", ColumnType::kString},
    {"char", ColumnType::kString},
    {"int", ColumnType::kInteger},
    {"integer", ColumnType::kInteger},
    {"long", ColumnType::kInteger},
    {"short", ColumnType::kInteger},
    {"byte", ColumnType::kInteger},
    {"float", ColumnType::kFloat},
    {"double", ColumnType::kFloat},
    {"boolean", ColumnType::kBoolean},
    {"bool", ColumnType::kBoolean},
    {"date", ColumnType::kDate},
    {"localtime", ColumnType::kLocalTime},
    {"time", ColumnType::kTime},
    {"localdatetime", ColumnType::kLocalDateTime},
    {"datetime", ColumnType::kDateTime},
    {"duration", ColumnType::kDuration},
    {"json", ColumnType::kJson},
    {"id", ColumnType::kString},
    {"text", ColumnType::kString},
    {"number", ColumnType::kFloat},
}};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

/// A header cell taken apart: `name:type[](space)`.
struct HeaderCell {
  std::string whole;  // As written: how rows find the column.
  std::string name;
  std::string type;   // Lower case, without brackets.
  std::string space;  // Between parentheses.
  bool is_list = false;
};

HeaderCell ParseCell(std::string_view text) {
  HeaderCell cell;
  cell.whole = text;
  const size_t colon = text.rfind(':');
  cell.name = text.substr(0, colon);
  if (colon == std::string_view::npos) {
    return cell;
  }
  std::string_view type = text.substr(colon + 1);
  if (const size_t open = type.find('('); open != std::string_view::npos && type.ends_with(')')) {
    cell.space = type.substr(open + 1, type.size() - open - 2);
    type = type.substr(0, open);
  }
  if (type.ends_with("[]")) {
    cell.is_list = true;
    type.remove_suffix(2);
  }
  cell.type = Lower(type);
  return cell;
}

Error HeaderError(const std::string& path, const std::string& message) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedHeader", PlaceInFile(path, 1, message));
}

Result<std::vector<HeaderCell>> ReadHeader(const std::string& path, char delimiter) {
  RONDO_TRY_ASSIGN(CsvReader reader, CsvReader::Open(path, delimiter));
  std::vector<CsvField> fields;
  RONDO_TRY_ASSIGN(const bool any, reader.Next(fields));
  if (!any) {
    return HeaderError(path, "the file is empty; its first line must name the columns");
  }
  std::vector<HeaderCell> cells;
  for (const CsvField& field : fields) {
    cells.push_back(ParseCell(field.text));
  }
  return cells;
}

Result<PropertySource> PlanProperty(const std::string& path, const HeaderCell& cell,
                                    char list_delimiter) {
  PropertySource source;
  source.property = cell.name;
  source.column = cell.whole;
  source.is_list = cell.is_list;
  source.list_delimiter = list_delimiter;
  if (cell.type.empty()) {
    return source;
  }
  const auto type = FindColumnType(cell.type);
  if (!type.has_value()) {
    return HeaderError(path,
                       "column `" + cell.whole + "` has the unknown type `" + cell.type +
                           "` (string, int, float, boolean, date, localtime, time, localdatetime, "
                           "datetime, duration or json, with [] for a list)");
  }
  source.type = *type;
  return source;
}

/// Fills a reference that may be given once.
Result<void> SetReference(const std::string& path, const HeaderCell& cell,
                          const std::string& default_space, NodeReference& reference) {
  if (!reference.column.empty()) {
    return HeaderError(path,
                       "columns `" + reference.column + "` and `" + cell.whole + "` say the same");
  }
  reference.column = cell.whole;
  reference.id_space = cell.space.empty() ? default_space : cell.space;
  return {};
}

}  // namespace

std::optional<ColumnType> FindColumnType(std::string_view name) {
  const std::string lower = Lower(name);
  for (const auto& [known, type] : kColumnTypes) {
    if (known == lower) {
      return type;
    }
  }
  return std::nullopt;
}

FileArgument SplitFileArgument(std::string_view argument) {
  const size_t equals = argument.find('=');
  if (equals == std::string_view::npos) {
    return {"", std::string(argument)};
  }
  return {std::string(argument.substr(0, equals)), std::string(argument.substr(equals + 1))};
}

Result<NodeSource> PlanNodeFile(const FileArgument& argument, char delimiter, char list_delimiter) {
  RONDO_TRY_ASSIGN(const std::vector<HeaderCell> cells, ReadHeader(argument.path, delimiter));
  NodeSource source;
  source.path = argument.path;
  source.delimiter = delimiter;
  source.list_delimiter = list_delimiter;
  for (size_t begin = 0; begin < argument.name.size();) {
    const size_t end = std::min(argument.name.find(':', begin), argument.name.size());
    if (end > begin) {
      source.labels.push_back(argument.name.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  for (const HeaderCell& cell : cells) {
    if (cell.type == "id") {
      NodeReference id;
      RONDO_TRY(SetReference(argument.path, cell, "", id));
      if (source.id.has_value()) {
        return HeaderError(argument.path, "there are two :ID columns");
      }
      source.id = id;
      if (!cell.name.empty()) {
        source.properties.push_back(
            {cell.name, cell.whole, ColumnType::kString, false, list_delimiter, false});
      }
    } else if (cell.type == "label") {
      source.label_column = cell.whole;
    } else if (cell.type != "ignore") {
      RONDO_TRY_ASSIGN(PropertySource property, PlanProperty(argument.path, cell, list_delimiter));
      source.properties.push_back(std::move(property));
    }
  }
  return source;
}

Result<EdgeSource> PlanEdgeFile(const FileArgument& argument, char delimiter, char list_delimiter) {
  RONDO_TRY_ASSIGN(const std::vector<HeaderCell> cells, ReadHeader(argument.path, delimiter));
  EdgeSource source;
  source.path = argument.path;
  source.delimiter = delimiter;
  source.type = argument.name;
  for (const HeaderCell& cell : cells) {
    if (cell.type == "start_id") {
      RONDO_TRY(SetReference(argument.path, cell, "", source.start));
    } else if (cell.type == "end_id") {
      RONDO_TRY(SetReference(argument.path, cell, "", source.end));
    } else if (cell.type == "type") {
      source.type_column = cell.whole;
    } else if (cell.whole == kEdgeIdColumn) {
      source.id_column = cell.whole;
    } else if (cell.type != "ignore") {
      RONDO_TRY_ASSIGN(PropertySource property, PlanProperty(argument.path, cell, list_delimiter));
      source.properties.push_back(std::move(property));
    }
  }
  if (source.start.column.empty() || source.end.column.empty()) {
    return HeaderError(argument.path, "the header needs a :START_ID and an :END_ID column");
  }
  if (source.type.empty() && !source.type_column.has_value()) {
    return HeaderError(argument.path, "the edges have no type: write type=" + argument.path +
                                          " or add a :TYPE column");
  }
  return source;
}

}  // namespace rondo::import
