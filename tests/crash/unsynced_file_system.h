#pragma once

// UnsyncedFileSystem: a file system that knows what a power loss would take: bytes that were
// written and not synced, files whose folder was not synced after they were made, and the old
// content of what was renamed over. LosePower stops all writing and takes it.
//
// Thread rule: any thread.

#include <rocksdb/file_system.h>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace rondo::crash {

class UnsyncedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  UnsyncedFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "UnsyncedFileSystem"; }

  /// From now on every write fails, and what was not synced is gone.
  void StopWriting();
  /// REQUIRES: StopWriting, and no file is open any more.
  void LoseUnsynced();

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;

 private:
  class File;
  class Directory;

  bool stopped() const;
  void NoteSynced(const std::string& path, uint64_t size);
  void NoteDirectorySynced();

  mutable std::mutex mutex_;
  bool stopped_ = false;
  std::map<std::string, uint64_t> synced_sizes_;  // Of files that were written.
  std::set<std::string> unlisted_;                // Made since their folder was last synced.
};

}  // namespace rondo::crash
