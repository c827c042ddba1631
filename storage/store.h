#pragma once

// Store: one graph in one folder (or in memory), durable through RocksDB, which no user of this
// header sees. Reads go through snapshots, writes through transactions.
//
// Thread rule: a Store may be used from any thread; so may a Snapshot. A Transaction belongs to one
// thread at a time. Snapshots and transactions must end before their Store does.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

/// What an acknowledged commit has survived.
enum class Durability : uint8_t {
  kFull,    // Power loss: synced before it is acknowledged.
  kNormal,  // Death of the process: written, not synced.
  kOff,     // Nothing until the next sync; for bulk loads.
};

struct StoreOptions {
  bool create_if_missing = true;
  /// Opens beside a writing process; writes are refused.
  bool read_only = false;
  Durability durability = Durability::kFull;
  /// Budget for decoded chunks and RocksDB's caches together.
  size_t cache_size = size_t{512} << 20;
};

/// Path that opens a store that lives and dies with the object.
inline constexpr std::string_view kInMemoryPath = ":memory:";

/// An immutable state of the graph.
class Snapshot : public GraphView {
 public:
  /// Ascends with every commit; equal versions of one store show the same graph.
  virtual uint64_t version() const = 0;
};

/// Where a transaction stood; see Transaction::SetSavepoint.
struct Savepoint {
  size_t operation_count = 0;
};

/// On disk as a number: never change the order. kKey: unique, and all properties exist.
enum class ConstraintKind : uint8_t { kUnique, kExists, kType, kKey };

/// A secondary index or a constraint on properties of the nodes with one label, or of the edges of
/// one type.
struct IndexDescription {
  /// Empty on creation: one is made.
  std::string name = {};
  /// The label, or the edge type if `on_edges`.
  std::string label = {};
  std::string property = {};
  /// Absent: a plain index.
  std::optional<ConstraintKind> constraint = {};
  bool on_edges = false;
  /// More properties than one: what has all of them is in the index, and unique are all together.
  std::vector<std::string> more_properties = {};
  /// Of kType: the type that a value must have, as in "STRING", "LIST<INTEGER>", "INTEGER | FLOAT".
  std::string type_name = {};
};

/// The one writer. As a GraphView it shows the committed graph with its own changes. Changes take
/// effect at once for the transaction's own reads and for everybody at Commit. Destroying it
/// without Commit rolls back.
class Transaction : public GraphView {
 public:
  // ---- Names: the id of a name, made if it is new.
  virtual Result<LabelId> InternLabel(std::string_view name) = 0;
  virtual Result<EdgeTypeId> InternEdgeType(std::string_view name) = 0;
  virtual Result<PropertyKeyId> InternPropertyKey(std::string_view name) = 0;

  // ---- Changes. Constraint errors come at once. An absent id is EntityNotFound, except for
  // deletes, which then do nothing.
  /// Labels in any order, each counted once; null properties are left out.
  virtual Result<NodeId> CreateNode(std::span<const LabelId> labels,
                                    std::span<const Property> properties) = 0;
  virtual Result<EdgeId> CreateEdge(EdgeTypeId type, NodeId source, NodeId target,
                                    std::span<const Property> properties) = 0;
  /// Null takes the property away.
  virtual Result<void> SetNodeProperty(NodeId id, PropertyKeyId key, const Value& value) = 0;
  virtual Result<void> SetEdgeProperty(EdgeId id, PropertyKeyId key, const Value& value) = 0;
  virtual Result<void> AddLabel(NodeId id, LabelId label) = 0;
  virtual Result<void> RemoveLabel(NodeId id, LabelId label) = 0;
  /// The node may still have edges inside the transaction; Commit refuses with
  /// Constraint("DeleteConnectedNode") if it has any then.
  virtual Result<void> DeleteNode(NodeId id) = 0;
  virtual Result<void> DeleteEdge(EdgeId id) = 0;

  // ---- Schema.
  virtual Result<void> CreateIndex(const IndexDescription& index) = 0;
  /// `name` of an index or constraint. EntityNotFound if there is none.
  virtual Result<void> DropIndex(std::string_view name) = 0;

  // ---- Size.
  /// Whether its changes take so much of the cache that whoever still has many to make, which need
  /// not be one transaction, does well to commit.
  virtual bool IsLarge() const = 0;

  // ---- Statement atomicity.
  virtual Savepoint SetSavepoint() = 0;
  /// Undoes every change since `savepoint`. Names that were interned stay.
  virtual Result<void> RollbackTo(Savepoint savepoint) = 0;

  /// Makes the changes durable and visible, or fails and leaves the store as it was. The
  /// transaction is over either way.
  virtual Result<void> Commit() = 0;
  virtual void Rollback() = 0;
};

/// A problem found by Store::Check.
struct IntegrityProblem {
  std::string place;    // "node group 3", "index Player(name)", ...
  std::string message;  // What is wrong there.
};

struct StoreStatistics {
  struct NamedCount {
    std::string name;
    uint64_t count = 0;
  };
  uint64_t node_count = 0;
  uint64_t edge_count = 0;
  std::vector<NamedCount> labels;
  std::vector<NamedCount> edge_types;
  uint64_t disk_size = 0;   // Bytes.
  uint64_t cache_size = 0;  // Bytes in use now.
  uint32_t format_version = 0;
};

class Store {
 public:
  /// Opens the store in the folder `path` or, for ":memory:", a fresh one. Unavailable if another
  /// process writes to it (naming it), if the folder holds something else or a newer format, or if
  /// it is missing and may not be made; Corruption or Io otherwise. Each message names the path and
  /// the way out.
  static Result<std::unique_ptr<Store>> Open(const std::string& path, const StoreOptions& options);

  virtual ~Store() = default;

  /// The newest committed state. Never blocks, well under a microsecond.
  virtual std::shared_ptr<const Snapshot> OpenSnapshot() const = 0;
  /// Waits for the writers before it. Unavailable where the store is read-only.
  virtual Result<std::unique_ptr<Transaction>> BeginTransaction() = 0;

  virtual std::vector<IndexDescription> ListIndexes() const = 0;

  // ---- Care.
  /// Walks everything and cross-checks it; an empty list is a sound store.
  virtual Result<std::vector<IntegrityProblem>> Check() const = 0;
  virtual Result<StoreStatistics> Statistics() const = 0;
  /// Folds deltas and gives space back.
  virtual Result<void> Compact() = 0;
  /// A consistent copy into a folder that must not exist, while readers and writers go on.
  virtual Result<void> Backup(const std::string& directory) = 0;
  /// Makes a store at `path`, which must not exist, from a backup.
  static Result<void> Restore(const std::string& backup, const std::string& path);
};

}  // namespace rondo
