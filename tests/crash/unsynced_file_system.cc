#include "tests/crash/unsynced_file_system.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace rondo::crash {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

IOStatus NoPower() { return IOStatus::IOError("the power is lost"); }

}  // namespace

class UnsyncedFileSystem::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(UnsyncedFileSystem& system, std::string path,
       std::unique_ptr<rocksdb::FSWritableFile> target)
      : FSWritableFileOwnerWrapper(std::move(target)), system_(system), path_(std::move(path)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* debug) override {
    if (IOStatus status = system_.WriteStatus(); !status.ok()) return status;
    return Note(end_, data.size(), FSWritableFileOwnerWrapper::Append(data, options, debug));
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info, IODebugContext* debug) override {
    if (IOStatus status = system_.WriteStatus(); !status.ok()) return status;
    return Note(end_, data.size(), FSWritableFileOwnerWrapper::Append(data, options, info, debug));
  }
  IOStatus PositionedAppend(const rocksdb::Slice& data, uint64_t offset, const IOOptions& options,
                            IODebugContext* debug) override {
    if (IOStatus status = system_.WriteStatus(); !status.ok()) return status;
    if (offset < end_) system_.NoteOverwritten(path_, offset, data.size());
    return Note(offset, data.size(),
                FSWritableFileOwnerWrapper::PositionedAppend(data, offset, options, debug));
  }
  IOStatus PositionedAppend(const rocksdb::Slice& data, uint64_t offset, const IOOptions& options,
                            const rocksdb::DataVerificationInfo&, IODebugContext* debug) override {
    return PositionedAppend(data, offset, options, debug);
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    if (system_.stopped()) return NoPower();
    IOStatus status = FSWritableFileOwnerWrapper::Truncate(size, options, debug);
    if (status.ok()) end_ = size;
    return status;
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    if (system_.stopped_syncing()) return NoPower();
    IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) system_.NoteSynced(path_, end_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    if (system_.stopped_syncing()) return NoPower();
    IOStatus status = FSWritableFileOwnerWrapper::Fsync(options, debug);
    if (status.ok()) system_.NoteSynced(path_, end_);
    return status;
  }

 private:
  IOStatus Note(uint64_t offset, size_t size, IOStatus status) {
    if (status.ok()) end_ = std::max(end_, offset + size);
    return status;
  }

  UnsyncedFileSystem& system_;
  const std::string path_;
  uint64_t end_ = 0;
};

class UnsyncedFileSystem::Directory final : public rocksdb::FSDirectoryWrapper {
 public:
  Directory(UnsyncedFileSystem& system, std::unique_ptr<rocksdb::FSDirectory> target)
      : FSDirectoryWrapper(std::move(target)), system_(system) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Note(FSDirectoryWrapper::Fsync(options, debug));
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& directory_options) override {
    return Note(FSDirectoryWrapper::FsyncWithDirOptions(options, debug, directory_options));
  }

 private:
  IOStatus Note(IOStatus status) {
    if (system_.stopped_syncing()) return NoPower();
    if (status.ok()) system_.NoteDirectorySynced();
    return status;
  }

  UnsyncedFileSystem& system_;
};

bool UnsyncedFileSystem::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

IOStatus UnsyncedFileSystem::WriteStatus() const {
  const std::lock_guard lock(mutex_);
  if (stopped_) return NoPower();
  return is_full_ ? IOStatus::NoSpace("no room is left") : IOStatus::OK();
}

void UnsyncedFileSystem::FillDisk() {
  const std::lock_guard lock(mutex_);
  is_full_ = true;
}

bool UnsyncedFileSystem::stopped_syncing() const {
  const std::lock_guard lock(mutex_);
  return stopped_ || stopped_syncing_;
}

void UnsyncedFileSystem::StopWriting() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

void UnsyncedFileSystem::StopSyncing() {
  const std::lock_guard lock(mutex_);
  stopped_syncing_ = true;
}

void UnsyncedFileSystem::NoteSynced(const std::string& path, uint64_t size) {
  const std::lock_guard lock(mutex_);
  synced_sizes_[path] = size;
  overwritten_.erase(path);
}

void UnsyncedFileSystem::NoteOverwritten(const std::string& path, uint64_t offset, size_t size) {
  const std::lock_guard lock(mutex_);
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size, '\0');
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<size_t>(file.gcount()));
  overwritten_[path].push_back({offset, std::move(bytes)});
}

void UnsyncedFileSystem::NoteDirectorySynced() {
  const std::lock_guard lock(mutex_);
  unlisted_.clear();
}

void UnsyncedFileSystem::LoseUnsynced(std::mt19937_64& random) {
  const std::lock_guard lock(mutex_);
  std::error_code ignored;
  for (const auto& [path, stretches] : overwritten_) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
      // How much of the new bytes arrived, if any did.
      const size_t arrived = random() % 2 == 0 ? 0 : random() % (stretch->bytes.size() + 1);
      file.seekp(static_cast<std::streamoff>(stretch->offset + arrived));
      file.write(stretch->bytes.data() + arrived,
                 static_cast<std::streamsize>(stretch->bytes.size() - arrived));
    }
  }
  for (const auto& [path, size] : synced_sizes_) {
    if (std::filesystem::exists(path, ignored)) std::filesystem::resize_file(path, size, ignored);
  }
  for (const std::string& path : unlisted_) std::filesystem::remove(path, ignored);
}

IOStatus UnsyncedFileSystem::NewWritableFile(const std::string& path,
                                             const rocksdb::FileOptions& options,
                                             std::unique_ptr<rocksdb::FSWritableFile>* file,
                                             IODebugContext* debug) {
  if (IOStatus status = WriteStatus(); !status.ok()) return status;
  IOStatus status = FileSystemWrapper::NewWritableFile(path, options, file, debug);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    synced_sizes_[path] = 0;
    unlisted_.insert(path);
  }
  *file = std::make_unique<File>(*this, path, std::move(*file));
  return status;
}

IOStatus UnsyncedFileSystem::ReopenWritableFile(const std::string&, const rocksdb::FileOptions&,
                                                std::unique_ptr<rocksdb::FSWritableFile>*,
                                                IODebugContext*) {
  return IOStatus::NotSupported("no file is opened again for writing");
}

IOStatus UnsyncedFileSystem::RenameFile(const std::string& from, const std::string& to,
                                        const IOOptions& options, IODebugContext* debug) {
  if (stopped()) return NoPower();
  IOStatus status = FileSystemWrapper::RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  const std::lock_guard lock(mutex_);
  if (const auto at = synced_sizes_.find(from); at != synced_sizes_.end()) {
    synced_sizes_[to] = at->second;
    synced_sizes_.erase(at);
  }
  unlisted_.erase(from);
  return status;
}

IOStatus UnsyncedFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                        IODebugContext* debug) {
  if (stopped()) return NoPower();
  {
    const std::lock_guard lock(mutex_);
    synced_sizes_.erase(path);
    overwritten_.erase(path);
    unlisted_.erase(path);
  }
  return FileSystemWrapper::DeleteFile(path, options, debug);
}

IOStatus UnsyncedFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                          std::unique_ptr<rocksdb::FSDirectory>* directory,
                                          IODebugContext* debug) {
  IOStatus status = FileSystemWrapper::NewDirectory(path, options, directory, debug);
  if (status.ok()) *directory = std::make_unique<Directory>(*this, std::move(*directory));
  return status;
}

}  // namespace rondo::crash
