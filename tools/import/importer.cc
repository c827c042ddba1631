#include "tools/import/importer.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "query/execute/operator/csv_reader.h"
#include "tools/import/cell_parser.h"
#include "tools/import/id_map.h"

namespace rondo::import {
namespace {

constexpr size_t kBatchRowCount = 4096;

/// The rows that are wrong, counted and named.
class BadRows {
 public:
  BadRows(const ImportOptions& options, ImportSummary& summary)
      : options_(options), summary_(summary) {}

  void Add(std::string named) {
    ++summary_.bad_row_count;
    if (summary_.bad_rows.size() < options_.named_bad_row_count_max) {
      summary_.bad_rows.push_back(std::move(named));
    }
  }

  /// An error once no more bad rows can be taken.
  Result<void> CheckEnough() const {
    if (options_.skip_bad || summary_.bad_row_count < options_.named_bad_row_count_max) {
      return {};
    }
    return Refuse();
  }
  Result<void> CheckNone() const {
    if (options_.skip_bad || summary_.bad_row_count == 0) {
      return {};
    }
    return Refuse();
  }

 private:
  Error Refuse() const {
    std::string message =
        "nothing was imported, since there are bad rows (skip them with --skip-bad):";
    for (const std::string& row : summary_.bad_rows) {
      message += "\n  " + row;
    }
    return RuntimeError(ErrorCode::kInvalidData, "BadRows", std::move(message));
  }

  const ImportOptions& options_;
  ImportSummary& summary_;
};

/// Finds the columns of one file by name, reads its rows and filters them.
class TableReader {
 public:
  static Result<TableReader> Open(const std::string& path, char delimiter) {
    RONDO_TRY_ASSIGN(CsvReader reader, CsvReader::Open(path, delimiter));
    TableReader table(std::move(reader));
    RONDO_TRY_ASSIGN(const bool any, table.csv_.Next(table.fields_));
    if (!any) {
      return RuntimeError(
          ErrorCode::kInvalidData, "MalformedHeader",
          PlaceInFile(path, 1, "the file is empty; its first line must name the columns"));
    }
    for (const CsvField& field : table.fields_) {
      table.header_.emplace_back(field.text);
    }
    return table;
  }

  Result<size_t> FindColumn(const std::string& name) const {
    for (size_t index = 0; index < header_.size(); ++index) {
      if (header_[index] == name) {
        return index;
      }
    }
    return RuntimeError(ErrorCode::kInvalidData, "MissingColumn",
                        PlaceInFile(csv_.path(), 1, "there is no column `" + name + "`"));
  }

  Result<void> AddFilter(const RowFilter& filter) {
    RONDO_TRY_ASSIGN(const size_t column, FindColumn(filter.column));
    filters_.emplace_back(column, &filter.values);
    return {};
  }

  /// Reads the next row that passes the filters; bad ones are handed to `bad_rows`. False at the
  /// end.
  Result<bool> Next(BadRows& bad_rows) {
    while (true) {
      auto read = csv_.Next(fields_);
      if (!read.ok() && read.error().code == ErrorCode::kInvalidData) {
        bad_rows.Add(read.error().message);
        RONDO_TRY(bad_rows.CheckEnough());
        continue;
      }
      RONDO_TRY_ASSIGN(const bool any, std::move(read));
      if (!any) {
        return false;
      }
      if (fields_.size() != header_.size()) {
        bad_rows.Add(Named("the row has " + std::to_string(fields_.size()) +
                           " fields, the header " + std::to_string(header_.size())));
        RONDO_TRY(bad_rows.CheckEnough());
        continue;
      }
      if (Passes()) {
        return true;
      }
    }
  }

  const CsvField& field(size_t column) const { return fields_[column]; }
  std::string Named(std::string_view message) const {
    return PlaceInFile(csv_.path(), csv_.line(), message);
  }
  const CsvReader& csv() const { return csv_; }

 private:
  explicit TableReader(CsvReader csv) : csv_(std::move(csv)) {}

