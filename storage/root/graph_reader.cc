#include "storage/root/graph_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <string>
#include <utility>

#include "graph/model/value_order.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/codec/frame.h"
#include "storage/index/index_key.h"
#include "storage/index/name_folding.h"
#include "storage/root/group_memory.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

// Scans by bitmap: `lanes_of(group)` is a Result of the lanes wanted, or of null for none.
template <typename Id, typename LanesOf>
Result<size_t> ScanLanes(const GroupTable& table, ScanPosition& position, std::span<Id> out,
                         LanesOf lanes_of) {
  size_t count = 0;
  while (!position.at_end && count < out.size() && position.next_id < position.end_id) {
    const GroupNumber group = GroupOf(position.next_id);
    if (group >= table.size()) {
      position.at_end = true;
      break;
    }
    RONDO_TRY_ASSIGN(const GroupBitmap* lanes, lanes_of(group));
    const Lane end = EndLaneOf(group, position.end_id);
    Lane lane = lanes == nullptr ? kGroupSize : lanes->NextSet(LaneOf(position.next_id));
    while (lane < end && count < out.size()) {
      // Word by word, and full words without a look at each bit.
      const uint64_t word = lanes->words()[lane >> 6] >> (lane & 63);
      const auto run = static_cast<size_t>(std::countr_one(word));
      const size_t taken = std::min({run, out.size() - count, size_t{end - lane}});
      for (size_t i = 0; i < taken; ++i) out[count + i] = Id(FirstIdOf(group) + lane + i);
      count += taken;
      lane = lanes->NextSet(lane + static_cast<Lane>(taken));
    }
    position.next_id = FirstIdOf(group) + lane;
  }
  return count;
}

// Calls `visit(i, chunk, lane)` for every id, with the chunk of its group, or null. The chunk is
// found once for each stretch of ids of one group, and for most groups that come again. Of the
// chunks before, `guard` lets go.
template <typename T, typename Id, typename Find, typename Visit>
Result<void> VisitGroups(EpochGuard& guard, std::span<const Id> ids, Find find, Visit visit) {
  if (ids.size() == 1) {
    const uint64_t group = ids[0].value >> kGroupShift;
    const T* chunk = nullptr;
    if (group <= UINT32_MAX) {
      RONDO_TRY_ASSIGN(chunk, find(static_cast<GroupNumber>(group)));
    }
    visit(0, chunk, LaneOf(ids[0].value));
    return {};
  }
  GroupMemory<T> memory(ids.size());
  const T* chunk = nullptr;
  uint64_t current = UINT64_MAX;
  for (size_t i = 0; i < ids.size(); ++i) {
    const uint64_t group = ids[i].value >> kGroupShift;
    if (group != current) {
      if (guard.Breathe()) memory.Clear();
      RONDO_TRY(memory.Find(group, find, chunk));
      current = group;
    }
    visit(i, chunk, LaneOf(ids[i].value));
  }
  return {};
}

}  // namespace

Result<const Chunk*> GraphReader::LoadStored(const ChunkHandle& handle) const {
  RONDO_TRY_ASSIGN(const Chunk* chunk, core_.cache.Load(handle, snapshot_));
  if (chunk == nullptr) {
    return CorruptionError("MissingRecord", DescribeKey(handle.key()) + " is missing");
  }
  return chunk;
}

Result<std::optional<GroupContents>> GraphReader::LoadContents(const ChunkHandle& header,
                                                               bool with_header) const {
  if (with_header || header.key().tag == KeyTag::kNodeGroup) {
    RONDO_TRY_ASSIGN(const Chunk* chunk, core_.cache.Load(header, snapshot_));
    if (chunk == nullptr) return std::optional<GroupContents>();
    return std::optional(header.key().tag == KeyTag::kNodeGroup
                             ? static_cast<const NodeGroupChunk*>(chunk)->contents()
                             : static_cast<const EdgeGroupChunk*>(chunk)->contents());
  }
  RONDO_TRY_ASSIGN(const std::optional<std::string> value,
                   core_.store->Get(EncodeKey(header.key()), snapshot_));
  if (!value) return std::optional<GroupContents>();
  Result<GroupContents> contents = EdgeGroupChunk::DecodeContents(*value);
  if (contents.ok()) return std::optional(std::move(contents).value());
  Error error = std::move(contents).error();
  error.message = DescribeKey(header.key()) + ": " + error.message;
  return error;
}

