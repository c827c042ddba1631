#pragma once

// The project's own sources as the architecture tests read them: text, never compiled.

#include <filesystem>
#include <string>
#include <vector>

namespace rondo::architecture {

struct Include {
  std::string target;  // Between the quotes or angle brackets.
  bool quoted = false;
  size_t line = 0;
};

struct SourceFile {
  std::string path;  // From the project's root, '/' between folders.
  std::vector<std::string> lines;
  std::vector<Include> includes;
};

/// Every .h and .cc file in the five folders, sorted by path.
std::vector<SourceFile> ReadSourceTree(const std::filesystem::path& root);

/// The whole file as text; empty if it cannot be read.
std::string ReadText(const std::filesystem::path& path);

}  // namespace rondo::architecture
