#pragma once

// RunFile: a temporary file of frames that is written front to back, then read front to back. Gone
// when the object is.

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace rondo {

class RunFile {
 public:
  /// Io("DiskFailed") naming the file if it cannot be made, as for everything below.
  static Result<std::unique_ptr<RunFile>> Create(std::string path);
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  Result<void> Append(std::string_view payload);
  /// Ends writing, or starts reading again.
  Result<void> Rewind();
  /// Reads the next payload; false at the end. Corruption if it is not what was written.
  Result<bool> Next(std::string& payload);

 private:
  RunFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  Error Failed(std::string_view what) const;

  const std::string path_;
  std::FILE* file_;  // Owned.
};

}  // namespace rondo
