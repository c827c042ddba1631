#include "storage/transaction/write_transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "graph/base/check.h"
#include "storage/codec/value_codec.h"
#include "storage/index/constraint_error.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

Error AbsentEntity(std::string_view kind, uint64_t id) {
  return RuntimeError(ErrorCode::kEntityNotFound, "DeletedEntityAccess",
                      fmt::format("{} {} does not exist", kind, id));
}

// Takes `count` ids and returns the first.
Result<uint64_t> TakeIds(uint64_t& next_id, uint64_t count) {
  if (next_id + count > kEntityIdsMax) {
    return RuntimeError(ErrorCode::kLimitExceeded, "IdsExhausted", "the store has no ids left");
  }
  return std::exchange(next_id, next_id + count);
}

Result<uint64_t> TakeId(uint64_t& next_id, IdStretch& stretch) {
  if (stretch.next == stretch.end) {
    // What is left of the last group is lost too.
    next_id = (next_id + kGroupSize - 1) / kGroupSize * kGroupSize;
    RONDO_TRY_ASSIGN(stretch.next, TakeIds(next_id, kGroupSize));
    stretch.end = stretch.next + stretch.per_group;
  }
  RONDO_CHECK(stretch.end <= next_id);
  return stretch.next++;
}

}  // namespace

WriteTransaction::WriteTransaction(StoreCore& core, CommitQueue& queue, Start start,
                                   std::function<void(uint64_t, uint64_t)> on_end)
    : WriteTransaction(std::make_unique<GraphWriter>(core, *start.base, start.owner), core, queue,
                       start, std::move(on_end)) {}

WriteTransaction::WriteTransaction(std::unique_ptr<GraphWriter> writer, StoreCore& core,
                                   CommitQueue& queue, Start start,
                                   std::function<void(uint64_t, uint64_t)> on_end)
    : ReaderView(writer->reader()),
      writer_(std::move(writer)),
      core_(core),
      queue_(queue),
      start_(std::move(start)),
      on_end_(std::move(on_end)) {
  counters().next_node_id = std::max(counters().next_node_id, start_.node_id_floor);
  counters().next_edge_id = std::max(counters().next_edge_id, start_.edge_id_floor);
}

WriteTransaction::~WriteTransaction() { Rollback(); }

Result<void> WriteTransaction::CheckOpen() const {
  if (!over_) return {};
  return UnavailableError("TransactionOver", "the transaction is over");
}

template <typename Id>
Result<Id> WriteTransaction::Intern(std::string_view name, NameTable<Id> Catalog::*table) {
  if (const std::optional<Id> id = (catalog().*table).Find(name)) return *id;
  RONDO_TRY(CheckOpen());
  return (writer_->MutableCatalog().*table).Add(name);
}

Result<LabelId> WriteTransaction::InternLabel(std::string_view name) {
  return Intern(name, &Catalog::labels);
}
Result<EdgeTypeId> WriteTransaction::InternEdgeType(std::string_view name) {
  return Intern(name, &Catalog::edge_types);
}
Result<PropertyKeyId> WriteTransaction::InternPropertyKey(std::string_view name) {
  return Intern(name, &Catalog::property_keys);
}

Result<const NodeGroupChunk*> WriteTransaction::GroupOfNode(NodeId id) const {
  RONDO_TRY(CheckOpen());
  if (id.value >= kEntityIdsMax) return AbsentEntity("node", id.value);
  RONDO_TRY_ASSIGN(const auto* group,
                   reader().Header<NodeGroupChunk>(reader().root().nodes, GroupOf(id.value)));
  if (group == nullptr || !group->exists().Test(LaneOf(id.value))) {
    return AbsentEntity("node", id.value);
  }
  return group;
}

Result<void> WriteTransaction::RequireNode(NodeId id) const {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY(GroupOfNode(id));
  return {};
}

