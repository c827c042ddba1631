// GraphML and GEXF, read back by xmllint, networkx and igraph.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

using Json = nlohmann::json;

/// The names of HostileGraph's nodes as XML can hold them.
Json NamesInXml() {
  Json names = Json::array();
  for (const std::string& text : HostileTexts()) {
    names.push_back(WithoutControls(text));
  }
  return names;
}

constexpr const char* kReadGraphml = R"(
import sys, io, json, networkx
graph = networkx.read_graphml(io.BytesIO(sys.stdin.buffer.read()), force_multigraph=True)
nodes = dict(graph.nodes(data=True))
print(json.dumps({
  "names": [nodes["n%d" % i]["name"] for i in range(len(nodes) - 1)],
  "labels": nodes["n0"]["labels"],
  "typed": {k: v for k, v in nodes["n%d" % (len(nodes) - 1)].items() if k not in ("infinite", "not_a_number")},
  "infinite": repr(nodes["n%d" % (len(nodes) - 1)]["infinite"]),
  "edges": sorted([s, t, d["label"], d["note"], d["number"]] for s, t, d in graph.edges(data=True)),
  "directed": graph.is_directed()}))
)";

TEST(Graphml, NetworkxReadsBackEveryHostileText) {
  RONDO_NEEDS_PYTHON("networkx");
  const Json read =
      Json::parse(ReadWithPython(kReadGraphml, Written(WriteGraphml, HostileGraph())));
  const std::vector<std::string> texts = HostileTexts();
  EXPECT_EQ(read["names"], NamesInXml());
  EXPECT_EQ(read["labels"], ":Club:Label plain");
  EXPECT_TRUE(read["directed"]);
  ASSERT_EQ(read["edges"].size(), texts.size());
  for (const Json& edge : read["edges"]) {
    const size_t index = edge[4];
    EXPECT_EQ(edge[0], "n" + std::to_string(index));
    EXPECT_EQ(edge[1], "n" + std::to_string((index + 1) % texts.size()));
    EXPECT_EQ(edge[2], "type " + WithoutControls(texts[index]));
    EXPECT_EQ(edge[3], WithoutControls(texts[index]));
  }
}

TEST(Graphml, KeepsTypesThatGraphmlHas) {
  RONDO_NEEDS_PYTHON("networkx");
  const Json read =
      Json::parse(ReadWithPython(kReadGraphml, Written(WriteGraphml, HostileGraph())));
  EXPECT_EQ(read["typed"]["boolean"], true);
  EXPECT_EQ(read["typed"]["integer"], std::numeric_limits<int64_t>::min());
  EXPECT_TRUE(read["typed"]["float"].is_number_float());
  EXPECT_EQ(read["infinite"], "-inf");
  EXPECT_EQ(read["typed"]["date"], "2019-08-30");
  EXPECT_EQ(read["typed"]["texts"], R"(["a","b c"])");
}

TEST(Graphml, XmllintAndIgraphAcceptIt) {
  RONDO_NEEDS("xmllint", "--version");
  const std::string text = Written(WriteGraphml, HostileGraph());
  ReadBack({"xmllint", "--noout", "-"}, text);
  RONDO_NEEDS_PYTHON("igraph");
  const TemporaryFile file("graph.graphml", text);
  EXPECT_EQ(ReadWithPython("import igraph\ng = igraph.Graph.Read_GraphML('" + file.path() +
                               "')\nprint(g.vcount(), g.ecount())",
                           ""),
            "14 13\n");
}

TEST(Graphml, KeysWithValuesOfSeveralTypesBecomeText) {
  const Subgraph graph({{NodeId(0), {}, MapValue({{"x", Value(1)}})},
                        {NodeId(1), {}, MapValue({{"x", Value("one")}})}},
                       {});
  const std::string text = Written(WriteGraphml, graph);
  EXPECT_NE(text.find(R"(attr.name="x" attr.type="string")"), std::string::npos) << text;
}

constexpr const char* kReadGexf = R"(
import sys, io, json, networkx
graph = networkx.read_gexf(io.BytesIO(sys.stdin.buffer.read()))
nodes = dict(graph.nodes(data=True))
print(json.dumps({
  "captions": [nodes["n%d" % i]["label"] for i in range(len(nodes) - 1)],
  "names": [nodes["n%d" % i]["name"] for i in range(len(nodes) - 1)],
  "edges": graph.number_of_edges()}))
)";

TEST(Gexf, NetworkxReadsBackEveryHostileText) {
  RONDO_NEEDS_PYTHON("networkx");
  const Json read = Json::parse(ReadWithPython(kReadGexf, Written(WriteGexf, HostileGraph())));
  EXPECT_EQ(read["names"], NamesInXml());
  EXPECT_EQ(read["edges"], HostileTexts().size());
}

TEST(Gexf, XmllintAcceptsIt) {
  RONDO_NEEDS("xmllint", "--version");
  ReadBack({"xmllint", "--noout", "-"}, Written(WriteGexf, HostileGraph()));
}

TEST(Gexf, EdgesCarryTheirTimeWithTheLastDayAsEnd) {
  const std::string text = Written(WriteGexf, SmallingGraph());
  EXPECT_NE(text.find(R"(label="loaned-to" start="2019-08-30" end="2020-06-29">)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(R"(label="plays-for" start="2010-07-01">)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"(label="wants-to-sign" start="2020-07-01">)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"(label="rival-of">)"), std::string::npos) << text;
}

}  // namespace
}  // namespace rondo
