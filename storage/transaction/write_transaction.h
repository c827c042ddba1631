#pragma once

// WriteTransaction: the Transaction on a GraphWriter: checks what may be done, keeps the counters,
// the indexes and the constraints right, and remembers how to undo each change.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/id_stretch.h"
#include "storage/root/reader_view.h"
#include "storage/store.h"
#include "storage/transaction/commit_queue.h"
#include "storage/transaction/graph_writer.h"

namespace rondo {

class WriteTransaction final : public ReaderView<Transaction> {
 public:
  struct Start {
    std::shared_ptr<const Root> base;
    uint64_t owner = 0;
    bool sync = true;
    // Ids below these were given out by transactions that rolled back.
    uint64_t node_id_floor = 0;
    uint64_t edge_id_floor = 0;
  };
  /// `on_end(next_node_id, next_edge_id)` is called once, while the caller still is the writer.
  WriteTransaction(StoreCore& core, CommitQueue& queue, Start start,
                   std::function<void(uint64_t, uint64_t)> on_end);
  ~WriteTransaction() override;

  Result<LabelId> InternLabel(std::string_view name) override;
  Result<EdgeTypeId> InternEdgeType(std::string_view name) override;
  Result<PropertyKeyId> InternPropertyKey(std::string_view name) override;

  Result<NodeId> CreateNode(std::span<const LabelId> labels,
                            std::span<const Property> properties) override;
  Result<EdgeId> CreateEdge(EdgeTypeId type, NodeId source, NodeId target,
                            std::span<const Property> properties) override;
  Result<NodeId> CreateNodeIn(IdStretch& stretch, std::span<const LabelId> labels,
                              std::span<const Property> properties);
  Result<EdgeId> CreateEdgeIn(IdStretch& stretch, EdgeTypeId type, NodeId source, NodeId target,
                              std::span<const Property> properties);
  Result<void> SetNodeProperty(NodeId id, PropertyKeyId key, const Value& value) override;
  Result<void> SetEdgeProperty(EdgeId id, PropertyKeyId key, const Value& value) override;
  Result<void> AddLabel(NodeId id, LabelId label) override;
  Result<void> RemoveLabel(NodeId id, LabelId label) override;
  Result<void> DeleteNode(NodeId id) override;
  Result<void> DeleteEdge(EdgeId id) override;

  Result<void> CreateIndex(const IndexDescription& index) override;
  Result<void> DropIndex(std::string_view name) override;

  bool IsLarge() const override;
  Savepoint SetSavepoint() override { return {undo_.size()}; }
  Result<void> RollbackTo(Savepoint savepoint) override;
  Result<void> Commit() override;
  void Rollback() override;

 private:
  struct IndexUndo {
    IndexDefinition definition;
    std::shared_ptr<IndexTree> tree;
  };
  // How to take one change back. Many are made, so it is small.
  struct Undo {
    enum class Kind : uint8_t {
      kNodeCreated,
      kNodeDeleted,
      kNodeProperty,
      kEdgeProperty,
      kLabelAdded,
      kLabelRemoved,
      kEdgeCreated,
      kEdgeDeleted,
      kIndexCreated,
      kIndexDropped,
    };
    Kind kind;
    uint64_t id = 0;
    PropertyKeyId key{};
    Value value{};
    LabelId label{};
    EdgeGroupChunk::Endpoints endpoints{};
    std::unique_ptr<IndexUndo> index{};
  };

  Result<void> CheckOpen() const;
  Result<void> RequireNode(NodeId id) const;
  /// The group of a node, which must exist. The caller holds an EpochGuard.
  Result<const NodeGroupChunk*> GroupOfNode(NodeId id) const;
  Result<void> RequireEdge(EdgeId id, EdgeGroupChunk::Endpoints& endpoints) const;
  template <typename Id>
  Result<Id> Intern(std::string_view name, NameTable<Id> Catalog::*table);

