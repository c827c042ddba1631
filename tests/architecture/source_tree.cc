#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace rondo::architecture {
namespace {

constexpr const char* kFolders[] = {"graph", "storage", "query", "tools", "tests"};

void AppendInclude(const std::string& line, size_t line_number, std::vector<Include>& includes) {
  constexpr std::string_view kDirective = "#include ";
  if (!line.starts_with(kDirective) || line.size() <= kDirective.size()) {
    return;
  }
  const bool quoted = line[kDirective.size()] == '"';
  const size_t begin = kDirective.size() + 1;
  const size_t end = line.find(quoted ? '"' : '>', begin);
  if (end != std::string::npos) {
    includes.push_back({line.substr(begin, end - begin), quoted, line_number});
  }
}

SourceFile ReadSourceFile(const std::filesystem::path& root, const std::filesystem::path& path) {
  SourceFile file;
  file.path = path.lexically_relative(root).generic_string();
  std::ifstream stream(path);
  std::string line;
  while (std::getline(stream, line)) {
    AppendInclude(line, file.lines.size() + 1, file.includes);
    file.lines.push_back(line);
  }
  return file;
}

}  // namespace

std::vector<SourceFile> ReadSourceTree(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const char* folder : kFolders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cc") &&
          entry.path().string().find("node_modules") == std::string::npos) {
        files.push_back(ReadSourceFile(root, entry.path()));
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace rondo::architecture
