#include "storage/rocks/rocks_store.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "storage/kill_point.h"
#include "storage/rocks/append_operator.h"
#include "storage/rocks/joined_batches.h"
#include "storage/rocks/log_file_system.h"
#include "storage/rocks/rocks_status.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

// RocksDB compares the bytes of empty slices too, so they must not be null.
rocksdb::Slice ToSlice(std::string_view bytes) {
  return {bytes.empty() ? "" : bytes.data(), bytes.size()};
}
std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class RocksSnapshot : public OrderedSnapshot {
 public:
  explicit RocksSnapshot(rocksdb::DB* db) : db_(db), snapshot_(db->GetSnapshot()) {}
  ~RocksSnapshot() override { db_->ReleaseSnapshot(snapshot_); }
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  rocksdb::DB* db_;
  const rocksdb::Snapshot* snapshot_;
};

rocksdb::ReadOptions ReadOptionsFor(const OrderedSnapshot* snapshot) {
  rocksdb::ReadOptions options;
  // Our own frames are checked when a chunk is decoded.
  options.verify_checksums = false;
  options.total_order_seek = true;  // See WholeKey.
  if (snapshot != nullptr) options.snapshot = static_cast<const RocksSnapshot*>(snapshot)->get();
  return options;
}

// What the memtable hashes. Tables know nothing of it: their filters hold whole keys anyway.
class WholeKey final : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "rondo.WholeKey"; }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override { return key; }
  bool InDomain(const rocksdb::Slice&) const override { return false; }
};

rocksdb::Options MakeOptions(const RocksOptions& options, rocksdb::Env* env,
                             const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::Options result;
  result.create_if_missing = options.create_if_missing;
  result.env = env;
  result.merge_operator = MakeAppendOperator();
  result.info_log_level = rocksdb::HEADER_LEVEL;
  result.keep_log_file_num = 1;
  result.stats_dump_period_sec = 0;
  result.stats_persist_period_sec = 0;
  // What an open costs: few files, no statistics, no second look at sizes.
  result.skip_stats_update_on_db_open = true;
  result.skip_checking_sst_file_sizes_on_db_open = true;
  result.max_file_opening_threads = 1;
  // A reader beside a writer holds its files open, for the writer may remove them.
  result.max_open_files = options.read_only ? -1 : 256;
  result.manifest_preallocation_size = 64 << 10;
  result.manual_wal_flush = false;
  result.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  rocksdb::BlockBasedTableOptions table;
  table.block_size = size_t{options.small ? 4U : 16U} << 10;
  if (options.in_memory) {
    result.arena_block_size = 16 << 10;
    result.write_buffer_size = 8 << 20;
    result.compression = rocksdb::kNoCompression;
    table.no_block_cache = true;
  } else {
    // Replaying the log costs about 8 us per small commit, so it is kept short.
    result.write_buffer_size = 1 << 20;
    // Commits go on while full ones are being written.
    result.max_write_buffer_number = 4;
    // What was just flushed is soon compacted: it is compressed then.
    result.compression_per_level.assign(static_cast<size_t>(result.num_levels),
                                        rocksdb::kLZ4Compression);
    result.compression_per_level[0] = rocksdb::kNoCompression;
    // A merge holds a block, with perhaps a long record, of each of them.
    result.level0_file_num_compaction_trigger = options.small ? 4 : 8;
    // New tables have keys of all kinds, so they are merged with the whole first level: small, what
    // small commits write is not all written again for every few megabytes of them. Its tables are
    // small too, to be merged with few below; deeper ones grow, since few are to be open.
    result.max_bytes_for_level_base = (options.small ? 8 : 16) << 20;
    result.target_file_size_base = 4 << 20;
    result.target_file_size_multiplier = 2;
    result.writable_file_max_buffer_size = 128 << 10;
    // Commits append to few keys again and again: the newest entry of a key stands first in the
    // list of its hash, where a search among all would take long. Long lists, which keys might
    // share, become skip lists. Only one thread inserts, as the commit queue wants it.
    constexpr size_t kBucketCount = 4096;
    constexpr uint32_t kListSizeMax = 4096;
    result.prefix_extractor = std::make_shared<const WholeKey>();
    result.memtable_factory.reset(
        rocksdb::NewHashLinkListRepFactory(kBucketCount, 0, 0, false, kListSizeMax));
    result.allow_concurrent_memtable_write = false;
    table.block_cache = cache;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
    table.format_version = 5;
    // Small blocks are many: of most keys in an index only what differs from the one before is
    // kept.
    if (options.small) table.index_block_restart_interval = 16;
    table.optimize_filters_for_memory = true;
  }
  result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return result;
}