  // ---- Changes as they are made and undone: without checks and without a record.
  Result<void> ApplyNodeExists(NodeId id, bool exists);
  Result<void> ApplyLabel(NodeId id, LabelId label, bool has);
  Result<void> ApplyNodeProperty(NodeId id, PropertyKeyId key, const Value& value);
  Result<void> ApplyEdgeProperty(EdgeId id, EdgeTypeId type, PropertyKeyId key, const Value& value);
  Result<void> ApplyEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints, bool exists);
  /// The same for who has found the groups of its ends.
  Result<void> ApplyEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints,
                         const NodeGroupChunk& source_group, const NodeGroupChunk& target_group,
                         bool exists);
  /// A node with edges gets or loses a label: they begin and end at one more or one less.
  Result<void> CountEdgesOfLabel(NodeId id, LabelId label, bool has);
  /// Takes a new edge back, with the values that it was made with.
  Result<void> UndoEdge(EdgeId id, const EdgeGroupChunk::Endpoints& endpoints);
  Result<void> UndoOne(const Undo& undo);

  // ---- Creation.
  /// `take_id()` is a Result of the id, asked for once nothing is wrong with the rest.
  template <typename Take>
  Result<NodeId> MakeNode(std::span<const LabelId> labels, std::span<const Property> properties,
                          Take take_id);
  template <typename Take>
  Result<EdgeId> MakeEdge(const EdgeGroupChunk::Endpoints& endpoints,
                          std::span<const Property> properties, Take take_id);

  // ---- Indexes.
  Result<Value> NodeValue(NodeId id, PropertyKeyId key) const;
  /// The values that an index or constraint is about, of one node or edge as it is now.
  Result<std::vector<Value>> ValuesOf(const IndexDefinition& index, uint64_t id) const;
  /// Whether nothing keeps the entity from having `values`: types, and others that have them.
  Result<void> CheckValues(const IndexDefinition& index, uint64_t id,
                           std::span<const Value> values) const;
  /// The same for the values as they will be when the property `key` is `value`.
  Result<void> CheckChange(const IndexDefinition& index, uint64_t id, PropertyKeyId key,
                           const Value& value) const;
  Result<void> ChangeEntry(const IndexDefinition& index, uint64_t id, bool add);
  bool IsNameKey(PropertyKeyId key) const;
  Result<std::vector<std::string>> NamesOf(NodeId id) const;
  Result<void> ChangeNames(NodeId id, const std::vector<std::string>& before);
  Result<IndexDefinition> Define(const IndexDescription& description);
  Result<std::vector<std::string>> EntriesFor(const IndexDefinition& index) const;
  Result<void> AppendEntries(const IndexDefinition& index, std::span<const uint64_t> ids,
                             std::vector<std::string>& entries) const;
  Result<void> CheckEntriesUnique(const IndexDefinition& index,
                                  const std::vector<std::string>& entries) const;

  // ---- Commit.
  Result<void> CheckDeletedNodes() const;
  Result<void> CheckExistence() const;
  Result<void> CheckExistence(const IndexDefinition& index) const;
  void End();

  const Catalog& catalog() const { return *writer_->root().catalog; }
  Counters& counters() { return writer_->root().counters; }

  WriteTransaction(std::unique_ptr<GraphWriter> writer, StoreCore& core, CommitQueue& queue,
                   Start start, std::function<void(uint64_t, uint64_t)> on_end);

  std::unique_ptr<GraphWriter> writer_;
  StoreCore& core_;
  CommitQueue& queue_;
  const Start start_;
  std::function<void(uint64_t, uint64_t)> on_end_;
  bool over_ = false;
  std::vector<Undo> undo_;
  std::vector<NodeId> deleted_nodes_;
  // Nodes that may have come to lack a property that a constraint demands.
  std::vector<NodeId> existence_suspects_;
  std::vector<EdgeId> edge_existence_suspects_;
};

}  // namespace rondo
