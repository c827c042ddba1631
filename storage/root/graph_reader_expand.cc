// The adjacency reads of GraphReader.

#include <algorithm>
#include <array>
#include <vector>

#include "graph/base/check.h"
#include "storage/chunk/adjacency_chunk.h"
#include "storage/root/graph_reader.h"
#include "storage/root/group_memory.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

struct TypedChunk {
  EdgeTypeId type;
  const AdjacencyChunk* chunk = nullptr;
};

// A few chunks without a trip to the heap.
class TypedChunks {
 public:
  void clear() { size_ = 0; }
  void push_back(TypedChunk chunk) {
    if (size_ < few_.size()) {
      few_[size_++] = chunk;
      return;
    }
    if (size_ == few_.size()) many_.assign(few_.begin(), few_.end());
    many_.push_back(chunk);
    ++size_;
  }
  const TypedChunk* begin() const { return size_ > few_.size() ? many_.data() : few_.data(); }
  const TypedChunk* end() const { return begin() + size_; }

 private:
  std::array<TypedChunk, 8> few_;
  std::vector<TypedChunk> many_;  // All of them, once they are more.
  size_t size_ = 0;
};

// The adjacency chunks of one group that an expansion wants, ascending by type.
class AdjacencyOfGroup {
 public:
  AdjacencyOfGroup(const GraphReader& reader, const ExpandOptions& options)
      : reader_(reader), options_(options) {
    if (options.types.size() > 1) {
      types_.assign(options.types.begin(), options.types.end());
      std::sort(types_.begin(), types_.end());
      types_.erase(std::unique(types_.begin(), types_.end()), types_.end());
    }
  }

  Result<void> MoveTo(uint64_t group) {
    if (group == group_) return {};
    outgoing_.clear();
    incoming_.clear();
    group_ = UINT64_MAX;
    if (group <= UINT32_MAX) {
      RONDO_TRY_ASSIGN(const GroupDirectory* directory,
                       reader_.Directory(reader_.root().nodes, static_cast<GroupNumber>(group)));
      if (directory != nullptr) {
        if (options_.direction != Direction::kIncoming) {
          RONDO_TRY(Collect(*directory, KeyTag::kOutgoing, outgoing_));
        }
        if (options_.direction != Direction::kOutgoing) {
          RONDO_TRY(Collect(*directory, KeyTag::kIncoming, incoming_));
        }
      }
    }
    group_ = group;
    return {};
  }

  const TypedChunks& outgoing() const { return outgoing_; }
  const TypedChunks& incoming() const { return incoming_; }

 private:
  Result<void> Add(EdgeTypeId type, const ChunkHandle& handle, TypedChunks& chunks) {
    RONDO_TRY_ASSIGN(const AdjacencyChunk* chunk, reader_.Load<AdjacencyChunk>(handle));
    chunks.push_back({type, chunk});
    return {};
  }

  Result<void> Collect(const GroupDirectory& directory, KeyTag tag, TypedChunks& chunks) {
    const std::span<const EdgeTypeId> types =
        types_.empty() ? options_.types : std::span<const EdgeTypeId>(types_);
    if (types.empty()) {
      for (auto member = directory.LowerBound({tag, 0});
           member != directory.members.end() && member->key.tag == tag; ++member) {
        RONDO_TRY(Add(EdgeTypeId(member->key.owner), *member->handle, chunks));
      }
      return {};
    }
    for (const EdgeTypeId type : types) {
      if (const ChunkHandle* handle = directory.Find({tag, type.value})) {
        RONDO_TRY(Add(type, *handle, chunks));
      }
    }
    return {};
  }

  const GraphReader& reader_;
  const ExpandOptions& options_;
  std::vector<EdgeTypeId> types_;  // Sorted, where more than one is wanted.
  uint64_t group_ = UINT64_MAX;
  TypedChunks outgoing_;
  TypedChunks incoming_;
};

// Takes the entries at and after `begin` out whose neighbor is `node`.
void DropNeighbor(NodeId node, size_t begin, AdjacencyBatch& out) {
  size_t kept = begin;
  for (size_t i = begin; i < out.neighbors.size(); ++i) {
    if (out.neighbors[i] == node) continue;
    out.neighbors[kept] = out.neighbors[i];
    out.edges[kept] = out.edges[i];
    ++kept;
  }
  out.neighbors.resize(kept);
  out.edges.resize(kept);
}

// Whether an expansion reads one list per node.
bool IsSingle(const ExpandOptions& options) {
  return options.types.size() == 1 && options.direction != Direction::kBoth;
}

