#pragma once

// UnsyncedFileSystem: a file system that knows what a power loss would take: bytes that were
// written and not synced, what they overwrote, files whose folder was not synced after they were
// made, and the old content of what was renamed over. LoseUnsynced takes it.
//
// Thread rule: any thread.

#include <rocksdb/file_system.h>

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace rondo::crash {

class UnsyncedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  UnsyncedFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "UnsyncedFileSystem"; }

  /// From now on every write fails, and what was not synced is gone.
  void StopWriting();
  /// From now on there is no room for another byte.
  void FillDisk();
  /// From now on every sync fails; what is written may or may not arrive.
  void StopSyncing();
  /// Takes what was not synced: all of it or, of what overwrote other bytes, some, as `random`
  /// says. REQUIRES: StopWriting or StopSyncing, and no file is open any more.
  void LoseUnsynced(std::mt19937_64& random);

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

  /// What a write that comes now fails with.
  rocksdb::IOStatus WriteStatus() const;
  bool stopped() const;
  bool stopped_syncing() const;
  void NoteSynced(const std::string& path, uint64_t size);
  void NoteDirectorySynced();
  void NoteOverwritten(const std::string& path, uint64_t offset, size_t size);

  mutable std::mutex mutex_;
  bool stopped_ = false;
  bool stopped_syncing_ = false;
  bool is_full_ = false;
  std::map<std::string, uint64_t> synced_sizes_;  // Of files that were written.
  // What stood where unsynced bytes went, in the order of the writes.
  struct Stretch {
    uint64_t offset;
    std::string bytes;
  };
  std::map<std::string, std::vector<Stretch>> overwritten_;
  std::set<std::string> unlisted_;  // Made since their folder was last synced.
};

}  // namespace rondo::crash
