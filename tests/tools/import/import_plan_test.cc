// The two ways to describe an import, ids and cells.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tools/import/cell_parser.h"
#include "tools/import/header_layout.h"
#include "tools/import/id_map.h"
#include "tools/import/mapping.h"

namespace rondo::import {
namespace {

std::string WriteFile(const std::string& name, const std::string& content) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / name).string();
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(HeaderLayout, NodeHeadersFollowNeo4jAdmin) {
  const std::string path =
      WriteFile("nodes.csv", "playerId:ID(P),name,born:date,goals:int[],x:IGNORE,:LABEL\n");
  const NodeSource source = PlanNodeFile({"Player:Person", path}, ',', ';').value();
  EXPECT_EQ(source.labels, (std::vector<std::string>{"Player", "Person"}));
  EXPECT_EQ(source.id->id_space, "P");
  EXPECT_EQ(source.label_column, ":LABEL");
  ASSERT_EQ(source.properties.size(), 4u);  // playerId, name, born, goals
  EXPECT_EQ(source.properties[0].property, "playerId");
  EXPECT_EQ(source.properties[2].type, ColumnType::kDate);
  EXPECT_TRUE(source.properties[3].is_list);
}

TEST(HeaderLayout, EdgesNeedBothEndsAndAType) {
  const std::string no_end = WriteFile("no_end.csv", ":START_ID,since\n");
  EXPECT_NE(PlanEdgeFile({"t", no_end}, ',', ';').error().message.find(":END_ID"),
            std::string::npos);
  const std::string no_type = WriteFile("no_type.csv", ":START_ID,:END_ID\n");
  EXPECT_NE(PlanEdgeFile({"", no_type}, ',', ';').error().message.find("no type"),
            std::string::npos);
  const std::string twice = WriteFile("twice.csv", ":START_ID,x:START_ID,:END_ID\n");
  EXPECT_FALSE(PlanEdgeFile({"t", twice}, ',', ';').ok());
}

TEST(HeaderLayout, UnknownTypesAreNamed) {
  const std::string path = WriteFile("unknown.csv", "id:ID,size:furlong\n");
  const auto planned = PlanNodeFile({"A", path}, ',', ';');
  ASSERT_FALSE(planned.ok());
  EXPECT_NE(planned.error().message.find("`furlong`"), std::string::npos);
}

TEST(Mapping, ReadsColumnsTypesAndFilters) {
  const char* text = R"({"list_delimiter": "|",
    "nodes": [{"label": "Club", "file": "c.csv", "id": "id", "properties": {"aliases": "string[]", "kind": {"column": "type"}}}],
    "edges": [{"type": "loaned-to", "file": "t.csv", "where": {"kind": ["loan"]}, "skip_empty_references": true,
               "start": {"label": "Club", "column": "a"}, "end": {"label": "Club", "column": "b"},
               "properties": {"on_loan": {"present": "x"}}}]})";
  const ImportPlan plan = ReadMapping(text, "m.json", "data").value();
  EXPECT_EQ(plan.nodes[0].path, "data/c.csv");
  EXPECT_EQ(plan.nodes[0].properties[0].list_delimiter, '|');
  EXPECT_EQ(plan.nodes[0].properties[1].column, "type");
  EXPECT_EQ(plan.edges[0].filters[0].values, (std::vector<std::string>{"loan"}));
  EXPECT_TRUE(plan.edges[0].properties[0].is_presence);
  EXPECT_TRUE(plan.edges[0].skip_empty_references);
}

TEST(Mapping, ErrorsNameThePlace) {
  auto message = [](const char* text) { return ReadMapping(text, "m.json", ".").error().message; };
  EXPECT_NE(message("{").find("m.json"), std::string::npos);
  EXPECT_NE(message("[]").find("must be an object"), std::string::npos);
  EXPECT_NE(message(R"({"nodes": [{"label": "A"}]})").find("nodes[0] needs `file`"),
            std::string::npos);
  EXPECT_NE(message(R"({"nodes": [{"label": "A", "file": "a", "colour": 1}]})")
                .find("unknown key `colour`"),
            std::string::npos);
  EXPECT_NE(message(R"({"nodes": [{"label": "A", "file": "a", "properties": {"x": "furlong"}}]})")
                .find("nodes[0].properties.x has the unknown type `furlong`"),
            std::string::npos);
}

