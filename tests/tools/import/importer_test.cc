// What an import does with files that are longer than its batches.

#include "tools/import/importer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "storage/store.h"
#include "tests/storage/temporary_folder.h"

namespace rondo::import {
namespace {

constexpr size_t kNodeCount = 1000;
constexpr size_t kEdgeCount = 30'000;

void WriteLines(const std::string& path, const std::string& header, size_t count, auto line_of) {
  std::ofstream file(path, std::ios::binary);
  file << header << "\n";
  for (size_t i = 0; i < count; ++i) file << line_of(i) << "\n";
}

PropertySource Column(const std::string& name, ColumnType type) {
  PropertySource source;
  source.property = source.column = name;
  source.type = type;
  return source;
}

// Nodes 0 to 999, and files of edges that have one column each, of different types.
class LongFiles : public testing::Test {
 protected:
  LongFiles() {
    WriteLines(folder_ / "nodes.csv", "id", kNodeCount, [](size_t i) { return std::to_string(i); });
    NodeSource nodes;
    nodes.path = folder_ / "nodes.csv";
    nodes.labels = {"A"};
    nodes.id = NodeReference{"id", "A"};
    plan_.nodes.push_back(nodes);
  }

  void AddEdges(const std::string& type, const PropertySource& column, auto cell_of) {
    const std::string path = folder_ / (type + std::to_string(plan_.edges.size()) + ".csv");
    WriteLines(path, "a,b," + column.column, kEdgeCount, [&](size_t i) {
      return std::to_string(i % kNodeCount) + "," + std::to_string(i * 7 % kNodeCount) + "," +
             cell_of(i);
    });
    EdgeSource edges;
    edges.path = path;
    edges.type = type;
    edges.start = {"a", "A"};
    edges.end = {"b", "A"};
    edges.properties = {column};
    plan_.edges.push_back(edges);
  }

  // Of a number property over all edges of a type.
  int64_t Sum(const std::string& type, const std::string& property) const {
    const auto snapshot = store_->OpenSnapshot();
    const PropertyKeyId key = snapshot->FindPropertyKey(property).value();
    std::vector<EdgeId> ids(1024);
    std::vector<Value> values(ids.size());
    ScanPosition position;
    int64_t sum = 0;
    while (!position.at_end) {
      const size_t count =
          snapshot->ScanEdgesWithType(snapshot->FindEdgeType(type).value(), position, ids).value();
      snapshot->GatherEdgeProperty(key, std::span(ids).first(count), std::span(values).first(count))
          .value();
      for (size_t i = 0; i < count; ++i) sum += values[i].is_null() ? 0 : values[i].integer();
    }
    return sum;
  }

  const TemporaryFolder folder_;
  const std::unique_ptr<Store> store_ = Store::Open(folder_ / "db", {}).value();
  ImportPlan plan_;
};

TEST_F(LongFiles, OfDifferentColumnsFollowOneAnother) {
  AddEdges("dated", Column("day", ColumnType::kDate), [](size_t) { return "2020-01-30"; });
  AddEdges("said", Column("words", ColumnType::kString),
           [](size_t i) { return "words " + std::to_string(i); });
  AddEdges("counted", Column("fee", ColumnType::kInteger),
           [](size_t i) { return std::to_string(i); });
  // A type may have more than one file.
  AddEdges("counted", Column("bonus", ColumnType::kInteger), [](size_t) { return "3"; });
  const auto summary = ImportFiles(*store_, plan_, {});
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary->edge_count, 4 * kEdgeCount);
  EXPECT_EQ(Sum("counted", "fee"), int64_t{kEdgeCount} * (kEdgeCount - 1) / 2);
  EXPECT_EQ(Sum("counted", "bonus"), int64_t{3} * kEdgeCount);
  EXPECT_TRUE(store_->Check().value().empty());
}

TEST_F(LongFiles, NameTheirBadRows) {
  AddEdges("dated", Column("day", ColumnType::kDate), [](size_t) { return "2020-01-30"; });
  AddEdges("counted", Column("fee", ColumnType::kInteger),
           [](size_t i) { return i == 20'000 ? "much" : "1"; });
  const auto summary = ImportFiles(*store_, plan_, {});
  ASSERT_FALSE(summary.ok());
  EXPECT_NE(summary.error().message.find("counted1.csv:20002: column `fee`: `much` is no integer"),
            std::string::npos)
      << summary.error().message;
  EXPECT_EQ(store_->OpenSnapshot()->NodeCount(), 0);

  const auto skipped =
      ImportFiles(*store_, plan_, {.load = {}, .skip_bad = true, .on_progress = {}});
  ASSERT_TRUE(skipped.ok()) << skipped.error().message;
  EXPECT_EQ(skipped->bad_row_count, 1);
  EXPECT_EQ(Sum("counted", "fee"), int64_t{kEdgeCount} - 1);
}

TEST_F(LongFiles, EndInLittleMemory) {
  AddEdges("said", Column("words", ColumnType::kString),
           [](size_t i) { return "words " + std::to_string(i); });
  AddEdges("counted", Column("fee", ColumnType::kInteger),
           [](size_t i) { return std::to_string(i); });
  const auto summary =
      ImportFiles(*store_, plan_, {.load = {.memory_size_max = 1 << 18}, .on_progress = {}});
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(Sum("counted", "fee"), int64_t{kEdgeCount} * (kEdgeCount - 1) / 2);
  EXPECT_TRUE(store_->Check().value().empty());
}

}  // namespace
}  // namespace rondo::import