Result<const GroupDirectory*> GraphReader::LoadDirectory(const Group& group,
                                                         bool with_header) const {
  auto directory = std::make_unique<GroupDirectory>();
  auto header = std::make_shared<ChunkHandle>(ChunkKey{group.tag(), 0, group.number()});
  RONDO_TRY_ASSIGN(const std::optional<GroupContents> contents, LoadContents(*header, with_header));
  if (contents) {
    directory->header = std::move(header);
    directory->members.reserve(contents->members().size());
    for (const MemberKey& member : contents->members()) {
      directory->members.push_back({member, std::make_shared<ChunkHandle>(ChunkKey{
                                                member.tag, member.owner, group.number()})});
    }
  }
  return group.Install(std::move(directory));
}

Result<const GroupDirectory*> GraphReader::Directory(const GroupTable& table, GroupNumber number,
                                                     bool with_header) const {
  const Group* group = table.Find(number);
  if (group == nullptr) return static_cast<const GroupDirectory*>(nullptr);
  if (const GroupDirectory* directory = group->directory()) return directory;
  return LoadDirectory(*group, with_header);
}

Result<const IndexDirectory*> GraphReader::Directory(const IndexTree& tree) const {
  if (const IndexDirectory* directory = tree.directory()) return directory;
  RONDO_TRY_ASSIGN(const std::optional<std::string> record,
                   core_.store->Get(EncodeKey({KeyTag::kIndexDirectory, tree.id(), 0}), snapshot_));
  if (!record) return tree.Install(std::make_unique<IndexDirectory>());
  RONDO_TRY_ASSIGN(std::unique_ptr<IndexDirectory> directory,
                   DecodeIndexDirectory(tree.id(), *record));
  return tree.Install(std::move(directory));
}

Result<size_t> GraphReader::ScanNodes(ScanPosition& position, std::span<NodeId> out) const {
  const EpochGuard guard(core_.epochs);
  return ScanLanes(
      root_.nodes, position, out, [this](GroupNumber group) -> Result<const GroupBitmap*> {
        RONDO_TRY_ASSIGN(const auto* chunk, Header<NodeGroupChunk>(root_.nodes, group));
        return chunk == nullptr ? nullptr : &chunk->exists();
      });
}

Result<size_t> GraphReader::ScanNodesWithLabel(LabelId label, ScanPosition& position,
                                               std::span<NodeId> out) const {
  const EpochGuard guard(core_.epochs);
  return ScanLanes(
      root_.nodes, position, out, [&](GroupNumber group) -> Result<const GroupBitmap*> {
        RONDO_TRY_ASSIGN(const auto* chunk, Header<NodeGroupChunk>(root_.nodes, group));
        return chunk == nullptr ? nullptr : chunk->FindLabel(label);
      });
}

Result<size_t> GraphReader::ScanEdges(ScanPosition& position, std::span<EdgeId> out) const {
  const EpochGuard guard(core_.epochs);
  return ScanLanes(
      root_.edges, position, out, [this](GroupNumber group) -> Result<const GroupBitmap*> {
        RONDO_TRY_ASSIGN(const auto* chunk, Header<EdgeGroupChunk>(root_.edges, group));
        return chunk == nullptr ? nullptr : &chunk->exists();
      });
}

Result<size_t> GraphReader::ScanEdgesWithType(EdgeTypeId type, ScanPosition& position,
                                              std::span<EdgeId> out) const {
  const EpochGuard guard(core_.epochs);
  GroupBitmap lanes;
  return ScanLanes(
      root_.edges, position, out, [&](GroupNumber group) -> Result<const GroupBitmap*> {
        RONDO_TRY_ASSIGN(const auto* chunk, Header<EdgeGroupChunk>(root_.edges, group));
        if (chunk == nullptr) return nullptr;
        lanes = chunk->LanesOf(type);
        return &lanes;
      });
}

Result<void> GraphReader::GatherNodeExists(std::span<const NodeId> ids, std::span<bool> out) const {
  EpochGuard guard(core_.epochs);
  return VisitGroups<NodeGroupChunk>(
      guard, ids, [this](GroupNumber group) { return Header<NodeGroupChunk>(root_.nodes, group); },
      [&](size_t i, const NodeGroupChunk* chunk, Lane lane) {
        out[i] = chunk != nullptr && chunk->exists().Test(lane);
      });
}