TEST(IdMap, KeepsNumbersAndTextsApart) {
  IdMap map;
  EXPECT_TRUE(map.Insert("7", NodeId(1)));
  EXPECT_TRUE(map.Insert("007", NodeId(2)));
  EXPECT_TRUE(map.Insert("", NodeId(3)));
  EXPECT_TRUE(map.Insert("99999999999999999999", NodeId(4)));
  EXPECT_FALSE(map.Insert("7", NodeId(5)));
  EXPECT_FALSE(map.Insert("007", NodeId(5)));
  EXPECT_EQ(map.Find("7"), NodeId(1));
  EXPECT_EQ(map.Find("007"), NodeId(2));
  EXPECT_EQ(map.Find("8"), std::nullopt);
  EXPECT_EQ(map.size(), 4u);
}

TEST(IdMap, GrowsWithoutLosingAnything) {
  IdMap map;
  for (uint64_t id = 0; id < 10'000; ++id) {
    ASSERT_TRUE(map.Insert(std::to_string(id * 1024), NodeId(id)));
  }
  for (uint64_t id = 0; id < 10'000; ++id) {
    ASSERT_EQ(map.Find(std::to_string(id * 1024)), NodeId(id));
  }
}

TEST(IdMap, KnowsANumberThatCameBeforeItsNeighbours) {
  IdMap map;
  ASSERT_TRUE(map.Insert("100000", NodeId(1)));
  for (uint64_t id = 0; id < 20'000; ++id) {
    ASSERT_TRUE(map.Insert(std::to_string(id), NodeId(id)));
  }
  ASSERT_TRUE(map.Insert("100001", NodeId(2)));
  EXPECT_FALSE(map.Insert("100000", NodeId(3)));
  EXPECT_EQ(map.Find("100000"), NodeId(1));
  EXPECT_EQ(map.Find("100002"), std::nullopt);
  map.Replace("100000", NodeId(4));
  map.Replace("100001", NodeId(5));
  EXPECT_EQ(map.Find("100000"), NodeId(4));
  EXPECT_EQ(map.Find("100001"), NodeId(5));
  EXPECT_EQ(map.size(), 20'002u);
}

class CellTest : public testing::Test {
 protected:
  Result<void> Append(ColumnType type, std::string_view text, bool is_list = false,
                      bool quoted = false) {
    source_.column = "c";
    source_.type = type;
    source_.is_list = is_list;
    column_ = MakeColumn(source_);
    return AppendCell(source_, {text, quoted}, arena_, column_);
  }
  PropertySource source_;
  TextArena arena_;
  BulkColumn column_;
};

TEST_F(CellTest, DatesBecomeDays) {
  ASSERT_TRUE(Append(ColumnType::kDate, "1970-01-01").ok());
  EXPECT_EQ(column_.integers[0], 0);
  ASSERT_TRUE(Append(ColumnType::kDate, "2000-03-01").ok());
  EXPECT_EQ(column_.integers[0], 11'017);
  ASSERT_TRUE(Append(ColumnType::kDate, "2020-02-29").ok());
  EXPECT_EQ(column_.integers[0], 18'321);
  EXPECT_FALSE(Append(ColumnType::kDate, "2019-02-29").ok());
}

TEST_F(CellTest, WrongCellsNameColumnTextAndType) {
  const auto wrong = Append(ColumnType::kInteger, "twelve");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().message, "column `c`: `twelve` is no integer");
  EXPECT_TRUE(column_.present.empty());
  EXPECT_FALSE(Append(ColumnType::kInteger, "9223372036854775808").ok());
  EXPECT_FALSE(Append(ColumnType::kBoolean, "maybe").ok());
  EXPECT_FALSE(Append(ColumnType::kFloat, "1.5x").ok());
}

TEST_F(CellTest, EmptyCellsAreMissingUnlessTheyAreQuotedTexts) {
  ASSERT_TRUE(Append(ColumnType::kString, "").ok());
  EXPECT_EQ(column_.present[0], 0);
  ASSERT_TRUE(Append(ColumnType::kString, "", false, true).ok());
  EXPECT_EQ(column_.present[0], 1);
  ASSERT_TRUE(Append(ColumnType::kInteger, "", false, true).ok());
  EXPECT_EQ(column_.present[0], 0);
}

TEST_F(CellTest, ListsAreSplit) {
  ASSERT_TRUE(Append(ColumnType::kInteger, "1;2;3", true).ok());
  EXPECT_EQ(column_.values[0].list()[2].integer(), 3);
  EXPECT_FALSE(Append(ColumnType::kInteger, "1;x", true).ok());
}

TEST(TextArena, NeverMovesWhatItKeeps) {
  TextArena arena;
  const std::string_view first = arena.Keep("first");
  for (int count = 0; count < 100'000; ++count) {
    arena.Keep("some more text");
  }
  const std::string large(size_t{1} << 20, 'x');
  EXPECT_EQ(arena.Keep(large), large);
  EXPECT_EQ(first, "first");
}

}  // namespace
}  // namespace rondo::import
