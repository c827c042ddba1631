#pragma once

// StoreEngine: the Store on an ordered store: opens it, publishes snapshots, starts transactions.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "storage/bulk_loader.h"
#include "storage/chunk/epoch.h"
#include "storage/root/reader_view.h"
#include "storage/root/root.h"
#include "storage/store.h"
#include "storage/store_folder.h"
#include "storage/transaction/commit_queue.h"

namespace rondo {

class RootSnapshot final : public ReaderView<Snapshot> {
 public:
  RootSnapshot(StoreCore& core, std::shared_ptr<const Root> root,
               std::shared_ptr<const OrderedSnapshot> snapshot)
      : ReaderView(GraphReader(core, *root, snapshot.get())),
        root_(std::move(root)),
        snapshot_(std::move(snapshot)) {}

  uint64_t version() const override { return root_->version; }
  /// Not so in a transaction, which may break what constraints promise until it commits.
  bool IsKey(LabelId label, PropertyKeyId key) const override { return reader().IsKey(label, key); }
  const GraphReader& graph_reader() const { return reader(); }
  const OrderedSnapshot* ordered_snapshot() const { return snapshot_.get(); }

 private:
  std::shared_ptr<const Root> root_;
  std::shared_ptr<const OrderedSnapshot> snapshot_;
};

class StoreEngine final : public Store {
 public:
  /// Reads what the ordered store holds, or makes it an empty store. `path` is for messages.
  static Result<std::unique_ptr<StoreEngine>> Start(std::unique_ptr<OrderedStore> store,
                                                    const std::string& path,
                                                    const StoreOptions& options);
  ~StoreEngine() override;

  std::shared_ptr<const Snapshot> OpenSnapshot() const override { return NewestSnapshot(); }
  Result<std::unique_ptr<Transaction>> BeginTransaction() override;
  Result<std::unique_ptr<BulkLoader>> BeginBulkLoad(const BulkLoadOptions& options);
  std::vector<IndexDescription> ListIndexes() const override;
  Result<std::vector<IntegrityProblem>> Check() const override;
  Result<StoreStatistics> Statistics() const override;
  Result<void> Compact() override;
  Result<void> Backup(const std::string& directory) override;

  /// Keeps the note of who holds the lock for as long as the store is open.
  void HoldLockNote(std::unique_ptr<LockHolderNote> note) { lock_note_ = std::move(note); }
  std::shared_ptr<const RootSnapshot> NewestSnapshot() const;

 private:
  StoreEngine(std::unique_ptr<OrderedStore> store, std::string path, const StoreOptions& options);

  void Publish(std::shared_ptr<const Root> root);
  Result<void> RefuseIfReadOnly() const;

  using Published = std::shared_ptr<const RootSnapshot>;

  const std::string path_;
  const StoreOptions options_;
  std::unique_ptr<LockHolderNote> lock_note_;
  mutable StoreCore core_;
  // Read without a lock: swapped by Publish, the old one retired to the epochs.
  std::atomic<const Published*> published_{nullptr};
  std::unique_ptr<CommitQueue> queue_;
  std::atomic<uint64_t> next_owner_{1};
  std::atomic<uint64_t> node_id_floor_{0};
  std::atomic<uint64_t> edge_id_floor_{0};
};

}  // namespace rondo
