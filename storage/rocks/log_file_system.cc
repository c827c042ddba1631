#include "storage/rocks/log_file_system.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <utility>

namespace rondo {
namespace {

using rocksdb::DataVerificationInfo;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

// Zeros are written when less than the reserve is left: first a few, for many stores take only a
// few commits, then twice as many as before, up to the maximum. The next log goes on with steps of
// that size: where one log was filled the next will be too.
constexpr uint64_t kReserve = 16 << 10;
constexpr uint64_t kFirstStep = 32 << 10;
constexpr uint64_t kStepMax = 1 << 20;

class LogFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  /// `step`: how many zeros come next; shared by the logs of a store.
  LogFile(std::unique_ptr<rocksdb::FSWritableFile> target,
          std::shared_ptr<std::atomic<uint64_t>> step)
      : FSWritableFileOwnerWrapper(std::move(target)), step_(std::move(step)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    return Note(data, FSWritableFileOwnerWrapper::PositionedAppend(data, size_, options, debug));
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const DataVerificationInfo& info,
                  IODebugContext* debug) override {
    return Note(data,
                FSWritableFileOwnerWrapper::PositionedAppend(data, size_, options, info, debug));
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    FillAhead(options, debug);
    return FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    FillAhead(options, debug);
    return FSWritableFileOwnerWrapper::Fsync(options, debug);
  }
  IOStatus Close(const IOOptions& options, IODebugContext* debug) override {
    // A log that keeps its zeros is sound too.
    if (filled_ > size_) Truncate(size_, options, debug).PermitUncheckedError();
    return FSWritableFileOwnerWrapper::Close(options, debug);
  }
  uint64_t GetFileSize(const IOOptions&, IODebugContext*) override { return size_; }
  // The space is taken by filling it.
  void SetPreallocationBlockSize(size_t) override {}
  void PrepareWrite(size_t, size_t, const IOOptions&, IODebugContext*) override {}
  IOStatus Allocate(uint64_t, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  IOStatus Note(const Slice& data, IOStatus status) {
    if (status.ok()) size_ += data.size();
    filled_ = std::max(filled_, size_);
    return status;
  }

  void FillAhead(const IOOptions& options, IODebugContext* debug) {
    if (size_ + kReserve <= filled_) return;
    const uint64_t step = step_->load(std::memory_order_relaxed);
    const std::string zeros(step, '\0');
    const uint64_t begin = filled_;
    // Where there is no room for zeros, the records themselves may still find some.
    if (!FSWritableFileOwnerWrapper::PositionedAppend(zeros, begin, options, debug).ok()) return;
    filled_ = begin + step;
    step_->store(std::min(step * 2, kStepMax), std::memory_order_relaxed);
  }

  uint64_t size_ = 0;    // What was appended.
  uint64_t filled_ = 0;  // That and the zeros behind it.
  const std::shared_ptr<std::atomic<uint64_t>> step_;
};

class LogFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  using FileSystemWrapper::FileSystemWrapper;

  const char* Name() const override { return "LogFileSystem"; }

  IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                           IODebugContext* debug) override {
    IOStatus status = FileSystemWrapper::NewWritableFile(path, options, file, debug);
    if (status.ok() && path.ends_with(".log") && !(*file)->use_direct_io()) {
      *file = std::make_unique<LogFile>(std::move(*file), step_);
    }
    return status;
  }

 private:
  const std::shared_ptr<std::atomic<uint64_t>> step_ =
      std::make_shared<std::atomic<uint64_t>>(kFirstStep);
};

}  // namespace

std::shared_ptr<rocksdb::FileSystem> MakeLogFileSystem(
    const std::shared_ptr<rocksdb::FileSystem>& target) {
  return std::make_shared<LogFileSystem>(target);
}

}  // namespace rondo
