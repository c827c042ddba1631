// Node-link, Cytoscape and JSON lines, read back by other parsers.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

using Json = nlohmann::json;

TEST(NodeLinkJson, NetworkxReadsBackEveryHostileText) {
  RONDO_NEEDS_PYTHON("networkx");
  const Json read = Json::parse(ReadWithPython(R"(
import sys, json, networkx
graph = networkx.node_link_graph(json.load(sys.stdin))
print(json.dumps({
  "names": [graph.nodes[str(i)]["properties"]["name"] for i in range(len(graph) - 1)],
  "edges": [[s, t, k, d["type"], d["properties"]["note"]] for s, t, k, d in graph.edges(keys=True, data=True)]}))
)",
                                               Written(WriteNodeLinkJson, HostileGraph())));
  EXPECT_EQ(read["names"], Json(HostileTexts()));
  ASSERT_EQ(read["edges"].size(), HostileTexts().size());
  for (const Json& edge : read["edges"]) {
    const std::string text = HostileTexts()[std::stoul(edge[2].get<std::string>())];
    EXPECT_EQ(edge[3], "type " + text);
    EXPECT_EQ(edge[4], text);
  }
}

TEST(NodeLinkJson, IdsAreTextAndNodesHaveACaption) {
  const Json json = Json::parse(Written(WriteNodeLinkJson, SmallingGraph()));
  EXPECT_EQ(json["nodes"][0]["id"], "1");
  EXPECT_EQ(json["nodes"][0]["name"], "Chris Smalling");
  EXPECT_EQ(json["nodes"][0]["properties"]["birth_date"], "1989-11-22");
  EXPECT_EQ(json["links"][0]["source"], "1");
  EXPECT_EQ(json["links"][0]["type"], "loaned-to");
}

TEST(CytoscapeJson, PropertiesStandInDataAndReservedKeysGetAPrefix) {
  const Subgraph graph(
      {{NodeId(5), {"Club"}, MapValue({{"id", Value("C1")}, {"name", Value("Roma")}})}}, {});
  const Json json = Json::parse(Written(WriteCytoscapeJson, graph));
  const Json& node = json["elements"]["nodes"][0]["data"];
  EXPECT_EQ(node["id"], "n5");
  EXPECT_EQ(node["property_id"], "C1");
  EXPECT_EQ(node["name"], "Roma");
  EXPECT_EQ(node["label"], "Roma");
}

TEST(CytoscapeJson, HoldsEveryHostileText) {
  const Json json = Json::parse(Written(WriteCytoscapeJson, HostileGraph(), HostileTexts()[4]));
  EXPECT_EQ(json["data"]["name"], HostileTexts()[4]);
  const Json& nodes = json["elements"]["nodes"];
  for (size_t index = 0; index < HostileTexts().size(); ++index) {
    EXPECT_EQ(nodes[index]["data"]["name"], HostileTexts()[index]);
  }
  EXPECT_EQ(json["elements"]["edges"].size(), HostileTexts().size());
}

std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(Json::parse(line));
  }
  return lines;
}

TEST(JsonLines, OneObjectALineWhateverTheTextsHold) {
  const std::vector<Json> lines = Lines(Written(WriteJsonLines, HostileGraph()));
  const std::vector<std::string> texts = HostileTexts();
  ASSERT_EQ(lines.size(), 2 * texts.size() + 1);
  for (size_t index = 0; index < texts.size(); ++index) {
    EXPECT_EQ(lines[index]["properties"]["name"], texts[index]);
    EXPECT_EQ(lines[index]["id"], index);
    const Json& edge = lines[texts.size() + 1 + index];
    EXPECT_EQ(edge["type"], "type " + texts[index]);
    EXPECT_EQ(edge["start"], index);
    EXPECT_EQ(edge["end"], (index + 1) % texts.size());
  }
}

TEST(JsonLines, NamesTheTypesThatJsonLacks) {
  const Json node = Lines(Written(WriteJsonLines, HostileGraph()))[HostileTexts().size()];
  EXPECT_EQ(node["property_types"], Json::parse(R"({
    "date": "date", "date_time": "datetime", "dates": "date[]", "duration": "duration",
    "infinite": "double", "local_date_time": "localdatetime", "local_time": "localtime",
    "mixed": [null, null, "date", null], "not_a_number": "double", "time": "time"})"));
  EXPECT_TRUE(node["properties"]["float"].is_number_float());
  EXPECT_EQ(node["properties"]["integer"], std::numeric_limits<int64_t>::min());
  EXPECT_EQ(node["properties"]["infinite"], "-Infinity");
  EXPECT_EQ(node["properties"]["mixed"], Json::parse(R"([1, "two", "2019-08-30", null])"));
}

}  // namespace
}  // namespace rondo