// Adds an operation whose value is `pieces`, one after the other.
rocksdb::Status AddTo(rocksdb::WriteBatch& batch, OrderedBatch::Kind kind, std::string_view key,
                      std::span<const std::string_view> pieces) {
  if (kind == OrderedBatch::Kind::kDelete) return batch.Delete(ToSlice(key));
  const bool is_put = kind == OrderedBatch::Kind::kPut;
  if (pieces.size() == 1) {
    const rocksdb::Slice value = ToSlice(pieces.front());
    return is_put ? batch.Put(ToSlice(key), value) : batch.Merge(ToSlice(key), value);
  }
  std::vector<rocksdb::Slice> slices;
  slices.reserve(pieces.size());
  for (const std::string_view piece : pieces) slices.push_back(ToSlice(piece));
  const rocksdb::Slice key_slice = ToSlice(key);
  const rocksdb::SliceParts key_parts(&key_slice, 1);
  const rocksdb::SliceParts value(slices.data(), static_cast<int>(slices.size()));
  return is_put ? batch.Put(key_parts, value) : batch.Merge(key_parts, value);
}

class RocksStore : public OrderedStore {
 public:
  explicit RocksStore(const RocksOptions& options) : in_memory_(options.in_memory) {
    if (in_memory_) {
      env_.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
      return;
    }
    cache_ = rocksdb::NewLRUCache(options.block_cache_size, 2);
    rocksdb::Env* target = options.env != nullptr ? options.env : rocksdb::Env::Default();
    env_ = rocksdb::NewCompositeEnv(MakeLogFileSystem(target->GetFileSystem(), options.syncs));
  }

  ~RocksStore() override {
    if (db_ == nullptr) return;
    // A flushed store opens without replaying its log. If the flush fails the log still has it all.
    if (!in_memory_ && wrote_) db_->Flush(rocksdb::FlushOptions()).PermitUncheckedError();
    db_->Close().PermitUncheckedError();
  }
  RocksStore(const RocksStore&) = delete;
  RocksStore& operator=(const RocksStore&) = delete;

  rocksdb::Status Open(const RocksOptions& rocks_options, const std::string& directory) {
    const bool read_only = rocks_options.read_only;
    const rocksdb::Options options = MakeOptions(rocks_options, env_.get(), cache_);
    rocksdb::DB* db = nullptr;
    const rocksdb::Status status = read_only ? rocksdb::DB::OpenForReadOnly(options, directory, &db)
                                             : rocksdb::DB::Open(options, directory, &db);
    db_.reset(db);
    if (status.ok() && !read_only) RemoveLeftovers();
    return status;
  }

  Result<std::optional<std::string>> Get(std::string_view key,
                                         const OrderedSnapshot* snapshot) const override {
    std::string value;
    const rocksdb::Status status = db_->Get(ReadOptionsFor(snapshot), ToSlice(key), &value);
    if (status.IsNotFound()) return std::optional<std::string>();
    RONDO_TRY(ToResult(status, "reading"));
    return std::optional<std::string>(std::move(value));
  }

  Result<void> MultiGet(std::span<const std::string> keys, const OrderedSnapshot* snapshot,
                        std::span<std::optional<std::string>> out) const override {
    std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    db_->MultiGet(ReadOptionsFor(snapshot), db_->DefaultColumnFamily(), slices.size(),
                  slices.data(), values.data(), statuses.data());
    for (size_t i = 0; i < keys.size(); ++i) {
      out[i].reset();
      if (statuses[i].IsNotFound()) continue;
      RONDO_TRY(ToResult(statuses[i], "reading"));
      out[i].emplace(values[i].data(), values[i].size());
    }
    return {};
  }

  Result<void> Scan(
      std::string_view prefix, const OrderedSnapshot* snapshot,
      const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    const std::unique_ptr<rocksdb::Iterator> iterator(db_->NewIterator(ReadOptionsFor(snapshot)));
    for (iterator->Seek(ToSlice(prefix));
         iterator->Valid() && iterator->key().starts_with(ToSlice(prefix)); iterator->Next()) {
      if (!visit(ToView(iterator->key()), ToView(iterator->value()))) return {};
    }
    return ToResult(iterator->status(), "scanning");
  }

  std::shared_ptr<const OrderedSnapshot> TakeSnapshot() const override {
    return std::make_shared<RocksSnapshot>(db_.get());
  }