Result<void> WriteTransaction::RequireEdge(EdgeId id, EdgeGroupChunk::Endpoints& endpoints) const {
  RONDO_TRY(CheckOpen());
  RONDO_TRY(reader().GatherEdgeEndpoints({&id, 1}, {&endpoints.source, 1}, {&endpoints.target, 1},
                                         {&endpoints.type, 1}));
  if (!endpoints.source.valid()) return AbsentEntity("relationship", id.value);
  return {};
}

Result<void> WriteTransaction::ApplyNodeExists(NodeId id, bool exists) {
  RONDO_TRY(writer_->SetNodeExists(id, exists));
  counters().node_count += exists ? 1 : ~uint64_t{0};
  return {};
}

Result<void> WriteTransaction::ApplyLabel(NodeId id, LabelId label, bool has) {
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.label != label || !index.has_entries()) continue;
    RONDO_TRY(ChangeEntry(index, id.value, has));
  }
  RONDO_TRY(writer_->SetLabel(id, label, has));
  CounterAt(counters().by_label, label.value) += has ? 1 : ~uint64_t{0};
  return CountEdgesOfLabel(id, label, has);
}

Result<void> WriteTransaction::CountEdgesOfLabel(NodeId id, LabelId label, bool has) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(const GroupDirectory* directory,
                   reader().Directory(reader().root().nodes, GroupOf(id.value)));
  for (const auto& [key, handle] : directory->members) {
    if (key.tag != KeyTag::kOutgoing && key.tag != KeyTag::kIncoming) continue;
    RONDO_TRY_ASSIGN(const auto* chunk, reader().Load<AdjacencyChunk>(*handle));
    const uint64_t degree = chunk->Degree(LaneOf(id.value));
    if (degree == 0) continue;
    EndCounters& ends = key.tag == KeyTag::kOutgoing ? counters().by_source : counters().by_target;
    ends.Add(EdgeTypeId(key.owner), label, has ? degree : ~degree + 1);
  }
  return {};
}

Result<void> WriteTransaction::ApplyNodeProperty(NodeId id, PropertyKeyId key, const Value& value) {
  const bool is_name = IsNameKey(key);
  std::vector<std::string> names;
  if (is_name) {
    RONDO_TRY_ASSIGN(names, NamesOf(id));
  }
  std::vector<const IndexDefinition*> changed;
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.on_edges() || !index.has_entries() || !index.Covers(key)) continue;
    bool has_label = false;
    RONDO_TRY(reader().GatherHasLabel(index.label, {&id, 1}, {&has_label, 1}));
    if (has_label) changed.push_back(&index);
  }
  for (const IndexDefinition* index : changed) RONDO_TRY(ChangeEntry(*index, id.value, false));
  RONDO_TRY(writer_->SetNodeValue(id, key, value));
  for (const IndexDefinition* index : changed) RONDO_TRY(ChangeEntry(*index, id.value, true));
  if (is_name) RONDO_TRY(ChangeNames(id, names));
  return {};
}

Result<void> WriteTransaction::ApplyEdgeProperty(EdgeId id, EdgeTypeId type, PropertyKeyId key,
                                                 const Value& value) {
  const auto change = [&](bool add) -> Result<void> {
    for (const IndexDefinition& index : catalog().indexes) {
      if (index.edge_type != type || !index.has_entries() || !index.Covers(key)) continue;
      RONDO_TRY(ChangeEntry(index, id.value, add));
    }
    return {};
  };
  RONDO_TRY(change(false));
  RONDO_TRY(writer_->SetEdgeValue(id, key, value));
  return change(true);
}

Result<void> WriteTransaction::ApplyEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints,
                                         bool exists) {
  const EpochGuard guard(core_.epochs);
  const GroupTable& nodes = reader().root().nodes;
  // The ends may be deleted already; then they have no labels.
  RONDO_TRY_ASSIGN(const auto* source_group,
                   reader().Header<NodeGroupChunk>(nodes, GroupOf(endpoints.source.value)));
  RONDO_TRY_ASSIGN(const auto* target_group,
                   reader().Header<NodeGroupChunk>(nodes, GroupOf(endpoints.target.value)));
  if (source_group == nullptr || target_group == nullptr) {
    return CorruptionError("MissingRecord",
                           fmt::format("an end of relationship {} is missing", id.value));
  }
  return ApplyEdge(id, endpoints, *source_group, *target_group, exists);
}

