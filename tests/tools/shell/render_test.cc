// Results as text: every output mode, widths, limits, and values that try to steer the terminal.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/model/value.h"
#include "tools/output/text_width.h"
#include "tools/shell/render/column_widths.h"
#include "tools/shell/render/output_mode.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {
namespace {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  ExecutionSummary summary = {};
};

struct Rendered {
  std::string text;
  std::string footer;
};

Rendered Render(std::string_view mode, const Table& table, const RenderOptions& options = {}) {
  Rendered rendered;
  Output output(StringTarget(rendered.text));
  const std::unique_ptr<Renderer> renderer = FindOutputMode(mode)->make_renderer(options, output);
  renderer->Begin(table.columns);
  for (const std::vector<Value>& row : table.rows) {
    renderer->AddRow(row);
  }
  renderer->Finish(table.summary);
  EXPECT_TRUE(output.Flush().ok());
  rendered.footer = FooterText(*renderer, table.columns.size(), table.summary);
  return rendered;
}

std::string Text(std::string_view mode, const Table& table, const RenderOptions& options = {}) {
  return Render(mode, table, options).text;
}

MapValue Properties(std::vector<MapValue::Entry> entries) { return MapValue(std::move(entries)); }

Value Player(uint64_t id, const std::string& name) {
  return NodeRecord{NodeId(id), {"Player"}, Properties({{"name", name}})};
}
Value Club(uint64_t id, const std::string& name) {
  return NodeRecord{NodeId(id), {"Club"}, Properties({{"name", name}})};
}
Value Edge(uint64_t id, const std::string& type, uint64_t from, uint64_t to, MapValue properties) {
  return EdgeRecord{EdgeId(id), type, NodeId(from), NodeId(to), std::move(properties)};
}
// 2019-08-30, 2020-06-30 and 2020-01-30.
Date Day(int64_t days) { return Date{days}; }
constexpr int64_t kAugust = 18138;
constexpr int64_t kJune = 18443;
constexpr int64_t kJanuary = 18291;

const Table& Players() {
  static const Table table = {
      {"name", "goals", "born"},
      {{"Ada Ødegaard", 12, Day(kAugust)}, {"遠藤 航", 7, Value()}, {"Zoë", 104, Day(kJune)}}};
  return table;
}

TEST(Render, Box) {
  EXPECT_EQ(Text("box", Players()),
            "┌──────────────┬───────┬────────────┐\n"
            "│ name         │ goals │ born       │\n"
            "├──────────────┼───────┼────────────┤\n"
            "│ Ada Ødegaard │    12 │ 2019-08-30 │\n"
            "│ 遠藤 航      │     7 │ null       │\n"
            "│ Zoë          │   104 │ 2020-06-30 │\n"
            "└──────────────┴───────┴────────────┘\n");
}

TEST(Render, TableIsAsciiOnly) {
  EXPECT_EQ(Text("table", {{"a", "b"}, {{1, "x"}}}),
            "+---+---+\n"
            "| a | b |\n"
            "+---+---+\n"
            "| 1 | x |\n"
            "+---+---+\n");
}

TEST(Render, LineKeepsLongTextsWhole) {
  EXPECT_EQ(Text("line", {{"title", "n"}, {{"first\nsecond", 1}, {"third", 2}}}),
            "title = first\n"
            "        second\n"
            "    n = 1\n"
            "\n"
            "title = third\n"
            "    n = 2\n");
}

TEST(Render, CsvQuotesWhatNeedsQuotesAndTellsNullFromEmpty) {
  EXPECT_EQ(Text("csv", {{"a,b", "c"},
                         {{"say \"hi\"", Value()},
                          {"", 1.0},
                          {"two\nlines", true},
                          {ListValue{1, "x"}, Properties({{"k", Value()}})}}}),
            "\"a,b\",c\n"
            "\"say \"\"hi\"\"\",\n"
            "\"\",1.0\n"
            "\"two\nlines\",true\n"
            "\"[1,\"\"x\"\"]\",\"{\"\"k\"\":null}\"\n");
}

TEST(Render, TsvHasOneLineARow) {
  EXPECT_EQ(Text("tsv", {{"a", "b"}, {{"x\ty\nz\\", Value()}}}), "a\tb\nx\\ty\\nz\\\\\t\\N\n");
}

