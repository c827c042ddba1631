#include "storage/store.h"

#include <algorithm>
#include <utility>

#include "storage/rocks/rocks_store.h"
#include "storage/storage_error.h"
#include "storage/store_engine.h"
#include "storage/store_folder.h"

namespace rondo {
namespace {

// RocksDB's share of the budget: its blocks are only read to decode chunks, which are then kept.
constexpr size_t kBlockCacheShare = 16;
constexpr size_t kBlockCacheMax = size_t{32} << 20;
constexpr size_t kSmallCacheMax = size_t{32} << 20;

Result<std::unique_ptr<Store>> OpenInMemory(const StoreOptions& options) {
  RONDO_TRY_ASSIGN(std::unique_ptr<OrderedStore> ordered,
                   OpenRocksStore("/rondo", RocksOptions{.in_memory = true}));
  StoreOptions writable = options;
  writable.read_only = false;
  RONDO_TRY_ASSIGN(std::unique_ptr<StoreEngine> engine,
                   StoreEngine::Start(std::move(ordered), std::string(kInMemoryPath), writable));
  return std::unique_ptr<Store>(std::move(engine));
}

Error AtPath(Error error, const std::string& path) {
  if (error.detail == "Locked") return LockedError(path);
  error.message = "`" + path + "`: " + error.message;
  return error;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::Open(const std::string& path, const StoreOptions& options) {
  if (path == kInMemoryPath) return OpenInMemory(options);
  RONDO_TRY(PrepareStoreFolder(
      path, {.create_if_missing = options.create_if_missing, .read_only = options.read_only}));
  const RocksOptions rocks_options{
      .read_only = options.read_only,
      .create_if_missing = !options.read_only,
      .block_cache_size = std::min(options.cache_size / kBlockCacheShare, kBlockCacheMax),
      .small = options.cache_size <= kSmallCacheMax,
      .syncs = options.durability == Durability::kFull};
  Result<std::unique_ptr<OrderedStore>> ordered = OpenRocksStore(DataFolder(path), rocks_options);
  if (!ordered.ok()) return AtPath(std::move(ordered).error(), path);
  RONDO_TRY_ASSIGN(std::unique_ptr<StoreEngine> engine,
                   StoreEngine::Start(std::move(ordered).value(), path, options));
  if (!options.read_only) engine->HoldLockNote(std::make_unique<LockHolderNote>(path));
  return std::unique_ptr<Store>(std::move(engine));
}

Result<void> Store::Restore(const std::string& backup, const std::string& path) {
  return CopyStoreFolder(backup, path);
}

}  // namespace rondo
