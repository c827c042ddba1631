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
  /// `guard` is that under which all is read; it lets go of the groups before the one moved to.
  AdjacencyOfGroup(const GraphReader& reader, const ExpandOptions& options, EpochGuard& guard)
      : reader_(reader), options_(options), guard_(guard) {
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
    guard_.Breathe();
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
  EpochGuard& guard_;
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

// Calls `measure(i, chunk, lane)` and, some nodes later, `read(i, chunk, lane)` for each of `ids`,
// ascending, with the chunk of its group, or null. Where a list is and then the list itself are on
// their way into the processor's cache before they are needed. No further ahead than a few nodes:
// processors drop what they are asked to fetch beyond some twenty lines.
template <typename Measure, typename Read>
Result<void> VisitLists(const SingleChunk& find, std::span<const NodeId> ids, Measure measure,
                        Read read) {
  constexpr size_t kAheadMax = 8;
  constexpr size_t kRingSize = 2 * kAheadMax;
  std::array<const AdjacencyChunk*, kRingSize> ring;
  GroupMemory<AdjacencyChunk> memory(ids.size());
  uint64_t group = UINT64_MAX;
  const AdjacencyChunk* chunk = nullptr;
  const size_t ahead = std::min(kAheadMax, ids.size());
  for (size_t i = 0; i < ids.size() + 2 * ahead; ++i) {
    if (i >= 2 * ahead) {
      const size_t at = i - 2 * ahead;
      read(at, ring[at % kRingSize], LaneOf(ids[at].value));
    }
    if (i < ids.size()) {
      if (ids[i].value >> kGroupShift != group) {
        group = ids[i].value >> kGroupShift;
        RONDO_TRY(memory.Find(group, find, chunk));
      }
      ring[i % kRingSize] = chunk;
      if (chunk != nullptr) chunk->PrefetchPlace(LaneOf(ids[i].value));
    }
    if (i >= ahead && i - ahead < ids.size()) {
      const size_t at = i - ahead;
      measure(at, ring[at % kRingSize], LaneOf(ids[at].value));
    }
  }
  return {};
}

Result<void> SingleDegrees(const SingleChunk& find, std::span<const NodeId> ids,
                           std::span<uint64_t> out) {
  // Block by block: where the degrees of one stand is on its way before the first of them is read.
  constexpr size_t kBlockSize = 16;
  std::array<const AdjacencyChunk*, kBlockSize> chunks;
  GroupMemory<AdjacencyChunk> memory(ids.size());
  uint64_t group = UINT64_MAX;
  const AdjacencyChunk* chunk = nullptr;
  for (size_t begin = 0; begin < ids.size(); begin += kBlockSize) {
    const size_t count = std::min(kBlockSize, ids.size() - begin);
    for (size_t i = 0; i < count; ++i) {
      const uint64_t id = ids[begin + i].value;
      if (id >> kGroupShift != group) {
        group = id >> kGroupShift;
        RONDO_TRY(memory.Find(group, find, chunk));
      }
      chunks[i] = chunk;
      if (chunk != nullptr) chunk->PrefetchPlace(LaneOf(id));
    }
    for (size_t i = 0; i < count; ++i) {
      const Lane lane = LaneOf(ids[begin + i].value);
      out[begin + i] = chunks[i] == nullptr ? 0 : chunks[i]->Degree(lane);
    }
  }
  return {};
}

Result<void> ExpandSingle(const SingleChunk& find, const ExpandOptions& options,
                          std::span<const NodeId> ids, AdjacencyBatch& out) {
  out.offsets.resize(ids.size() + 1);
  out.offsets[0] = 0;
  size_t total = 0;
  const auto measure = [&](size_t i, const AdjacencyChunk* chunk, Lane lane) {
    const uint32_t degree = chunk == nullptr ? 0 : chunk->Degree(lane);
    if (degree > 0) chunk->PrefetchList(lane);
    total += degree;
    out.offsets[i + 1] = static_cast<uint32_t>(total);
  };
  const auto read = [&](size_t i, const AdjacencyChunk* chunk, Lane lane) {
    const size_t begin = out.offsets[i];
    const size_t end = out.offsets[i + 1];
    if (begin == end || total > UINT32_MAX) return;
    // What a reused batch still holds need not be cleared first.
    if (out.neighbors.size() < end) out.neighbors.resize(total);
    if (options.with_edges && out.edges.size() < end) out.edges.resize(total);
    chunk->WriteTo(lane, out.neighbors.data() + begin,
                   options.with_edges ? out.edges.data() + begin : nullptr);
  };
  RONDO_TRY(VisitLists(find, ids, measure, read));
  if (total > UINT32_MAX) return BatchTooLarge();
  out.neighbors.resize(total);
  out.edges.resize(options.with_edges ? total : 0);
  if (options.with_types) out.types.assign(total, options.types[0]);
  return {};
}

}  // namespace

