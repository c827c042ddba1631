// The adjacency reads of GraphReader.

#include <algorithm>
#include <vector>

#include "graph/base/check.h"
#include "storage/chunk/adjacency_chunk.h"
#include "storage/root/graph_reader.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

struct TypedChunk {
  EdgeTypeId type;
  const AdjacencyChunk* chunk;
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

  const std::vector<TypedChunk>& outgoing() const { return outgoing_; }
  const std::vector<TypedChunk>& incoming() const { return incoming_; }

 private:
  Result<void> Add(EdgeTypeId type, const ChunkHandle& handle, std::vector<TypedChunk>& chunks) {
    RONDO_TRY_ASSIGN(const AdjacencyChunk* chunk, reader_.Load<AdjacencyChunk>(handle));
    chunks.push_back({type, chunk});
    return {};
  }

  Result<void> Collect(const GroupDirectory& directory, KeyTag tag,
                       std::vector<TypedChunk>& chunks) {
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
  std::vector<TypedChunk> outgoing_;
  std::vector<TypedChunk> incoming_;
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

}  // namespace

Result<void> GraphReader::GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                                        std::span<uint64_t> out) const {
  const EpochGuard guard(core_.epochs);
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
  out.Clear();
  out.offsets.reserve(ids.size() + 1);
  out.offsets.push_back(0);
  AdjacencyOfGroup adjacency(*this, options);
  for (const NodeId id : ids) {
    RONDO_TRY(adjacency.MoveTo(id.value >> kGroupShift));
    const Lane lane = LaneOf(id.value);
    const auto append = [&](const TypedChunk& typed, bool drop_loops) {
      const size_t begin = out.neighbors.size();
      typed.chunk->AppendTo(lane, out.neighbors, &out.edges);
      if (drop_loops) DropNeighbor(id, begin, out);
      if (options.with_types) out.types.resize(out.neighbors.size(), typed.type);
    };
    for (const TypedChunk& typed : adjacency.outgoing()) append(typed, false);
    for (const TypedChunk& typed : adjacency.incoming()) {
      append(typed, options.direction == Direction::kBoth);
    }
    if (out.neighbors.size() > UINT32_MAX) {
      return RuntimeError(ErrorCode::kLimitExceeded, "BatchTooLarge",
                          "an expansion met more than 4 billion edges at once");
    }
    out.offsets.push_back(static_cast<uint32_t>(out.neighbors.size()));
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

}  // namespace rondo
