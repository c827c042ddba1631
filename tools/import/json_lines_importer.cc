#include "tools/import/json_lines_importer.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "tools/import/json_value.h"
#include "tools/import/report_edges.h"

namespace rondo::import {
namespace {

constexpr uint64_t kLinesPerReport = 4096;

Error BadLine(std::string message) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedLine", std::move(message));
}

const Value* FindOfKind(const MapValue& map, std::string_view key, Value::Kind kind) {
  const Value* value = map.Find(key);
  return value != nullptr && value->is(kind) ? value : nullptr;
}

class JsonLinesImport {
 public:
  JsonLinesImport(const Store& store, Transaction& transaction, const std::string& path,
                  const ImportOptions& options)
      : store_(store), transaction_(transaction), path_(path), options_(options) {}

  Result<ImportSummary> Run(std::istream& stream, uint64_t total_size) {
    std::string line;
    uint64_t line_number = 0;
    ImportProgress progress{
        .path = path_, .consumed_size = 0, .total_size = total_size, .row_count = 0};
    while (std::getline(stream, line)) {
      progress.consumed_size += line.size() + 1;
      progress.row_count = ++line_number;
      if (line_number % kLinesPerReport == 0) {
        if (options_.on_progress) {
          options_.on_progress(progress);
        }
        if (options_.load.should_stop && options_.load.should_stop()) {
          return RuntimeError(ErrorCode::kCancelled, "Interrupted",
                              "the import was interrupted; nothing was imported");
        }
      }
      if (line.find_first_not_of(" \t\r") == std::string::npos) {
        continue;
      }
      const Result<void> added = AddLine(line);
      if (!added.ok()) {
        RONDO_TRY(TakeBadLine(line_number, added.error()));
      }
    }
    RONDO_TRY(FailIfBad());
    RONDO_TRY(report_edges_.Redirect(store_, transaction_));
    return std::move(summary_);
  }

 private:
  Result<void> TakeBadLine(uint64_t line_number, const Error& error) {
    if (error.code != ErrorCode::kInvalidData) {
      return error;
    }
    ++summary_.bad_row_count;
    if (summary_.bad_rows.size() < options_.named_bad_row_count_max) {
      summary_.bad_rows.push_back(path_ + ":" + std::to_string(line_number) + ": " + error.message);
    } else if (!options_.skip_bad) {
      return FailIfBad();
    }
    return {};
  }

  Result<void> FailIfBad() const {
    if (options_.skip_bad || summary_.bad_rows.empty()) {
      return {};
    }
    std::string message = "nothing was imported:";
    for (const std::string& row : summary_.bad_rows) {
      message += "\n" + row;
    }
    return RuntimeError(ErrorCode::kInvalidData, "BadRows", std::move(message));
  }

  Result<void> AddLine(std::string_view line) {
    const auto value = ParseJsonValue(line);
    if (!value.has_value() || !value->is(Value::Kind::kMap)) {
      return BadLine("no JSON object");
    }
    const MapValue& record = value->map();
    const Value* id = FindOfKind(record, "id", Value::Kind::kInteger);
    if (id == nullptr) {
      return BadLine("no number `id`");
    }
    RONDO_TRY_ASSIGN(const std::vector<Property> properties, ReadProperties(record));
    if (record.Find("labels") != nullptr) {
      return AddNode(record, id->integer(), properties);
    }
    return AddEdge(record, id->integer(), properties);
  }

  Result<std::vector<Property>> ReadProperties(const MapValue& record) {
    std::vector<Property> properties;
    const Value* map = record.Find("properties");
    if (map == nullptr || map->is_null()) {
      return properties;
    }
    if (!map->is(Value::Kind::kMap)) {
      return BadLine("`properties` is no object");
    }
    const Value* types = FindOfKind(record, "property_types", Value::Kind::kMap);
    const auto typed = ApplyTypes(*map, types == nullptr ? Value() : *types);
    if (!typed.has_value()) {
      return BadLine("`property_types` do not fit the properties");
    }
    for (const auto& [key, property] : typed->map()) {
      RONDO_TRY_ASSIGN(const PropertyKeyId key_id, transaction_.InternPropertyKey(key));
      properties.push_back({key_id, property});
    }
    return properties;
  }

