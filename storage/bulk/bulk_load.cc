#include "storage/bulk/bulk_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <system_error>
#include <thread>
#include <utility>

#include "graph/base/check.h"
#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/codec/frame.h"
#include "storage/codec/value_codec.h"
#include "storage/index/constraint_error.h"
#include "storage/index/name_folding.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

// Edges are sorted as pairs of 32-bit numbers.
constexpr uint64_t kNodesMax = uint64_t{1} << 32;

Error TooMany(std::string_view what) {
  return RuntimeError(ErrorCode::kLimitExceeded, "IdsExhausted",
                      fmt::format("a bulk load can have no more {}", what));
}

}  // namespace

// Writes the adjacency chunks of one edge type and direction as their lists come, ascending.
class BulkLoad::AdjacencyWriter {
 public:
  AdjacencyWriter(BulkLoad& load, KeyTag tag, EdgeTypeId type)
      : load_(load), tag_(tag), type_(type) {}

  void Add(uint64_t node, uint64_t neighbor, uint64_t edge) {
    if (GroupOf(node) != group_) Flush();
    group_ = GroupOf(node);
    const Lane lane = LaneOf(node);
    if (degrees_.size() <= lane) degrees_.resize(lane + 1);
    ++degrees_[lane];
    neighbors_.push_back(static_cast<int64_t>(neighbor));
    edges_.push_back(static_cast<int64_t>(edge));
  }

  void Flush() {
    if (edges_.empty()) return;
    std::string payload;
    AdjacencyChunk::EncodeLists(degrees_, neighbors_, edges_, payload);
    load_.PutRecord({tag_, type_.value, group_}, payload);
    load_.members_.push_back({group_, {tag_, type_.value}});
    degrees_.clear();
    neighbors_.clear();
    edges_.clear();
  }

 private:
  BulkLoad& load_;
  const KeyTag tag_;
  const EdgeTypeId type_;
  GroupNumber group_ = 0;
  std::vector<int64_t> degrees_;
  std::vector<int64_t> neighbors_;
  std::vector<int64_t> edges_;
};

// Counts edges by the labels of one end, as their nodes come, ascending.
class BulkLoad::EndCounter {
 public:
  EndCounter(const std::vector<LabelStretch>& stretches, EdgeTypeId type, EndCounters& counters)
      : stretch_(stretches.begin()), type_(type), counters_(counters) {}
  ~EndCounter() { Flush(); }
  EndCounter(const EndCounter&) = delete;
  EndCounter& operator=(const EndCounter&) = delete;

  void Add(uint64_t node) {
    if (node >= stretch_->end) {
      Flush();
      while (node >= stretch_->end) ++stretch_;
    }
    ++count_;
  }

 private:
  void Flush() {
    if (count_ == 0) return;
    for (const LabelId label : stretch_->labels) counters_.Add(type_, label, count_);
    count_ = 0;
  }

  std::vector<LabelStretch>::const_iterator stretch_;
  const EdgeTypeId type_;
  EndCounters& counters_;
  uint64_t count_ = 0;
};

BulkLoad::BulkLoad(StoreCore& core, CommitQueue& queue, std::shared_ptr<const Root> base,
                   std::string folder, const BulkLoadOptions& options)
    : core_(core),
      queue_(queue),
      base_(std::move(base)),
      folder_(std::move(folder)),
      options_(options),
      catalog_(*base_->catalog),
      records_(RunPath("records")) {}

BulkLoad::~BulkLoad() {
  if (!over_) {
    End();
    queue_.EndWriter();
  }
}

