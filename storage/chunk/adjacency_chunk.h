#pragma once

// AdjacencyChunk: the edges of one type, in one direction, of the nodes of a group. A base in CSR
// form, shared by the copies of the chunk, and the changes since, sorted. Most lanes have none, and
// a bitmap says so. A large chunk is cut into segments of equally many lanes, so that a change
// copies and folds only its segment; in the record there are none. The newest changes stand aside
// as they come, and Settle sorts them in, many at once: in a transaction when there are very many,
// and when more than a few would be left for those who read the chunk after it.
//
// Payload of a base: varint lane count | packed degrees | packed neighbors | 1 byte: 0 packed edge
//   ids, 1 a varint: edge ids ascend by one from it
// Payload of a delta: varint count, then per change: varint lane * 2 + removed, varint neighbor,
//   varint edge.

#include <compare>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "graph/base/marked_numbers.h"
#include "graph/base/prefetch.h"
#include "graph/model/ids.h"
#include "graph/view/graph_view.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/id_array.h"
#include "storage/chunk/lane_array.h"

namespace rondo {

/// One edge as a lane's list holds it.
struct AdjacencyEntry {
  uint64_t neighbor = 0;
  uint64_t edge = 0;
  friend constexpr auto operator<=>(const AdjacencyEntry&, const AdjacencyEntry&) = default;
};

struct AdjacencyChange {
  Lane lane = 0;
  bool removed = false;
  AdjacencyEntry entry;
};

class AdjacencyChunk final : public Chunk {
 public:
  /// A read of a changed lane looks at all that stands aside: what a commit may leave there.
  static constexpr size_t kAsideShared = 32;

  AdjacencyChunk() : base_(EmptyBase()), changes_(std::make_shared<SegmentChanges>(1)) {}

  uint64_t edge_count() const { return edge_count_; }
  uint32_t Degree(Lane lane) const {
    const uint32_t degree = base_->Degree(lane);
    return HasChanges(lane) ? DegreeWithChanges(lane, degree) : degree;
  }
  /// Ask the processor to fetch where the list of `lane` is, and then the list.
  void PrefetchPlace(Lane lane) const { Prefetch(base_->offsets.data() + lane); }
  void PrefetchList(Lane lane) const {
    const List list = ListOf(lane);
    list.segment->neighbors.Prefetch(list.begin, list.degree);
  }
  /// Writes the list of `lane`, ordered by (neighbor, edge): Degree(lane) entries. `edges` may be
  /// null: not wanted.
  void WriteTo(Lane lane, NodeId* neighbors, EdgeId* edges) const {
    if (HasChanges(lane)) return WriteMerged(lane, neighbors, edges);
    const List list = ListOf(lane);
    list.segment->neighbors.CopyTo(list.begin, list.degree, neighbors);
    if (edges != nullptr) list.segment->edges.CopyTo(list.begin, list.degree, edges);
  }
  /// Appends the list of `lane`, ordered by (neighbor, edge).
  void AppendTo(Lane lane, std::vector<NodeId>& neighbors, std::vector<EdgeId>& edges) const;
  /// Appends the lists of the lanes from `lane` to `lane_end` - 1 until there are about `size_max`
  /// edges, as edges whose sources are `first_id` + lane. Returns the first lane that was not
  /// taken. REQUIRES: an outgoing chunk.
  Lane AppendLists(Lane lane, Lane lane_end, size_t size_max, uint64_t first_id,
                   EdgeColumns& out) const;
  /// The edges of the lanes from `lane` on as a run, if they follow each other and are too many to
  /// be copied lightly. Returns the first lane that was not taken.
  Lane FindEdgeRun(Lane lane, Lane lane_end, EdgeColumns& out) const;
  /// Writes the neighbors of `lane` that are not in `seen`, and puts them there; ids that are too
  /// large for it never are. `out` has room for Degree(lane). Returns how many.
  size_t WriteNew(Lane lane, MarkedNumbers& seen, NodeId* out) const;
  /// Appends the edges to `neighbor`, ascending.
  void AppendEdgesTo(Lane lane, NodeId neighbor, std::vector<EdgeId>& edges) const;
  uint32_t CountEdgesTo(Lane lane, NodeId neighbor) const;

  /// REQUIRES: the edge is not in the list of the lane.
  void Add(Lane lane, NodeId neighbor, EdgeId edge);
  /// REQUIRES: the edge is in the list of the lane.
  void Remove(Lane lane, NodeId neighbor, EdgeId edge);
  /// Sorts in what Add and Remove put aside if it is more than `kept_max`. False if some of it
  /// contradicted itself: an edge was added or removed twice.
  bool Settle(size_t kept_max = 0);
  /// Sorts `changes` and drops what is undone by the opposite change of the same entry. False as
  /// above.
  static bool CancelOut(std::vector<AdjacencyChange>& changes);