  bool Passes() const {
    for (const auto& [column, values] : filters_) {
      bool found = false;
      for (const std::string& value : *values) {
        found = found || value == fields_[column].text;
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  CsvReader csv_;
  std::vector<std::string> header_;
  std::vector<CsvField> fields_;
  std::vector<std::pair<size_t, const std::vector<std::string>*>> filters_;
};

/// The columns of a batch of rows that go to the loader together.
class Batch {
 public:
  explicit Batch(const std::vector<PropertySource>& sources) : sources_(&sources) {
    for (const PropertySource& source : sources) {
      has_doubles_ = has_doubles_ || FindProperty(columns_, source.property) != columns_.end();
      columns_.push_back(MakeColumn(source));
    }
  }

  /// Appends the row's cells; a bad one leaves the batch as it was.
  Result<void> Append(const TableReader& table, const std::vector<size_t>& positions) {
    for (size_t index = 0; index < columns_.size(); ++index) {
      auto appended =
          AppendCell((*sources_)[index], table.field(positions[index]), arena_, columns_[index]);
      if (!appended.ok()) {
        while (index-- > 0) {
          DropLastRow(columns_[index]);
        }
        return appended;
      }
    }
    ++row_count_;
    return {};
  }

  void DropLast() {
    for (BulkColumn& column : columns_) {
      DropLastRow(column);
    }
    --row_count_;
  }

  void Clear() {
    for (BulkColumn& column : columns_) {
      column.Clear();
    }
    arena_.Clear();
    row_count_ = 0;
  }

  size_t row_count() const { return row_count_; }

  /// What goes to the loader: one column for each property. Valid until the batch changes.
  std::span<const BulkColumn> columns() {
    if (!has_doubles_) {
      return columns_;
    }
    merged_.clear();
    for (const BulkColumn& column : columns_) {
      const auto same = FindProperty(merged_, column.property);
      if (same == merged_.end()) {
        merged_.push_back(column);
      } else {
        MergeColumn(column, *same);
      }
    }
    return merged_;
  }

 private:
  static std::vector<BulkColumn>::iterator FindProperty(std::vector<BulkColumn>& columns,
                                                        std::string_view property) {
    return std::find_if(columns.begin(), columns.end(),
                        [&](const BulkColumn& column) { return column.property == property; });
  }

  const std::vector<PropertySource>* sources_;
  std::vector<BulkColumn> columns_;
  bool has_doubles_ = false;  // Several columns of the file are one property, of different types.
  std::vector<BulkColumn> merged_;
  TextArena arena_;
  size_t row_count_ = 0;
};

struct NodeBatch {
  explicit NodeBatch(const std::vector<PropertySource>& sources) : rows(sources) {}
  Batch rows;
  std::vector<std::string> labels;
  std::vector<std::string> ids;  // In row order; empty where the file has no ids.
};

struct EdgeBatch {
  explicit EdgeBatch(const std::vector<PropertySource>& sources) : rows(sources) {}
  Batch rows;
  std::vector<NodeId> starts;
  std::vector<NodeId> ends;
};

class Import {
 public:
  Import(BulkLoader& loader, const ImportOptions& options, ImportSummary& summary)
      : loader_(loader), options_(options), bad_rows_(options, summary) {}

  Result<void> Run(const ImportPlan& plan) {
    MeasureFiles(plan);
    for (const NodeSource& source : plan.nodes) {
      RONDO_TRY(ReadNodes(source));
    }
    for (const EdgeSource& source : plan.edges) {
      RONDO_TRY(ReadEdges(source));
    }
    return bad_rows_.CheckNone();
  }

 private:
  void MeasureFiles(const ImportPlan& plan) {
    auto measure = [this](const std::string& path) {
      std::error_code ignored;
      const auto size = std::filesystem::file_size(path, ignored);
      progress_.total_size += ignored ? 0 : size;
    };
    for (const NodeSource& source : plan.nodes) {
      measure(source.path);
    }
    for (const EdgeSource& source : plan.edges) {
      measure(source.path);
    }
  }

  Result<std::vector<size_t>> FindColumns(const TableReader& table,
                                          const std::vector<PropertySource>& sources) const {
    std::vector<size_t> positions;
    for (const PropertySource& source : sources) {
      RONDO_TRY_ASSIGN(const size_t position, table.FindColumn(source.column));
      positions.push_back(position);
    }
    return positions;
  }

  Result<std::optional<size_t>> FindOptionalColumn(const TableReader& table,
                                                   const std::optional<std::string>& name) const {
    if (!name.has_value()) {
      return std::optional<size_t>();
    }
    RONDO_TRY_ASSIGN(const size_t position, table.FindColumn(*name));
    return std::optional<size_t>(position);
  }

  /// Counts the row, and now and then looks around: Cancelled if somebody wants to stop.
  Result<void> CountRow(const TableReader& table) {
    if (++progress_.row_count % kBatchRowCount != 0) {
      return {};
    }
    if (options_.load.should_stop && options_.load.should_stop()) {
      return RuntimeError(ErrorCode::kCancelled, "Cancelled",
                          "the import was cancelled; the store is as it was");
    }
    ReportProgress(table);
    return {};
  }

  void ReportProgress(const TableReader& table) {
    if (options_.on_progress) {
      ImportProgress progress = progress_;
      progress.path = table.csv().path();
      progress.consumed_size += table.csv().consumed_size();
      options_.on_progress(progress);
    }
  }

  void FinishFile(const TableReader& table) {
    ReportProgress(table);
    progress_.consumed_size += table.csv().consumed_size();
  }

  // ---- nodes

  Result<void> ReadNodes(const NodeSource& source) {
    RONDO_TRY_ASSIGN(TableReader table, TableReader::Open(source.path, source.delimiter));
    for (const RowFilter& filter : source.filters) {
      RONDO_TRY(table.AddFilter(filter));
    }
    RONDO_TRY_ASSIGN(const std::vector<size_t> positions, FindColumns(table, source.properties));
    RONDO_TRY_ASSIGN(const std::optional<size_t> label_column,
                     FindOptionalColumn(table, source.label_column));
    std::optional<size_t> id_column;
    if (source.id.has_value()) {
      RONDO_TRY_ASSIGN(const size_t position, table.FindColumn(source.id->column));
      id_column = position;
    }
    std::map<std::string, NodeBatch, std::less<>> batches;  // By the text of the label column.
    while (true) {
      RONDO_TRY_ASSIGN(const bool any, table.Next(bad_rows_));
      if (!any) {
        break;
      }
      RONDO_TRY(CountRow(table));
      const std::string_view label_text =
          label_column.has_value() ? table.field(*label_column).text : "";
      NodeBatch& batch = FindBatch(batches, label_text, source);
      if (id_column.has_value() && table.field(*id_column).text.empty()) {
        bad_rows_.Add(table.Named("the id in column `" + source.id->column + "` is empty"));
        RONDO_TRY(bad_rows_.CheckEnough());
        continue;
      }
      auto appended = batch.rows.Append(table, positions);
      if (!appended.ok()) {
        bad_rows_.Add(table.Named(appended.error().message));
        RONDO_TRY(bad_rows_.CheckEnough());
        continue;
      }
      if (id_column.has_value()) {
        RONDO_TRY(TakeId(table, *id_column, source, batch));
      }
      if (batch.rows.row_count() == kBatchRowCount) {
        RONDO_TRY(FlushNodes(source, batch));
      }
    }
    for (auto& [label_text, batch] : batches) {
      RONDO_TRY(FlushNodes(source, batch));
    }
    FinishFile(table);
    return {};
  }

  NodeBatch& FindBatch(std::map<std::string, NodeBatch, std::less<>>& batches,
                       std::string_view label_text, const NodeSource& source) {
    const auto found = batches.find(label_text);
    if (found != batches.end()) {
      return found->second;
    }
    NodeBatch& batch =
        batches.emplace(std::string(label_text), NodeBatch(source.properties)).first->second;
    batch.labels = source.labels;
    for (size_t begin = 0; begin < label_text.size();) {
      const size_t end = std::min(label_text.find(source.list_delimiter, begin), label_text.size());
      if (end > begin) {
        batch.labels.emplace_back(label_text.substr(begin, end - begin));
      }
      begin = end + 1;
    }
    return batch;
  }

  Result<void> TakeId(const TableReader& table, size_t id_column, const NodeSource& source,
                      NodeBatch& batch) {
    // Ids are checked row by row, with a node that is filled in when the batch is flushed: a row
    // whose id was met before must not become a node.
    const std::string_view id = table.field(id_column).text;
    if (!id_maps_[source.id->id_space].Insert(id, NodeId())) {
      batch.rows.DropLast();
      bad_rows_.Add(table.Named("the id `" + std::string(id) + "` was met before"));
      return bad_rows_.CheckEnough();
    }
    batch.ids.emplace_back(id);
    return {};
  }

  Result<void> FlushNodes(const NodeSource& source, NodeBatch& batch) {
    if (batch.rows.row_count() == 0) {
      return {};
    }
    RONDO_TRY_ASSIGN(const NodeId first,
                     loader_.AddNodes(batch.labels, batch.rows.row_count(), batch.rows.columns()));
    for (size_t row = 0; row < batch.ids.size(); ++row) {
      id_maps_[source.id->id_space].Replace(batch.ids[row], NodeId(first.value + row));
    }
    batch.ids.clear();
    batch.rows.Clear();
    return {};
  }

  // ---- edges

  struct EdgeColumns {
    std::vector<size_t> properties;
    std::optional<size_t> type;
    size_t start = 0;
    size_t end = 0;
  };

  Result<EdgeColumns> FindEdgeColumns(const TableReader& table, const EdgeSource& source) const {
    EdgeColumns columns;
    RONDO_TRY_ASSIGN(columns.properties, FindColumns(table, source.properties));
    RONDO_TRY_ASSIGN(columns.type, FindOptionalColumn(table, source.type_column));
    RONDO_TRY_ASSIGN(columns.start, table.FindColumn(source.start.column));
    RONDO_TRY_ASSIGN(columns.end, table.FindColumn(source.end.column));
    return columns;
  }

  Result<void> ReadEdges(const EdgeSource& source) {
    RONDO_TRY_ASSIGN(TableReader table, TableReader::Open(source.path, source.delimiter));
    for (const RowFilter& filter : source.filters) {
      RONDO_TRY(table.AddFilter(filter));
    }
    RONDO_TRY_ASSIGN(const EdgeColumns columns, FindEdgeColumns(table, source));
    std::map<std::string, EdgeBatch, std::less<>> batches;  // By type.
    while (true) {
      RONDO_TRY_ASSIGN(const bool any, table.Next(bad_rows_));
      if (!any) {
        break;
      }
      RONDO_TRY(CountRow(table));
      auto read = ReadEdge(table, source, columns, batches);
      if (!read.ok()) {
        if (read.error().code != ErrorCode::kInvalidData) {
          return read;
        }
        bad_rows_.Add(table.Named(read.error().message));
        RONDO_TRY(bad_rows_.CheckEnough());
      }
    }
    for (auto& [type, batch] : batches) {
      RONDO_TRY(FlushEdges(type, batch));
    }
    FinishFile(table);
    return {};
  }

  static Error BadRow(std::string message) {
    return RuntimeError(ErrorCode::kInvalidData, "BadRow", std::move(message));
  }

  Result<NodeId> FindNode(const NodeReference& reference, std::string_view id) const {
    const auto map = id_maps_.find(reference.id_space);
    const auto node = map == id_maps_.end() ? std::nullopt : map->second.Find(id);
    if (!node.has_value()) {
      return BadRow("column `" + reference.column + "`: there is no node with the id `" +
                    std::string(id) + "`" +
                    (reference.id_space.empty() ? "" : " in `" + reference.id_space + "`"));
    }
    return *node;
  }

  Result<void> ReadEdge(const TableReader& table, const EdgeSource& source,
                        const EdgeColumns& columns,
                        std::map<std::string, EdgeBatch, std::less<>>& batches) {
    const std::string_view start_id = table.field(columns.start).text;
    const std::string_view end_id = table.field(columns.end).text;
    if (start_id.empty() || end_id.empty()) {
      if (source.skip_empty_references) {
        return {};
      }
      return BadRow("column `" + (start_id.empty() ? source.start : source.end).column +
                    "` is empty");
    }
    RONDO_TRY_ASSIGN(const NodeId start, FindNode(source.start, start_id));
    RONDO_TRY_ASSIGN(const NodeId end, FindNode(source.end, end_id));
    const std::string_view type =
        columns.type.has_value() ? table.field(*columns.type).text : source.type;
    if (type.empty()) {
      return BadRow("the edge has no type");
    }
    auto batch = batches.find(type);
    if (batch == batches.end()) {
      batch = batches.emplace(std::string(type), EdgeBatch(source.properties)).first;
    }
    RONDO_TRY(batch->second.rows.Append(table, columns.properties));
    batch->second.starts.push_back(start);
    batch->second.ends.push_back(end);
    if (batch->second.rows.row_count() == kBatchRowCount) {
      return FlushEdges(batch->first, batch->second);
    }
    return {};
  }

  Result<void> FlushEdges(const std::string& type, EdgeBatch& batch) {
    if (!batch.starts.empty()) {
      RONDO_TRY(loader_.AddEdges(type, batch.starts, batch.ends, batch.rows.columns()));
    }
    batch.rows.Clear();
    batch.starts.clear();
    batch.ends.clear();
    return {};
  }

  BulkLoader& loader_;
  const ImportOptions& options_;
  BadRows bad_rows_;
  ImportProgress progress_;
  std::map<std::string, IdMap, std::less<>> id_maps_;  // By id space.
};

}  // namespace

Result<ImportSummary> ImportFiles(Store& store, const ImportPlan& plan,
                                  const ImportOptions& options) {
  RONDO_TRY_ASSIGN(const std::unique_ptr<BulkLoader> loader,
                   BulkLoader::Begin(store, options.load));
  ImportSummary summary;
  RONDO_TRY(Import(*loader, options, summary).Run(plan));
  RONDO_TRY_ASSIGN(const BulkLoadSummary loaded, loader->Finish());
  summary.node_count = loaded.node_count;
  summary.edge_count = loaded.edge_count;
  return summary;
}

}  // namespace rondo::import