TEST(Render, JsonIsOneObject) {
  Table table = {
      {"p", "r"},
      {{Player(1, "Smalling"), Edge(7, "loaned-to", 1, 2, Properties({{"from", Day(kAugust)}}))}}};
  table.summary.changes.nodes_created = 2;
  EXPECT_EQ(Text("json", table),
            R"({"columns":["p","r"],"rows":[)"
            "\n"
            R"([{"id":1,"labels":["Player"],"properties":{"name":"Smalling"}},)"
            R"({"id":7,"type":"loaned-to","start":1,"end":2,"properties":{"from":"2019-08-30"}}])"
            "\n"
            R"(],"stats":{"nodes_created":2,"nodes_deleted":0,"edges_created":0,"edges_deleted":0,)"
            R"("properties_set":0,"labels_added":0,"labels_removed":0,"indexes_added":0,)"
            R"("indexes_removed":0}})"
            "\n");
  EXPECT_TRUE(Text("json", {{"a"}, {}}).starts_with(R"({"columns":["a"],"rows":[],"stats":{)"));
}

TEST(Render, JsonLinesHasOneObjectARow) {
  EXPECT_EQ(Text("jsonl", {{"a", "b\""}, {{1, "x\n"}, {Value(), ListValue{}}}}),
            "{\"a\":1,\"b\\\"\":\"x\\n\"}\n{\"a\":null,\"b\\\"\":[]}\n");
}

TEST(Render, MarkdownEscapesMarkup) {
  EXPECT_EQ(Text("markdown", {{"a|b", "n"}, {{"*x*\n<b>", 1}, {Value(), 22}}}),
            "| a\\|b            |   n |\n"
            "| --------------- | --: |\n"
            "| \\*x\\*<br>&lt;b> |   1 |\n"
            "|                 |  22 |\n");
}

TEST(Render, GraphHasOneLineAnEdge) {
  const Value smalling = Player(1, "Smalling");
  const Value roma = Club(2, "Roma");
  const Value loan =
      Edge(7, "loaned-to", 1, 2, Properties({{"from", Day(kAugust)}, {"until", Day(kJune)}}));
  const Value joined = Edge(8, "joined", 3, 2, Properties({{"date", Day(kJanuary)}}));
  const Value rival = Edge(9, "rival-of", 2, 4, {});
  const Value path = PathValue{{smalling, roma}, {loan}};
  RenderOptions options;
  options.node_name = [](NodeId id) { return id == NodeId(3) ? "Fernandes" : ""; };
  const Rendered rendered = Render(
      "graph", {{"p", "r"}, {{path, loan}, {roma, ListValue{joined, rival}}, {Club(5, "Bari"), 1}}},
      options);
  EXPECT_EQ(rendered.text,
            "(Smalling)-[loaned-to 2019-08..2020-06]->(Roma)\n"
            "(Fernandes)-[joined 2020-01-30]->(Roma)\n"
            "(Roma)-[rival-of]->(#4)\n"
            "(Bari)\n");
  EXPECT_EQ(rendered.footer, "4 lines");
  EXPECT_EQ(Render("graph", {{"n"}, {{1}}}).footer,
            "0 lines, the result holds no nodes or edges; another :mode shows its rows");
}

TEST(Render, LimitsCutOnlyWhatPeopleRead) {
  Table table = {{"n"}, {}};
  for (int row = 0; row < 1203; ++row) {
    table.rows.push_back({row});
  }
  RenderOptions options;
  options.row_count_max = 40;
  for (const OutputMode& mode : OutputModes()) {
    const Rendered rendered = Render(mode.name, table, options);
    if (mode.for_programs) {
      EXPECT_NE(rendered.text.find("1202"), std::string::npos) << mode.name;
      EXPECT_EQ(rendered.footer, "1,203 rows") << mode.name;
    } else if (mode.name != "graph") {
      EXPECT_NE(rendered.text.find("39"), std::string::npos) << mode.name;
      EXPECT_EQ(rendered.text.find("40"), std::string::npos) << mode.name;
      EXPECT_EQ(rendered.footer, "40 of 1,203 rows shown") << mode.name;
    }
  }
}

TEST(Render, TablesKeepToTheWidthOfTheTerminal) {
  const std::string text = Text("box",
                                {{"id", "sentence", "quote"},
                                 {{1, std::string(60, 'a'), std::string(30, 'b')},
                                  {2, "短い文が続く。短い文が続く。短い文が続く。", "b"}}},
                                {.width_max = 40});
  EXPECT_EQ(text,
            "┌────┬────────────────┬────────"
            "────────┐\n"
            "│ id │ sentence       │ quote          │\n"
            "├────┼────────────────┼────────"
            "────────┤\n"
            "│  1 │ aaaaaaaaaaaaa… │ bbbbbbbbbbbbb… │\n"
            "│  2 │ 短い文が続く…  │ b              │\n"
            "└────┴────────────────┴────────"
            "────────┘\n");
}