Result<void> GraphReader::GatherEdgeExists(std::span<const EdgeId> ids, std::span<bool> out) const {
  EpochGuard guard(core_.epochs);
  return VisitGroups<EdgeGroupChunk>(
      guard, ids, [this](GroupNumber group) { return Header<EdgeGroupChunk>(root_.edges, group); },
      [&](size_t i, const EdgeGroupChunk* chunk, Lane lane) {
        out[i] = chunk != nullptr && chunk->exists().Test(lane);
      });
}

Result<void> GraphReader::GatherHasLabel(LabelId label, std::span<const NodeId> ids,
                                         std::span<bool> out) const {
  EpochGuard guard(core_.epochs);
  return VisitGroups<GroupBitmap>(
      guard, ids,
      [&](GroupNumber group) -> Result<const GroupBitmap*> {
        RONDO_TRY_ASSIGN(const auto* chunk, Header<NodeGroupChunk>(root_.nodes, group));
        return chunk == nullptr ? nullptr : chunk->FindLabel(label);
      },
      [&](size_t i, const GroupBitmap* lanes, Lane lane) {
        out[i] = lanes != nullptr && lanes->Test(lane);
      });
}

Result<void> GraphReader::GatherNodeProperty(PropertyKeyId key, std::span<const NodeId> ids,
                                             std::span<Value> out) const {
  EpochGuard guard(core_.epochs);
  const MemberKey member{KeyTag::kNodeColumn, key.value};
  return VisitGroups<ColumnChunk>(
      guard, ids,
      [&](GroupNumber group) { return Member<ColumnChunk>(root_.nodes, group, member); },
      [&](size_t i, const ColumnChunk* chunk, Lane lane) {
        out[i] = chunk == nullptr ? Value() : chunk->Get(lane);
      });
}

Result<void> GraphReader::GatherEdgeProperty(PropertyKeyId key, std::span<const EdgeId> ids,
                                             std::span<Value> out) const {
  EpochGuard guard(core_.epochs);
  const MemberKey member{KeyTag::kEdgeColumn, key.value};
  return VisitGroups<ColumnChunk>(
      guard, ids,
      [&](GroupNumber group) { return Member<ColumnChunk>(root_.edges, group, member); },
      [&](size_t i, const ColumnChunk* chunk, Lane lane) {
        out[i] = chunk == nullptr ? Value() : chunk->Get(lane);
      });
}

namespace {

// How many ids from ids[begin] on follow each other, at most `most`. REQUIRES: `most` of them.
template <typename Id>
size_t CountRun(std::span<const Id> ids, size_t begin, size_t most) {
  const uint64_t first = ids[begin].value;
  // Most ids that jump about are told by the next one.
  if (most == 1 || ids[begin + 1].value != first + 1) return 1;
  constexpr size_t kBlock = 16;
  size_t count = 2;
  for (; count + kBlock <= most; count += kBlock) {
    uint64_t difference = 0;
    for (size_t i = count; i < count + kBlock; ++i) {
      difference |= ids[begin + i].value ^ (first + i);
    }
    if (difference != 0) break;
  }
  while (count < most && ids[begin + count].value == first + count) ++count;
  return count;
}

// The column of a group as integers are read from it.
struct IntegerColumn {
  const ColumnChunk* column = nullptr;  // Null: nothing but nulls.
  bool fits = true;                     // False: it holds something else.

