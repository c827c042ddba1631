#include "tests/storage/temporary_folder.h"

#include <stdlib.h>

#include <system_error>

#include "graph/base/check.h"

namespace rondo {

TemporaryFolder::TemporaryFolder() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "rondo-test-").string() + std::string(6, 'X');
  RONDO_CHECK(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace rondo