Result<void> WriteTransaction::ApplyEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints,
                                         const NodeGroupChunk& source_group,
                                         const NodeGroupChunk& target_group, bool exists) {
  if (exists) {
    RONDO_TRY(writer_->AddEdge(id, endpoints));
  } else {
    RONDO_TRY(writer_->RemoveEdge(id, endpoints));
  }
  const uint64_t difference = exists ? 1 : ~uint64_t{0};
  const auto count = [&](NodeId node, const NodeGroupChunk& group, EndCounters& ends) {
    for (const auto& [label, lanes] : group.labels()) {
      if (lanes.Test(LaneOf(node.value))) ends.Add(endpoints.type, label, difference);
    }
  };
  counters().edge_count += difference;
  CounterAt(counters().by_edge_type, endpoints.type.value) += difference;
  count(endpoints.source, source_group, counters().by_source);
  count(endpoints.target, target_group, counters().by_target);
  return {};
}

Result<NodeId> WriteTransaction::CreateNode(std::span<const LabelId> labels,
                                            std::span<const Property> properties) {
  return MakeNode(labels, properties, [this] { return TakeIds(counters().next_node_id, 1); });
}

Result<NodeId> WriteTransaction::CreateNodeIn(IdStretch& stretch, std::span<const LabelId> labels,
                                              std::span<const Property> properties) {
  return MakeNode(labels, properties, [&] { return TakeId(counters().next_node_id, stretch); });
}

template <typename Take>
Result<NodeId> WriteTransaction::MakeNode(std::span<const LabelId> labels,
                                          std::span<const Property> properties, Take take_id) {
  RONDO_TRY(CheckOpen());
  for (const Property& property : properties) RONDO_TRY(CheckStorable(property.value));
  RONDO_TRY_ASSIGN(const uint64_t taken, take_id());
  const NodeId id(taken);
  const Savepoint before = SetSavepoint();
  const auto create = [&]() -> Result<void> {
    RONDO_TRY(ApplyNodeExists(id, true));
    undo_.push_back({.kind = Undo::Kind::kNodeCreated, .id = id.value});
    for (const LabelId label : labels) RONDO_TRY(AddLabel(id, label));
    for (const Property& property : properties) {
      RONDO_TRY(SetNodeProperty(id, property.key, property.value));
    }
    return {};
  };
  Result<void> created = create();
  if (created.ok()) return id;
  RONDO_TRY(RollbackTo(before));
  return std::move(created).error();
}

Result<EdgeId> WriteTransaction::CreateEdge(EdgeTypeId type, NodeId source, NodeId target,
                                            std::span<const Property> properties) {
  return MakeEdge({source, target, type}, properties,
                  [this] { return TakeIds(counters().next_edge_id, 1); });
}

Result<EdgeId> WriteTransaction::CreateEdgeIn(IdStretch& stretch, EdgeTypeId type, NodeId source,
                                              NodeId target, std::span<const Property> properties) {
  return MakeEdge({source, target, type}, properties,
                  [&] { return TakeId(counters().next_edge_id, stretch); });
}