  // The lanes from `lane` on. REQUIRES: it fits.
  void CopyTo(Lane lane, std::span<int64_t> out, std::span<uint8_t> is_null) const {
    if (column == nullptr) {
      std::ranges::fill(is_null, uint8_t{1});
    } else {
      column->CopyIntegers(lane, out, is_null);
    }
  }
};

IntegerColumn AsIntegers(const ColumnChunk* column) {
  if (column == nullptr || column->layout() == ColumnChunk::Layout::kEmpty) return {};
  return {column, column->layout() == ColumnChunk::Layout::kInteger};
}

// Ids that follow each other are copied together. Others are read block by block: where they stand
// is on its way into the processor's cache before the first of a block is read.
template <typename Id>
Result<bool> GatherIntegers(const GraphReader& reader, const GroupTable& table, MemberKey key,
                            std::span<const Id> ids, std::span<int64_t> out,
                            std::span<uint8_t> is_null) {
  constexpr size_t kBlockSize = 16;
  std::array<const ColumnChunk*, kBlockSize> columns;
  GroupMemory<ColumnChunk> memory(ids.size());
  const auto find = [&](GroupNumber number) {
    return reader.Member<ColumnChunk>(table, number, key);
  };
  uint64_t group = UINT64_MAX;
  IntegerColumn integers;
  for (size_t begin = 0; begin < ids.size();) {
    const bool is_run = begin + 1 < ids.size() && ids[begin + 1].value == ids[begin].value + 1;
    const size_t count = is_run ? 1 : std::min(kBlockSize, ids.size() - begin);
    for (size_t i = 0; i < count; ++i) {
      const uint64_t id = ids[begin + i].value;
      if (id >> kGroupShift != group) {
        group = id >> kGroupShift;
        const ColumnChunk* column = nullptr;
        RONDO_TRY(memory.Find(group, find, column));
        integers = AsIntegers(column);
        if (!integers.fits) return false;
      }
      columns[i] = integers.column;
      if (columns[i] != nullptr) columns[i]->PrefetchEntry(LaneOf(id));
    }
    if (is_run) {
      const Lane lane = LaneOf(ids[begin].value);
      const size_t most = std::min<size_t>(ids.size() - begin, kGroupSize - lane);
      const size_t run = CountRun(ids, begin, most);
      integers.CopyTo(lane, out.subspan(begin, run), is_null.subspan(begin, run));
      begin += run;
      continue;
    }
    for (size_t i = 0; i < count; ++i) {
      const size_t at = begin + i;
      const bool has =
          columns[i] != nullptr && columns[i]->ReadInteger(LaneOf(ids[at].value), out[at]);
      is_null[at] = has ? 0 : 1;
    }
    begin += count;
  }
  return true;
}

}  // namespace

Result<bool> GraphReader::GatherNodeIntegers(PropertyKeyId key, std::span<const NodeId> ids,
                                             std::span<int64_t> out,
                                             std::span<uint8_t> is_null) const {
  const EpochGuard guard(core_.epochs);
  return GatherIntegers(*this, root_.nodes, {KeyTag::kNodeColumn, key.value}, ids, out, is_null);
}

Result<bool> GraphReader::GatherEdgeIntegers(PropertyKeyId key, std::span<const EdgeId> ids,
                                             std::span<int64_t> out,
                                             std::span<uint8_t> is_null) const {
  const EpochGuard guard(core_.epochs);
  return GatherIntegers(*this, root_.edges, {KeyTag::kEdgeColumn, key.value}, ids, out, is_null);
}

Result<bool> GraphReader::ReadEdgeIntegers(PropertyKeyId key, EdgeId first, std::span<int64_t> out,
                                           std::span<uint8_t> is_null) const {
  const EpochGuard guard(core_.epochs);
  for (size_t begin = 0; begin < out.size();) {
    const uint64_t id = first.value + begin;
    RONDO_TRY_ASSIGN(const auto* column, Member<ColumnChunk>(root_.edges, GroupOf(id),
                                                             {KeyTag::kEdgeColumn, key.value}));
    const IntegerColumn integers = AsIntegers(column);
    if (!integers.fits) return false;
    const Lane lane = LaneOf(id);
    const size_t count = std::min<size_t>(out.size() - begin, kGroupSize - lane);
    integers.CopyTo(lane, out.subspan(begin, count), is_null.subspan(begin, count));
    begin += count;
  }
  return true;
}

Result<void> GraphReader::GatherEdgeEndpoints(std::span<const EdgeId> ids,
                                              std::span<NodeId> sources, std::span<NodeId> targets,
                                              std::span<EdgeTypeId> types) const {
  EpochGuard guard(core_.epochs);
  return VisitGroups<EdgeGroupChunk>(
      guard, ids, [this](GroupNumber group) { return Header<EdgeGroupChunk>(root_.edges, group); },
      [&](size_t i, const EdgeGroupChunk* chunk, Lane lane) {
        const bool exists = chunk != nullptr && chunk->exists().Test(lane);
        if (!sources.empty()) sources[i] = exists ? chunk->source(lane) : NodeId();
        if (!targets.empty()) targets[i] = exists ? chunk->target(lane) : NodeId();
        if (!types.empty()) types[i] = exists ? chunk->type(lane) : EdgeTypeId();
      });
}

