#include "storage/transaction/graph_writer.h"

#include <algorithm>
#include <utility>

#include "graph/base/check.h"

namespace rondo {
namespace {

// Bytes of one change in a delta, roughly: a lane and a few small numbers.
constexpr uint32_t kChangeSize = 8;

// Of a value in a delta, roughly.
uint32_t DeltaSizeOf(const Value& value) {
  uint32_t size = kChangeSize;
  if (value.is(Value::Kind::kString)) size += static_cast<uint32_t>(value.string().size());
  if (value.is(Value::Kind::kList)) {
    for (const Value& element : value.list()) size += DeltaSizeOf(element);
  }
  if (value.is(Value::Kind::kMap)) {
    for (const auto& [key, element] : value.map()) {
      size += static_cast<uint32_t>(key.size()) + DeltaSizeOf(element);
    }
  }
  return size;
}

}  // namespace

Result<GroupDirectory*> GraphWriter::OwnDirectory(GroupTable& table, GroupNumber number) {
  if (number >= table.size()) table.GrowFor(owner_, number + 1);
  if (table.Find(number)->owner() != owner_) {
    RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader_.Directory(table, number));
    table.Replace(number,
                  std::make_shared<Group>(table.tag(), number,
                                          std::make_unique<GroupDirectory>(*directory), owner_),
                  owner_);
  }
  return &table.Find(number)->directory_for_owner();
}

std::shared_ptr<ChunkHandle> GraphWriter::MakeOwn(const ChunkKey& key,
                                                  std::unique_ptr<Chunk> chunk) {
  constexpr size_t kDirtyMin = 8;
  if (dirty_.empty()) dirty_.reserve(kDirtyMin);
  dirty_.push_back(std::make_shared<ChunkHandle>(key, std::move(chunk), owner_));
  return dirty_.back();
}

Result<void> GraphWriter::Own(std::shared_ptr<ChunkHandle>& handle) {
  if (handle->owner() == owner_) return {};
  RONDO_TRY_ASSIGN(const Chunk* chunk, reader_.Load<Chunk>(*handle));
  const size_t size = chunk->MemorySize();
  handle = MakeOwn(handle->key(), chunk->Clone());
  reserved_size_ += size;
  core_.cache.Reserve(size);
  return {};
}

Result<ChunkHandle*> GraphWriter::OwnHeader(GroupTable& table, GroupNumber number) {
  const ChunkKey key{table.tag(), 0, number};
  ChunkHandle*& remembered = Remembered(key);
  if (remembered != nullptr && remembered->key() == key) return remembered;
  RONDO_TRY_ASSIGN(GroupDirectory * directory, OwnDirectory(table, number));
  if (directory->header == nullptr) {
    directory->header = MakeOwn(key, MakeChunk(key));
    directory->header->changes().rewrite = true;
  }
  RONDO_TRY(Own(directory->header));
  return remembered = directory->header.get();
}

Result<ChunkHandle*> GraphWriter::OwnMember(GroupTable& table, GroupNumber number, MemberKey key) {
  const ChunkKey chunk_key{key.tag, key.owner, number};
  ChunkHandle*& remembered = Remembered(chunk_key);
  if (remembered != nullptr && remembered->key() == chunk_key) return remembered;
  RONDO_TRY_ASSIGN(GroupDirectory * directory, OwnDirectory(table, number));
  const auto found = directory->LowerBound(key);
  const auto at = directory->members.begin() + (found - directory->members.cbegin());
  if (at != directory->members.end() && at->key == key) {
    RONDO_TRY(Own(at->handle));
    return remembered = at->handle.get();
  }
  const auto added = directory->members.insert(at, {key, MakeOwn(chunk_key, MakeChunk(chunk_key))});
  ChunkHandle* handle = added->handle.get();
  handle->changes().rewrite = true;
  RONDO_TRY_ASSIGN(ChunkHandle * header, OwnHeader(table, number));
  header->changes().members.push_back(key);
  if (table.tag() == KeyTag::kNodeGroup) {
    static_cast<NodeGroupChunk&>(header->chunk_for_owner()).AddMember(key);
  } else {
    static_cast<EdgeGroupChunk&>(header->chunk_for_owner()).AddMember(key);
  }
  return remembered = handle;
}

Result<void> GraphWriter::SetNodeExists(NodeId id, bool exists) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(ChunkHandle * header, OwnHeader(root_.nodes, GroupOf(id.value)));
  header->changes().SetLane(LaneOf(id.value), kChangeSize);
  static_cast<NodeGroupChunk&>(header->chunk_for_owner()).SetExists(LaneOf(id.value), exists);
  return {};
}

Result<void> GraphWriter::SetLabel(NodeId id, LabelId label, bool has) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(ChunkHandle * header, OwnHeader(root_.nodes, GroupOf(id.value)));
  header->changes().SetLane(LaneOf(id.value), kChangeSize);
  static_cast<NodeGroupChunk&>(header->chunk_for_owner()).SetLabel(LaneOf(id.value), label, has);
  return {};
}

