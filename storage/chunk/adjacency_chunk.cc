#include "storage/chunk/adjacency_chunk.h"

#include <algorithm>
#include <utility>

#include "graph/base/check.h"
#include "storage/chunk/encoding/bit_packing.h"
#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class EdgeForm : uint8_t { kPacked = 0, kSequence = 1 };

// Changes are copied by every commit that touches the chunk and searched by every read of a changed
// lane: beyond a sixteenth of the base, or a fixed number, a new base is cheaper.
constexpr size_t kChangesMin = 256;
constexpr size_t kChangesMax = 4096;

constexpr uint64_t kEdgesMax = uint64_t{1} << 31;

bool Before(const AdjacencyChange& left, const AdjacencyChange& right) {
  return left.lane != right.lane ? left.lane < right.lane : left.entry < right.entry;
}

Error Malformed() { return CorruptionError("MalformedAdjacency", "adjacency is malformed"); }

// `values` as ids, or nothing if one of them cannot be an id.
bool ToIds(const std::vector<int64_t>& values, std::vector<uint64_t>& ids) {
  ids.clear();
  ids.reserve(values.size());
  for (const int64_t value : values) {
    if (value < 0 || static_cast<uint64_t>(value) >= kEntityIdsMax) return false;
    ids.push_back(static_cast<uint64_t>(value));
  }
  return true;
}

bool IsSequence(std::span<const int64_t> values) {
  for (size_t i = 1; i < values.size(); ++i) {
    if (values[i] != values[i - 1] + 1) return false;
  }
  return !values.empty();
}

}  // namespace

const std::shared_ptr<const AdjacencyChunk::Base>& AdjacencyChunk::EmptyBase() {
  static const std::shared_ptr<const Base> empty = std::make_shared<const Base>();
  return empty;
}

std::span<const AdjacencyChange> AdjacencyChunk::ChangesOf(Lane lane) const {
  const auto by_lane = [](const AdjacencyChange& change, Lane wanted) {
    return change.lane < wanted;
  };
  const auto begin = std::lower_bound(changes_.begin(), changes_.end(), lane, by_lane);
  const auto end = std::lower_bound(begin, changes_.end(), lane + 1, by_lane);
  return {begin, end};
}

uint32_t AdjacencyChunk::DegreeWithChanges(Lane lane, uint32_t degree) const {
  for (const AdjacencyChange& change : ChangesOf(lane)) degree += change.removed ? ~0u : 1u;
  return degree;
}

template <typename Visit>
void AdjacencyChunk::ForEachMerged(Lane lane, Visit visit) const {
  const std::span<const AdjacencyChange> changes = ChangesOf(lane);
  auto change = changes.begin();
  const uint32_t begin = base_->Begin(lane);
  for (uint32_t i = begin; i < begin + base_->Degree(lane); ++i) {
    const AdjacencyEntry entry{base_->neighbors[i], base_->edges[i]};
    for (; change != changes.end() && change->entry < entry; ++change) {
      if (!change->removed) visit(change->entry);
    }
    if (change != changes.end() && change->entry == entry) {
      ++change;  // Removed: entries of the base are never added again.
      continue;
    }
    visit(entry);
  }
  for (; change != changes.end(); ++change) {
    if (!change->removed) visit(change->entry);
  }
}

void AdjacencyChunk::WriteMerged(Lane lane, NodeId* neighbors, EdgeId* edges) const {
  ForEachMerged(lane, [&](const AdjacencyEntry& entry) {
    *neighbors++ = NodeId(entry.neighbor);
    if (edges != nullptr) *edges++ = EdgeId(entry.edge);
  });
}

void AdjacencyChunk::AppendTo(Lane lane, std::vector<NodeId>& neighbors,
                              std::vector<EdgeId>& edges) const {
  const uint32_t degree = Degree(lane);
  if (degree == 0) return;
  const size_t at = neighbors.size();
  neighbors.resize(at + degree);
  edges.resize(at + degree);
  WriteTo(lane, neighbors.data() + at, edges.data() + at);
}