// Finds the one adjacency chunk that a single expansion wants of a group.
class SingleChunk {
 public:
  SingleChunk(const GraphReader& reader, const ExpandOptions& options)
      : reader_(reader),
        key_{options.direction == Direction::kOutgoing ? KeyTag::kOutgoing : KeyTag::kIncoming,
             options.types[0].value} {}

  Result<const AdjacencyChunk*> operator()(GroupNumber group) const {
    return reader_.Member<AdjacencyChunk>(reader_.root().nodes, group, key_);
  }

 private:
  const GraphReader& reader_;
  const MemberKey key_;
};

Error BatchTooLarge() {
  return RuntimeError(ErrorCode::kLimitExceeded, "BatchTooLarge",
                      "an expansion met more than 4 billion edges at once");
}

Result<void> SingleDegrees(const SingleChunk& find, std::span<const NodeId> ids,
                           std::span<uint64_t> out) {
  GroupMemory<AdjacencyChunk> memory(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    const AdjacencyChunk* chunk;
    RONDO_TRY(memory.Find(ids[i].value >> kGroupShift, find, chunk));
    out[i] = chunk == nullptr ? 0 : chunk->Degree(LaneOf(ids[i].value));
  }
  return {};
}

// Block by block: first all degrees, so that the lists are on their way into the processor's cache
// and the output grows once, then the lists.
Result<void> ExpandSingle(const SingleChunk& find, const ExpandOptions& options,
                          std::span<const NodeId> ids, AdjacencyBatch& out) {
  constexpr size_t kBlockSize = 128;
  struct List {
    const AdjacencyChunk* chunk;
    uint32_t degree;
  };
  std::array<List, kBlockSize> lists;
  GroupMemory<AdjacencyChunk> memory(ids.size());
  out.offsets.resize(ids.size() + 1);
  out.offsets[0] = 0;
  size_t total = 0;
  for (size_t begin = 0; begin < ids.size(); begin += kBlockSize) {
    const size_t count = std::min(kBlockSize, ids.size() - begin);
    size_t at = total;
    for (size_t i = 0; i < count; ++i) {
      const uint64_t id = ids[begin + i].value;
      List& list = lists[i];
      RONDO_TRY(memory.Find(id >> kGroupShift, find, list.chunk));
      list.degree = list.chunk == nullptr ? 0 : list.chunk->Degree(LaneOf(id));
      if (list.degree > 0) list.chunk->Prefetch(LaneOf(id));
      total += list.degree;
      out.offsets[begin + i + 1] = static_cast<uint32_t>(total);
    }
    if (total > UINT32_MAX) return BatchTooLarge();
    // What a reused batch still holds need not be cleared first.
    if (out.neighbors.size() < total) out.neighbors.resize(total);
    if (options.with_edges && out.edges.size() < total) out.edges.resize(total);
    for (size_t i = 0; i < count; ++i) {
      if (lists[i].degree == 0) continue;
      lists[i].chunk->WriteTo(LaneOf(ids[begin + i].value), out.neighbors.data() + at,
                              options.with_edges ? out.edges.data() + at : nullptr);
      at += lists[i].degree;
    }
  }
  out.neighbors.resize(total);
  out.edges.resize(options.with_edges ? total : 0);
  if (options.with_types) out.types.assign(total, options.types[0]);
  return {};
}

}  // namespace

Result<void> GraphReader::GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                                        std::span<uint64_t> out) const {
  const EpochGuard guard(core_.epochs);
  if (IsSingle(options)) return SingleDegrees(SingleChunk(*this, options), ids, out);
  AdjacencyOfGroup adjacency(*this, options);
  for (size_t i = 0; i < ids.size(); ++i) {
    RONDO_TRY(adjacency.MoveTo(ids[i].value >> kGroupShift));
    const Lane lane = LaneOf(ids[i].value);
    uint64_t degree = 0;
    for (const auto& [type, chunk] : adjacency.outgoing()) degree += chunk->Degree(lane);
    for (const auto& [type, chunk] : adjacency.incoming()) {
      const uint32_t incoming = chunk->Degree(lane);
      if (incoming == 0) continue;
      degree += incoming;
      if (options.direction == Direction::kBoth) degree -= chunk->CountEdgesTo(lane, ids[i]);
    }
    out[i] = degree;
  }
  return {};
}

