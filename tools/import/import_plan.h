#pragma once

// What an import is going to do, whatever described it: neo4j-admin headers (header_layout) or a
// mapping file (mapping).

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rondo::import {

enum class ColumnType : uint8_t {
  kString,
  kInteger,
  kFloat,
  kBoolean,
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
  kJson,  // Any value, as exports write what has no type of its own.
};

struct PropertySource {
  std::string property;
  std::string column;
  ColumnType type = ColumnType::kString;
  bool is_list = false;
  char list_delimiter = ';';
  /// The property is true where the column holds something and false where it is empty; `type` is
  /// not used.
  bool is_presence = false;
};

/// Rows count only if the column holds one of these texts.
struct RowFilter {
  std::string column;
  std::vector<std::string> values;
};

/// A row refers to a node by the text of a column, among the ids of one space (a label, or a
/// neo4j-admin id space).
struct NodeReference {
  std::string column;
  std::string id_space;
};

struct NodeSource {
  std::string path;
  char delimiter = ',';
  std::vector<std::string> labels;          // Of every row.
  std::optional<std::string> label_column;  // More labels, joined by the list delimiter.
  char list_delimiter = ';';
  std::optional<NodeReference> id;  // Absent: edges cannot refer to these nodes.
  std::vector<PropertySource> properties;
  std::vector<RowFilter> filters;
};

struct EdgeSource {
  std::string path;
  char delimiter = ',';
  std::string type;                        // Of every row, unless ...
  std::optional<std::string> type_column;  // ... this is set.
  NodeReference start;
  NodeReference end;
  /// Holds the id that the edge had where it comes from, by which reports name it.
  std::optional<std::string> id_column;
  std::vector<PropertySource> properties;
  std::vector<RowFilter> filters;
  /// Rows whose start or end is empty give no edge and are no error.
  bool skip_empty_references = false;
};

struct ImportPlan {
  std::vector<NodeSource> nodes;
  std::vector<EdgeSource> edges;
};

}  // namespace rondo::import