Lane AdjacencyChunk::AppendLists(Lane lane, Lane lane_end, size_t size_max, uint64_t first_id,
                                 EdgeColumns& out) const {
  const size_t begin = out.edges.size();
  if (!out.with_ends && changes_.empty()) {
    const std::vector<uint32_t>& offsets = base_->offsets;
    const size_t first = base_->Begin(lane);
    const size_t count = lane + 1 < offsets.size()
                             ? offsets[std::min<size_t>(lane_end, offsets.size() - 1)] - first
                             : 0;
    out.edges.resize(begin + count);
    base_->edges.CopyTo(first, count, out.edges.data() + begin);
    return lane_end;
  }
  Lane end = lane;
  size_t size = begin;
  while (end < lane_end && size < size_max) size += Degree(end++);
  out.edges.resize(size);
  out.sources.resize(size);
  out.targets.resize(size);
  size_t at = begin;
  for (; lane < end; ++lane) {
    const uint32_t degree = Degree(lane);
    std::fill_n(out.sources.begin() + static_cast<std::ptrdiff_t>(at), degree,
                NodeId(first_id + lane));
    if (degree > 0) WriteTo(lane, out.targets.data() + at, out.edges.data() + at);
    at += degree;
  }
  return end;
}

void AdjacencyChunk::AppendEdgesTo(Lane lane, NodeId neighbor, std::vector<EdgeId>& edges) const {
  if (HasChanges(lane)) {
    ForEachMerged(lane, [&](const AdjacencyEntry& entry) {
      if (entry.neighbor == neighbor.value) edges.push_back(EdgeId(entry.edge));
    });
    return;
  }
  const size_t end = base_->Begin(lane) + size_t{base_->Degree(lane)};
  size_t at = base_->neighbors.LowerBound(base_->Begin(lane), end, neighbor.value);
  for (; at < end && base_->neighbors[at] == neighbor.value; ++at) {
    edges.push_back(EdgeId(base_->edges[at]));
  }
}

uint32_t AdjacencyChunk::CountEdgesTo(Lane lane, NodeId neighbor) const {
  std::vector<EdgeId> edges;
  AppendEdgesTo(lane, neighbor, edges);
  return static_cast<uint32_t>(edges.size());
}

void AdjacencyChunk::Insert(const AdjacencyChange& change) {
  edge_count_ += change.removed ? ~uint64_t{0} : 1;
  const auto at = std::lower_bound(changes_.begin(), changes_.end(), change, Before);
  if (at == changes_.end() || Before(change, *at)) {
    changes_.insert(at, change);
    changed_.Set(change.lane);
    return;
  }
  // The opposite change of the same entry stands there: together they are nothing.
  RONDO_CHECK(at->removed != change.removed);
  changes_.erase(at);
  if (ChangesOf(change.lane).empty()) changed_.Reset(change.lane);
}

void AdjacencyChunk::Add(Lane lane, NodeId neighbor, EdgeId edge) {
  Insert({lane, false, {neighbor.value, edge.value}});
}

void AdjacencyChunk::Remove(Lane lane, NodeId neighbor, EdgeId edge) {
  Insert({lane, true, {neighbor.value, edge.value}});
}

bool AdjacencyChunk::WantsFold() const {
  const size_t limit = std::clamp(base_->neighbors.size() / 16, kChangesMin, kChangesMax);
  return changes_.size() > limit;
}

void AdjacencyChunk::Fold() {
  if (changes_.empty()) return;
  auto base = std::make_shared<Base>();
  std::vector<uint64_t> neighbors;
  std::vector<uint64_t> edges;
  neighbors.reserve(base_->neighbors.size() + changes_.size());
  edges.reserve(base_->neighbors.size() + changes_.size());
  const Lane old_count = base_->offsets.empty() ? 0 : static_cast<Lane>(base_->offsets.size() - 1);
  const Lane lane_count = std::max<Lane>(old_count, changes_.back().lane + 1);
  base->offsets.reserve(lane_count + 1);
  base->offsets.push_back(0);
  for (Lane lane = 0; lane < lane_count;) {
    // Lists that did not change are copied together.
    const Lane next = std::min(changed_.NextSet(lane), lane_count);
    const Lane end = std::min(next, old_count);
    if (lane < end) {
      const uint32_t begin = base_->Begin(lane);
      const size_t count = base_->offsets[end] - begin;
      const size_t at = neighbors.size();
      neighbors.resize(at + count);
      edges.resize(at + count);
      base_->neighbors.CopyTo(begin, count, neighbors.data() + at);
      base_->edges.CopyTo(begin, count, edges.data() + at);
      for (Lane copied = lane; copied < end; ++copied) {
        base->offsets.push_back(static_cast<uint32_t>(at + base_->offsets[copied + 1] - begin));
      }
    }
    base->offsets.resize(next + 1, static_cast<uint32_t>(neighbors.size()));
    lane = next;
    if (lane == lane_count) break;
    ForEachMerged(lane, [&](const AdjacencyEntry& entry) {
      neighbors.push_back(entry.neighbor);
      edges.push_back(entry.edge);
    });
    base->offsets.push_back(static_cast<uint32_t>(neighbors.size()));
    ++lane;
  }
  base->neighbors = IdArray(neighbors);
  base->edges = IdArray(edges);
  base_ = std::move(base);
  changes_ = {};
  changed_ = {};
}

