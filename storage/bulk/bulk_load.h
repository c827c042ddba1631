#pragma once

// BulkLoad: the BulkLoader of an engine. Columns of nodes become chunks as soon as their group is
// full; edges wait in tables by type until Finish sorts them, numbers them and builds their groups,
// columns and both adjacency lists. Every record goes through one sorter into the ordered store,
// which takes them all at once.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "storage/bulk/column_buffer.h"
#include "storage/bulk/edge_table.h"
#include "storage/bulk/index_builder.h"
#include "storage/bulk/record_sorter.h"
#include "storage/bulk_loader.h"
#include "storage/chunk/group_contents.h"
#include "storage/root/root.h"
#include "storage/transaction/commit_queue.h"

namespace rondo {

class BulkLoad final : public BulkLoader {
 public:
  /// The caller is the lone writer and hands that over; `base` is the newest root. Temporary files
  /// go to `folder`; if it is empty, everything stays in memory.
  BulkLoad(StoreCore& core, CommitQueue& queue, std::shared_ptr<const Root> base,
           std::string folder, const BulkLoadOptions& options);
  ~BulkLoad() override;
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;

  Result<void> Start();
  Result<NodeId> AddNodes(std::span<const std::string> labels, size_t row_count,
                          std::span<const BulkColumn> columns) override;
  Result<void> AddEdges(std::string_view type, std::span<const NodeId> sources,
                        std::span<const NodeId> targets,
                        std::span<const BulkColumn> columns) override;
  Result<void> EndEdges(std::string_view type) override;
  Result<BulkLoadSummary> Finish() override;

 private:
  // Nodes with consecutive ids and equal labels.
  struct LabelStretch {
    std::vector<LabelId> labels;
    uint64_t begin = 0;
    uint64_t end = 0;
  };
  struct GroupMember {
    GroupNumber group = 0;
    MemberKey key;
    friend constexpr auto operator<=>(const GroupMember&, const GroupMember&) = default;
  };
  struct EdgeType {
    EdgeTypeId id;
    std::unique_ptr<EdgeTable> table;
  };
  class AdjacencyWriter;
  class EndCounter;

  Result<std::vector<KeyedColumn>> CheckColumns(std::span<const BulkColumn> columns,
                                                size_t row_count);
  Result<void> CheckStop() const;
  size_t MemorySize() const;
  std::string RunPath(std::string_view name) const;
  template <typename Id>
  Id Intern(std::string_view name, NameTable<Id> Catalog::*table);
  void PutRecord(const ChunkKey& key, std::string_view payload);
  /// Moves what is large to disk if too much is in memory.
  Result<void> KeepWithinMemory();

  // ---- Nodes.
  void AppendToGroups(std::span<const KeyedColumn> columns, size_t row_count);
  void WriteNodeColumns();
  Result<void> IndexNodes(NodeId first, std::span<const LabelId> labels, size_t row_count,
                          std::span<const KeyedColumn> columns);
  /// Checks what `index` demands of one node or edge and adds its entry.
  Result<void> IndexOne(const IndexDefinition& index, uint64_t id, std::span<const Value> values);
  Result<void> IndexEdges(uint64_t first, EdgeTypeId type, const EdgeTable& table,
                          const EdgeTable::Rows& rows);
  void IndexNames(NodeId first, const BulkColumn& column);
  void WriteNodeGroups();

  // ---- Edges.
  Result<void> WriteEdges(std::string_view name, EdgeType& type);
  /// Tells whoever wants to know which ids the edges of the rows get.
  void TellEdgeIds(std::string_view name, uint64_t first_edge, const EdgeTable::Rows& rows) const;
  /// Both directions of what lies in memory, and the groups, each in a thread of its own.
  Result<void> WriteEdgesAtOnce(std::string_view name, EdgeTypeId type, uint64_t first_edge,
                                EdgeTable& table);
  /// The same in little memory, some groups after the other.
  Result<void> WriteEdgesPieceByPiece(std::string_view name, EdgeTypeId type, uint64_t first_edge,
                                      EdgeTable& table);
  Result<void> WriteEdgeGroups(EdgeTypeId type, uint64_t first_edge, const EdgeTable& table,
                               const EdgeTable::Rows& rows);
  Result<void> WriteLists(EdgeTypeId type, uint64_t first_edge, const EdgeTable::Rows& rows);
  void WriteEdgeGroup(GroupNumber group, EdgeTypeId type, const EdgeTable& table,
                      const EdgeTable::Rows& rows);
  Result<void> WriteIncoming(EdgeTypeId type, uint64_t first_edge, EdgeTable& table);

  Result<void> WriteIndexes();
  Result<void> Publish();
  void End();

  StoreCore& core_;
  CommitQueue& queue_;
  const std::shared_ptr<const Root> base_;
  const std::string folder_;
  const BulkLoadOptions options_;
  bool over_ = false;

  Catalog catalog_;
  Counters counters_;
  std::mutex records_mutex_;  // Held to add while two threads do.
  RecordSorter records_;
  std::map<PropertyKeyId, ColumnBuffer> node_columns_;  // Of the group that is being filled.
  std::vector<LabelStretch> stretches_;
  std::vector<GroupMember> members_;                    // Of node groups.
  std::vector<std::unique_ptr<IndexBuilder>> indexes_;  // The first is that of names.
  std::map<std::string, EdgeType, std::less<>> edge_types_;
};

}  // namespace rondo
