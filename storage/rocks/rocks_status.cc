#include "storage/rocks/rocks_status.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "storage/storage_error.h"

namespace rondo {

Error ErrorOf(const rocksdb::Status& status, std::string_view what) {
  std::string text = status.ToString();
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (status.IsNoSpace()) {
    return IoError("DiskFull", fmt::format("the disk is full ({}: {})", what, text));
  }
  if (status.IsCorruption()) {
    return CorruptionError("DamagedFile", fmt::format("a file is damaged ({}: {})", what, text));
  }
  if (text.find("Too many open files") != std::string::npos) {
    return IoError("TooManyOpenFiles",
                   fmt::format("too many open files ({}); raise the limit with `ulimit -n`", what));
  }
  if (text.find("Permission denied") != std::string::npos ||
      text.find("Read-only file system") != std::string::npos) {
    return UnavailableError("NoPermission", fmt::format("no permission ({}: {})", what, text));
  }
  return IoError("DiskFailed", fmt::format("{} failed: {}", what, text));
}

Result<void> ToResult(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return {};
  return ErrorOf(status, what);
}

}  // namespace rondo