template <typename Take>
Result<EdgeId> WriteTransaction::MakeEdge(const EdgeGroupChunk::Endpoints& endpoints,
                                          std::span<const Property> properties, Take take_id) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(const NodeGroupChunk* source_group, GroupOfNode(endpoints.source));
  RONDO_TRY_ASSIGN(const NodeGroupChunk* target_group, GroupOfNode(endpoints.target));
  for (const Property& property : properties) RONDO_TRY(CheckStorable(property.value));
  RONDO_TRY_ASSIGN(const uint64_t taken, take_id());
  const EdgeId id(taken);
  const Savepoint before = SetSavepoint();
  RONDO_TRY(ApplyEdge(id, endpoints, *source_group, *target_group, true));
  undo_.push_back({.kind = Undo::Kind::kEdgeCreated, .id = id.value, .endpoints = endpoints});
  bool has_index = false;
  bool demands_existence = false;
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.edge_type != endpoints.type) continue;
    has_index = true;
    demands_existence = demands_existence || index.demands_existence();
  }
  if (demands_existence) edge_existence_suspects_.push_back(id);
  const auto set = [&](const Property& property) -> Result<void> {
    if (property.value.is_null()) return {};
    if (!has_index) return writer_->SetEdgeValue(id, property.key, property.value);
    for (const IndexDefinition& index : catalog().indexes) {
      if (index.edge_type != endpoints.type) continue;
      RONDO_TRY(CheckChange(index, id.value, property.key, property.value));
    }
    return ApplyEdgeProperty(id, endpoints.type, property.key, property.value);
  };
  for (const Property& property : properties) {
    Result<void> done = set(property);
    if (done.ok()) continue;
    RONDO_TRY(RollbackTo(before));
    return std::move(done).error();
  }
  return id;
}

Result<void> WriteTransaction::SetNodeProperty(NodeId id, PropertyKeyId key, const Value& value) {
  RONDO_TRY(RequireNode(id));
  RONDO_TRY(CheckStorable(value));
  RONDO_TRY_ASSIGN(Value before, NodeValue(id, key));
  if (before.is_null() && value.is_null()) return {};
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.on_edges() || !index.Covers(key)) continue;
    if (value.is_null() && index.demands_existence()) existence_suspects_.push_back(id);
    if (!index.is_unique() && !index.demands_type()) continue;
    bool has_label = false;
    RONDO_TRY(reader().GatherHasLabel(index.label, {&id, 1}, {&has_label, 1}));
    if (has_label) RONDO_TRY(CheckChange(index, id.value, key, value));
  }
  RONDO_TRY(ApplyNodeProperty(id, key, value));
  undo_.push_back(
      {.kind = Undo::Kind::kNodeProperty, .id = id.value, .key = key, .value = std::move(before)});
  return {};
}

Result<void> WriteTransaction::SetEdgeProperty(EdgeId id, PropertyKeyId key, const Value& value) {
  EdgeGroupChunk::Endpoints endpoints;
  RONDO_TRY(RequireEdge(id, endpoints));
  RONDO_TRY(CheckStorable(value));
  Value before;
  RONDO_TRY(reader().GatherEdgeProperty(key, {&id, 1}, {&before, 1}));
  if (before.is_null() && value.is_null()) return {};
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.edge_type != endpoints.type || !index.Covers(key)) continue;
    if (value.is_null() && index.demands_existence()) edge_existence_suspects_.push_back(id);
    RONDO_TRY(CheckChange(index, id.value, key, value));
  }
  RONDO_TRY(ApplyEdgeProperty(id, endpoints.type, key, value));
  undo_.push_back({.kind = Undo::Kind::kEdgeProperty,
                   .id = id.value,
                   .key = key,
                   .value = std::move(before),
                   .endpoints = endpoints});
  return {};
}

Result<void> WriteTransaction::AddLabel(NodeId id, LabelId label) {
  RONDO_TRY(RequireNode(id));
  bool has = false;
  RONDO_TRY(reader().GatherHasLabel(label, {&id, 1}, {&has, 1}));
  if (has) return {};
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.label != label) continue;
    existence_suspects_.push_back(id);
    if (!index.is_unique() && !index.demands_type()) continue;
    RONDO_TRY_ASSIGN(const std::vector<Value> values, ValuesOf(index, id.value));
    RONDO_TRY(CheckValues(index, id.value, values));
  }
  RONDO_TRY(ApplyLabel(id, label, true));
  undo_.push_back({.kind = Undo::Kind::kLabelAdded, .id = id.value, .label = label});
  return {};
}

Result<void> WriteTransaction::RemoveLabel(NodeId id, LabelId label) {
  RONDO_TRY(RequireNode(id));
  bool has = false;
  RONDO_TRY(reader().GatherHasLabel(label, {&id, 1}, {&has, 1}));
  if (!has) return {};
  RONDO_TRY(ApplyLabel(id, label, false));
  undo_.push_back({.kind = Undo::Kind::kLabelRemoved, .id = id.value, .label = label});
  return {};
}

