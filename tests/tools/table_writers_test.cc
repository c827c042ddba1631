// CSV in neo4j-admin's layout, read back by Python, and the Cypher script.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "query/syntax/parser.h"
#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

using Json = nlohmann::json;

std::string WrittenCsv(Result<void> (*write)(const GraphSource&, Output&),
                       const GraphSource& source) {
  std::string text;
  Output output(StringTarget(text));
  const Result<void> written = write(source, output);
  EXPECT_TRUE(written.ok()) << (written.ok() ? "" : written.error().message);
  EXPECT_TRUE(output.Flush().ok());
  return text;
}

Json ReadCsv(const std::string& text) {
  return Json::parse(
      ReadWithPython("import sys, io, csv, json\n"
                     "text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')\n"
                     "print(json.dumps(list(csv.DictReader(text, strict=True))))",
                     text));
}

TEST(Csv, PythonReadsBackEveryHostileText) {
  const Json nodes = ReadCsv(WrittenCsv(WriteCsvNodes, HostileGraph()));
  const Json edges = ReadCsv(WrittenCsv(WriteCsvEdges, HostileGraph()));
  const std::vector<std::string> texts = HostileTexts();
  ASSERT_EQ(nodes.size(), texts.size() + 1);
  ASSERT_EQ(edges.size(), texts.size());
  for (size_t index = 0; index < texts.size(); ++index) {
    EXPECT_EQ(nodes[index][":ID"], std::to_string(index));
    EXPECT_EQ(nodes[index]["name:string"], texts[index]);
    EXPECT_EQ(nodes[index]["key " + texts[index] + ":long"], std::to_string(index));
    EXPECT_EQ(edges[index][":START_ID"], std::to_string(index));
    EXPECT_EQ(edges[index][":TYPE"], "type " + texts[index]);
    EXPECT_EQ(edges[index]["note:string"], texts[index]);
  }
}

TEST(Csv, EveryTypeHasItsColumn) {
  const Json node = ReadCsv(WrittenCsv(WriteCsvNodes, HostileGraph())).back();
  EXPECT_EQ(node["integer:long"], "-9223372036854775808");
  EXPECT_EQ(node["float:double"], "1.0");
  EXPECT_EQ(node["not_a_number:double"], "NaN");
  EXPECT_EQ(node["infinite:double"], "-Infinity");
  EXPECT_EQ(node["date:date"], "2019-08-30");
  EXPECT_EQ(node["date_time:datetime"], "2019-08-30T21:40:32+02:00[Europe/Rome]");
  EXPECT_EQ(node["duration:duration"], "P1Y2M3DT4H5.5S");
  EXPECT_EQ(node["texts:string[]"], "a;b c");
  EXPECT_EQ(node["texts_with_separator:json"], R"(["a;b",""])");
  EXPECT_EQ(node["dates:date[]"], "2019-08-30;2020-06-30");
  EXPECT_EQ(node["mixed:json"],
            R"({"value":[1,"two","2019-08-30",null],"types":[null,null,"date",null]})");
  EXPECT_EQ(node["empty_list:json"], "[]");
}

TEST(Csv, EmptyTextIsQuotedAndNoValueIsNot) {
  const Subgraph graph({{NodeId(0), {"A"}, MapValue({{"x", Value("")}})}, {NodeId(1), {"A"}, {}}},
                       {});
  EXPECT_EQ(WrittenCsv(WriteCsvNodes, graph), ":ID,:LABEL,x:string\n0,A,\"\"\n1,A,\n");
}

TEST(Csv, AKeyWithValuesOfTwoTypesHasTwoColumns) {
  const Subgraph graph({{NodeId(0), {}, MapValue({{"x", Value("one")}})},
                        {NodeId(1), {"A", "B"}, MapValue({{"x", Value(1)}})}},
                       {});
  EXPECT_EQ(WrittenCsv(WriteCsvNodes, graph), ":ID,:LABEL,x:long,x:string\n0,,,one\n1,A;B,1,\n");
}

TEST(Csv, RefusesALabelThatItsCellCannotHold) {
  const Subgraph graph({{NodeId(0), {"a;b"}, {}}}, {});
  std::string text;
  Output output(StringTarget(text));
  const Result<void> written = WriteCsvNodes(graph, output);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().detail, "LabelNotPortable");
}

TEST(Cypher, EveryStatementParses) {
  const std::string script = Written(WriteCypher, HostileGraph());
  const std::vector<SourceSpan> statements = SplitStatements(script);
  EXPECT_GT(statements.size(), 2 * HostileTexts().size());
  for (const SourceSpan span : statements) {
    const std::string_view text =
        std::string_view(script).substr(span.begin, span.end - span.begin);
    const Result<Ast> ast = ParseStatement(text);
    EXPECT_TRUE(ast.ok()) << ast.error().message << "\n" << text;
  }
}

TEST(Cypher, GathersRowsOfOneKindInOneStatement) {
  EXPECT_EQ(Written(WriteCypher, SmallingGraph()),
            R"(CREATE CONSTRAINT _rondo_export FOR (n:_RondoExport) REQUIRE n._rondo_id IS UNIQUE;
UNWIND [
  {_rondo_id: 2, name: 'Roma', wikidata: 'Q2739'},
  {_rondo_id: 3, founded: 1878, name: 'Manchester United'}
] AS row
CREATE (n:_RondoExport:Club) SET n = row;
UNWIND [
  {_rondo_id: 7, name: 'Gianluca Petrachi'}
] AS row
CREATE (n:_RondoExport:Official) SET n = row;
UNWIND [
  {_rondo_id: 1, aliases: ['Smalling', 'Smalldini'], birth_date: date('1989-11-22'), name: 'Chris Smalling'}
] AS row
CREATE (n:_RondoExport:Player) SET n = row;
UNWIND [
  {a: 1, b: 2, p: {from: date('2019-08-30'), until: date('2020-06-30')}}
] AS row
MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})
CREATE (a)-[r:`loaned-to`]->(b) SET r = row.p;
UNWIND [
  {a: 1, b: 3, p: {confidence: 0.5, from: date('2010-07-01')}}
] AS row
MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})
CREATE (a)-[r:`plays-for`]->(b) SET r = row.p;
UNWIND [
  {a: 1, b: 7, p: {confidence: 0.93, modality: 'asserted', reported: date('2020-01-30')}}
] AS row
MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})
CREATE (a)-[r:`praised-by`]->(b) SET r = row.p;
UNWIND [
  {a: 2, b: 3, p: {}}
] AS row
MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})
CREATE (a)-[r:`rival-of`]->(b) SET r = row.p;
UNWIND [
  {a: 2, b: 1, p: {date: date('2020-07-01'), modality: 'denied'}}
] AS row
MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})
CREATE (a)-[r:`wants-to-sign`]->(b) SET r = row.p;
MATCH (n:_RondoExport) REMOVE n:_RondoExport, n._rondo_id;
DROP CONSTRAINT _rondo_export;
)");
}

}  // namespace
}  // namespace rondo
