#pragma once

// GraphReader: the reads of GraphView over one root. Snapshots and transactions both read through
// it; a transaction sees its own changes because they are in its root.
//
// Thread rule: const methods from many threads, while nobody changes the root.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "storage/root/root.h"

namespace rondo {

class GraphReader {
 public:
  /// `snapshot` is the state of the ordered store that `root` was published with; null for the root
  /// of the writer. All must outlive the reader.
  GraphReader(StoreCore& core, const Root& root, const OrderedSnapshot* snapshot)
      : core_(core), root_(root), snapshot_(snapshot) {}

  const Root& root() const { return root_; }
  StoreCore& core() const { return core_; }

  // ---- As in GraphView.
  Result<size_t> ScanNodes(ScanPosition& position, std::span<NodeId> out) const;
  Result<size_t> ScanNodesWithLabel(LabelId label, ScanPosition& position,
                                    std::span<NodeId> out) const;
  Result<size_t> ScanEdges(ScanPosition& position, std::span<EdgeId> out) const;
  Result<size_t> ScanEdgesWithType(EdgeTypeId type, ScanPosition& position,
                                   std::span<EdgeId> out) const;
  Result<void> ScanEdgesBySource(EdgeTypeId type, ScanPosition& position, EdgeColumns& out) const;
  Result<void> GatherNodeExists(std::span<const NodeId> ids, std::span<bool> out) const;
  Result<void> GatherEdgeExists(std::span<const EdgeId> ids, std::span<bool> out) const;
  Result<void> GatherHasLabel(LabelId label, std::span<const NodeId> ids,
                              std::span<bool> out) const;
  Result<void> GatherNodeProperty(PropertyKeyId key, std::span<const NodeId> ids,
                                  std::span<Value> out) const;
  Result<void> GatherEdgeProperty(PropertyKeyId key, std::span<const EdgeId> ids,
                                  std::span<Value> out) const;
  Result<bool> GatherNodeIntegers(PropertyKeyId key, std::span<const NodeId> ids,
                                  std::span<int64_t> out, std::span<uint8_t> is_null) const;
  Result<bool> GatherEdgeIntegers(PropertyKeyId key, std::span<const EdgeId> ids,
                                  std::span<int64_t> out, std::span<uint8_t> is_null) const;
  Result<bool> ReadEdgeIntegers(PropertyKeyId key, EdgeId first, std::span<int64_t> out,
                                std::span<uint8_t> is_null) const;
  Result<void> GatherEdgeEndpoints(std::span<const EdgeId> ids, std::span<NodeId> sources,
                                   std::span<NodeId> targets, std::span<EdgeTypeId> types) const;
  Result<void> GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                             std::span<uint64_t> out) const;
  Result<void> ReadLabels(NodeId id, std::vector<LabelId>& out) const;
  Result<void> ReadNodeProperties(NodeId id, std::vector<Property>& out) const;
  Result<void> ReadEdgeProperties(EdgeId id, std::vector<Property>& out) const;
  Result<void> ReadSomeProperties(NodeId id, std::span<const PropertyKeyId> keys,
                                  std::span<Value> out) const;
  Result<void> Expand(const ExpandOptions& options, std::span<const NodeId> ids,
                      AdjacencyBatch& out) const;
  Result<void> ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                           MarkedNumbers& seen, std::vector<NodeId>& out) const;
  Result<void> FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                std::vector<EdgeId>& out) const;
  bool HasNodeIndex(LabelId label, PropertyKeyId key) const;
  bool IsKey(LabelId label, PropertyKeyId key) const;
  Result<void> FindNodes(LabelId label, PropertyKeyId key, const Value& value,
                         std::vector<NodeId>& out) const;
  Result<bool> FindNodesInRange(LabelId label, PropertyKeyId key, const ValueRange& range,
                                size_t count_max, std::vector<NodeId>& out) const;
  std::vector<std::vector<PropertyKeyId>> CompositeIndexes(LabelId label) const;
  Result<bool> FindNodesByAll(LabelId label, std::span<const PropertyKeyId> keys,
                              std::span<const Value> values, std::vector<NodeId>& out) const;
  Result<void> FindNodesByNamePrefix(std::string_view prefix, size_t limit,
                                     std::vector<NodeId>& out) const;
  Result<void> FindNodesByName(std::string_view name, std::vector<NodeId>& out) const;

  // ---- For the writer, the index builder and the integrity check. The caller holds an EpochGuard.

  /// The directory of a group; null past the end. `with_header`: the group's own chunk, which says
  /// what is in the directory, is wanted too.
  Result<const GroupDirectory*> Directory(const GroupTable& table, GroupNumber number,
                                          bool with_header = false) const;
  Result<const IndexDirectory*> Directory(const IndexTree& tree) const;
  /// The chunk of `handle`, which must be stored.
  template <typename T>
  Result<const T*> Load(const ChunkHandle& handle) const {
    if (const Chunk* chunk = handle.Peek()) return static_cast<const T*>(chunk);
    RONDO_TRY_ASSIGN(const Chunk* chunk, LoadStored(handle));
    return static_cast<const T*>(chunk);
  }
  /// The group's own chunk; null where there is none.
  template <typename T>
  Result<const T*> Header(const GroupTable& table, GroupNumber number) const {
    RONDO_TRY_ASSIGN(const GroupDirectory* directory, Directory(table, number, true));
    if (directory == nullptr || directory->header == nullptr) return static_cast<const T*>(nullptr);
    return Load<T>(*directory->header);
  }
  /// A member chunk of a group; null where there is none.
  template <typename T>
  Result<const T*> Member(const GroupTable& table, GroupNumber number, MemberKey key) const {
    RONDO_TRY_ASSIGN(const GroupDirectory* directory, Directory(table, number));
    const ChunkHandle* handle = directory == nullptr ? nullptr : directory->Find(key);
    if (handle == nullptr) return static_cast<const T*>(nullptr);
    return Load<T>(*handle);
  }
  /// Calls `visit(entry)` for the entries of an index that are at least `from`, ascending, until it
  /// returns false.
  template <typename Visit>
  Result<void> VisitIndex(const IndexTree& tree, std::string_view from, Visit visit) const {
    RONDO_TRY_ASSIGN(const IndexDirectory* directory, Directory(tree));
    if (directory->leaves().empty()) return {};
    size_t leaf_index = directory->Find(from);
    RONDO_TRY_ASSIGN(const IndexLeaf* leaf,
                     Load<IndexLeaf>(*directory->leaves()[leaf_index].handle));
    size_t at = leaf->LowerBound(from);
    while (true) {
      for (; at < leaf->size(); ++at) {
        if (!visit((*leaf)[at])) return {};
      }
      if (++leaf_index == directory->leaves().size()) return {};
      RONDO_TRY_ASSIGN(leaf, Load<IndexLeaf>(*directory->leaves()[leaf_index].handle));
      at = 0;
    }
  }

 private:
  Result<const Chunk*> LoadStored(const ChunkHandle& handle) const;
  Result<const GroupDirectory*> LoadDirectory(const Group& group, bool with_header) const;
  /// What the record of `header` says is in the group; nothing where there is none.
  Result<std::optional<GroupContents>> LoadContents(const ChunkHandle& header,
                                                    bool with_header) const;
  Result<bool> HasNameWithPrefix(NodeId id, std::string_view folded_prefix) const;
  Result<void> FindByScan(LabelId label, PropertyKeyId key, const Value& value,
                          std::vector<NodeId>& out) const;

  StoreCore& core_;
  const Root& root_;
  const OrderedSnapshot* snapshot_;
};

}  // namespace rondo