void AdjacencyChunk::EncodeDelta(std::span<const AdjacencyChange> changes, std::string& out) {
  ByteWriter writer(out);
  writer.Varint(changes.size());
  for (const AdjacencyChange& change : changes) {
    writer.Varint(uint64_t{change.lane} * 2 + (change.removed ? 1 : 0));
    writer.Varint(change.entry.neighbor);
    writer.Varint(change.entry.edge);
  }
}

void AdjacencyChunk::EncodeLists(std::span<const int64_t> degrees,
                                 std::span<const int64_t> neighbors, std::span<const int64_t> edges,
                                 std::string& out) {
  ByteWriter writer(out);
  writer.Varint(degrees.size());
  PackIntegers(degrees, writer);
  PackIntegers(neighbors, writer);
  if (IsSequence(edges)) {
    writer.U8(static_cast<uint8_t>(EdgeForm::kSequence));
    writer.Varint(static_cast<uint64_t>(edges.front()));
  } else {
    writer.U8(static_cast<uint8_t>(EdgeForm::kPacked));
    PackIntegers(edges, writer);
  }
}

void AdjacencyChunk::EncodeBase(std::string& out) const {
  RONDO_CHECK(changes_.empty());
  std::vector<int64_t> degrees;
  for (Lane lane = 0; lane + 1 < base_->offsets.size(); ++lane) {
    degrees.push_back(base_->Degree(lane));
  }
  const auto list = [](const IdArray& ids) {
    std::vector<int64_t> values(ids.size());
    for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<int64_t>(ids[i]);
    return values;
  };
  EncodeLists(degrees, list(base_->neighbors), list(base_->edges), out);
}

Result<void> AdjacencyChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  auto base = std::make_shared<Base>();
  const uint64_t lane_count = reader.BoundedVarint(kGroupSize);
  const std::vector<int64_t> degrees = UnpackIntegers(lane_count, reader);
  if (!reader.ok()) return Malformed();
  uint64_t total = 0;
  base->offsets.reserve(lane_count + 1);
  base->offsets.push_back(0);
  for (const int64_t degree : degrees) {
    if (degree < 0 || static_cast<uint64_t>(degree) > kEdgesMax - total) return Malformed();
    total += static_cast<uint64_t>(degree);
    base->offsets.push_back(static_cast<uint32_t>(total));
  }
  std::vector<uint64_t> ids;
  if (!ToIds(UnpackIntegers(total, reader), ids) || !reader.ok()) return Malformed();
  base->neighbors = IdArray(ids);
  switch (static_cast<EdgeForm>(reader.U8())) {
    case EdgeForm::kSequence:
      base->edges = IdArray::Sequence(reader.BoundedVarint(kEntityIdsMax - total), total);
      break;
    case EdgeForm::kPacked:
      if (!ToIds(UnpackIntegers(total, reader), ids)) return Malformed();
      base->edges = IdArray(ids);
      break;
    default:
      return Malformed();
  }
  if (!reader.Finished()) return Malformed();
  base_ = std::move(base);
  edge_count_ = total;
  changes_ = {};
  changed_ = {};
  return {};
}

Result<void> AdjacencyChunk::ApplyDelta(std::string_view payload) {
  ByteReader reader(payload);
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const uint64_t lane_and_removed = reader.BoundedVarint(uint64_t{kGroupSize} * 2 - 1);
    AdjacencyChange change;
    change.lane = static_cast<Lane>(lane_and_removed >> 1);
    change.removed = (lane_and_removed & 1) != 0;
    change.entry.neighbor = reader.BoundedVarint(kEntityIdsMax - 1);
    change.entry.edge = reader.BoundedVarint(kEntityIdsMax - 1);
    if (!reader.ok()) break;
    const auto at = std::lower_bound(changes_.begin(), changes_.end(), change, Before);
    const bool stands_there = at != changes_.end() && !Before(change, *at);
    if (stands_there && at->removed == change.removed) return Malformed();
    Insert(change);
  }
  if (!reader.Finished()) return Malformed();
  // A record of many deltas would be inserted one by one into a long list.
  if (WantsFold()) Fold();
  return {};
}

size_t AdjacencyChunk::MemorySize() const {
  return sizeof(*this) + base_->offsets.capacity() * sizeof(uint32_t) +
         base_->neighbors.MemorySize() + base_->edges.MemorySize() +
         changes_.capacity() * sizeof(AdjacencyChange);
}

}  // namespace rondo
