#pragma once

// AdjacencyChunk: the edges of one type, in one direction, of the nodes of a group. A base in CSR
// form, shared by the copies of the chunk, and the changes since, sorted. Most lanes have none, and
// a bitmap says so.
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

#include "graph/model/ids.h"
#include "graph/view/graph_view.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/id_array.h"

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
  AdjacencyChunk() : base_(EmptyBase()) {}

  uint64_t edge_count() const { return edge_count_; }
  uint32_t Degree(Lane lane) const {
    const uint32_t degree = base_->Degree(lane);
    return HasChanges(lane) ? DegreeWithChanges(lane, degree) : degree;
  }
  /// Asks the processor to fetch the list of `lane`, which will be read soon.
  void Prefetch(Lane lane) const { base_->neighbors.Prefetch(base_->Begin(lane)); }
  /// Writes the list of `lane`, ordered by (neighbor, edge): Degree(lane) entries. `edges` may be
  /// null: not wanted.
  void WriteTo(Lane lane, NodeId* neighbors, EdgeId* edges) const {
    if (HasChanges(lane)) return WriteMerged(lane, neighbors, edges);
    const uint32_t degree = base_->Degree(lane);
    const uint32_t begin = base_->Begin(lane);
    base_->neighbors.CopyTo(begin, degree, neighbors);
    if (edges != nullptr) base_->edges.CopyTo(begin, degree, edges);
  }
  /// Appends the list of `lane`, ordered by (neighbor, edge).
  void AppendTo(Lane lane, std::vector<NodeId>& neighbors, std::vector<EdgeId>& edges) const;
  /// Appends the lists of the lanes from `lane` to `lane_end` - 1 until there are about `size_max`
  /// edges, as edges whose sources are `first_id` + lane. Returns the first lane that was not
  /// taken. REQUIRES: an outgoing chunk.
  Lane AppendLists(Lane lane, Lane lane_end, size_t size_max, uint64_t first_id,
                   EdgeColumns& out) const;
  /// Appends the edges to `neighbor`, ascending.
  void AppendEdgesTo(Lane lane, NodeId neighbor, std::vector<EdgeId>& edges) const;
  uint32_t CountEdgesTo(Lane lane, NodeId neighbor) const;

  /// REQUIRES: the edge is not in the list of the lane.
  void Add(Lane lane, NodeId neighbor, EdgeId edge);
  /// REQUIRES: the edge is in the list of the lane.
  void Remove(Lane lane, NodeId neighbor, EdgeId edge);

  /// Whether the changes are many enough that reading or copying them would cost.
  bool WantsFold() const;
  /// Makes a base of base and changes.
  void Fold();

  /// Appends the payload of a base: degrees of the first lanes, then the lists one after the other.
  static void EncodeLists(std::span<const int64_t> degrees, std::span<const int64_t> neighbors,
                          std::span<const int64_t> edges, std::string& out);
  /// Appends a delta of `changes`.
  static void EncodeDelta(std::span<const AdjacencyChange> changes, std::string& out);

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<AdjacencyChunk>(*this); }
  /// REQUIRES: folded.
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  size_t MemorySize() const override;

 private:
  struct Base {
    // offsets[lane] to offsets[lane + 1]; lanes past the end have no edges.
    std::vector<uint32_t> offsets;
    IdArray neighbors;
    IdArray edges;

    uint32_t Degree(Lane lane) const {
      return lane + 1 < offsets.size() ? offsets[lane + 1] - offsets[lane] : 0;
    }
    uint32_t Begin(Lane lane) const { return lane + 1 < offsets.size() ? offsets[lane] : 0; }
  };

  static const std::shared_ptr<const Base>& EmptyBase();
  bool HasChanges(Lane lane) const { return !changes_.empty() && changed_.Test(lane); }
  void WriteMerged(Lane lane, NodeId* neighbors, EdgeId* edges) const;
  std::span<const AdjacencyChange> ChangesOf(Lane lane) const;
  uint32_t DegreeWithChanges(Lane lane, uint32_t degree) const;
  /// Calls `visit(entry)` for the merged list of a lane that has changes.
  template <typename Visit>
  void ForEachMerged(Lane lane, Visit visit) const;
  void Insert(const AdjacencyChange& change);

  std::shared_ptr<const Base> base_;
  std::vector<AdjacencyChange> changes_;  // Sorted by (lane, entry), each entry once.
  GroupBitmap changed_;
  uint64_t edge_count_ = 0;
};

}  // namespace rondo
