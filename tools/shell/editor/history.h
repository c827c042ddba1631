#pragma once

// Statements entered before, oldest first, kept in a file across sessions. One entry a line of the
// file, its newlines and backslashes escaped. Several shells may use one file at a time: each
// appends under a lock, and nobody rewrites what others wrote, except to shorten a file that has
// grown too long, under the same lock.
//
// Thread rule: belongs to one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo::shell {

class History {
 public:
  /// Entries that the file keeps; it is shortened when it holds twice as many.
  static constexpr size_t kEntryCountMax = 10'000;

  /// Without a file: lives as long as the session.
  History() = default;

  /// Reads `path`, and appends to it from now on. A missing file is an empty history. Io where it
  /// exists and cannot be read.
  static Result<History> Open(std::string path);

  /// Adds an entry. Left out are: repeats of the last one, blank texts, and texts that start with a
  /// space. Io where the file cannot be written; the entry is then kept for this session.
  Result<void> Add(std::string_view entry);

  const std::vector<std::string>& entries() const { return entries_; }

  /// The latest entry that starts with `prefix` and is longer, or "".
  std::string_view FindByPrefix(std::string_view prefix) const;
  /// The index of the latest entry before `end` that holds `part`, letter case aside; `end` where
  /// there is none.
  size_t FindBackward(std::string_view part, size_t end) const;
  /// The same forwards, from `begin`; entries().size() where there is none.
  size_t FindForward(std::string_view part, size_t begin) const;

 private:
  std::string path_;  // Empty: no file.
  std::vector<std::string> entries_;
};

}  // namespace rondo::shell
