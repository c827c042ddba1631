#pragma once

// GraphView: how everything above the storage engine reads a graph. All reads come in batches: ids
// are scanned into spans, columns are gathered for vectors of ids, adjacency is expanded for
// vectors of ids, so that one virtual call is paid per batch and never per row. The storage
// engine's snapshots and transactions implement it, and so does the in-memory CsrGraph that
// algorithms run on.
//
// A view shows one state of the graph: what it answers does not change, except through the
// transaction that is the view. Thread rule: const methods may be called from many threads at once
// while nobody writes through the same view. Every method fails with Io or Corruption if the disk
// does; an id that is not in the graph is "absent": it has no labels, properties or edges, and is
// no error.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/marked_numbers.h"
#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"

namespace rondo {

/// Values between two bounds, which belong to it; a null bounds nothing. REQUIRES: not both are
/// null.
struct ValueRange {
  Value low;
  Value high;
};

/// Where a scan stands. Default-constructed: at the beginning. Belongs to one scan of one view.
struct ScanPosition {
  uint64_t next_id = 0;
  uint64_t end_id = UINT64_MAX;  // The scan ends before it, so that several can share the ids.
  bool at_end = false;           // No ids are left in the graph, whatever end_id is.
};

/// The edges met when a batch of nodes is expanded, as a CSR: lane i of the batch owns the entries
/// [offsets[i], offsets[i + 1]). Reuse one object over many calls, so that its memory is reused.
struct AdjacencyBatch {
  std::vector<uint32_t> offsets;
  std::vector<NodeId> neighbors;
  std::vector<EdgeId> edges;
  std::vector<EdgeTypeId> types;  // Filled only if ExpandOptions::with_types.

  void Clear() {
    offsets.clear();
    neighbors.clear();
    edges.clear();
    types.clear();
  }
};

struct ExpandOptions {
  Direction direction = Direction::kOutgoing;
  /// Only edges of these types; empty means every type.
  std::span<const EdgeTypeId> types = {};
  bool with_types = false;
  bool with_edges = true;  // False: what AdjacencyBatch::edges holds is unspecified.
};

/// Edges with their ends, in columns.
struct EdgeColumns {
  bool with_ends = true;                 // False: only `edges` is filled, or the run is.
  bool may_be_run = false;               // Without ends: may give a run instead of `edges`.
  size_t size_wanted = size_t{1} << 14;  // About how many at a time; the edges of one node are not
                                         // always divided.
  std::vector<NodeId> sources;
  std::vector<NodeId> targets;
  std::vector<EdgeId> edges;
  // The edges run_begin, run_begin + 1, ...: `edges` is empty where there are any.
  EdgeId run_begin;
  size_t run_size = 0;

  size_t size() const { return edges.size() + run_size; }
  void Clear() {
    run_size = 0;
    sources.clear();
    targets.clear();
    edges.clear();
  }
};

/// One property of one node or edge.
struct Property {
  PropertyKeyId key;
  Value value;
};

class GraphView {
 public:
  virtual ~GraphView() = default;

  // ---- Names. An id of an unknown name is std::nullopt; names live as long as the view. O(1).
  virtual std::optional<LabelId> FindLabel(std::string_view name) const = 0;
  virtual std::optional<EdgeTypeId> FindEdgeType(std::string_view name) const = 0;
  virtual std::optional<PropertyKeyId> FindPropertyKey(std::string_view name) const = 0;
  virtual std::string_view LabelName(LabelId id) const = 0;
  virtual std::string_view EdgeTypeName(EdgeTypeId id) const = 0;
  virtual std::string_view PropertyKeyName(PropertyKeyId id) const = 0;
  // How many names there are: valid ids are 0 to count - 1. Some may be used by nothing any more.
  virtual uint32_t label_count() const = 0;
  virtual uint32_t edge_type_count() const = 0;
  virtual uint32_t property_key_count() const = 0;

  // ---- Counters. O(1).
  virtual uint64_t NodeCount() const = 0;
  virtual uint64_t NodeCount(LabelId label) const = 0;
  virtual uint64_t EdgeCount() const = 0;
  virtual uint64_t EdgeCount(EdgeTypeId type) const = 0;
  /// Edges of the type whose source (target) has the label.
  virtual uint64_t EdgeCountFrom(EdgeTypeId type, LabelId label) const = 0;
  virtual uint64_t EdgeCountTo(EdgeTypeId type, LabelId label) const = 0;

  // ---- Scans, ascending by id. Fill `out` from its front; return how many were written; fewer
  // than out.size() only at the end of the graph or of the position's ids.
  virtual Result<size_t> ScanNodes(ScanPosition& position, std::span<NodeId> out) const = 0;
  virtual Result<size_t> ScanNodesWithLabel(LabelId label, ScanPosition& position,
                                            std::span<NodeId> out) const = 0;
  virtual Result<size_t> ScanEdges(ScanPosition& position, std::span<EdgeId> out) const = 0;
  virtual Result<size_t> ScanEdgesWithType(EdgeTypeId type, ScanPosition& position,
                                           std::span<EdgeId> out) const = 0;

  /// Some edges of one type, ascending by (source, target, edge), `position` counting sources.
  /// Replaces `out`, which is empty only at the end.
  virtual Result<void> ScanEdgesBySource(EdgeTypeId type, ScanPosition& position,
                                         EdgeColumns& out) const = 0;