Result<void> GraphReader::ReadLabels(NodeId id, std::vector<LabelId>& out) const {
  out.clear();
  if (id.value >= kEntityIdsMax) return {};
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(const auto* chunk, Header<NodeGroupChunk>(root_.nodes, GroupOf(id.value)));
  if (chunk != nullptr) chunk->AppendLabels(LaneOf(id.value), out);
  return {};
}

Result<void> GraphReader::ReadSomeProperties(NodeId id, std::span<const PropertyKeyId> keys,
                                             std::span<Value> out) const {
  std::fill(out.begin(), out.end(), Value());
  if (id.value >= kEntityIdsMax) return {};
  const EpochGuard guard(core_.epochs);
  RONDO_TRY_ASSIGN(const GroupDirectory* directory, Directory(root_.nodes, GroupOf(id.value)));
  if (directory == nullptr) return {};
  const Lane lane = LaneOf(id.value);
  // All columns are on their way into the processor's cache before the first of them is read.
  constexpr size_t kColumnsMax = 8;
  std::array<const ColumnChunk*, kColumnsMax> columns;
  size_t next = directory->members.size();  // Properties are often asked for as they were made.
  for (size_t begin = 0; begin < keys.size(); begin += kColumnsMax) {
    const size_t count = std::min(kColumnsMax, keys.size() - begin);
    for (size_t i = 0; i < count; ++i) {
      columns[i] = nullptr;
      const ChunkHandle* handle =
          directory->Find({KeyTag::kNodeColumn, keys[begin + i].value}, next);
      if (handle == nullptr) continue;
      columns[i] = static_cast<const ColumnChunk*>(handle->Peek());
      if (columns[i] == nullptr) {
        RONDO_TRY_ASSIGN(columns[i], Load<ColumnChunk>(*handle));
      }
      columns[i]->PrefetchHeader();
    }
    for (size_t i = 0; i < count; ++i) {
      if (columns[i] != nullptr) columns[i]->PrefetchEntry(lane);
    }
    for (size_t i = 0; i < count; ++i) {
      if (columns[i] != nullptr && columns[i]->Has(lane)) columns[i]->PrefetchText(lane);
    }
    for (size_t i = 0; i < count; ++i) {
      if (columns[i] != nullptr) out[begin + i] = columns[i]->Get(lane);
    }
  }
  return {};
}

namespace {

Result<void> ReadProperties(const GraphReader& reader, const GroupTable& table, KeyTag tag,
                            uint64_t id, std::vector<Property>& out) {
  out.clear();
  if (id >= kEntityIdsMax) return {};
  const EpochGuard guard(reader.core().epochs);
  RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader.Directory(table, GroupOf(id)));
  if (directory == nullptr) return {};
  for (auto member = directory->LowerBound({tag, 0});
       member != directory->members.end() && member->key.tag == tag; ++member) {
    RONDO_TRY_ASSIGN(const ColumnChunk* column, reader.Load<ColumnChunk>(*member->handle));
    if (!column->Has(LaneOf(id))) continue;
    out.push_back({PropertyKeyId(member->key.owner), column->Get(LaneOf(id))});
  }
  return {};
}

}  // namespace

Result<void> GraphReader::ReadNodeProperties(NodeId id, std::vector<Property>& out) const {
  return ReadProperties(*this, root_.nodes, KeyTag::kNodeColumn, id.value, out);
}

Result<void> GraphReader::ReadEdgeProperties(EdgeId id, std::vector<Property>& out) const {
  return ReadProperties(*this, root_.edges, KeyTag::kEdgeColumn, id.value, out);
}

bool GraphReader::HasNodeIndex(LabelId label, PropertyKeyId key) const {
  return root_.catalog->FindIndex(label, key) != nullptr;
}

bool GraphReader::IsKey(LabelId label, PropertyKeyId key) const {
  bool is_unique = false;
  bool exists = false;
  bool equals_itself = false;
  for (const IndexDefinition& index : root_.catalog->indexes) {
    if (index.on_edges() || index.label != label || index.keys.size() != 1 ||
        index.keys[0] != key) {
      continue;
    }
    is_unique = is_unique || index.is_unique();
    exists = exists || index.demands_existence();
    equals_itself = equals_itself || (index.demands_type() && index.value_type.EqualsItself());
  }
  return is_unique && exists && equals_itself;
}