Result<void> GraphReader::GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                                        std::span<uint64_t> out) const {
  EpochGuard guard(core_.epochs);
  if (IsSingle(options)) return SingleDegrees(SingleChunk(*this, options), ids, out);
  AdjacencyOfGroup adjacency(*this, options, guard);
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
  EpochGuard guard(core_.epochs);
  out.types.clear();
  if (IsSingle(options)) return ExpandSingle(SingleChunk(*this, options), options, ids, out);
  out.Clear();
  out.offsets.reserve(ids.size() + 1);
  out.offsets.push_back(0);
  AdjacencyOfGroup adjacency(*this, options, guard);
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

// Nodes that grow a vector by what is new of list after list, without clearing the room for each.
class NewNodes {
 public:
  NewNodes(MarkedNumbers& seen, std::vector<NodeId>& out)
      : seen_(seen), out_(out), size_(out.size()) {}
  ~NewNodes() { out_.resize(size_); }
  NewNodes(const NewNodes&) = delete;
  NewNodes& operator=(const NewNodes&) = delete;

  void Add(const AdjacencyChunk& chunk, Lane lane) {
    const size_t needed = size_ + chunk.Degree(lane);
    if (needed > out_.size()) out_.resize(std::max(needed, 2 * out_.size()));
    size_ += chunk.WriteNew(lane, seen_, out_.data() + size_);
  }

 private:
  MarkedNumbers& seen_;
  std::vector<NodeId>& out_;
  size_t size_;
};

}  // namespace

Result<void> GraphReader::ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                                      MarkedNumbers& seen, std::vector<NodeId>& out) const {
  EpochGuard guard(core_.epochs);
  NewNodes nodes(seen, out);
  if (IsSingle(options)) {
    return VisitLists(
        SingleChunk(*this, options), ids,
        [](size_t, const AdjacencyChunk* chunk, Lane lane) {
          if (chunk != nullptr) chunk->PrefetchList(lane);
        },
        [&](size_t, const AdjacencyChunk* chunk, Lane lane) {
          if (chunk != nullptr) nodes.Add(*chunk, lane);
        });
  }
  AdjacencyOfGroup adjacency(*this, options, guard);
  for (const NodeId id : ids) {
    RONDO_TRY(adjacency.MoveTo(id.value >> kGroupShift));
    const Lane lane = LaneOf(id.value);
    for (const TypedChunk& typed : adjacency.outgoing()) nodes.Add(*typed.chunk, lane);
    for (const TypedChunk& typed : adjacency.incoming()) nodes.Add(*typed.chunk, lane);
  }
  return {};
}

Result<void> GraphReader::FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                           std::vector<EdgeId>& out) const {
  EpochGuard guard(core_.epochs);
  AdjacencyOfGroup adjacency(*this, options, guard);
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
  // A run stands alone.
  while (!position.at_end && out.run_size == 0 && out.edges.size() < enough &&
         position.next_id < position.end_id) {
    const GroupNumber group = GroupOf(position.next_id);
    if (group >= root_.nodes.size()) {
      position.at_end = true;
      break;
    }
    RONDO_TRY_ASSIGN(const auto* chunk, Member<AdjacencyChunk>(root_.nodes, group, key));
    const Lane end = EndLaneOf(group, position.end_id);
    Lane lane = chunk == nullptr ? end : LaneOf(position.next_id);
    if (out.may_be_run && out.edges.empty() && lane < end) {
      lane = chunk->FindEdgeRun(lane, end, out);
    }
    while (lane < end && out.run_size == 0 && out.edges.size() < enough) {
      lane = chunk->AppendLists(lane, end, enough, FirstIdOf(group), out);
    }
    position.next_id = FirstIdOf(group) + lane;
  }
  return {};
}

}  // namespace rondo