  // ---- Gathers: out[i] answers for ids[i]. Spans have equal sizes.
  virtual Result<void> GatherNodeExists(std::span<const NodeId> ids, std::span<bool> out) const = 0;
  virtual Result<void> GatherEdgeExists(std::span<const EdgeId> ids, std::span<bool> out) const = 0;
  virtual Result<void> GatherHasLabel(LabelId label, std::span<const NodeId> ids,
                                      std::span<bool> out) const = 0;
  /// Null where the entity or the property is absent.
  virtual Result<void> GatherNodeProperty(PropertyKeyId key, std::span<const NodeId> ids,
                                          std::span<Value> out) const = 0;
  virtual Result<void> GatherEdgeProperty(PropertyKeyId key, std::span<const EdgeId> ids,
                                          std::span<Value> out) const = 0;
  /// Integers without their Values: out[i] where is_null[i] is 0. False, with unspecified content,
  /// if one of the values is of another type.
  virtual Result<bool> GatherNodeIntegers(PropertyKeyId key, std::span<const NodeId> ids,
                                          std::span<int64_t> out,
                                          std::span<uint8_t> is_null) const = 0;
  virtual Result<bool> GatherEdgeIntegers(PropertyKeyId key, std::span<const EdgeId> ids,
                                          std::span<int64_t> out,
                                          std::span<uint8_t> is_null) const = 0;
  /// GatherEdgeIntegers for the edges first, first + 1, ...; false also where that is no cheaper.
  virtual Result<bool> ReadEdgeIntegers(PropertyKeyId, EdgeId /*first*/, std::span<int64_t> /*out*/,
                                        std::span<uint8_t> /*is_null*/) const {
    return false;
  }
  /// Invalid ids where the edge is absent. A span that is not wanted may be empty.
  virtual Result<void> GatherEdgeEndpoints(std::span<const EdgeId> ids, std::span<NodeId> sources,
                                           std::span<NodeId> targets,
                                           std::span<EdgeTypeId> types) const = 0;
  /// How many edges Expand would give for each node. Cheaper than expanding.
  virtual Result<void> GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                                     std::span<uint64_t> out) const = 0;

  // ---- Whole entities. `out` is replaced; labels and properties ascend by id.
  virtual Result<void> ReadLabels(NodeId id, std::vector<LabelId>& out) const = 0;
  virtual Result<void> ReadNodeProperties(NodeId id, std::vector<Property>& out) const = 0;
  virtual Result<void> ReadEdgeProperties(EdgeId id, std::vector<Property>& out) const = 0;
  /// Some properties of one node: out[i] answers for keys[i], null where it is absent. Spans have
  /// equal sizes.
  virtual Result<void> ReadSomeProperties(NodeId id, std::span<const PropertyKeyId> keys,
                                          std::span<Value> out) const = 0;

  // ---- Adjacency. `out` is replaced. Per node: edges ordered by (type, neighbor id, edge id)
  // within each direction, outgoing before incoming; with kBoth an edge from a node to itself comes
  // once.
  virtual Result<void> Expand(const ExpandOptions& options, std::span<const NodeId> ids,
                              AdjacencyBatch& out) const = 0;
  /// Of the neighbors that Expand would give, appends those that are not in `seen` to `out`, and
  /// puts them there. Ids of MarkedNumbers::kNumbersMax and more are never in it.
  virtual Result<void> ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                                   MarkedNumbers& seen, std::vector<NodeId>& out) const = 0;
  /// The edges between two given nodes, as Expand would order them, appended to `out`.
  virtual Result<void> FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                        std::vector<EdgeId>& out) const = 0;

  // ---- Indexes.
  /// Whether FindNodes on this pair is answered from an index.
  virtual bool HasNodeIndex(LabelId label, PropertyKeyId key) const = 0;
  /// Whether constraints promise that nodes with that label are told apart by that property: each
  /// has a value of it that equals itself and that of no other of them.
  virtual bool IsKey(LabelId, PropertyKeyId) const { return false; }
  /// Appends, ascending, the nodes with that label whose property equals `value` (openCypher's
  /// `=`). O(log n + hits) where HasNodeIndex, else a scan.
  virtual Result<void> FindNodes(LabelId label, PropertyKeyId key, const Value& value,
                                 std::vector<NodeId>& out) const = 0;
  /// Appends, ascending, nodes with that label, all those among them whose property lies in
  /// `range`; texts that begin as `range.high` does lie in it too. False, with nothing appended,
  /// where no index tells, or there are more than `count_max`: then a scan is as good.
  virtual Result<bool> FindNodesInRange(LabelId, PropertyKeyId, const ValueRange& /*range*/,
                                        size_t /*count_max*/, std::vector<NodeId>& /*out*/) const {
    return false;
  }
  /// The properties of each index on several ones of nodes with that label.
  virtual std::vector<std::vector<PropertyKeyId>> CompositeIndexes(LabelId) const { return {}; }
  /// Appends, ascending, nodes with that label, all those among them whose properties equal the
  /// values. False where there is no index on exactly these, in this order.
  virtual Result<bool> FindNodesByAll(LabelId, std::span<const PropertyKeyId> /*keys*/,
                                      std::span<const Value> /*values*/,
                                      std::vector<NodeId>& /*out*/) const {
    return false;
  }
  /// Nodes one of whose names (property `name` or an element of `aliases`) starts with `prefix`,
  /// case and accents folded, in order of the folded name; at most `limit`. For completion and for
  /// people who type names.
  virtual Result<void> FindNodesByNamePrefix(std::string_view prefix, size_t limit,
                                             std::vector<NodeId>& out) const = 0;
  /// Nodes one of whose names equals `name`, case and accents folded.
  virtual Result<void> FindNodesByName(std::string_view name, std::vector<NodeId>& out) const = 0;
};

}  // namespace rondo