void BulkLoad::End() {
  over_ = true;
  edge_types_.clear();
  indexes_.clear();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::string BulkLoad::RunPath(std::string_view name) const {
  return fmt::format("{}/{}-", folder_, name);
}

Result<void> BulkLoad::Start() {
  if (base_->counters.next_node_id > 0 || base_->counters.next_edge_id > 0) {
    return RuntimeError(ErrorCode::kConstraint, "StoreNotEmpty",
                        "the store already has, or had, nodes or relationships; "
                        "load into a new one");
  }
  if (!folder_.empty()) {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
    if (!error) std::filesystem::create_directory(folder_, error);
    if (error) {
      return IoError("DiskFailed",
                     fmt::format("cannot create the folder `{}`: {}", folder_, error.message()));
    }
  }
  indexes_.push_back(std::make_unique<IndexBuilder>(kNameIndexId, false, RunPath("names")));
  for (const IndexDefinition& index : catalog_.indexes) {
    if (!index.has_entries()) continue;
    indexes_.push_back(std::make_unique<IndexBuilder>(index.id, index.is_unique(),
                                                      RunPath(fmt::format("index-{}", index.id))));
  }
  return {};
}

template <typename Id>
Id BulkLoad::Intern(std::string_view name, NameTable<Id> Catalog::*table) {
  if (const std::optional<Id> id = (catalog_.*table).Find(name)) return *id;
  return (catalog_.*table).Add(name);
}

Result<std::vector<KeyedColumn>> BulkLoad::CheckColumns(std::span<const BulkColumn> columns,
                                                        size_t row_count) {
  std::vector<KeyedColumn> result;
  for (const BulkColumn& column : columns) {
    const PropertyKeyId key = Intern(column.property, &Catalog::property_keys);
    if (std::ranges::find(result, key, &KeyedColumn::key) != result.end()) {
      return RuntimeError(ErrorCode::kArgument, "DuplicateColumn",
                          fmt::format("the property `{}` comes twice", column.property));
    }
    const bool is_typed = ColumnChunk::LayoutFor(column.kind) != ColumnChunk::Layout::kMixed;
    const size_t value_count = column.kind == Value::Kind::kString  ? column.strings.size()
                               : column.kind == Value::Kind::kFloat ? column.floats.size()
                               : is_typed                           ? column.integers.size()
                                                                    : column.values.size();
    RONDO_CHECK(column.present.size() == row_count && value_count == row_count);
    if (!is_typed) {
      for (const Value& value : column.values) RONDO_TRY(CheckStorable(value));
    }
    result.push_back({key, &column});
  }
  return result;
}

Result<void> BulkLoad::CheckStop() const {
  if (!options_.should_stop || !options_.should_stop()) return {};
  return RuntimeError(ErrorCode::kCancelled, "Cancelled",
                      "the load was cancelled; the store is as it was");
}

void BulkLoad::PutRecord(const ChunkKey& key, std::string_view payload) {
  std::string record;
  record.reserve(payload.size() + 16);
  AppendFrame(FrameKind::kBase, payload, record);
  const std::lock_guard lock(records_mutex_);
  records_.Add(EncodeKey(key), record);
}

size_t BulkLoad::MemorySize() const {
  size_t size = records_.MemorySize();
  for (const auto& [name, type] : edge_types_) {
    if (type.table != nullptr) size += type.table->MemorySize();
  }
  for (const auto& index : indexes_) size += index->MemorySize();
  return size;
}

Result<void> BulkLoad::KeepWithinMemory() {
  if (folder_.empty()) return {};
  size_t size = records_.MemorySize();
  size_t largest = size;
  const auto count = [&](size_t part) {
    size += part;
    largest = std::max(largest, part);
  };
  for (const auto& [name, type] : edge_types_) {
    if (type.table != nullptr) count(type.table->MemorySize());
  }
  for (const auto& index : indexes_) count(index->MemorySize());
  if (size <= options_.memory_size_max) return {};
  // What is small stays: its runs would be many and short.
  const size_t limit = largest / 4;
  if (records_.MemorySize() >= limit) RONDO_TRY(records_.Spill());
  for (auto& [name, type] : edge_types_) {
    if (type.table != nullptr && type.table->MemorySize() >= limit) RONDO_TRY(type.table->Spill());
  }
  for (auto& index : indexes_) {
    if (index->MemorySize() >= limit) RONDO_TRY(index->Spill());
  }
  return {};
}

Result<NodeId> BulkLoad::AddNodes(std::span<const std::string> labels, size_t row_count,
                                  std::span<const BulkColumn> columns) {
  RONDO_TRY(CheckStop());
  const NodeId first(counters_.next_node_id);
  if (first.value + row_count > kNodesMax) return TooMany("nodes");
  RONDO_TRY_ASSIGN(const std::vector<KeyedColumn> keyed, CheckColumns(columns, row_count));
  std::vector<LabelId> label_ids;
  for (const std::string& label : labels) label_ids.push_back(Intern(label, &Catalog::labels));
  std::ranges::sort(label_ids);
  label_ids.erase(std::unique(label_ids.begin(), label_ids.end()), label_ids.end());
  if (row_count == 0) return first;
  RONDO_TRY(IndexNodes(first, label_ids, row_count, keyed));
  AppendToGroups(keyed, row_count);
  counters_.node_count += row_count;
  for (const LabelId label : label_ids) CounterAt(counters_.by_label, label.value) += row_count;
  if (stretches_.empty() || stretches_.back().labels != label_ids) {
    stretches_.push_back({std::move(label_ids), first.value, first.value});
  }
  stretches_.back().end = counters_.next_node_id;
  RONDO_TRY(KeepWithinMemory());
  return first;
}

void BulkLoad::AppendToGroups(std::span<const KeyedColumn> columns, size_t row_count) {
  for (size_t begin = 0; begin < row_count;) {
    const Lane lane = LaneOf(counters_.next_node_id);
    const size_t count = std::min<size_t>(row_count - begin, kGroupSize - lane);
    for (const auto& [key, column] : columns) {
      ColumnBuffer& buffer = node_columns_[key];
      buffer.AppendAbsent(lane - buffer.row_count());
      buffer.Append(*column, begin, count);
    }
    begin += count;
    counters_.next_node_id += count;
    if (LaneOf(counters_.next_node_id) == 0) WriteNodeColumns();
  }
}

void BulkLoad::WriteNodeColumns() {
  const GroupNumber group = GroupOf(counters_.next_node_id - 1);
  std::vector<uint32_t> rows(kGroupSize);
  std::iota(rows.begin(), rows.end(), 0);
  for (auto& [key, buffer] : node_columns_) {
    std::string payload;
    if (buffer.EncodeChunk(std::span(rows).first(buffer.row_count()), payload)) {
      PutRecord({KeyTag::kNodeColumn, key.value, group}, payload);
      members_.push_back({group, {KeyTag::kNodeColumn, key.value}});
    }
    buffer.Clear();
  }
}

Result<void> BulkLoad::IndexNodes(NodeId first, std::span<const LabelId> labels, size_t row_count,
                                  std::span<const KeyedColumn> columns) {
  for (const auto& [key, column] : columns) {
    if (column->property == kNameProperty || column->property == kAliasesProperty) {
      IndexNames(first, *column);
    }
  }
  for (const IndexDefinition& index : catalog_.indexes) {
    if (std::ranges::find(labels, index.label) == labels.end()) continue;
    std::vector<const BulkColumn*> sources;
    for (const PropertyKeyId key : index.keys) {
      const auto found = std::ranges::find(columns, key, &KeyedColumn::key);
      sources.push_back(found == columns.end() ? nullptr : found->column);
    }
    std::vector<Value> values(sources.size());
    for (size_t row = 0; row < row_count; ++row) {
      for (size_t i = 0; i < sources.size(); ++i) {
        values[i] = sources[i] == nullptr ? Value() : sources[i]->ValueAt(row);
      }
      RONDO_TRY(IndexOne(index, first.value + row, values));
    }
  }
  return {};
}

Result<void> BulkLoad::IndexOne(const IndexDefinition& index, uint64_t id,
                                std::span<const Value> values) {
  for (const Value& value : values) {
    if (value.is_null() && index.demands_existence()) {
      return MissingPropertyError(index.description, id);
    }
    if (index.demands_type() && !index.value_type.Matches(value)) {
      return WrongTypeError(index.description, id, value);
    }
  }
  if (!index.has_entries()) return {};
  (*std::ranges::find_if(indexes_, [&](const auto& candidate) {
    return candidate->index() == index.id;
  }))->AddValues(values, id);
  return {};
}

Result<void> BulkLoad::IndexEdges(uint64_t first, EdgeTypeId type, const EdgeTable& table,
                                  const EdgeTable::Rows& rows) {
  for (const IndexDefinition& index : catalog_.indexes) {
    if (index.edge_type != type) continue;
    std::vector<Value> values(index.keys.size());
    for (size_t lane = 0; lane < rows.rows.size(); ++lane) {
      for (size_t i = 0; i < values.size(); ++i) {
        const auto column = table.columns().find(index.keys[i]);
        values[i] = column == table.columns().end() ? Value() : column->second.Get(rows.rows[lane]);
      }
      RONDO_TRY(IndexOne(index, first + lane, values));
    }
  }
  return {};
}

void BulkLoad::IndexNames(NodeId first, const BulkColumn& column) {
  std::vector<std::string> names;
  for (size_t row = 0; row < column.present.size(); ++row) {
    if (column.present[row] == 0) continue;
    names.clear();
    if (column.kind == Value::Kind::kString) {
      names.push_back(FoldName(column.strings[row]));
    } else {
      AppendFoldedNames(column.ValueAt(row), names);
    }
    for (const std::string& name : names) {
      indexes_.front()->Add(MakeNameKey(name), NodeId(first.value + row));
    }
  }
}

Result<void> BulkLoad::AddEdges(std::string_view type, std::span<const NodeId> sources,
                                std::span<const NodeId> targets,
                                std::span<const BulkColumn> columns) {
  RONDO_CHECK(sources.size() == targets.size());
  RONDO_TRY(CheckStop());
  RONDO_TRY_ASSIGN(const std::vector<KeyedColumn> keyed, CheckColumns(columns, sources.size()));
  for (const std::span<const NodeId> ends : {sources, targets}) {
    for (const NodeId id : ends) {
      if (id.value < counters_.next_node_id) continue;
      return RuntimeError(ErrorCode::kEntityNotFound, "DeletedEntityAccess",
                          fmt::format("node {} does not exist", id.value));
    }
  }
  auto found = edge_types_.find(type);
  if (found == edge_types_.end()) {
    const EdgeTypeId id = Intern(type, &Catalog::edge_types);
    auto table = std::make_unique<EdgeTable>(RunPath(fmt::format("edges-{}", id.value)));
    found = edge_types_.emplace(std::string(type), EdgeType{id, std::move(table)}).first;
  }
  RONDO_CHECK(found->second.table != nullptr);
  EdgeTable& table = *found->second.table;
  if (table.row_count() + sources.size() > UINT32_MAX) return TooMany("relationships of one type");
  table.Append(sources, targets, keyed);
  return KeepWithinMemory();
}

Result<void> BulkLoad::EndEdges(std::string_view type) {
  const auto found = edge_types_.find(type);
  return found == edge_types_.end() ? Result<void>() : WriteEdges(type, found->second);
}

Result<void> BulkLoad::WriteEdges(std::string_view name, EdgeType& type) {
  const std::unique_ptr<EdgeTable> table = std::move(type.table);
  if (table == nullptr || table->row_count() == 0) return {};
  // Every type begins a group of its own, so that a group's columns are those of one type.
  const uint64_t first_edge = (counters_.next_edge_id + kGroupSize - 1) / kGroupSize * kGroupSize;
  counters_.next_edge_id = first_edge + table->row_count();
  counters_.edge_count += table->row_count();
  CounterAt(counters_.by_edge_type, type.id.value) += table->row_count();
  // What is made of the rows takes about as much room as they.
  const bool fits =
      folder_.empty() || MemorySize() + 2 * table->MemorySize() <= options_.memory_size_max;
  RONDO_TRY(table->Sort());
  RONDO_TRY(table->is_in_memory() && fits
                ? WriteEdgesAtOnce(name, type.id, first_edge, *table)
                : WriteEdgesPieceByPiece(name, type.id, first_edge, *table));
  RONDO_TRY(CheckStop());
  return KeepWithinMemory();
}

void BulkLoad::TellEdgeIds(std::string_view name, uint64_t first_edge,
                           const EdgeTable::Rows& rows) const {
  if (!options_.on_edge_id) return;
  for (size_t i = 0; i < rows.ends.size(); ++i) {
    // Without runs, rows stand in the columns in the order in which they came.
    const uint64_t number = rows.numbers.empty() ? rows.rows[i] : rows.numbers[i];
    options_.on_edge_id(name, number, EdgeId(first_edge + i));
  }
}

Result<void> BulkLoad::WriteEdgesAtOnce(std::string_view name, EdgeTypeId type, uint64_t first_edge,
                                        EdgeTable& table) {
  const EdgeTable::Rows rows = table.ReadAll();
  TellEdgeIds(name, first_edge, rows);
  Result<void> lists;
  std::thread list_writer([&] { lists = WriteLists(type, first_edge, rows); });
  Result<void> groups = WriteEdgeGroups(type, first_edge, table, rows);
  list_writer.join();
  RONDO_TRY(std::move(groups));
  return lists;
}

Result<void> BulkLoad::WriteEdgeGroups(EdgeTypeId type, uint64_t first_edge, const EdgeTable& table,
                                       const EdgeTable::Rows& rows) {
  for (size_t begin = 0; begin < rows.ends.size(); begin += kGroupSize) {
    const size_t count = std::min<size_t>(kGroupSize, rows.ends.size() - begin);
    const EdgeTable::Rows part{
        rows.ends.subspan(begin, count), {}, rows.rows.subspan(begin, count)};
    WriteEdgeGroup(GroupOf(first_edge + begin), type, table, part);
    RONDO_TRY(IndexEdges(first_edge + begin, type, table, part));
    RONDO_TRY(CheckStop());
  }
  return {};
}

Result<void> BulkLoad::WriteLists(EdgeTypeId type, uint64_t first_edge,
                                  const EdgeTable::Rows& rows) {
  AdjacencyWriter outgoing(*this, KeyTag::kOutgoing, type);
  EdgeTable incoming({});
  incoming.Reserve(rows.ends.size());
  EndCounter sources(stretches_, type, counters_.by_source);
  uint64_t next_edge = first_edge;
  for (const uint64_t ends : rows.ends) {
    outgoing.Add(SourceOf(ends), TargetOf(ends), next_edge++);
    sources.Add(SourceOf(ends));
    incoming.Append(PackEnds(TargetOf(ends), SourceOf(ends)));
  }
  outgoing.Flush();
  RONDO_TRY(incoming.Sort());
  AdjacencyWriter writer(*this, KeyTag::kIncoming, type);
  EndCounter targets(stretches_, type, counters_.by_target);
  const EdgeTable::Rows turned = incoming.ReadAll();
  for (size_t i = 0; i < turned.ends.size(); ++i) {
    writer.Add(SourceOf(turned.ends[i]), TargetOf(turned.ends[i]), first_edge + turned.rows[i]);
    targets.Add(SourceOf(turned.ends[i]));
  }
  writer.Flush();
  return {};
}

Result<void> BulkLoad::WriteEdgesPieceByPiece(std::string_view name, EdgeTypeId type,
                                              uint64_t first_edge, EdgeTable& table) {
  uint64_t next_edge = first_edge;
  EdgeTable incoming(RunPath(fmt::format("incoming-{}", type.value)));
  AdjacencyWriter outgoing(*this, KeyTag::kOutgoing, type);
  EndCounter sources(stretches_, type, counters_.by_source);
  while (true) {
    RONDO_TRY_ASSIGN(const EdgeTable::Rows rows, table.Read(kGroupSize));
    if (rows.ends.empty()) break;
    WriteEdgeGroup(GroupOf(next_edge), type, table, rows);
    RONDO_TRY(IndexEdges(next_edge, type, table, rows));
    TellEdgeIds(name, next_edge, rows);
    for (const uint64_t ends : rows.ends) {
      outgoing.Add(SourceOf(ends), TargetOf(ends), next_edge++);
      sources.Add(SourceOf(ends));
      incoming.Append(PackEnds(TargetOf(ends), SourceOf(ends)));
    }
    RONDO_TRY(CheckStop());
    if (!folder_.empty() && incoming.MemorySize() > options_.memory_size_max / 2) {
      RONDO_TRY(incoming.Spill());
    }
    RONDO_TRY(KeepWithinMemory());
  }
  outgoing.Flush();
  return WriteIncoming(type, first_edge, incoming);
}

Result<void> BulkLoad::WriteIncoming(EdgeTypeId type, uint64_t first_edge, EdgeTable& table) {
  AdjacencyWriter incoming(*this, KeyTag::kIncoming, type);
  EndCounter targets(stretches_, type, counters_.by_target);
  RONDO_TRY(table.Sort());
  while (true) {
    RONDO_TRY_ASSIGN(const EdgeTable::Rows rows, table.Read(kGroupSize));
    if (rows.ends.empty()) break;
    for (size_t i = 0; i < rows.ends.size(); ++i) {
      incoming.Add(SourceOf(rows.ends[i]), TargetOf(rows.ends[i]), first_edge + rows.numbers[i]);
      targets.Add(SourceOf(rows.ends[i]));
    }
    RONDO_TRY(KeepWithinMemory());
  }
  incoming.Flush();
  return {};
}

void BulkLoad::WriteEdgeGroup(GroupNumber group, EdgeTypeId type, const EdgeTable& table,
                              const EdgeTable::Rows& rows) {
  EdgeGroupChunk header;
  for (const auto& [key, buffer] : table.columns()) {
    std::string payload;
    if (!buffer.EncodeChunk(rows.rows, payload)) continue;
    header.AddMember({KeyTag::kEdgeColumn, key.value});
    PutRecord({KeyTag::kEdgeColumn, key.value, group}, payload);
  }
  for (Lane lane = 0; lane < rows.ends.size(); ++lane) {
    const uint64_t ends = rows.ends[lane];
    header.Add(lane, {NodeId(SourceOf(ends)), NodeId(TargetOf(ends)), type});
  }
  std::string payload;
  header.EncodeBase(payload);
  PutRecord({KeyTag::kEdgeGroup, 0, group}, payload);
}

void BulkLoad::WriteNodeGroups() {
  std::ranges::sort(members_);
  auto member = members_.begin();
  auto stretch = stretches_.begin();
  for (uint64_t begin = 0; begin < counters_.next_node_id; begin += kGroupSize) {
    const GroupNumber group = GroupOf(begin);
    const uint64_t end = std::min(begin + kGroupSize, counters_.next_node_id);
    NodeGroupChunk header;
    for (; member != members_.end() && member->group == group; ++member) {
      header.AddMember(member->key);
    }
    for (uint64_t id = begin; id < end; ++id) {
      while (stretch->end <= id) ++stretch;
      header.SetExists(LaneOf(id), true);
      for (const LabelId label : stretch->labels) header.SetLabel(LaneOf(id), label, true);
    }
    std::string payload;
    header.EncodeBase(payload);
    PutRecord({KeyTag::kNodeGroup, 0, group}, payload);
  }
}

Result<void> BulkLoad::WriteIndexes() {
  for (const auto& builder : indexes_) {
    const auto definition =
        std::ranges::find(catalog_.indexes, builder->index(), &IndexDefinition::id);
    RONDO_TRY(builder->Build(records_, [&](uint64_t holder, std::span<const Value> values) {
      return NotUniqueError(definition->description, holder, values);
    }));
    RONDO_TRY(KeepWithinMemory());
  }
  return {};
}

Result<void> BulkLoad::Publish() {
  records_.Add(EncodeKey({KeyTag::kCatalog, 0, 0}), EncodeCatalog(catalog_));
  std::string record;
  EncodeCounters(nullptr, counters_, record);
  records_.Add(EncodeKey({KeyTag::kCounters, 0, 0}), record);
  RONDO_TRY(records_.Sort());
  RONDO_TRY(core_.store->Ingest(records_));
  Root root = StoredRoot(std::make_shared<const Catalog>(std::move(catalog_)), counters_);
  root.version = base_->version + 1;
  PendingCommit pending;
  pending.root = std::make_shared<const Root>(std::move(root));
  pending.sync = false;  // There is nothing left to write.
  End();
  return queue_.Commit(pending);
}

Result<BulkLoadSummary> BulkLoad::Finish() {
  RONDO_CHECK(!over_);
  if (LaneOf(counters_.next_node_id) != 0) WriteNodeColumns();
  node_columns_.clear();
  for (auto& [name, type] : edge_types_) RONDO_TRY(WriteEdges(name, type));
  WriteNodeGroups();
  RONDO_TRY(WriteIndexes());
  RONDO_TRY(CheckStop());
  const BulkLoadSummary summary{counters_.node_count, counters_.edge_count};
  RONDO_TRY(Publish());
  return summary;
}

}  // namespace rondo
