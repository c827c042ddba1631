#include "storage/chunk/adjacency_chunk.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "graph/base/check.h"
#include "storage/chunk/encoding/bit_packing.h"
#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class EdgeForm : uint8_t { kPacked = 0, kSequence = 1 };

// The changes of a segment are copied by every commit that touches it and searched by every read of
// a changed lane: beyond a few, new lists are cheaper.
constexpr size_t kChangesMin = 128;
constexpr size_t kChangesMax = 1024;
constexpr size_t kEdgesPerChange = 16;
// What a transaction may put aside: it rarely reads the lanes that it changes.
constexpr size_t kAsideMax = 1024;
// What a segment should hold: folding one copies all of it.
constexpr size_t kSegmentSize = size_t{1} << 14;

constexpr uint64_t kEdgesMax = uint64_t{1} << 31;

bool Before(const AdjacencyChange& left, const AdjacencyChange& right) {
  return left.lane != right.lane ? left.lane < right.lane : left.entry < right.entry;
}

Error Malformed() { return CorruptionError("MalformedAdjacency", "adjacency is malformed"); }

// So many packed ids from the one at `begin` on, or nothing if one of them cannot be an id.
// REQUIRES: there are as many.
std::optional<IdArray> UnpackIds(const PackedIntegers& packed, size_t begin, size_t count) {
  if (packed.low < 0) return std::nullopt;
  const auto low = static_cast<uint64_t>(packed.low);
  if (packed.width <= 32) {
    std::vector<uint32_t> distances(count);
    UnpackDistances(packed, begin, distances);
    const uint64_t high =
        low + (distances.empty() ? 0 : *std::max_element(distances.begin(), distances.end()));
    if (high >= kEntityIdsMax) return std::nullopt;
    return IdArray(low, high, std::move(distances));
  }
  std::vector<int64_t> values(count);
  Unpack(packed, begin, values);
  const std::vector<uint64_t> ids(values.begin(), values.end());  // Negative ones become too large.
  if (std::ranges::any_of(ids, [](uint64_t id) { return id >= kEntityIdsMax; })) {
    return std::nullopt;
  }
  return IdArray(ids);
}

bool IsSequence(std::span<const int64_t> values) {
  for (size_t i = 1; i < values.size(); ++i) {
    if (values[i] != values[i - 1] + 1) return false;
  }
  return !values.empty();
}

}  // namespace

template <typename Make>
std::shared_ptr<const AdjacencyChunk::Base> AdjacencyChunk::MakeBase(std::vector<uint32_t> offsets,
                                                                     Make make) {
  auto base = std::make_shared<Base>();
  base->offsets = std::move(offsets);
  const uint32_t total = base->offsets.empty() ? 0 : base->offsets.back();
  size_t segment_count = 1;
  while (segment_count < kSegmentsMax && segment_count * kSegmentSize < total) {
    segment_count *= 2;
    --base->segment_shift;
  }
  for (size_t i = 0; i < segment_count; ++i) {
    const Lane lane = base->FirstLane(i);
    const uint32_t begin = base->Begin(lane);
    const uint32_t end = base->Begin(base->FirstLane(i + 1));
    base->segments.push_back(std::make_shared<const Segment>(make(lane, begin, end - begin)));
  }
  base->MeasureMemory();
  return base;
}

const std::shared_ptr<const AdjacencyChunk::Base>& AdjacencyChunk::EmptyBase() {
  static const std::shared_ptr<const Base> empty =
      MakeBase({}, [](Lane, uint32_t, uint32_t) { return Segment(); });
  return empty;
}

void AdjacencyChunk::Base::MeasureMemory() {
  memory_size = offsets.capacity() * sizeof(uint32_t);
  for (const auto& segment : segments) {
    memory_size += sizeof(Segment) + segment->neighbors.MemorySize() + segment->edges.MemorySize();
  }
}

