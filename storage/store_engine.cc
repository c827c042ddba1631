#include "storage/store_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "storage/bulk/bulk_load.h"
#include "storage/codec/format_version.h"
#include "storage/codec/key_codec.h"
#include "storage/integrity.h"
#include "storage/root/end_count.h"
#include "storage/storage_error.h"
#include "storage/transaction/graph_writer.h"
#include "storage/transaction/write_transaction.h"

namespace rondo {
namespace {

const std::string& FormatKey() {
  static const std::string key = EncodeKey({KeyTag::kFormat, 0, 0});
  return key;
}

Result<Root> MakeEmpty(OrderedStore& store, const StoreOptions& options) {
  OrderedBatch batch;
  batch.Put(FormatKey(), EncodeFormatRecord(kFormatVersion));
  const OrderedBatch* const batches[] = {&batch};
  RONDO_TRY(store.Write(batches, options.durability == Durability::kFull));
  return StoredRoot(std::make_shared<const Catalog>(), {});
}

Result<Root> ReadRoot(const OrderedStore& store, uint32_t version, const std::string& path) {
  if (version > kFormatVersion) {
    return UnavailableError(
        "NewerFormat", fmt::format("`{}` was written by a newer Rondo (format {}, this program "
                                   "knows {}); use that version",
                                   path, version, kFormatVersion));
  }
  auto catalog = std::make_shared<const Catalog>();
  RONDO_TRY_ASSIGN(const std::optional<std::string> catalog_record,
                   store.Get(EncodeKey({KeyTag::kCatalog, 0, 0}), nullptr));
  if (catalog_record) {
    RONDO_TRY_ASSIGN(Catalog decoded, DecodeCatalog(*catalog_record));
    catalog = std::make_shared<const Catalog>(std::move(decoded));
  }
  Counters counters;
  RONDO_TRY_ASSIGN(const std::optional<std::string> counters_record,
                   store.Get(EncodeKey({KeyTag::kCounters, 0, 0}), nullptr));
  if (counters_record) {
    RONDO_TRY_ASSIGN(counters, DecodeCounters(*counters_record));
  }
  if (counters.next_node_id > kEntityIdsMax || counters.next_edge_id > kEntityIdsMax) {
    return CorruptionError("MalformedCounters", "the counters are malformed");
  }
  return StoredRoot(std::move(catalog), std::move(counters));
}

// Format 1 did not count edges by the labels at their ends.
Result<void> BringUpToDate(StoreCore& core, Root& root, const StoreOptions& options) {
  RONDO_TRY(CountEnds(GraphReader(core, root, nullptr), root.counters));
  if (options.read_only) return {};
  OrderedBatch batch;
  std::string counters;
  EncodeCounters(nullptr, root.counters, counters);
  batch.Put(EncodeKey({KeyTag::kCounters, 0, 0}), counters);
  batch.Put(FormatKey(), EncodeFormatRecord(kFormatVersion));
  const OrderedBatch* const batches[] = {&batch};
  return core.store->Write(batches, options.durability == Durability::kFull);
}

}  // namespace

StoreEngine::StoreEngine(std::unique_ptr<OrderedStore> store, std::string path,
                         const StoreOptions& options)
    : path_(std::move(path)), options_(options), core_(std::move(store), options.cache_size) {}

StoreEngine::~StoreEngine() {
  queue_.reset();
  delete published_.load();
}

Result<std::unique_ptr<StoreEngine>> StoreEngine::Start(std::unique_ptr<OrderedStore> store,
                                                        const std::string& path,
                                                        const StoreOptions& options) {
  RONDO_TRY_ASSIGN(const std::optional<std::string> format, store->Get(FormatKey(), nullptr));
  Result<Root> root = Root();
  uint32_t version = kFormatVersion;
  if (format) {
    RONDO_TRY_ASSIGN(version, DecodeFormatRecord(*format));
    root = ReadRoot(*store, version, path);
  } else if (options.read_only) {
    return UnavailableError("NoSuchStore", fmt::format("the store at `{}` is empty", path));
  } else {
    root = MakeEmpty(*store, options);
  }
  if (!root.ok()) {
    Error error = std::move(root).error();
    if (error.code == ErrorCode::kCorruption) error.message += fmt::format(" (in `{}`)", path);
    return error;
  }
  std::unique_ptr<StoreEngine> engine(new StoreEngine(std::move(store), path, options));
  if (version < kFormatVersion) {
    RONDO_TRY(BringUpToDate(engine->core_, root.value(), options));
  }
  auto first = std::make_shared<const Root>(std::move(root).value());
  engine->queue_ = std::make_unique<CommitQueue>(
      engine->core_, first,
      [raw = engine.get()](std::shared_ptr<const Root> next) { raw->Publish(std::move(next)); });
  engine->Publish(std::move(first));
  return engine;
}

void StoreEngine::Publish(std::shared_ptr<const Root> root) {
  auto next = std::make_unique<const Published>(
      std::make_shared<const RootSnapshot>(core_, std::move(root), core_.store->TakeSnapshot()));
  std::unique_ptr<const Published> previous(published_.exchange(next.release()));
  if (previous != nullptr) core_.epochs.Retire(std::shared_ptr<const void>(std::move(previous)));
}

std::shared_ptr<const RootSnapshot> StoreEngine::NewestSnapshot() const {
  const EpochGuard guard(core_.epochs);
  return *published_.load();
}

Result<void> StoreEngine::RefuseIfReadOnly() const {
  if (!options_.read_only) return {};
  return UnavailableError("ReadOnly", fmt::format("`{}` is open read-only", path_));
}

Result<std::unique_ptr<Transaction>> StoreEngine::BeginTransaction() {
  RONDO_TRY(RefuseIfReadOnly());
  RONDO_TRY_ASSIGN(std::shared_ptr<const Root> base, queue_->BeginWriter());
  WriteTransaction::Start start{.base = std::move(base),
                                .owner = next_owner_.fetch_add(1),
                                .sync = options_.durability == Durability::kFull,
                                .node_id_floor = node_id_floor_.load(),
                                .edge_id_floor = edge_id_floor_.load()};
  return std::unique_ptr<Transaction>(std::make_unique<WriteTransaction>(
      core_, *queue_, std::move(start), [this](uint64_t next_node_id, uint64_t next_edge_id) {
        node_id_floor_ = next_node_id;
        edge_id_floor_ = next_edge_id;
      }));
}

Result<std::unique_ptr<BulkLoader>> StoreEngine::BeginBulkLoad(const BulkLoadOptions& options) {
  RONDO_TRY(RefuseIfReadOnly());
  RONDO_TRY_ASSIGN(std::shared_ptr<const Root> base, queue_->BeginLoneWriter());
  const std::string folder = path_ == kInMemoryPath ? std::string() : LoadFolder(path_);
  auto load = std::make_unique<BulkLoad>(core_, *queue_, std::move(base), folder, options);
  RONDO_TRY(load->Start());
  return std::unique_ptr<BulkLoader>(std::move(load));
}

Result<std::unique_ptr<BulkLoader>> BulkLoader::Begin(Store& store,
                                                      const BulkLoadOptions& options) {
  // Store::Open makes nothing else.
  return static_cast<StoreEngine&>(store).BeginBulkLoad(options);
}

std::vector<IndexDescription> StoreEngine::ListIndexes() const {
  const std::shared_ptr<const RootSnapshot> snapshot = NewestSnapshot();
  std::vector<IndexDescription> result;
  for (const IndexDefinition& index : snapshot->graph_reader().root().catalog->indexes) {
    result.push_back(index.description);
  }
  return result;
}

Result<std::vector<IntegrityProblem>> StoreEngine::Check() const {
  const std::shared_ptr<const RootSnapshot> snapshot = NewestSnapshot();
  return CheckIntegrity(snapshot->graph_reader(), snapshot->ordered_snapshot());
}

Result<StoreStatistics> StoreEngine::Statistics() const {
  const std::shared_ptr<const RootSnapshot> snapshot = NewestSnapshot();
  const Root& root = snapshot->graph_reader().root();
  StoreStatistics statistics;
  statistics.node_count = root.counters.node_count;
  statistics.edge_count = root.counters.edge_count;
  for (uint32_t id = 0; id < root.catalog->labels.size(); ++id) {
    statistics.labels.push_back({std::string(root.catalog->labels.Name(LabelId(id))),
                                 CounterAt(root.counters.by_label, id)});
  }
  for (uint32_t id = 0; id < root.catalog->edge_types.size(); ++id) {
    statistics.edge_types.push_back({std::string(root.catalog->edge_types.Name(EdgeTypeId(id))),
                                     CounterAt(root.counters.by_edge_type, id)});
  }
  RONDO_TRY_ASSIGN(statistics.disk_size, core_.store->DiskSize());
  statistics.cache_size = core_.cache.used() + core_.store->MemorySize();
  statistics.format_version = kFormatVersion;
  return statistics;
}

Result<void> StoreEngine::Compact() {
  RONDO_TRY(RefuseIfReadOnly());
  RONDO_TRY_ASSIGN(const std::shared_ptr<const Root> base, queue_->BeginWriter());
  GraphWriter writer(core_, *base, next_owner_.fetch_add(1));
  PendingCommit pending;
  const auto fold = [&]() -> Result<void> {
    RONDO_TRY(writer.RewriteDeltas());
    writer.root().version = base->version + 1;
    return writer.Finish(pending.batch);
  };
  Result<void> folded = fold();
  if (!folded.ok() || !writer.changed()) {
    queue_->EndWriter();
    RONDO_TRY(std::move(folded));
  } else {
    pending.root = writer.TakeRoot();
    pending.encode = [&] {
      writer.EncodeDeltas(*base, pending.batch);
      pending.chunks = writer.TakeDirty();
      pending.reserved_size = writer.TakeReservedSize();
    };
    RONDO_TRY(queue_->Commit(pending));
  }
  return core_.store->Compact();
}

Result<void> StoreEngine::Backup(const std::string& directory) {
  std::error_code error;
  if (std::filesystem::exists(directory, error)) {
    return UnavailableError("FolderExists", fmt::format("`{}` already exists", directory));
  }
  RONDO_TRY(PrepareStoreFolder(directory, {}));
  Result<void> copied = core_.store->CopyTo(DataFolder(directory));
  if (!copied.ok()) std::filesystem::remove_all(directory, error);
  return copied;
}

}  // namespace rondo
