#pragma once

// Runs the blocks of a golden file, in their order, on one fresh database in memory.
// Thread rule: belongs to one thread.

#include <filesystem>
#include <string>
#include <vector>

#include "query/database.h"
#include "tests/golden/golden_file.h"

namespace rondo::golden {

class GoldenRun {
 public:
  /// `sources` is the folder that `load` starts from.
  explicit GoldenRun(std::filesystem::path sources);

  /// What differs, for people; empty if the block gave what it expects.
  std::string Check(const Block& block);
  /// Runs the block and sets what it expects to what it gave. InvalidData where a setup fails, or
  /// where a query fails or an error does not.
  Result<void> Update(Block& block);

 private:
  Result<void> Load(const Block& block);
  Result<void> Setup(const Block& block);
  Result<std::string> Explain(const Block& block);
  std::string CheckQuery(const Block& block);

  std::filesystem::path sources_;
  Database database_;
  Connection connection_;
};

}  // namespace rondo::golden
