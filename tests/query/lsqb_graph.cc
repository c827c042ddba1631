#include "tests/query/lsqb_graph.h"

#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include "storage/bulk_loader.h"

namespace rondo::test {

namespace {

/// isPartOf -> IS_PART_OF
std::string TypeName(const std::string& name) {
  std::string type;
  for (char c : name) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0) {
      type += '_';
    }
    type += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return type;
}

std::vector<std::string> ReadLines(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::vector<std::string> lines;
  std::string line;
  std::getline(stream, line);  // The header.
  while (std::getline(stream, line)) {
    if (!line.empty()) {
      lines.push_back(line);
    }
  }
  return lines;
}

std::vector<std::string> SplitAt(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

class Loading {
 public:
  explicit Loading(std::unique_ptr<BulkLoader> loader) : loader_(std::move(loader)) {}

  Result<void> LoadNodes(const std::string& label, const std::vector<std::string>& ids) {
    std::vector<std::string> labels = {label};
    if (label == "Post" || label == "Comment") {
      labels.push_back("Message");
    }
    RONDO_TRY_ASSIGN(NodeId first, loader_->AddNodes(labels, ids.size(), {}));
    for (size_t index = 0; index < ids.size(); ++index) {
      nodes_[label + ids[index]] = NodeId(first.value + index);
    }
    return {};
  }

  /// `parts`: label of the sources, name of the type, label of the targets.
  Result<void> LoadEdges(const std::vector<std::string>& parts,
                         const std::vector<std::string>& lines) {
    std::vector<NodeId> sources;
    std::vector<NodeId> targets;
    for (const std::string& line : lines) {
      std::vector<std::string> ends = SplitAt(line, '|');
      sources.push_back(nodes_.at(parts[0] + ends[0]));
      targets.push_back(nodes_.at(parts[2] + ends[1]));
    }
    return loader_->AddEdges(TypeName(parts[1]), sources, targets, {});
  }

  Result<void> Finish() {
    RONDO_TRY(loader_->Finish());
    return {};
  }

 private:
  std::unique_ptr<BulkLoader> loader_;
  std::map<std::string, NodeId> nodes_;
};

}  // namespace

Result<void> LoadLsqb(Store& store, const std::filesystem::path& folder) {
  RONDO_TRY_ASSIGN(std::unique_ptr<BulkLoader> loader, BulkLoader::Begin(store, BulkLoadOptions()));
  Loading loading(std::move(loader));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::vector<std::string> parts = SplitAt(entry.path().stem().string(), '_');
    if (parts.size() == 1) {
      RONDO_TRY(loading.LoadNodes(parts[0], ReadLines(entry.path())));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::vector<std::string> parts = SplitAt(entry.path().stem().string(), '_');
    if (parts.size() == 3) {
      RONDO_TRY(loading.LoadEdges(parts, ReadLines(entry.path())));
    }
  }
  return loading.Finish();
}

std::string ReadLsqbQuery(const std::filesystem::path& folder, int number) {
  std::ifstream stream(folder / ("q" + std::to_string(number) + ".cypher"));
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace rondo::test