  Result<void> AddNode(const MapValue& record, int64_t id,
                       const std::vector<Property>& properties) {
    const Value* names = FindOfKind(record, "labels", Value::Kind::kList);
    if (names == nullptr) {
      return BadLine("`labels` is no list");
    }
    std::vector<LabelId> labels;
    bool is_report = false;
    for (const Value& name : names->list()) {
      if (!name.is(Value::Kind::kString)) {
        return BadLine("a label is no text");
      }
      is_report = is_report || name.string() == evidence::kReportLabel;
      RONDO_TRY_ASSIGN(const LabelId label, transaction_.InternLabel(name.string()));
      labels.push_back(label);
    }
    if (nodes_.contains(id)) {
      return BadLine("another node has the id " + std::to_string(id));
    }
    RONDO_TRY_ASSIGN(const NodeId node, transaction_.CreateNode(labels, properties));
    nodes_.emplace(id, node);
    if (is_report) {
      const Value* edge = FindEdgeOfReport(record);
      report_edges_.AddReport(node, edge == nullptr ? Value() : *edge);
    }
    ++summary_.node_count;
    return {};
  }

  Result<NodeId> FindEnd(const MapValue& record, std::string_view key) const {
    const Value* id = FindOfKind(record, key, Value::Kind::kInteger);
    if (id == nullptr) {
      return BadLine("no number `" + std::string(key) + "`");
    }
    const auto node = nodes_.find(id->integer());
    if (node == nodes_.end()) {
      return BadLine("no line before it has the node " + std::to_string(id->integer()));
    }
    return node->second;
  }

  Result<void> AddEdge(const MapValue& record, int64_t id,
                       const std::vector<Property>& properties) {
    const Value* type = FindOfKind(record, "type", Value::Kind::kString);
    if (type == nullptr) {
      return BadLine("neither a node with `labels` nor an edge with `type`");
    }
    RONDO_TRY_ASSIGN(const NodeId source, FindEnd(record, "start"));
    RONDO_TRY_ASSIGN(const NodeId target, FindEnd(record, "end"));
    RONDO_TRY_ASSIGN(const EdgeTypeId type_id, transaction_.InternEdgeType(type->string()));
    RONDO_TRY_ASSIGN(const EdgeId edge,
                     transaction_.CreateEdge(type_id, source, target, properties));
    report_edges_.AddEdge(id, edge);
    ++summary_.edge_count;
    return {};
  }

  static const Value* FindEdgeOfReport(const MapValue& record) {
    const Value* properties = FindOfKind(record, "properties", Value::Kind::kMap);
    return properties == nullptr ? nullptr : properties->map().Find(evidence::kReportEdge);
  }

  const Store& store_;
  Transaction& transaction_;
  const std::string& path_;
  const ImportOptions& options_;
  ImportSummary summary_;
  std::unordered_map<int64_t, NodeId> nodes_;  // By the ids of the lines.
  ReportEdges report_edges_;
};

}  // namespace

Result<ImportSummary> ImportJsonLines(Store& store, const std::string& path,
                                      const ImportOptions& options) {
  std::ifstream file;
  uint64_t total_size = 0;
  if (path != "-") {
    file.open(path, std::ios::binary | std::ios::ate);
    if (!file) {
      return RuntimeError(ErrorCode::kIo, "CannotReadFile",
                          "cannot read " + path + ": " + std::strerror(errno));
    }
    total_size = file.tellg() < 0 ? 0 : static_cast<uint64_t>(file.tellg());
    file.seekg(0);
  }
  RONDO_TRY_ASSIGN(const std::unique_ptr<Transaction> transaction, store.BeginTransaction());
  JsonLinesImport import(store, *transaction, path, options);
  RONDO_TRY_ASSIGN(ImportSummary summary, import.Run(path == "-" ? std::cin : file, total_size));
  RONDO_TRY(transaction->Commit());
  return summary;
}

}  // namespace rondo::import
