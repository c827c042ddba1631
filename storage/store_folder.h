#pragma once

// The folder of a store on disk:
//   RONDO        says that this is a store, and of which format; written first
//   LOCK-holder  who has it open for writing; for messages only, the lock is the ordered store's
//   data/        the files of the ordered store
//   bulk-load/   temporary files of a bulk load; what a crash left of them is removed by the next

#include <cstdint>
#include <string>

#include "graph/base/result.h"

namespace rondo {

struct FolderOptions {
  bool create_if_missing = true;
  bool read_only = false;
};

/// Checks that `path` holds a store of a format that this program knows, or makes an empty one.
/// Unavailable if it is missing and may not be made, holds something else, or a newer format.
Result<void> PrepareStoreFolder(const std::string& path, const FolderOptions& options);

/// The folder of the ordered store in it.
std::string DataFolder(const std::string& path);

/// The folder for temporary files of a bulk load.
std::string LoadFolder(const std::string& path);

/// Notes that this process has the store open for writing, for the messages of others; takes the
/// note back when it dies. Failing to write it is no error.
class LockHolderNote {
 public:
  explicit LockHolderNote(std::string path);
  ~LockHolderNote();
  LockHolderNote(const LockHolderNote&) = delete;
  LockHolderNote& operator=(const LockHolderNote&) = delete;

 private:
  std::string file_;
};

/// The error for a store that another process, or this one, has open.
Error LockedError(const std::string& path);

/// Copies the folder of a store that nobody writes to. `to` must not exist.
Result<void> CopyStoreFolder(const std::string& from, const std::string& to);

/// Writes the RONDO file into a folder that holds, or will hold, a store. Synced.
Result<void> MarkStoreFolder(const std::string& path);

}  // namespace rondo
