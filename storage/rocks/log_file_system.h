#pragma once

// LogFileSystem: a file system whose logs (`*.log`) are filled with zeros some way ahead of what is
// written. A sync after a write that makes a file longer has to commit the file's new length to the
// journal of the disk's file system as well; overwriting zeros has not, which saves a fifth to a
// third of a small commit. RocksDB takes zeros behind the last record for the end of a log.
//
// Past the system's cache (O_DIRECT) a write is on the disk when it returns, and the sync behind it
// has no page to look for and to write: another seventh of a small commit. Writes that nobody syncs
// are slower so.
//
// Thread rule: as a rocksdb::FileSystem.

#include <rocksdb/file_system.h>

#include <memory>

namespace rondo {

/// With `past_cache`, logs go past the system's cache where the disk can do that.
std::shared_ptr<rocksdb::FileSystem> MakeLogFileSystem(
    const std::shared_ptr<rocksdb::FileSystem>& target, bool past_cache);

}  // namespace rondo