std::unique_ptr<Chunk> AdjacencyChunk::Clone() const {
  return std::make_unique<AdjacencyChunk>(*this);
}

std::span<const AdjacencyChange> AdjacencyChunk::ChangesOf(Lane lane, Changes& room) const {
  const std::span<const AdjacencyChange> settled = SettledChangesOf(lane);
  const auto is_of_lane = [lane](const AdjacencyChange& change) { return change.lane == lane; };
  if (std::ranges::none_of(aside(), is_of_lane)) return settled;
  room.assign(settled.begin(), settled.end());
  std::ranges::copy_if(aside(), std::back_inserter(room), is_of_lane);
  CancelOut(room);
  return room;
}

std::span<const AdjacencyChange> AdjacencyChunk::SettledChangesOf(Lane lane) const {
  const std::shared_ptr<const Changes>& changes = (*changes_)[base_->SegmentOf(lane)];
  if (changes == nullptr) return {};
  const auto by_lane = [](const AdjacencyChange& change, Lane wanted) {
    return change.lane < wanted;
  };
  const auto begin = std::lower_bound(changes->begin(), changes->end(), lane, by_lane);
  const auto end = std::lower_bound(begin, changes->end(), lane + 1, by_lane);
  return {begin, end};
}

uint32_t AdjacencyChunk::DegreeWithChanges(Lane lane, uint32_t degree) const {
  for (const AdjacencyChange& change : SettledChangesOf(lane)) degree += change.removed ? ~0u : 1u;
  for (const AdjacencyChange& change : aside()) {
    if (change.lane == lane) degree += change.removed ? ~0u : 1u;
  }
  return degree;
}