Result<void> WriteTransaction::DeleteNode(NodeId id) {
  RONDO_TRY(CheckOpen());
  bool exists = false;
  RONDO_TRY(reader().GatherNodeExists({&id, 1}, {&exists, 1}));
  if (!exists) return {};
  std::vector<Property> properties;
  RONDO_TRY(reader().ReadNodeProperties(id, properties));
  for (const Property& property : properties) {
    RONDO_TRY(SetNodeProperty(id, property.key, Value()));
  }
  std::vector<LabelId> labels;
  RONDO_TRY(reader().ReadLabels(id, labels));
  for (const LabelId label : labels) RONDO_TRY(RemoveLabel(id, label));
  RONDO_TRY(ApplyNodeExists(id, false));
  undo_.push_back({.kind = Undo::Kind::kNodeDeleted, .id = id.value});
  deleted_nodes_.push_back(id);
  return {};
}

Result<void> WriteTransaction::DeleteEdge(EdgeId id) {
  RONDO_TRY(CheckOpen());
  EdgeGroupChunk::Endpoints endpoints;
  RONDO_TRY(reader().GatherEdgeEndpoints({&id, 1}, {&endpoints.source, 1}, {&endpoints.target, 1},
                                         {&endpoints.type, 1}));
  if (!endpoints.source.valid()) return {};
  std::vector<Property> properties;
  RONDO_TRY(reader().ReadEdgeProperties(id, properties));
  for (const Property& property : properties) {
    RONDO_TRY(SetEdgeProperty(id, property.key, Value()));
  }
  RONDO_TRY(ApplyEdge(id, endpoints, false));
  undo_.push_back({.kind = Undo::Kind::kEdgeDeleted, .id = id.value, .endpoints = endpoints});
  return {};
}

Result<void> WriteTransaction::UndoEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints) {
  std::vector<Property> properties;
  RONDO_TRY(reader().ReadEdgeProperties(id, properties));
  for (const Property& property : properties) {
    RONDO_TRY(ApplyEdgeProperty(id, endpoints.type, property.key, Value()));
  }
  return ApplyEdge(id, endpoints, false);
}

Result<void> WriteTransaction::UndoOne(const Undo& undo) {
  switch (undo.kind) {
    case Undo::Kind::kNodeCreated:
      return ApplyNodeExists(NodeId(undo.id), false);
    case Undo::Kind::kNodeDeleted:
      return ApplyNodeExists(NodeId(undo.id), true);
    case Undo::Kind::kNodeProperty:
      return ApplyNodeProperty(NodeId(undo.id), undo.key, undo.value);
    case Undo::Kind::kEdgeProperty:
      return ApplyEdgeProperty(EdgeId(undo.id), undo.endpoints.type, undo.key, undo.value);
    case Undo::Kind::kLabelAdded:
      return ApplyLabel(NodeId(undo.id), undo.label, false);
    case Undo::Kind::kLabelRemoved:
      return ApplyLabel(NodeId(undo.id), undo.label, true);
    case Undo::Kind::kEdgeCreated:
      return UndoEdge(EdgeId(undo.id), undo.endpoints);
    case Undo::Kind::kEdgeDeleted:
      return ApplyEdge(EdgeId(undo.id), undo.endpoints, true);
    case Undo::Kind::kIndexCreated:
      std::erase_if(writer_->MutableCatalog().indexes,
                    [&](const IndexDefinition& index) { return index.id == undo.id; });
      if (undo.index->definition.has_entries()) {
        writer_->RemoveIndex(static_cast<uint32_t>(undo.id));
      }
      return {};
    case Undo::Kind::kIndexDropped: {
      std::vector<IndexDefinition>& indexes = writer_->MutableCatalog().indexes;
      indexes.insert(std::ranges::find_if(
                         indexes, [&](const IndexDefinition& index) { return index.id > undo.id; }),
                     undo.index->definition);
      if (undo.index->tree != nullptr) writer_->AddIndex(undo.index->tree);
      return {};
    }
  }
  return {};
}