  Result<void> Write(std::span<const OrderedBatch* const> batches, bool sync) override {
    batch_.Clear();
    size_t size = 0;
    for (const OrderedBatch* batch : batches) {
      size += batch->size_bytes() + batch->operation_count() * kOperationSizeMax;
    }
    if (size > kBatchSizeKept) batch_ = rocksdb::WriteBatch(size);  // So that it grows only once.
    rocksdb::Status status;
    if (batches.size() == 1) {
      batches.front()->ForEach(
          [&](OrderedBatch::Kind kind, std::string_view key, std::string_view value) {
            if (status.ok()) status = AddTo(batch_, kind, key, {&value, 1});
          });
    } else {
      joined_.Join(batches);
      joined_.ForEach([&](OrderedBatch::Kind kind, std::string_view key,
                          std::span<const std::string_view> pieces) {
        if (status.ok()) status = AddTo(batch_, kind, key, pieces);
      });
    }
    RONDO_TRY(ToResult(status, "writing"));
    rocksdb::WriteOptions options;
    options.sync = sync && !in_memory_;
    options.disableWAL = in_memory_;
    wrote_ = true;
    Result<void> written = ToResult(db_->Write(options, &batch_), "writing");
    if (batch_.GetDataSize() > kBatchSizeKept) batch_ = rocksdb::WriteBatch();
    return written;
  }

  Result<void> Ingest(OrderedSource& source) override {
    if (in_memory_) return PutAll(source);
    std::vector<std::string> files;
    Result<void> written = WriteTables(source, files);
    rocksdb::Status status;
    if (written.ok() && !files.empty()) {
      rocksdb::IngestExternalFileOptions options;
      options.move_files = true;
      options.write_global_seqno = false;
      RONDO_KILL_POINT("ingest: before the takeover");
      status = db_->IngestExternalFile(files, options);
      RONDO_KILL_POINT("ingest: after the takeover");
    }
    for (const std::string& file : files) db_->GetEnv()->DeleteFile(file).PermitUncheckedError();
    RONDO_TRY(std::move(written));
    return ToResult(status, "taking over loaded tables");
  }

  Result<void> Compact() override {
    RONDO_KILL_POINT("compact: before the flush");
    RONDO_TRY(ToResult(db_->Flush(rocksdb::FlushOptions()), "flushing"));
    RONDO_KILL_POINT("compact: after the flush");
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    return ToResult(db_->CompactRange(options, nullptr, nullptr), "compacting");
  }

  Result<void> CopyTo(const std::string& directory) override {
    if (in_memory_) return CopyRecordsTo(directory);
    rocksdb::Checkpoint* raw = nullptr;
    RONDO_TRY(ToResult(rocksdb::Checkpoint::Create(db_.get(), &raw), "backing up"));
    const std::unique_ptr<rocksdb::Checkpoint> checkpoint(raw);
    return ToResult(checkpoint->CreateCheckpoint(directory), "backing up");
  }

  Result<uint64_t> DiskSize() const override {
    if (in_memory_) return uint64_t{0};
    std::vector<std::string> children;
    rocksdb::Env* env = db_->GetEnv();
    RONDO_TRY(ToResult(env->GetChildren(db_->GetName(), &children), "listing files"));
    uint64_t total = 0;
    for (const std::string& child : children) {
      uint64_t size = 0;
      // A file may vanish between the two calls; then it has no size.
      if (env->GetFileSize(db_->GetName() + "/" + child, &size).ok()) total += size;
    }
    return total;
  }

  uint64_t MemorySize() const override {
    uint64_t buffers = 0;
    uint64_t tables = 0;
    db_->GetIntProperty(rocksdb::DB::Properties::kSizeAllMemTables, &buffers);
    db_->GetIntProperty(rocksdb::DB::Properties::kEstimateTableReadersMem, &tables);
    return buffers + tables + (cache_ == nullptr ? 0 : cache_->GetUsage());
  }

  uint64_t OverheadSize() const override { return in_memory_ ? 0 : MemorySize(); }

 private:
  // Few tables make an open fast; a bound keeps later compactions of a part possible.
  static constexpr size_t kBatchSizeMax = size_t{4} << 20;
  // What RocksDB writes beside a key and a value: what it does, and their lengths.
  static constexpr size_t kOperationSizeMax = 11;
  // The room of small batches is used again.
  static constexpr size_t kBatchSizeKept = size_t{64} << 10;
  static constexpr uint64_t kIngestedTableSize = uint64_t{128} << 20;
  // Of files that are not yet the database's.
  static constexpr std::string_view kIngestedName = "ingest-";