  /// Appends the payload of a base: degrees of the first lanes, then the lists one after the other.
  static void EncodeLists(std::span<const int64_t> degrees, std::span<const int64_t> neighbors,
                          std::span<const int64_t> edges, std::string& out);
  /// Appends a delta of `changes`.
  static void EncodeDelta(std::span<const AdjacencyChange> changes, std::string& out);

  std::unique_ptr<Chunk> Clone() const override;
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  Result<void> FinishDeltas() override;
  size_t MemorySize() const override;

 private:
  /// Lists one after the other.
  struct Segment {
    IdArray neighbors;
    IdArray edges;
  };
  struct Base {
    // offsets[lane] to offsets[lane + 1]; lanes past the end have no edges.
    std::vector<uint32_t> offsets;
    // Of 2^segment_shift lanes each.
    uint32_t segment_shift = kGroupShift;
    std::vector<std::shared_ptr<const Segment>> segments;
    size_t memory_size = 0;

    void MeasureMemory();
    Lane lane_count() const { return offsets.empty() ? 0 : static_cast<Lane>(offsets.size() - 1); }
    uint32_t Degree(Lane lane) const {
      return lane + 1 < offsets.size() ? offsets[lane + 1] - offsets[lane] : 0;
    }
    /// Of all edges, how many stand before the lane's.
    uint32_t Begin(Lane lane) const {
      return lane < offsets.size() ? offsets[lane] : offsets.empty() ? 0 : offsets.back();
    }
    size_t SegmentOf(Lane lane) const { return lane >> segment_shift; }
    Lane FirstLane(size_t segment) const { return static_cast<Lane>(segment << segment_shift); }
  };
  /// Sorted by (lane, entry), each entry once.
  using Changes = std::vector<AdjacencyChange>;
  /// By segment; null where there are none.
  using SegmentChanges = std::vector<std::shared_ptr<const Changes>>;
  /// Where the base has the edges of a lane.
  struct List {
    const Segment* segment;
    uint32_t begin;
    uint32_t degree;
  };

  static constexpr size_t kSegmentsMax = 64;

  static const std::shared_ptr<const Base>& EmptyBase();
  /// A base of lists with these offsets, cut into segments. `make(lane, begin, size)` gives the
  /// Segment of the lanes from `lane` on: so many edges behind the first `begin` of all.
  template <typename Make>
  static std::shared_ptr<const Base> MakeBase(std::vector<uint32_t> offsets, Make make);
  List ListOf(Lane lane) const {
    const size_t segment = base_->SegmentOf(lane);
    return {base_->segments[segment].get(),
            base_->Begin(lane) - base_->Begin(base_->FirstLane(segment)), base_->Degree(lane)};
  }
  std::span<const AdjacencyChange> aside() const { return {aside_.data(), aside_.size()}; }
  bool HasChanges(Lane lane) const { return change_count_ > 0 && changed_.Test(lane); }
  void WriteMerged(Lane lane, NodeId* neighbors, EdgeId* edges) const;
  /// The sorted changes of a lane; those that stand aside are copied to `room` with the others.
  std::span<const AdjacencyChange> ChangesOf(Lane lane, Changes& room) const;
  std::span<const AdjacencyChange> SettledChangesOf(Lane lane) const;
  uint32_t DegreeWithChanges(Lane lane, uint32_t degree) const;
  /// Calls `visit(entry)` for the merged list of a lane that has changes.
  template <typename Visit>
  void ForEachMerged(Lane lane, Visit visit) const;
  /// The same for any lane.
  template <typename Visit>
  void ForEachOf(Lane lane, Visit visit) const;
  void PutAside(const AdjacencyChange& change);
  void Change(const AdjacencyChange& change);
  /// Sorts in `changes`, which are sorted and all of one segment.
  bool MergeIn(std::span<const AdjacencyChange> changes);
  /// Appends the merged list of a lane.
  void AppendMerged(Lane lane, std::vector<uint64_t>& neighbors,
                    std::vector<uint64_t>& edges) const;
  /// Makes a base of base and changes: of one segment, or of all where the chunk has outgrown its
  /// segments. REQUIRES: nothing stands aside.
  void Fold(size_t segment);
  void FoldAll();
  /// Takes a base that has all changes in it.
  void ReplaceBase(std::shared_ptr<const Base> base);
  /// Where the entry stands in the lists of its segment, or belongs.
  uint32_t PlaceOf(const AdjacencyChange& change) const;

  std::shared_ptr<const Base> base_;
  // Never null. Shared with the copies; Settle makes one of its own.
  std::shared_ptr<SegmentChanges> changes_;
  LaneArray<AdjacencyChange> aside_;  // In the order in which they came.
  size_t change_count_ = 0;           // Of all segments, and aside.
  GroupBitmap changed_;               // Lanes.
  uint64_t edge_count_ = 0;
};

}  // namespace rondo
