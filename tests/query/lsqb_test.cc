// The nine queries of the Labelled Subgraph Query Benchmark on its two smallest data sets: joins
// that show whether the planner works. Data and answers come from outside and are skipped where
// they are missing.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "query/database.h"
#include "storage/bulk_loader.h"

namespace rondo {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(RONDO_SHARED_DATA) / "conformance" / "lsqb";

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

class LsqbGraph {
 public:
  explicit LsqbGraph(Store& store) : loader_(BulkLoader::Begin(store, BulkLoadOptions()).value()) {}

  void Load(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::vector<std::string> parts = SplitAt(entry.path().stem().string(), '_');
      if (parts.size() == 1) {
        LoadNodes(parts[0], ReadLines(entry.path()));
      }
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::vector<std::string> parts = SplitAt(entry.path().stem().string(), '_');
      if (parts.size() == 3) {
        LoadEdges(parts, ReadLines(entry.path()));
      }
    }
    ASSERT_TRUE(loader_->Finish().ok());
  }

 private:
  void LoadNodes(const std::string& label, const std::vector<std::string>& ids) {
    std::vector<std::string> labels = {label};
    if (label == "Post" || label == "Comment") {
      labels.push_back("Message");
    }
    NodeId first = loader_->AddNodes(labels, ids.size(), {}).value();
    for (size_t index = 0; index < ids.size(); ++index) {
      nodes_[label + ids[index]] = NodeId(first.value + index);
    }
  }

  void LoadEdges(const std::vector<std::string>& parts, const std::vector<std::string>& lines) {
    std::vector<NodeId> sources;
    std::vector<NodeId> targets;
    for (const std::string& line : lines) {
      std::vector<std::string> ends = SplitAt(line, '|');
      sources.push_back(nodes_.at(parts[0] + ends[0]));
      targets.push_back(nodes_.at(parts[2] + ends[1]));
    }
    ASSERT_TRUE(loader_->AddEdges(TypeName(parts[1]), sources, targets, {}).ok());
  }

  std::unique_ptr<BulkLoader> loader_;
  std::map<std::string, NodeId> nodes_;
};

void CheckCounts(const std::string& data_set, const std::map<int, int64_t>& expected) {
  Database database = Database::Open(":memory:").value();
  LsqbGraph(database.store()).Load(kFolder / "data" / data_set);
  Connection connection = database.Connect();
  for (const auto& [number, count] : expected) {
    std::ifstream stream(kFolder / "cypher" / ("q" + std::to_string(number) + ".cypher"));
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    auto began = std::chrono::steady_clock::now();
    Result<QueryResult> result = connection.Execute(text);
    std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(result->rows()[0].Get<int64_t>("count"), count) << "query " << number;
    EXPECT_LT(elapsed.count(), 2.0) << "query " << number;
    ::testing::Test::RecordProperty("q" + std::to_string(number) + "_ms",
                                    std::to_string(elapsed.count() * 1000));
  }
}

/// Counts by query, of the lines that mention the scale.
std::map<int, int64_t> ReadExpected(const std::string& file, const std::string& scale,
                                    size_t query_column) {
  std::ifstream stream(kFolder / file);
  std::map<int, int64_t> expected;
  for (std::string line; std::getline(stream, line);) {
    std::vector<std::string> cells = SplitAt(line, '\t');
    if (std::ranges::find(cells, scale) != cells.end()) {
      expected[std::stoi(cells[query_column])] = std::stoll(cells.back());
    }
  }
  return expected;
}

TEST(Lsqb, CountsAreRightOnTheExample) {
  if (!std::filesystem::exists(kFolder)) {
    GTEST_SKIP() << "no benchmark data in " << kFolder;
  }
  CheckCounts("social-network-sfexample-projected-fk",
              ReadExpected("expected-official.tsv", "example", 3));
}

TEST(Lsqb, CountsAreRightOnTheSmallestNetwork) {
  if (!std::filesystem::exists(kFolder)) {
    GTEST_SKIP() << "no benchmark data in " << kFolder;
  }
  CheckCounts("social-network-sf0.003-projected-fk",
              ReadExpected("expected-sf0.003.tsv", "0.003", 1));
}

}  // namespace
}  // namespace rondo
