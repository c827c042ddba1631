#pragma once

// Runs the blocks of a golden file, in their order, on one fresh database in memory; or in another
// way that must make no difference.
// Thread rule: belongs to one thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "query/database.h"
#include "tests/golden/golden_file.h"
#include "tests/storage/temporary_folder.h"

namespace rondo::golden {

enum class Variant : uint8_t {
  kPlain,
  kPrinted,  // Each statement as the printer writes its tree; places and names are not compared.
  kUnoptimised,  // Plans are not compared.
  kReopened,     // On disk, closed and opened again before each block.
};

class GoldenRun {
 public:
  /// `sources` is the folder that `load` starts from.
  explicit GoldenRun(std::filesystem::path sources, Variant variant = Variant::kPlain);

  /// What differs, for people; empty if the block gave what it expects.
  std::string Check(const Block& block);
  /// Runs the block and sets what it expects to what it gave. InvalidData where a setup fails, or
  /// where a query fails or an error does not.
  Result<void> Update(Block& block);

 private:
  Result<void> Load(const Block& block);
  /// The blocks that run one statement and expect something.
  Result<void> UpdateResult(Block& block);
  static Result<void> Setup(const Block& block, Connection& connection);
  Result<void> SetLimits(const Block& block);
  Result<void> SetParameters(const Block& block);
  Result<void> WriteFile(const Block& block);
  /// The error as its block expects it: the folder is called $folder.
  std::string TextOf(const Error& error, const std::string& statement) const;
  Result<std::string> Explain(const Block& block);
  std::string CheckQuery(const Block& block);
  void Connect();
  void Reopen();
  /// The statement as the variant runs it.
  std::string TextOf(const Block& block) const;

  std::filesystem::path sources_;
  Variant variant_;
  TemporaryFolder folder_;
  Parameters parameters_;
  ExecutionLimits limits_;
  Database database_;
  Connection connection_;
};

}  // namespace rondo::golden
