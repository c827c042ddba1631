#pragma once

// A file that appears whole or not at all: written under a temporary name beside its place and
// renamed by Commit. Devices and pipes (/dev/stdout) are written directly.
// Thread rule: belongs to one thread.

#include <memory>
#include <string>

#include "graph/base/result.h"
#include "tools/output/output.h"

namespace rondo {

class AtomicFile {
 public:
  /// Opens a temporary file in the folder of `path`. Io("OpenFailed") where that is impossible,
  /// saying why.
  static Result<AtomicFile> Create(const std::string& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  /// Takes the temporary file away if it was not committed.
  ~AtomicFile();

  Output& output() { return *output_; }

  /// Makes all that was written durable under the temporary name; nothing more can be written. Io
  /// where that fails. Files that belong together are all finished before one is committed.
  Result<void> Finish();

  /// Finishes the file, if that was not done, and puts the file in its place, replacing what was
  /// there. Io where that fails; the place then holds what it held before.
  Result<void> Commit();

 private:
  AtomicFile(std::string path, std::string temporary_path, int descriptor);

  std::string path_;
  std::string temporary_path_;  // Empty where `path_` itself is written.
  int descriptor_ = -1;
  std::unique_ptr<Output> output_;
};

}  // namespace rondo
