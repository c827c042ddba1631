#include "storage/rocks/log_file_system.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "graph/base/check.h"

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
constexpr size_t kPageSize = 4 << 10;
constexpr size_t kPieceMax = 1 << 20;      // What is written at once, in pages.
constexpr size_t kMemoryKept = 256 << 10;  // From one write to the next.
constexpr size_t kZerosPieceMax = 128 << 10;
constexpr uint64_t kReserve = 16 << 10;
constexpr uint64_t kFirstStep = 32 << 10;
constexpr uint64_t kStepMax = 1 << 20;

// Memory that begins where a page could, as a file past the system's cache wants it.
class PageMemory {
 public:
  char* data() const { return data_.get(); }
  size_t size() const { return size_; }
  /// Makes it `size` long, a multiple of the page size; the first `kept` bytes stay.
  void Resize(size_t size, size_t kept) {
    std::unique_ptr<char, decltype(&std::free)> data(
        static_cast<char*>(std::aligned_alloc(kPageSize, size)), &std::free);
    RONDO_CHECK(data != nullptr);
    if (kept > 0) std::memcpy(data.get(), data_.get(), kept);
    data_ = std::move(data);
    size_ = size;
  }

 private:
  std::unique_ptr<char, decltype(&std::free)> data_{nullptr, &std::free};
  size_t size_ = 0;
};

uint64_t WholePages(uint64_t size) { return (size + kPageSize - 1) / kPageSize * kPageSize; }

// Where the target goes past the system's cache, it takes whole pages: the last one is kept and
// written again with what comes next, which changes none of the bytes that were there.
class LogFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  /// `step`: how many zeros come next; shared by the logs of a store.
  LogFile(std::unique_ptr<rocksdb::FSWritableFile> target,
          std::shared_ptr<std::atomic<uint64_t>> step)
      : FSWritableFileOwnerWrapper(std::move(target)),
        in_pages_(FSWritableFileOwnerWrapper::use_direct_io()),
        step_(std::move(step)) {}

  bool use_direct_io() const override { return false; }  // It takes bytes as they come.

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    if (in_pages_) return AppendInPages(data, options, debug);
    return Note(data, FSWritableFileOwnerWrapper::PositionedAppend(data, size_, options, debug));
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const DataVerificationInfo& info,
                  IODebugContext* debug) override {
    if (in_pages_) return AppendInPages(data, options, debug);
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

  /// Fills the first page with zeros: the error of a disk that cannot be written to so.
  IOStatus FillFirstPage(const IOOptions& options, IODebugContext* debug) {
    IOStatus status = WriteZeros(kPageSize, options, debug);
    if (status.ok()) filled_ = kPageSize;
    return status;
  }

 private:
  IOStatus Note(const Slice& data, IOStatus status) {
    if (status.ok()) size_ += data.size();
    filled_ = std::max(filled_, size_);
    return status;
  }

  IOStatus AppendInPages(Slice data, const IOOptions& options, IODebugContext* debug) {
    while (!data.empty()) {
      const Slice piece(data.data(), std::min(data.size(), kPieceMax));
      if (IOStatus status = AppendPiece(piece, options, debug); !status.ok()) return status;
      data.remove_prefix(piece.size());
    }
    if (pages_.size() > kMemoryKept) pages_.Resize(kPageSize, size_ % kPageSize);
    return IOStatus::OK();
  }

  IOStatus AppendPiece(const Slice& piece, const IOOptions& options, IODebugContext* debug) {
    const size_t tail = size_ % kPageSize;  // Of the last page, in the memory already.
    const size_t end = tail + piece.size();
    const size_t whole = WholePages(end);
    if (whole > pages_.size()) pages_.Resize(std::bit_ceil(whole), tail);
    std::memcpy(pages_.data() + tail, piece.data(), piece.size());
    std::memset(pages_.data() + end, 0, whole - end);
    const uint64_t begin = size_ - tail;
    IOStatus status = FSWritableFileOwnerWrapper::PositionedAppend(Slice(pages_.data(), whole),
                                                                   begin, options, debug);
    if (!status.ok()) return status;
    size_ += piece.size();
    filled_ = std::max(filled_, begin + whole);
    const size_t last = end / kPageSize * kPageSize;
    if (last > 0) std::memcpy(pages_.data(), pages_.data() + last, end - last);
    return status;
  }

  void FillAhead(const IOOptions& options, IODebugContext* debug) {
    if (size_ + kReserve <= filled_) return;
    const uint64_t step = step_->load(std::memory_order_relaxed);
    // Where there is no room for zeros, the records themselves may still find some.
    if (!WriteZeros(step, options, debug).ok()) return;
    filled_ += step;
    step_->store(std::min(step * 2, kStepMax), std::memory_order_relaxed);
  }

  /// Behind all there is. `size`: whole pages.
  IOStatus WriteZeros(size_t size, const IOOptions& options, IODebugContext* debug) {
    PageMemory zeros;
    zeros.Resize(std::min(size, kZerosPieceMax), 0);
    std::memset(zeros.data(), 0, zeros.size());
    IOStatus status;
    for (size_t done = 0; status.ok() && done < size; done += zeros.size()) {
      const Slice piece(zeros.data(), std::min(size - done, zeros.size()));
      status = FSWritableFileOwnerWrapper::PositionedAppend(piece, filled_ + done, options, debug);
    }
    return status;
  }

  const bool in_pages_;
  PageMemory pages_;     // In pages: the last one, as far as it is written, stands at the front.
  uint64_t size_ = 0;    // What was appended.
  uint64_t filled_ = 0;  // That and the zeros behind it.
  const std::shared_ptr<std::atomic<uint64_t>> step_;
};

class LogFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  LogFileSystem(const std::shared_ptr<rocksdb::FileSystem>& target, bool past_cache)
      : FileSystemWrapper(target), past_cache_(past_cache) {}

  const char* Name() const override { return "LogFileSystem"; }

  IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                           IODebugContext* debug) override {
    if (!path.ends_with(".log")) {
      return FileSystemWrapper::NewWritableFile(path, options, file, debug);
    }
    if (past_cache_ && NewLog(path, options, true, file, debug).ok()) return IOStatus::OK();
    return NewLog(path, options, false, file, debug);  // Not every disk can do without the cache.
  }

 private:
  IOStatus NewLog(const std::string& path, rocksdb::FileOptions options, bool past_cache,
                  std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) {
    options.use_direct_writes = past_cache;
    std::unique_ptr<rocksdb::FSWritableFile> target;
    IOStatus status = FileSystemWrapper::NewWritableFile(path, options, &target, debug);
    if (!status.ok()) return status;
    auto log = std::make_unique<LogFile>(std::move(target), step_);
    if (past_cache) status = log->FillFirstPage(options.io_options, debug);
    if (status.ok()) *file = std::move(log);
    return status;
  }

  const bool past_cache_;
  const std::shared_ptr<std::atomic<uint64_t>> step_ =
      std::make_shared<std::atomic<uint64_t>>(kFirstStep);
};

}  // namespace

std::shared_ptr<rocksdb::FileSystem> MakeLogFileSystem(
    const std::shared_ptr<rocksdb::FileSystem>& target, bool past_cache) {
  return std::make_shared<LogFileSystem>(target, past_cache);
}

}  // namespace rondo