bool WriteTransaction::IsLarge() const {
  // The rest of the cache is for what it reads, which comes again and again too.
  return writer_->reserved_size() > core_.cache.budget() / 3 * 2;
}

Result<void> WriteTransaction::RollbackTo(Savepoint savepoint) {
  RONDO_TRY(CheckOpen());
  while (undo_.size() > savepoint.operation_count) {
    const Undo undo = std::move(undo_.back());
    undo_.pop_back();
    RONDO_TRY(UndoOne(undo));
  }
  return {};
}

Result<void> WriteTransaction::CheckDeletedNodes() const {
  for (const NodeId id : deleted_nodes_) {
    bool exists = false;
    RONDO_TRY(reader().GatherNodeExists({&id, 1}, {&exists, 1}));
    if (exists) continue;  // The deletion was undone.
    uint64_t degree = 0;
    RONDO_TRY(reader().GatherDegrees({.direction = Direction::kBoth}, {&id, 1}, {&degree, 1}));
    if (degree == 0) continue;
    return RuntimeError(
        ErrorCode::kConstraint, "DeleteConnectedNode",
        fmt::format("node {} still has {} relationship{}; delete those first, or use DETACH DELETE",
                    id.value, degree, degree == 1 ? "" : "s"));
  }
  return {};
}

Result<void> WriteTransaction::CheckExistence(const IndexDefinition& index) const {
  const auto lacks = [&](uint64_t id) -> Result<bool> {
    RONDO_TRY_ASSIGN(const std::vector<Value> values, ValuesOf(index, id));
    return std::ranges::any_of(values, [](const Value& value) { return value.is_null(); });
  };
  if (index.on_edges()) {
    for (const EdgeId id : edge_existence_suspects_) {
      EdgeTypeId type;
      RONDO_TRY(reader().GatherEdgeEndpoints({&id, 1}, {}, {}, {&type, 1}));
      if (type != index.edge_type) continue;  // Another one's, or deleted again.
      RONDO_TRY_ASSIGN(const bool missing, lacks(id.value));
      if (missing) return MissingPropertyError(index.description, id.value);
    }
    return {};
  }
  for (const NodeId id : existence_suspects_) {
    bool has_label = false;
    RONDO_TRY(reader().GatherHasLabel(index.label, {&id, 1}, {&has_label, 1}));
    if (!has_label) continue;
    RONDO_TRY_ASSIGN(const bool missing, lacks(id.value));
    if (missing) return MissingPropertyError(index.description, id.value);
  }
  return {};
}

Result<void> WriteTransaction::CheckExistence() const {
  for (const IndexDefinition& index : catalog().indexes) {
    if (index.demands_existence()) RONDO_TRY(CheckExistence(index));
  }
  return {};
}

void WriteTransaction::End() {
  over_ = true;
  on_end_(counters().next_node_id, counters().next_edge_id);
}

Result<void> WriteTransaction::Commit() {
  RONDO_TRY(CheckOpen());
  PendingCommit pending;
  pending.sync = start_.sync;
  const auto prepare = [&]() -> Result<void> {
    RONDO_TRY(CheckDeletedNodes());
    RONDO_TRY(CheckExistence());
    writer_->root().version = start_.base->version + 1;
    return writer_->Finish(pending.batch);
  };
  Result<void> prepared = writer_->changed() ? prepare() : Result<void>();
  if (!prepared.ok() || !writer_->changed()) {
    Rollback();
    return prepared;
  }
  pending.root = writer_->TakeRoot();
  pending.encode = [&] {
    writer_->EncodeDeltas(*start_.base, pending.batch);
    pending.chunks = writer_->TakeDirty();
    pending.reserved_size = writer_->TakeReservedSize();
  };
  End();
  return queue_.Commit(pending);
}

void WriteTransaction::Rollback() {
  if (over_) return;
  End();
  queue_.EndWriter();
}

}  // namespace rondo