template <typename Visit>
void AdjacencyChunk::ForEachMerged(Lane lane, Visit visit) const {
  Changes room;
  const std::span<const AdjacencyChange> changes = ChangesOf(lane, room);
  auto change = changes.begin();
  const List list = ListOf(lane);
  for (uint32_t i = list.begin; i < list.begin + list.degree; ++i) {
    const AdjacencyEntry entry{list.segment->neighbors[i], list.segment->edges[i]};
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

template <typename Visit>
void AdjacencyChunk::ForEachOf(Lane lane, Visit visit) const {
  if (HasChanges(lane)) return ForEachMerged(lane, visit);
  const List list = ListOf(lane);
  for (uint32_t i = list.begin; i < list.begin + list.degree; ++i) {
    visit(AdjacencyEntry{list.segment->neighbors[i], list.segment->edges[i]});
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
  if (!out.with_ends && change_count_ == 0) {
    const List list = ListOf(lane);
    Lane next = std::min(lane_end, base_->FirstLane(base_->SegmentOf(lane) + 1));
    const size_t first = base_->Begin(lane);
    const size_t end_wanted = first + (size_max - std::min(size_max, begin));
    while (next > lane + 1 && base_->Begin(next) > end_wanted) next = lane + (next - lane) / 2;
    const size_t count = base_->Begin(next) - first;
    out.edges.resize(begin + count);
    list.segment->edges.CopyTo(list.begin, count, out.edges.data() + begin);
    return next;
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

Lane AdjacencyChunk::FindEdgeRun(Lane lane, Lane lane_end, EdgeColumns& out) const {
  constexpr size_t kRunMin = 512;
  if (change_count_ > 0) return lane;
  const List list = ListOf(lane);
  const Lane end = std::min(lane_end, base_->FirstLane(base_->SegmentOf(lane) + 1));
  const size_t count = base_->Begin(end) - base_->Begin(lane);
  if (count < kRunMin || !list.segment->edges.is_sequence()) return lane;
  out.run_begin = EdgeId(list.segment->edges[list.begin]);
  out.run_size = count;
  return end;
}

size_t AdjacencyChunk::WriteNew(Lane lane, MarkedNumbers& seen, NodeId* out) const {
  const List list = ListOf(lane);
  const IdArray& neighbors = list.segment->neighbors;
  if (!HasChanges(lane) && neighbors.CanBeMarked()) {
    return neighbors.CopyNew(list.begin, list.degree, seen, out);
  }
  size_t count = 0;
  const auto take = [&](uint64_t neighbor) {
    if (neighbor >= MarkedNumbers::kNumbersMax || seen.Mark(neighbor)) {
      out[count++] = NodeId(neighbor);
    }
  };
  if (HasChanges(lane)) {
    ForEachMerged(lane, [&](const AdjacencyEntry& entry) { take(entry.neighbor); });
  } else {
    neighbors.ForEach(list.begin, list.degree, take);
  }
  return count;
}

void AdjacencyChunk::AppendEdgesTo(Lane lane, NodeId neighbor, std::vector<EdgeId>& edges) const {
  if (HasChanges(lane)) {
    ForEachMerged(lane, [&](const AdjacencyEntry& entry) {
      if (entry.neighbor == neighbor.value) edges.push_back(EdgeId(entry.edge));
    });
    return;
  }
  const List list = ListOf(lane);
  const size_t end = size_t{list.begin} + list.degree;
  size_t at = list.segment->neighbors.LowerBound(list.begin, end, neighbor.value);
  for (; at < end && list.segment->neighbors[at] == neighbor.value; ++at) {
    edges.push_back(EdgeId(list.segment->edges[at]));
  }
}

uint32_t AdjacencyChunk::CountEdgesTo(Lane lane, NodeId neighbor) const {
  std::vector<EdgeId> edges;
  AppendEdgesTo(lane, neighbor, edges);
  return static_cast<uint32_t>(edges.size());
}

bool AdjacencyChunk::CancelOut(std::vector<AdjacencyChange>& changes) {
  std::sort(changes.begin(), changes.end(), Before);
  auto kept = changes.begin();
  for (auto at = changes.begin(); at != changes.end();) {
    const AdjacencyChange& first = *at;
    int difference = 0;
    for (; at != changes.end() && !Before(first, *at); ++at) difference += at->removed ? -1 : 1;
    if (difference < -1 || difference > 1) return false;
    if (difference != 0) *kept++ = {first.lane, difference < 0, first.entry};
  }
  changes.erase(kept, changes.end());
  return true;
}

bool AdjacencyChunk::MergeIn(std::span<const AdjacencyChange> changes) {
  constexpr std::ptrdiff_t kNear = 8;
  std::shared_ptr<const Changes>& settled = (*changes_)[base_->SegmentOf(changes.front().lane)];
  const Changes none;
  const Changes& before = settled == nullptr ? none : *settled;
  auto merged = std::make_shared<Changes>();
  merged->reserve(before.size() + changes.size());
  auto taken = before.begin();
  for (const AdjacencyChange& change : changes) {
    // Of many changes the next one is near.
    const auto near = taken + std::min<std::ptrdiff_t>(kNear, before.end() - taken);
    auto at = taken;
    while (at != near && Before(*at, change)) ++at;
    if (at == near) at = std::lower_bound(near, before.end(), change, Before);
    merged->insert(merged->end(), taken, at);
    taken = at;
    if (at == before.end() || Before(change, *at)) {
      merged->push_back(change);
    } else {
      // The opposite change of the same entry: together they are nothing.
      if (at->removed == change.removed) return false;
      ++taken;
    }
  }
  merged->insert(merged->end(), taken, before.end());
  change_count_ += merged->size() - before.size();
  settled = std::move(merged);
  return true;
}

bool AdjacencyChunk::Settle(size_t kept_max) {
  if (aside_.size() <= kept_max) return true;
  changes_ = std::make_shared<SegmentChanges>(*changes_);
  Changes changes(aside().begin(), aside().end());
  aside_ = {};
  GroupBitmap lanes;
  for (const AdjacencyChange& change : changes) lanes.Set(change.lane);
  const size_t count_before = change_count_;
  change_count_ -= changes.size();
  if (!CancelOut(changes)) return false;
  for (auto begin = changes.begin(); begin != changes.end();) {
    const size_t segment = base_->SegmentOf(begin->lane);
    const auto end = std::find_if(begin, changes.end(), [&](const AdjacencyChange& change) {
      return base_->SegmentOf(change.lane) != segment;
    });
    if (!MergeIn({begin, end})) return false;
    begin = end;
  }
  if (change_count_ < count_before) {
    lanes.ForEach([&](Lane lane) { changed_.Assign(lane, !SettledChangesOf(lane).empty()); });
  }
  if (changes.empty()) return true;
  const size_t last = base_->SegmentOf(changes.back().lane);
  for (size_t segment = base_->SegmentOf(changes.front().lane); segment <= last; ++segment) {
    if ((*changes_)[segment] == nullptr) continue;
    const size_t size =
        base_->Begin(base_->FirstLane(segment + 1)) - base_->Begin(base_->FirstLane(segment));
    // Perhaps all are folded at once, into more segments; then none of them has changes.
    if ((*changes_)[segment]->size() >
        std::clamp(size / kEdgesPerChange, kChangesMin, kChangesMax)) {
      Fold(segment);
    }
  }
  return true;
}

void AdjacencyChunk::PutAside(const AdjacencyChange& change) {
  edge_count_ += change.removed ? ~uint64_t{0} : 1;
  aside_.Set(aside_.size(), change);
  ++change_count_;
  changed_.Set(change.lane);
}

void AdjacencyChunk::Change(const AdjacencyChange& change) {
  PutAside(change);
  if (aside_.size() == kAsideMax) RONDO_CHECK(Settle());
}

void AdjacencyChunk::Add(Lane lane, NodeId neighbor, EdgeId edge) {
  Change({lane, false, {neighbor.value, edge.value}});
}

void AdjacencyChunk::Remove(Lane lane, NodeId neighbor, EdgeId edge) {
  Change({lane, true, {neighbor.value, edge.value}});
}

void AdjacencyChunk::AppendMerged(Lane lane, std::vector<uint64_t>& neighbors,
                                  std::vector<uint64_t>& edges) const {
  ForEachOf(lane, [&](const AdjacencyEntry& entry) {
    neighbors.push_back(entry.neighbor);
    edges.push_back(entry.edge);
  });
}

void AdjacencyChunk::Fold(size_t segment) {
  if (edge_count_ > 2 * kSegmentSize * base_->segments.size() &&
      base_->segments.size() < kSegmentsMax) {
    return FoldAll();
  }
  const Lane first_lane = base_->FirstLane(segment);
  const Lane lane_end = base_->FirstLane(segment + 1);
  const Changes& changes = *(*changes_)[segment];
  const Segment& from = *base_->segments[segment];
  const uint32_t begin = base_->Begin(first_lane);
  const uint32_t size = base_->Begin(lane_end) - begin;
  AdjacencyEntry low = changes.front().entry;
  AdjacencyEntry high = low;
  for (const AdjacencyChange& change : changes) {
    low = {std::min(low.neighbor, change.entry.neighbor), std::min(low.edge, change.entry.edge)};
    high = {std::max(high.neighbor, change.entry.neighbor), std::max(high.edge, change.entry.edge)};
  }
  IdArrayBuilder neighbors(from.neighbors, low.neighbor, high.neighbor, size + changes.size());
  IdArrayBuilder edges(from.edges, low.edge, high.edge, size + changes.size());

  auto base = std::make_shared<Base>(*base_);
  base->offsets.resize(std::max<size_t>(base->offsets.size(), lane_end + 1),
                       base_->Begin(lane_end));
  uint32_t taken = 0;       // Of the old lists.
  uint32_t difference = 0;  // Of the lengths, so far.
  auto change = changes.begin();
  for (Lane lane = changes.front().lane; lane < base->lane_count(); ++lane) {
    for (; change != changes.end() && change->lane == lane; ++change) {
      const uint32_t at = PlaceOf(*change);
      neighbors.AddStretch(taken, at);
      edges.AddStretch(taken, at);
      taken = at + (change->removed ? 1 : 0);
      difference += change->removed ? ~0u : 1u;
      if (change->removed) continue;
      neighbors.Add(change->entry.neighbor);
      edges.Add(change->entry.edge);
    }
    base->offsets[lane + 1] += difference;
  }
  neighbors.AddStretch(taken, size);
  edges.AddStretch(taken, size);
  base->segments[segment] = std::make_shared<const Segment>(
      Segment{std::move(neighbors).Build(), std::move(edges).Build()});
  base->MeasureMemory();
  for (const AdjacencyChange& folded : changes) changed_.Reset(folded.lane);
  base_ = std::move(base);
  change_count_ -= changes.size();
  (*changes_)[segment] = nullptr;
}

void AdjacencyChunk::ReplaceBase(std::shared_ptr<const Base> base) {
  base_ = std::move(base);
  changes_ = std::make_shared<SegmentChanges>(base_->segments.size());
  aside_ = {};
  change_count_ = 0;
  changed_ = {};
}

void AdjacencyChunk::FoldAll() {
  std::vector<uint32_t> offsets{0};
  for (Lane lane = 0; lane < kGroupSize; ++lane) offsets.push_back(offsets.back() + Degree(lane));
  std::vector<uint64_t> neighbors;
  std::vector<uint64_t> edges;
  ReplaceBase(MakeBase(offsets, [&](Lane lane, uint32_t begin, uint32_t size) {
    neighbors.clear();
    edges.clear();
    for (; lane < kGroupSize && offsets[lane] < begin + size; ++lane) {
      AppendMerged(lane, neighbors, edges);
    }
    return Segment{IdArray(neighbors), IdArray(edges)};
  }));
}

uint32_t AdjacencyChunk::PlaceOf(const AdjacencyChange& change) const {
  const List list = ListOf(change.lane);
  uint32_t begin = list.begin;
  uint32_t end = list.begin + list.degree;
  while (begin < end) {
    const uint32_t middle = begin + (end - begin) / 2;
    const AdjacencyEntry entry{list.segment->neighbors[middle], list.segment->edges[middle]};
    if (entry < change.entry) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

void AdjacencyChunk::EncodeDelta(std::span<const AdjacencyChange> changes, std::string& out) {
  ByteWriter writer(out);
  writer.Varint(changes.size());
  const size_t begin = out.size();
  out.resize(begin + changes.size() * 3 * kVarintSizeMax);
  char* end = out.data() + begin;
  for (const AdjacencyChange& change : changes) {
    end = PutVarint(uint64_t{change.lane} * 2 + (change.removed ? 1 : 0), end);
    end = PutVarint(change.entry.neighbor, end);
    end = PutVarint(change.entry.edge, end);
  }
  out.resize(static_cast<size_t>(end - out.data()));
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
  std::vector<int64_t> degrees;
  uint64_t total = 0;
  for (Lane lane = 0; total < edge_count_; ++lane) {
    degrees.push_back(Degree(lane));
    total += static_cast<uint64_t>(degrees.back());
  }
  const auto for_each = [&](const auto& visit) {
    for (Lane lane = 0; lane < degrees.size(); ++lane) ForEachOf(lane, visit);
  };
  // The lists are gone through again and again rather than put side by side: a hub's are long.
  AdjacencyEntry low{UINT64_MAX, UINT64_MAX};
  AdjacencyEntry high;
  uint64_t next_edge = 0;
  bool is_sequence = true;
  for_each([&](const AdjacencyEntry& entry) {
    is_sequence = is_sequence && (next_edge == 0 || entry.edge == next_edge);
    next_edge = entry.edge + 1;
    low = {std::min(low.neighbor, entry.neighbor), std::min(low.edge, entry.edge)};
    high = {std::max(high.neighbor, entry.neighbor), std::max(high.edge, entry.edge)};
  });
  if (edge_count_ == 0) low = {};
  ByteWriter writer(out);
  const auto pack = [&](uint64_t AdjacencyEntry::*id) {
    const auto first = static_cast<int64_t>(low.*id);
    const auto last = static_cast<int64_t>(high.*id);
    out.reserve(out.size() + IntegerPacker::SizeMax(edge_count_, first, last) + 1);
    IntegerPacker packer(first, last, writer);
    for_each([&](const AdjacencyEntry& entry) { packer.Add(static_cast<int64_t>(entry.*id)); });
    packer.Finish();
  };
  writer.Varint(degrees.size());
  PackIntegers(degrees, writer);
  pack(&AdjacencyEntry::neighbor);
  if (is_sequence && edge_count_ > 0) {
    writer.U8(static_cast<uint8_t>(EdgeForm::kSequence));
    writer.Varint(low.edge);
  } else {
    writer.U8(static_cast<uint8_t>(EdgeForm::kPacked));
    pack(&AdjacencyEntry::edge);
  }
}

Result<void> AdjacencyChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  const uint64_t lane_count = reader.BoundedVarint(kGroupSize);
  const std::vector<int64_t> degrees = UnpackIntegers(lane_count, reader);
  if (!reader.ok()) return Malformed();
  uint64_t total = 0;
  std::vector<uint32_t> offsets;
  offsets.reserve(lane_count + 1);
  offsets.push_back(0);
  for (const int64_t degree : degrees) {
    if (degree < 0 || static_cast<uint64_t>(degree) > kEdgesMax - total) return Malformed();
    total += static_cast<uint64_t>(degree);
    offsets.push_back(static_cast<uint32_t>(total));
  }
  const PackedIntegers neighbors = ReadPacked(total, reader);
  PackedIntegers edges;
  uint64_t first_edge = 0;
  const auto form = static_cast<EdgeForm>(reader.U8());
  if (form == EdgeForm::kSequence) {
    first_edge = reader.BoundedVarint(kEntityIdsMax - total);
  } else if (form == EdgeForm::kPacked) {
    edges = ReadPacked(total, reader);
  } else {
    return Malformed();
  }
  if (!reader.Finished()) return Malformed();
  // Segment by segment: of a hub's lists there is no room for another copy.
  bool is_sound = true;
  const auto ids = [&](const PackedIntegers& packed, uint32_t begin, uint32_t size) {
    std::optional<IdArray> unpacked = UnpackIds(packed, begin, size);
    is_sound = is_sound && unpacked.has_value();
    return std::move(unpacked).value_or(IdArray());
  };
  ReplaceBase(MakeBase(std::move(offsets), [&](Lane, uint32_t begin, uint32_t size) {
    return Segment{ids(neighbors, begin, size), form == EdgeForm::kPacked
                                                    ? ids(edges, begin, size)
                                                    : IdArray::Sequence(first_edge + begin, size)};
  }));
  if (!is_sound) return Malformed();
  edge_count_ = total;
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
    PutAside(change);
  }
  if (!reader.Finished() || !Settle(kAsideMax)) return Malformed();
  return {};
}

Result<void> AdjacencyChunk::FinishDeltas() {
  if (!Settle()) return Malformed();
  // Nobody shares the chunk yet, and in lists an edge takes a third of what a change takes.
  constexpr size_t kChangesKept = 8;
  for (size_t segment = 0; segment < base_->segments.size(); ++segment) {
    const std::shared_ptr<const Changes>& changes = (*changes_)[segment];
    if (changes != nullptr && changes->size() > kChangesKept) Fold(segment);
  }
  return {};
}

size_t AdjacencyChunk::MemorySize() const {
  return sizeof(*this) + base_->memory_size + change_count_ * sizeof(AdjacencyChange);
}

}  // namespace rondo