  // Writes the records of `source` to new table files, whose paths are added to `files`.
  Result<void> WriteTables(OrderedSource& source, std::vector<std::string>& files) {
    std::string_view key;
    std::string_view value;
    RONDO_TRY_ASSIGN(bool any, source.Next(key, value));
    while (any) {
      rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), db_->GetOptions());
      files.push_back(fmt::format("{}/{}{}", db_->GetName(), kIngestedName, files.size()));
      RONDO_TRY(ToResult(writer.Open(files.back()), "writing a table"));
      while (any && writer.FileSize() < kIngestedTableSize) {
        RONDO_TRY(ToResult(writer.Put(ToSlice(key), ToSlice(value)), "writing a table"));
        RONDO_TRY_ASSIGN(any, source.Next(key, value));
      }
      RONDO_KILL_POINT("ingest: in the middle of a table");
      RONDO_TRY(ToResult(writer.Finish(), "writing a table"));
    }
    return {};
  }

  Result<void> PutAll(OrderedSource& source) {
    OrderedBatch batch;
    const OrderedBatch* const batches[] = {&batch};
    while (true) {
      std::string_view key;
      std::string_view value;
      RONDO_TRY_ASSIGN(const bool any, source.Next(key, value));
      if (any) batch.Put(key, value);
      if (any && batch.size_bytes() < kBatchSizeMax) continue;
      RONDO_TRY(Write(batches, false));
      batch.Clear();
      if (!any) return {};
    }
  }

  // The number of a log file; 0 for any other name.
  static uint64_t LogNumber(std::string_view name) {
    constexpr std::string_view kEnding = ".log";
    uint64_t number = 0;
    if (name.ends_with(kEnding)) {
      std::from_chars(name.data(), name.data() + name.size() - kEnding.size(), number);
    }
    return number;
  }

  // Removes the tables that a crash in the middle of Ingest left behind, and empty logs: RocksDB
  // leaves one each time that a store is opened and closed without a write, and reads all of them
  // when it opens.
  void RemoveLeftovers() {
    std::vector<std::string> names;
    rocksdb::Env* env = db_->GetEnv();
    if (!env->GetChildren(db_->GetName(), &names).ok()) return;
    uint64_t used_log = 0;  // The newest.
    for (const std::string& name : names) used_log = std::max(used_log, LogNumber(name));
    for (const std::string& name : names) {
      const std::string path = db_->GetName() + "/" + name;
      const uint64_t log = LogNumber(name);
      uint64_t size = 0;
      const bool is_empty_log =
          log != 0 && log != used_log && env->GetFileSize(path, &size).ok() && size == 0;
      if (is_empty_log || name.starts_with(kIngestedName)) {
        env->DeleteFile(path).PermitUncheckedError();
      }
    }
  }

  // A store in memory has no files to link: its records are written to a new store on disk.
  Result<void> CopyRecordsTo(const std::string& directory) {
    RONDO_TRY_ASSIGN(const std::unique_ptr<OrderedStore> target,
                     OpenRocksStore(directory, RocksOptions{}));
    const std::shared_ptr<const OrderedSnapshot> snapshot = TakeSnapshot();
    OrderedBatch batch;
    const OrderedBatch* const batches[] = {&batch};
    Result<void> written;
    RONDO_TRY(Scan({}, snapshot.get(), [&](std::string_view key, std::string_view value) {
      batch.Put(key, value);
      if (batch.size_bytes() < kBatchSizeMax) return true;
      written = target->Write(batches, false);
      batch.Clear();
      return written.ok();
    }));
    RONDO_TRY(std::move(written));
    return target->Write(batches, true);
  }

  std::unique_ptr<rocksdb::Env> env_;  // Outlives the database.
  const bool in_memory_;
  std::shared_ptr<rocksdb::Cache> cache_;
  std::unique_ptr<rocksdb::DB> db_;
  bool wrote_ = false;
  // Room for Write, of which there is one at a time.
  rocksdb::WriteBatch batch_;
  JoinedBatches joined_;
};

bool IsLockFailure(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && text.find("LOCK") != std::string::npos &&
         (text.find("lock ") != std::string::npos ||
          text.find("temporarily unavailable") != std::string::npos);
}

}  // namespace

Result<std::unique_ptr<OrderedStore>> OpenRocksStore(const std::string& directory,
                                                     const RocksOptions& options) {
  auto store = std::make_unique<RocksStore>(options);
  const rocksdb::Status status = store->Open(options, directory);
  if (!status.ok()) {
    if (IsLockFailure(status)) return UnavailableError("Locked", "the store is locked");
    return ErrorOf(status, "opening the store");
  }
  return std::unique_ptr<OrderedStore>(std::move(store));
}

}  // namespace rondo