Result<void> GraphWriter::ChangeAdjacency(KeyTag tag, EdgeTypeId type, NodeId node, NodeId neighbor,
                                          EdgeId edge, bool removed) {
  RONDO_TRY_ASSIGN(ChunkHandle * handle,
                   OwnMember(root_.nodes, GroupOf(node.value), {tag, type.value}));
  auto& chunk = static_cast<AdjacencyChunk&>(handle->chunk_for_owner());
  const Lane lane = LaneOf(node.value);
  if (removed) {
    chunk.Remove(lane, neighbor, edge);
  } else {
    chunk.Add(lane, neighbor, edge);
  }
  if (!handle->changes().rewrite) {
    handle->changes().AddAdjacency({lane, removed, {neighbor.value, edge.value}}, kChangeSize);
  }
  return {};
}

Result<void> GraphWriter::AddEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(ChunkHandle * header, OwnHeader(root_.edges, GroupOf(id.value)));
  header->changes().SetLane(LaneOf(id.value), kChangeSize);
  static_cast<EdgeGroupChunk&>(header->chunk_for_owner()).Add(LaneOf(id.value), endpoints);
  RONDO_TRY(ChangeAdjacency(KeyTag::kOutgoing, endpoints.type, endpoints.source, endpoints.target,
                            id, false));
  return ChangeAdjacency(KeyTag::kIncoming, endpoints.type, endpoints.target, endpoints.source, id,
                         false);
}

Result<void> GraphWriter::RemoveEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints) {
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(ChunkHandle * header, OwnHeader(root_.edges, GroupOf(id.value)));
  header->changes().SetLane(LaneOf(id.value), kChangeSize);
  static_cast<EdgeGroupChunk&>(header->chunk_for_owner()).Remove(LaneOf(id.value));
  RONDO_TRY(ChangeAdjacency(KeyTag::kOutgoing, endpoints.type, endpoints.source, endpoints.target,
                            id, true));
  return ChangeAdjacency(KeyTag::kIncoming, endpoints.type, endpoints.target, endpoints.source, id,
                         true);
}

Result<void> GraphWriter::SetValue(GroupTable& table, KeyTag tag, uint64_t id, PropertyKeyId key,
                                   const Value& value) {
  const EpochGuard guard(core_.epochs);
  const MemberKey member{tag, key.value};
  if (value.is_null()) {
    // A column is not made for what is not there.
    RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader_.Directory(table, GroupOf(id)));
    if (directory == nullptr || directory->Find(member) == nullptr) return {};
  }
  RONDO_TRY_ASSIGN(ChunkHandle * handle, OwnMember(table, GroupOf(id), member));
  handle->changes().SetLane(LaneOf(id), DeltaSizeOf(value));
  static_cast<ColumnChunk&>(handle->chunk_for_owner()).Set(LaneOf(id), value);
  return {};
}

Result<void> GraphWriter::SetNodeValue(NodeId id, PropertyKeyId key, const Value& value) {
  return SetValue(root_.nodes, KeyTag::kNodeColumn, id.value, key, value);
}

Result<void> GraphWriter::SetEdgeValue(EdgeId id, PropertyKeyId key, const Value& value) {
  return SetValue(root_.edges, KeyTag::kEdgeColumn, id.value, key, value);
}

Result<void> GraphWriter::RewriteDeltas() {
  const auto rewrite = [this](std::shared_ptr<ChunkHandle>& handle) -> Result<void> {
    RONDO_TRY(Own(handle));
    handle->changes().rewrite = true;
    return {};
  };
  const auto wants = [this](const std::shared_ptr<ChunkHandle>& handle) -> Result<bool> {
    RONDO_TRY_ASSIGN(const Chunk* chunk, reader_.Load<Chunk>(*handle));
    return chunk->shape.delta_count > 0;
  };
  for (GroupTable* table : {&root_.nodes, &root_.edges}) {
    for (GroupNumber number = 0; number < table->size(); ++number) {
      const EpochGuard guard(core_.epochs);
      RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader_.Directory(*table, number));
      if (directory->header == nullptr) continue;
      RONDO_TRY_ASSIGN(bool folds, wants(directory->header));
      if (folds) {
        RONDO_TRY_ASSIGN(GroupDirectory * own, OwnDirectory(*table, number));
        RONDO_TRY(rewrite(own->header));
        directory = own;
      }
      for (size_t i = 0; i < directory->members.size(); ++i) {
        RONDO_TRY_ASSIGN(folds, wants(directory->members[i].handle));
        if (!folds) continue;
        RONDO_TRY_ASSIGN(GroupDirectory * own, OwnDirectory(*table, number));
        RONDO_TRY(rewrite(own->members[i].handle));
        directory = own;
      }
    }
  }
  const std::vector<std::shared_ptr<IndexTree>> trees = root_.indexes;
  for (const auto& tree : trees) {
    const EpochGuard guard(core_.epochs);
    RONDO_TRY_ASSIGN(const IndexDirectory* directory, reader_.Directory(*tree));
    for (size_t i = 0; i < directory->leaves().size(); ++i) {
      RONDO_TRY_ASSIGN(const bool folds, wants(directory->leaves()[i].handle));
      if (!folds) continue;
      RONDO_TRY_ASSIGN(IndexTree * own, OwnIndex(tree->id()));
      RONDO_TRY(rewrite(own->directory_for_owner().handle(i)));
    }
  }
  return {};
}

Catalog& GraphWriter::MutableCatalog() {
  if (!catalog_changed_) root_.catalog = std::make_shared<Catalog>(*root_.catalog);
  catalog_changed_ = true;
  return const_cast<Catalog&>(*root_.catalog);
}

}  // namespace rondo