Result<void> GraphReader::FindNodes(LabelId label, PropertyKeyId key, const Value& value,
                                    std::vector<NodeId>& out) const {
  const std::optional<IndexKey> index_key = MakeIndexKey(value);
  if (!index_key) return {};
  const IndexDefinition* definition = root_.catalog->FindIndex(label, key);
  if (definition == nullptr) return FindByScan(label, key, value, out);
  const IndexTree* tree = root_.FindIndex(definition->id);
  RONDO_CHECK(tree != nullptr);
  const size_t begin = out.size();
  {
    const EpochGuard guard(core_.epochs);
    RONDO_TRY(VisitIndex(*tree, index_key->bytes, [&](std::string_view entry) {
      if (!entry.starts_with(index_key->bytes)) return false;
      out.push_back(NodeOfIndexEntry(entry));
      return true;
    }));
  }
  if (index_key->exact) return {};
  std::vector<Value> values(out.size() - begin);
  const std::span<const NodeId> candidates(out.data() + begin, values.size());
  RONDO_TRY(GatherNodeProperty(key, candidates, values));
  size_t kept = begin;
  for (size_t i = 0; i < values.size(); ++i) {
    if (Equal(values[i], value) == true) out[kept++] = out[begin + i];
  }
  out.resize(kept);
  return {};
}

Result<void> GraphReader::FindByScan(LabelId label, PropertyKeyId key, const Value& value,
                                     std::vector<NodeId>& out) const {
  constexpr size_t kBatchSize = 1024;
  std::vector<NodeId> ids(kBatchSize);
  std::vector<Value> values(kBatchSize);
  ScanPosition position;
  while (true) {
    RONDO_TRY_ASSIGN(const size_t count, ScanNodesWithLabel(label, position, ids));
    RONDO_TRY(GatherNodeProperty(key, std::span<const NodeId>(ids).first(count),
                                 std::span<Value>(values).first(count)));
    for (size_t i = 0; i < count; ++i) {
      if (Equal(values[i], value) == true) out.push_back(ids[i]);
    }
    if (count < kBatchSize) return {};
  }
}

Result<bool> GraphReader::HasNameWithPrefix(NodeId id, std::string_view folded_prefix) const {
  std::vector<std::string> names;
  for (const std::string_view property : {kNameProperty, kAliasesProperty}) {
    const std::optional<PropertyKeyId> key = root_.catalog->property_keys.Find(property);
    if (!key) continue;
    Value value;
    RONDO_TRY(GatherNodeProperty(*key, {&id, 1}, {&value, 1}));
    AppendFoldedNames(value, names);
  }
  return std::ranges::any_of(
      names, [&](const std::string& name) { return name.starts_with(folded_prefix); });
}

Result<void> GraphReader::FindNodesByNamePrefix(std::string_view prefix, size_t limit,
                                                std::vector<NodeId>& out) const {
  if (limit == 0) return {};
  const std::string folded = FoldName(prefix);
  const IndexKey wanted = MakeNamePrefix(folded);
  const size_t begin = out.size();
  Result<void> verified;
  const EpochGuard guard(core_.epochs);
  RONDO_TRY(VisitIndex(*root_.FindIndex(kNameIndexId), wanted.bytes, [&](std::string_view entry) {
    if (!entry.starts_with(wanted.bytes)) return false;
    const NodeId node = NodeOfIndexEntry(entry);
    // A node may have several names that fit.
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::find(first, out.end(), node) != out.end()) return true;
    if (!wanted.exact) {
      Result<bool> has = HasNameWithPrefix(node, folded);
      if (!has.ok()) verified = std::move(has).error();
      if (!has.ok() || !*has) return has.ok();
    }
    out.push_back(node);
    return out.size() - begin < limit;
  }));
  return verified;
}

Result<void> GraphReader::FindNodesByName(std::string_view name, std::vector<NodeId>& out) const {
  const std::string wanted = MakeNameKey(FoldName(name));
  const EpochGuard guard(core_.epochs);
  return VisitIndex(*root_.FindIndex(kNameIndexId), wanted, [&](std::string_view entry) {
    if (!entry.starts_with(wanted)) return false;
    out.push_back(NodeOfIndexEntry(entry));
    return true;
  });
}

}  // namespace rondo
