#pragma once

// The OrderedStore on RocksDB: one column family, appends as Merge operands, LZ4 blocks of 16 KiB.
// This folder is the only place that includes rocksdb headers.

#include <memory>
#include <string>

#include "graph/base/result.h"
#include "storage/ordered_store.h"

namespace rocksdb {
class Env;
}

namespace rondo {

struct RocksOptions {
  /// Lives and dies with the object, in memory.
  bool in_memory = false;
  bool read_only = false;
  bool create_if_missing = true;
  size_t block_cache_size = size_t{32} << 20;
  /// Little is kept, so records are read again and again, one by one: the less else is read with
  /// them the better, though larger blocks compress better; and the store takes less memory for its
  /// own work, which costs writes a little.
  bool small = false;
  /// Nearly every write is synced.
  bool syncs = true;
  /// Null: the file system as it is. Outlives the store.
  rocksdb::Env* env = nullptr;
};

/// Unavailable("Locked") if another process, or this one, has the folder open for writing; Io or
/// Corruption otherwise.
Result<std::unique_ptr<OrderedStore>> OpenRocksStore(const std::string& directory,
                                                     const RocksOptions& options);

}  // namespace rondo
