#include "tools/output/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace rondo {
namespace {

Error FileError(std::string detail, const std::string& what, const std::string& path) {
  return RuntimeError(ErrorCode::kIo, std::move(detail),
                      "cannot " + what + " `" + path + "`: " + std::strerror(errno));
}

/// The file that `path` leads to, so that renaming replaces a link's target and not the link.
std::string FollowLinks(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) {
    return path;
  }
  std::string target(resolved);
  std::free(resolved);
  return target;
}

constexpr int kNameAttemptsMax = 100;

}  // namespace

Result<AtomicFile> AtomicFile::Create(const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return FileError("OpenFailed", "write", path);
  }
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) {
      return FileError("OpenFailed", "write", path);
    }
    return AtomicFile(path, "", descriptor);
  }
  const std::string target = exists ? FollowLinks(path) : path;
  if (exists && ::access(target.c_str(), W_OK) != 0) {
    return FileError("OpenFailed", "write", path);
  }
  for (int attempt = 0; attempt < kNameAttemptsMax; ++attempt) {
    std::string temporary =
        target + ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      if (exists) {
        // A refusal leaves the new file with our own mode, which is no reason to fail.
        static_cast<void>(::fchmod(descriptor, status.st_mode & 07777));
      }
      return AtomicFile(target, std::move(temporary), descriptor);
    }
    if (errno != EEXIST) {
      break;
    }
  }
  return FileError("OpenFailed", "write", path);
}

AtomicFile::AtomicFile(std::string path, std::string temporary_path, int descriptor)
    : path_(std::move(path)),
      temporary_path_(std::move(temporary_path)),
      descriptor_(descriptor),
      output_(std::make_unique<Output>(DescriptorTarget(descriptor, "`" + path_ + "`"))) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_path_(std::exchange(other.temporary_path_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      output_(std::move(other.output_)) {}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
  if (!temporary_path_.empty()) {
    ::unlink(temporary_path_.c_str());
  }
}

Result<void> AtomicFile::Finish() {
  RONDO_TRY(output_->Flush());
  // Late failures (a quota, a network disk) show only here.
  if (!temporary_path_.empty() && ::fsync(descriptor_) != 0) {
    return FileError("WriteFailed", "write", path_);
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    return FileError("WriteFailed", "write", path_);
  }
  return {};
}

Result<void> AtomicFile::Commit() {
  if (descriptor_ >= 0) {
    RONDO_TRY(Finish());
  }
  if (!temporary_path_.empty()) {
    if (::rename(temporary_path_.c_str(), path_.c_str()) != 0) {
      return FileError("WriteFailed", "write", path_);
    }
    temporary_path_.clear();
  }
  return {};
}

}  // namespace rondo