TEST(Render, ColumnsWithoutRoomAreLeftOutAndCounted) {
  Table table = {{}, {{}}};
  for (int column = 0; column < 12; ++column) {
    table.columns.push_back("column" + std::to_string(column));
    table.rows[0].push_back(std::string(20, 'x'));
  }
  const Rendered rendered = Render("box", table, {.width_max = 40});
  EXPECT_EQ(rendered.text,
            "┌───────────┬───────────"
            "┬──────────┬───┐\n"
            "│ column0   │ column1   │ column2  │ … │\n"
            "├───────────┼───────────"
            "┼──────────┼───┤\n"
            "│ xxxxxxxx… │ xxxxxxxx… │ xxxxxxx… │ … │\n"
            "└───────────┴───────────"
            "┴──────────┴───┘\n");
  EXPECT_EQ(rendered.footer, "1 row, 3 of 12 columns shown");
}

TEST(Render, FitColumnsFillsTheRoomAndNeverPassesIt) {
  for (size_t room = 1; room < 120; ++room) {
    const std::vector<size_t> natural = {3, 50, 9, 20, 1, 70};
    const std::vector<size_t> widths =
        FitColumns(natural, {.room = room, .overhead = 3, .overhead_once = 1, .overhead_cut = 4});
    ASSERT_FALSE(widths.empty());
    size_t total = 1 + (widths.size() < natural.size() ? 4 : 0);
    for (size_t index = 0; index < widths.size(); ++index) {
      EXPECT_LE(widths[index], natural[index]);
      total += widths[index] + 3;
    }
    if (room >= 9) {
      EXPECT_LE(total, room) << room;
    }
    if (widths.size() == natural.size()) {
      EXPECT_EQ(total, std::min<size_t>(room, 172));
    }
  }
}

TEST(Render, ValuesCannotSteerTheTerminal) {
  const std::string hostile =
      "a\x1b[31mb\x07\xc2\x9b"
      "2J\u202e\u2028\xff\r";
  const Table table = {{hostile, "n"}, {{hostile, ListValue{hostile}}, {Player(1, hostile), 1}}};
  RenderOptions options;
  options.to_terminal = true;
  for (const OutputMode& mode : OutputModes()) {
    const std::string text = Text(mode.name, table, options);
    EXPECT_EQ(text.find_first_of("\x1b\x07\r\xff"), std::string::npos) << mode.name;
    for (std::string_view steering : {"\xc2\x9b", "\u202e", "\u2028"}) {
      EXPECT_EQ(text.find(steering), std::string::npos) << mode.name;
    }
  }
  // Programs get what is stored.
  EXPECT_NE(Text("csv", table).find(hostile), std::string::npos);
}

TEST(Render, EmojiAndAccentsTakeTheRoomThatAPersonSees) {
  const std::string text = Text(
      "box",
      {{"x"}, {{"🏴󠁧󠁢󠁥󠁮󠁧󠁿"}, {"👩‍👩‍👧"}, {"e\u0301"}, {"🇮🇹"}}});
  size_t width = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    const size_t line_width = TextWidth(std::string_view(text).substr(begin, end - begin));
    width = begin == 0 ? line_width : width;
    EXPECT_EQ(line_width, width);
    begin = end + 1;
  }
}

TEST(Render, StatementsWithoutColumnsTellWhatTheyChanged) {
  Table table;
  table.summary.changes.nodes_created = 1203;
  table.summary.changes.properties_set = 1;
  const Rendered box = Render("box", table);
  EXPECT_EQ(box.text, "");
  EXPECT_EQ(box.footer, "1,203 nodes created, 1 property set");
  EXPECT_EQ(Text("csv", table), "");
  EXPECT_EQ(Text("jsonl", table), "");
}

TEST(Render, HeadersAndNullsStandOutInColour) {
  RenderOptions options;
  options.colored = true;
  EXPECT_EQ(Text("table", {{"a"}, {{Value()}}}, options),
            "+------+\n| \x1b[1ma\x1b[0m    |\n+------+\n| \x1b[2mnull\x1b[0m |\n+------+\n");
}

}  // namespace
}  // namespace rondo::shell
