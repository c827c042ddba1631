#include "tools/import/importer.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "tools/import/edge_feed.h"
#include "tools/import/id_map.h"
#include "tools/import/report_edges.h"
#include "tools/import/row_batch.h"
#include "tools/import/table_reader.h"

namespace rondo::import {
namespace {

constexpr size_t kBatchRowCount = 4096;

std::optional<int64_t> ParseInteger(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

class Import {
 public:
  Import(BulkLoader& loader, const ImportOptions& options, ReportEdges& report_edges,
         ImportSummary& summary)
      : loader_(loader),
        options_(options),
        report_edges_(report_edges),
        bad_rows_(options, summary) {}

  Result<void> Run(const ImportPlan& plan) {
    MeasureFiles(plan);
    edges_have_ids_ = std::ranges::any_of(
        plan.edges, [](const EdgeSource& source) { return source.id_column.has_value(); });
    for (const NodeSource& source : plan.nodes) {
      RONDO_TRY(ReadNodes(source));
    }
    EdgeFeed feed(loader_);
    for (size_t i = 0; i < plan.edges.size(); ++i) {
      const EdgeSource& source = plan.edges[i];
      RONDO_TRY(ReadEdges(source, feed));
      if (IsLastOfType(source, std::span(plan.edges).subspan(i + 1))) {
        RONDO_TRY(feed.End(source.type));
      }
    }
    RONDO_TRY(feed.Drain());
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
    if (!id_maps_[source.id->id_space].Insert(id, NodeId(0))) {
      batch.rows.DropLast();
      bad_rows_.Add(table.Named("the id `" + std::string(id) + "` was met before"));
      return bad_rows_.CheckEnough();
    }
    batch.ids.emplace_back(id);
    return {};
  }

  /// Reports whose edges will be known by the ids that they had.
  bool HoldsReports(const NodeBatch& batch) const {
    return edges_have_ids_ &&
           std::ranges::find(batch.labels, evidence::kReportLabel) != batch.labels.end();
  }

  Result<void> FlushNodes(const NodeSource& source, NodeBatch& batch) {
    if (batch.rows.row_count() == 0) {
      return {};
    }
    // A report says nothing before the ids of edges are known.
    const std::vector<Value> reported =
        HoldsReports(batch) ? batch.rows.TakeIntegers(evidence::kReportEdge) : std::vector<Value>();
    RONDO_TRY_ASSIGN(const NodeId first,
                     loader_.AddNodes(batch.labels, batch.rows.row_count(), batch.rows.columns()));
    for (size_t row = 0; row < batch.ids.size(); ++row) {
      id_maps_[source.id->id_space].Replace(batch.ids[row], NodeId(first.value + row));
    }
    for (size_t row = 0; row < reported.size(); ++row) {
      report_edges_.AddReport(NodeId(first.value + row), reported[row]);
    }
    batch.ids.clear();
    batch.rows.Clear();
    return {};
  }

  // ---- edges

  struct EdgeColumns {
    std::vector<size_t> properties;
    std::optional<size_t> type;
    std::optional<size_t> id;
    size_t start = 0;
    size_t end = 0;
    // The nodes that the two refer to; null if there are none.
    const IdMap* start_ids = nullptr;
    const IdMap* end_ids = nullptr;
  };
  using EdgeBatches = std::map<std::string, std::unique_ptr<EdgeBatch>, std::less<>>;

  /// Whether none of `rest` can have edges of the type of `source`.
  static bool IsLastOfType(const EdgeSource& source, std::span<const EdgeSource> rest) {
    return !source.type_column && std::ranges::none_of(rest, [&](const EdgeSource& other) {
      return other.type_column || other.type == source.type;
    });
  }

  const IdMap* FindIds(const NodeReference& reference) const {
    const auto map = id_maps_.find(reference.id_space);
    return map == id_maps_.end() ? nullptr : &map->second;
  }

  Result<EdgeColumns> FindEdgeColumns(const TableReader& table, const EdgeSource& source) const {
    EdgeColumns columns;
    RONDO_TRY_ASSIGN(columns.properties, FindColumns(table, source.properties));
    RONDO_TRY_ASSIGN(columns.type, FindOptionalColumn(table, source.type_column));
    RONDO_TRY_ASSIGN(columns.id, FindOptionalColumn(table, source.id_column));
    RONDO_TRY_ASSIGN(columns.start, table.FindColumn(source.start.column));
    RONDO_TRY_ASSIGN(columns.end, table.FindColumn(source.end.column));
    columns.start_ids = FindIds(source.start);
    columns.end_ids = FindIds(source.end);
    return columns;
  }

  Result<void> ReadEdges(const EdgeSource& source, EdgeFeed& feed) {
    RONDO_TRY_ASSIGN(TableReader table, TableReader::Open(source.path, source.delimiter));
    for (const RowFilter& filter : source.filters) {
      RONDO_TRY(table.AddFilter(filter));
    }
    RONDO_TRY_ASSIGN(const EdgeColumns columns, FindEdgeColumns(table, source));
    EdgeBatches batches;  // By type.
    auto batch = batches.end();
    while (true) {
      RONDO_TRY_ASSIGN(const bool any, table.Next(bad_rows_));
      if (!any) {
        break;
      }
      RONDO_TRY(CountRow(table));
      auto read = ReadEdge(table, source, columns, feed, batches, batch);
      if (!read.ok()) {
        bad_rows_.Add(table.Named(read.error().message));
        RONDO_TRY(bad_rows_.CheckEnough());
      } else if (batch != batches.end() && batch->second->rows.row_count() == kBatchRowCount) {
        RONDO_TRY(FlushEdges(batch->first, batch->second, source, feed));
      }
    }
    for (auto& [type, rest] : batches) {
      RONDO_TRY(FlushEdges(type, rest, source, feed));
    }
    FinishFile(table);
    return {};
  }

  static Error BadRow(std::string message) {
    return RuntimeError(ErrorCode::kInvalidData, "BadRow", std::move(message));
  }

  static Result<NodeId> FindNode(const IdMap* ids, const NodeReference& reference,
                                 std::string_view id) {
    const auto node = ids == nullptr ? std::nullopt : ids->Find(id);
    if (!node.has_value()) {
      return BadRow("column `" + reference.column + "`: there is no node with the id `" +
                    std::string(id) + "`" +
                    (reference.id_space.empty() ? "" : " in `" + reference.id_space + "`"));
    }
    return *node;
  }

  /// Adds the row's edge to the batch of its type, which `batch` then is. Only InvalidData can come
  /// of it.
  Result<void> ReadEdge(const TableReader& table, const EdgeSource& source,
                        const EdgeColumns& columns, EdgeFeed& feed, EdgeBatches& batches,
                        EdgeBatches::iterator& batch) {
    const std::string_view start_id = table.field(columns.start).text;
    const std::string_view end_id = table.field(columns.end).text;
    if (start_id.empty() || end_id.empty()) {
      if (source.skip_empty_references) {
        return {};
      }
      return BadRow("column `" + (start_id.empty() ? source.start : source.end).column +
                    "` is empty");
    }
    RONDO_TRY_ASSIGN(const NodeId start, FindNode(columns.start_ids, source.start, start_id));
    RONDO_TRY_ASSIGN(const NodeId end, FindNode(columns.end_ids, source.end, end_id));
    const std::string_view type =
        columns.type.has_value() ? table.field(*columns.type).text : source.type;
    if (type.empty()) {
      return BadRow("the edge has no type");
    }
    if (batch == batches.end() || batch->first != type) {
      batch = batches.try_emplace(std::string(type), nullptr).first;
      if (batch->second == nullptr) {
        batch->second = feed.TakeEmpty(source.properties);
      }
    }
    EdgeBatch& rows = *batch->second;
    RONDO_TRY(rows.rows.Append(table, columns.properties));
    rows.starts.push_back(start);
    rows.ends.push_back(end);
    if (report_edges_.has_reports()) {
      report_edges_.AddNextEdge(
          type, columns.id ? ParseInteger(table.field(*columns.id).text) : std::nullopt);
    }
    return {};
  }

  /// Passes the batch on and puts an empty one in its place.
  static Result<void> FlushEdges(const std::string& type, std::unique_ptr<EdgeBatch>& batch,
                                 const EdgeSource& source, EdgeFeed& feed) {
    if (batch->starts.empty()) {
      return {};
    }
    RONDO_TRY(feed.Add(type, std::move(batch)));
    batch = feed.TakeEmpty(source.properties);
    return {};
  }

  BulkLoader& loader_;
  const ImportOptions& options_;
  ReportEdges& report_edges_;
  bool edges_have_ids_ = false;
  BadRows bad_rows_;
  ImportProgress progress_;
  std::map<std::string, IdMap, std::less<>> id_maps_;  // By id space.
};

}  // namespace

Result<ImportSummary> ImportFiles(Store& store, const ImportPlan& plan,
                                  const ImportOptions& options) {
  ReportEdges report_edges;
  BulkLoadOptions load = options.load;
  load.on_edge_id = [&](std::string_view type, uint64_t number, EdgeId edge) {
    report_edges.NumberEdge(type, number, edge);
  };
  std::mutex asking;
  if (load.should_stop) {
    // The loader asks in the thread of the feed, the import in its own.
    load.should_stop = [&] {
      const std::lock_guard lock(asking);
      return options.load.should_stop();
    };
  }
  RONDO_TRY_ASSIGN(std::unique_ptr<BulkLoader> loader, BulkLoader::Begin(store, load));
  ImportSummary summary;
  ImportOptions locked = options;
  locked.load = load;
  RONDO_TRY(Import(*loader, locked, report_edges, summary).Run(plan));
  RONDO_TRY_ASSIGN(const BulkLoadSummary loaded, loader->Finish());
  summary.node_count = loaded.node_count;
  summary.edge_count = loaded.edge_count;
  loader.reset();  // Transactions wait for it.
  if (report_edges.has_reports()) {
    RONDO_TRY_ASSIGN(const std::unique_ptr<Transaction> transaction, store.BeginTransaction());
    RONDO_TRY(report_edges.Redirect(store, *transaction));
    RONDO_TRY(transaction->Commit());
  }
  return summary;
}

}  // namespace rondo::import
