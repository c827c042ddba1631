#pragma once

// Programs that are not ours, to read back what the writers wrote.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace rondo {

/// Whether `command` runs and succeeds on empty input.
bool Runs(const std::vector<std::string>& command);

/// What `command` prints when it is given `input`; fails the test where it fails.
std::string ReadBack(const std::vector<std::string>& command, std::string_view input);

/// Debian's own Python, where networkx and igraph live, running `script` on `input`.
std::string ReadWithPython(const std::string& script, std::string_view input);

/// A file that is gone at the end of the test.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, std::string_view content);
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace rondo

/// Skips the test where a program or a Python module is not installed.
#define RONDO_NEEDS(...)                               \
  if (!::rondo::Runs({__VA_ARGS__})) {                 \
    GTEST_SKIP() << "not installed: " << #__VA_ARGS__; \
  }
#define RONDO_NEEDS_PYTHON(module) RONDO_NEEDS("/usr/bin/python3", "-c", "import " module)