Result<void> GraphReader::Expand(const ExpandOptions& options, std::span<const NodeId> ids,
                                 AdjacencyBatch& out) const {
  const EpochGuard guard(core_.epochs);
  out.types.clear();
  if (IsSingle(options)) return ExpandSingle(SingleChunk(*this, options), options, ids, out);
  out.Clear();
  out.offsets.reserve(ids.size() + 1);
  out.offsets.push_back(0);
  AdjacencyOfGroup adjacency(*this, options);
  for (const NodeId id : ids) {
    RONDO_TRY(adjacency.MoveTo(id.value >> kGroupShift));
    const Lane lane = LaneOf(id.value);
    const auto append = [&](const TypedChunk& typed, bool drop_loops) {
      const size_t begin = out.neighbors.size();
      typed.chunk->AppendTo(lane, out.neighbors, out.edges);
      if (drop_loops) DropNeighbor(id, begin, out);
      if (options.with_types) out.types.resize(out.neighbors.size(), typed.type);
    };
    for (const TypedChunk& typed : adjacency.outgoing()) append(typed, false);
    for (const TypedChunk& typed : adjacency.incoming()) {
      append(typed, options.direction == Direction::kBoth);
    }
    if (out.neighbors.size() > UINT32_MAX) {
      return BatchTooLarge();
    }
    out.offsets.push_back(static_cast<uint32_t>(out.neighbors.size()));
  }
  return {};
}

namespace {

// Block by block, as ExpandSingle.
Result<void> SingleToNew(const SingleChunk& find, std::span<const NodeId> ids, MarkedNumbers& seen,
                         std::vector<NodeId>& out) {
  constexpr size_t kBlockSize = 64;
  std::array<const AdjacencyChunk*, kBlockSize> chunks;
  GroupMemory<AdjacencyChunk> memory(ids.size());
  for (size_t begin = 0; begin < ids.size(); begin += kBlockSize) {
    const size_t count = std::min(kBlockSize, ids.size() - begin);
    for (size_t i = 0; i < count; ++i) {
      const uint64_t id = ids[begin + i].value;
      RONDO_TRY(memory.Find(id >> kGroupShift, find, chunks[i]));
      if (chunks[i] != nullptr) chunks[i]->Prefetch(LaneOf(id));
    }
    for (size_t i = 0; i < count; ++i) {
      if (chunks[i] != nullptr) chunks[i]->AppendNew(LaneOf(ids[begin + i].value), seen, out);
    }
  }
  return {};
}

}  // namespace

Result<void> GraphReader::ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                                      MarkedNumbers& seen, std::vector<NodeId>& out) const {
  const EpochGuard guard(core_.epochs);
  if (IsSingle(options)) return SingleToNew(SingleChunk(*this, options), ids, seen, out);
  AdjacencyOfGroup adjacency(*this, options);
  for (const NodeId id : ids) {
    RONDO_TRY(adjacency.MoveTo(id.value >> kGroupShift));
    const Lane lane = LaneOf(id.value);
    for (const TypedChunk& typed : adjacency.outgoing()) typed.chunk->AppendNew(lane, seen, out);
    for (const TypedChunk& typed : adjacency.incoming()) typed.chunk->AppendNew(lane, seen, out);
  }
  return {};
}

Result<void> GraphReader::FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                           std::vector<EdgeId>& out) const {
  const EpochGuard guard(core_.epochs);
  AdjacencyOfGroup adjacency(*this, options);
  RONDO_TRY(adjacency.MoveTo(from.value >> kGroupShift));
  const Lane lane = LaneOf(from.value);
  for (const auto& [type, chunk] : adjacency.outgoing()) chunk->AppendEdgesTo(lane, to, out);
  // An edge from a node to itself was found as an outgoing one.
  if (options.direction == Direction::kBoth && from == to) return {};
  for (const auto& [type, chunk] : adjacency.incoming()) chunk->AppendEdgesTo(lane, to, out);
  return {};
}

Result<void> GraphReader::ScanEdgesBySource(EdgeTypeId type, ScanPosition& position,
                                            EdgeColumns& out) const {
  const size_t enough = out.size_wanted;
  const EpochGuard guard(core_.epochs);
  const MemberKey key{KeyTag::kOutgoing, type.value};
  out.Clear();
  while (!position.at_end && out.edges.size() < enough && position.next_id < position.end_id) {
    const GroupNumber group = GroupOf(position.next_id);
    if (group >= root_.nodes.size()) {
      position.at_end = true;
      break;
    }
    RONDO_TRY_ASSIGN(const auto* chunk, Member<AdjacencyChunk>(root_.nodes, group, key));
    const Lane end = EndLaneOf(group, position.end_id);
    Lane lane = chunk == nullptr ? end : LaneOf(position.next_id);
    while (lane < end && out.edges.size() < enough) {
      lane = chunk->AppendLists(lane, end, enough, FirstIdOf(group), out);
    }
    position.next_id = FirstIdOf(group) + lane;
  }
  return {};
}

}  // namespace rondo
