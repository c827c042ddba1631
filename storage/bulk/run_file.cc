#include "storage/bulk/run_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "storage/codec/checksum.h"
#include "storage/storage_error.h"

namespace rondo {

Error RunFile::Failed(std::string_view what) const {
  return IoError(
      errno == ENOSPC ? "DiskFull" : "DiskFailed",
      fmt::format("cannot {} the temporary file `{}`: {}", what, path_, std::strerror(errno)));
}

Result<std::unique_ptr<RunFile>> RunFile::Create(std::string path) {
  std::FILE* file = std::fopen(path.c_str(), "w+bxe");
  std::unique_ptr<RunFile> run(new RunFile(std::move(path), file));
  if (file == nullptr) return run->Failed("create");
  return run;
}

RunFile::~RunFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(path_.c_str());
}

Result<void> RunFile::Append(std::string_view payload) {
  const uint64_t size = payload.size();
  const uint32_t checksum = Crc32c(payload);
  if (std::fwrite(&size, sizeof size, 1, file_) != 1 ||
      std::fwrite(&checksum, sizeof checksum, 1, file_) != 1 ||
      std::fwrite(payload.data(), 1, payload.size(), file_) != payload.size()) {
    return Failed("write");
  }
  return {};
}

Result<void> RunFile::Rewind() {
  if (std::fflush(file_) != 0 || std::fseek(file_, 0, SEEK_SET) != 0) return Failed("write");
  return {};
}

Result<bool> RunFile::Next(std::string& payload) {
  uint64_t size = 0;
  uint32_t checksum = 0;
  if (std::fread(&size, sizeof size, 1, file_) != 1) {
    if (std::ferror(file_) != 0) return Failed("read");
    return false;
  }
  if (std::fread(&checksum, sizeof checksum, 1, file_) != 1) return Failed("read");
  payload.resize(size);
  if (std::fread(payload.data(), 1, size, file_) != size) return Failed("read");
  if (Crc32c(payload) != checksum) {
    return CorruptionError("DamagedFile", fmt::format("the file `{}` is damaged", path_));
  }
  return true;
}

}  // namespace rondo
