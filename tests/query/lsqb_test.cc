// The nine queries of the Labelled Subgraph Query Benchmark on its two smallest data sets: joins
// that show whether the planner works. Data and answers come from outside and are skipped where
// they are missing.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "query/database.h"
#include "tests/query/lsqb_graph.h"

namespace rondo {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(RONDO_SHARED_DATA) / "conformance" / "lsqb";

std::vector<std::string> SplitAt(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

void CheckCounts(const std::string& data_set, const std::map<int, int64_t>& expected) {
  Database database = Database::Open(":memory:").value();
  ASSERT_TRUE(test::LoadLsqb(database.store(), kFolder / "data" / data_set).ok());
  Connection connection = database.Connect();
  for (const auto& [number, count] : expected) {
    std::string text = test::ReadLsqbQuery(kFolder / "cypher", number);
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
