#include <gtest/gtest.h>

#include <cmath>

#include "graph/model/value_text.h"
#include "tests/query/memory_graph.h"
#include "tests/query/procedure_call.h"

namespace rondo {
namespace {

MapValue Options(std::vector<MapValue::Entry> entries) { return MapValue(std::move(entries)); }

/// Four stops on a round, and a depot that one way leads to; two edges between a and b.
class AlgorithmProcedure : public testing::Test {
 protected:
  AlgorithmProcedure() {
    for (const char* name : {"a", "b", "c", "d"}) {
      const auto index = static_cast<double>(stops_.size());
      stops_.push_back(graph_.AddNode(
          {"Stop"}, {{"name", name}, {"lat", 0.0}, {"lon", index / 100}, {"left", 3.0 - index}}));
    }
    depot_ = graph_.AddNode({"Depot"}, {{"name", "depot"}});
    graph_.AddEdge(stops_[0], "road", stops_[1], {{"km", 9}});
    light_ = graph_.AddEdge(stops_[0], "road", stops_[1], {{"km", 2.0}});
    graph_.AddEdge(stops_[1], "road", stops_[2], {{"km", 2}});
    graph_.AddEdge(stops_[2], "road", stops_[3], {{"km", 2}});
    graph_.AddEdge(stops_[3], "road", stops_[0], {{"km", 2}});
    graph_.AddEdge(stops_[0], "ferry", stops_[3], {{"km", 50}});
    graph_.AddEdge(stops_[3], "road", depot_, {{"km", 1}});
  }

  /// Each row as text, nodes by their number, joined by blanks.
  std::string Rows(std::string_view name, const std::vector<Value>& arguments) {
    std::string text;
    const auto rows = CallProcedure(graph_, name, arguments, settings_);
    if (!rows.ok()) {
      return rows.error().detail + ": " + rows.error().message + "; " + rows.error().hint;
    }
    for (const std::vector<Value>& row : *rows) {
      for (const Value& value : row) {
        text +=
            value.is(Value::Kind::kNode) ? std::to_string(value.node().value) : ValueText(value);
        text += &value == &row.back() ? "; " : " ";
      }
    }
    return text;
  }

  MemoryGraph graph_;
  std::vector<NodeId> stops_;
  NodeId depot_;
  EdgeId light_;
  ProcedureCallSettings settings_;
};

TEST_F(AlgorithmProcedure, ComponentsAreNamedAfterTheirSmallestNode) {
  EXPECT_EQ(Rows("algo.wcc", {}), "0 0; 1 0; 2 0; 3 0; 4 0; ");
  EXPECT_EQ(Rows("algo.scc", {}), "0 0; 1 0; 2 0; 3 0; 4 4; ");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"types", ListValue{"ferry"}}})}),
            "0 0; 1 1; 2 2; 3 0; 4 4; ");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"labels", "Depot"}})}), "4 4; ");
}

TEST_F(AlgorithmProcedure, PageRankSharesOneAmongAll) {
  const ProcedureRows rows = CallProcedure(graph_, "algo.pagerank", {}).value();
  double sum = 0.0;
  for (const std::vector<Value>& row : rows) {
    sum += row[1].floating();
  }
  EXPECT_EQ(rows.size(), 5u);
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_EQ(Rows("algo.pagerank", {Options({{"damping", 0}})}),
            "0 0.2; 1 0.2; 2 0.2; 3 0.2; 4 0.2; ");
  settings_.row_count_max = 2;
  EXPECT_EQ(CallProcedure(graph_, "algo.pagerank", {}, settings_).value().size(), 2u);
}

TEST_F(AlgorithmProcedure, BreadthFirstSearchFollowsTheDirection) {
  EXPECT_EQ(Rows("algo.bfs", {stops_[1]}), "0 3; 1 0; 2 1; 3 2; 4 3; ");
  EXPECT_EQ(Rows("algo.bfs", {stops_[1], Options({{"direction", "incoming"}})}),
            "0 1; 1 0; 2 3; 3 2; ");
  EXPECT_EQ(Rows("algo.bfs", {stops_[1], Options({{"direction", "both"}, {"maxDepth", 1}})}),
            "0 1; 1 0; 2 1; ");
}

TEST_F(AlgorithmProcedure, ShortestPathTakesTheLightestEdges) {
  const ProcedureRows rows = CallProcedure(graph_, "algo.shortestPath",
                                           {stops_[0], stops_[3], Options({{"weight", "km"}})})
                                 .value();
  ASSERT_EQ(rows.size(), 1u);
  const PathValue& path = rows[0][0].path();
  EXPECT_EQ(rows[0][1].floating(), 6.0);
  ASSERT_EQ(path.edges.size(), 3u);
  EXPECT_EQ(path.edges[0].edge(), light_);
  EXPECT_EQ(path.nodes[3].node(), stops_[3]);
  EXPECT_EQ(
      CallProcedure(graph_, "algo.shortestPath", {stops_[0], stops_[3]}).value()[0][1].floating(),
      1.0);
  EXPECT_EQ(Rows("algo.shortestPath", {depot_, stops_[0]}), "");
  EXPECT_EQ(Rows("algo.shortestPaths", {stops_[2], Options({{"weight", "km"}})}),
            "0 4.0; 1 6.0; 2 0.0; 3 2.0; 4 3.0; ");
}

TEST_F(AlgorithmProcedure, AStarAgreesWithDijkstra) {
  for (const MapValue& options :
       {Options({{"weight", "km"}, {"estimate", "left"}}),
        Options({{"weight", "km"}, {"latitude", "lat"}, {"longitude", "lon"}})}) {
    const ProcedureRows rows =
        CallProcedure(graph_, "algo.astar", {stops_[0], stops_[3], options}).value();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0][1].floating(), 6.0);
    EXPECT_EQ(rows[0][0].path().edges[0].edge(), light_);
  }
  EXPECT_EQ(Rows("algo.astar", {stops_[0], stops_[3]}).substr(0, 14), "InvalidOption:");
  EXPECT_EQ(
      Rows("algo.astar", {stops_[0], stops_[3], Options({{"latitude", "lat"}})}).substr(0, 14),
      "InvalidOption:");
}

TEST_F(AlgorithmProcedure, TheOthersAnswer) {
  EXPECT_EQ(Rows("algo.kcore", {}), "0 2; 1 2; 2 2; 3 2; 4 1; ");
  EXPECT_EQ(Rows("algo.triangles", {}), "0 0; 1 0; 2 0; 3 0; 4 0; ");
  EXPECT_EQ(Rows("algo.clusteringCoefficient", {}), "0 0.0; 1 0.0; 2 0.0; 3 0.0; 4 0.0; ");
  EXPECT_EQ(Rows("algo.closeness", {Options({{"labels", "Depot"}})}), "4 0.0; ");
  EXPECT_EQ(Rows("algo.betweenness", {Options({{"types", "ferry"}})}),
            "0 0.0; 1 0.0; 2 0.0; 3 0.0; 4 0.0; ");
  EXPECT_EQ(Rows("algo.betweenness", {Options({{"samples", 9}, {"direction", "both"}})}),
            Rows("algo.betweenness", {Options({{"direction", "both"}})}));
  EXPECT_EQ(Rows("algo.labelPropagation", {Options({{"types", "ferry"}, {"iterations", 1}})}),
            "0 3; 1 1; 2 2; 3 0; 4 4; ");
  EXPECT_EQ(Rows("algo.louvain", {Options({{"types", "ferry"}})}),
            "0 0 0.0; 1 1 0.0; 2 2 0.0; 3 0 0.0; 4 4 0.0; ");
  EXPECT_EQ(Rows("algo.nodeSimilarity", {Options({{"top", 1}, {"labels", "Stop"}})}),
            "0 2 0.5; 2 0 0.5; ");
}

TEST_F(AlgorithmProcedure, SaysWhatIsWrongWithItsArguments) {
  EXPECT_EQ(Rows("algo.wcc", {3}),
            "InvalidArgumentType: the configuration of an algorithm is a map, not 3; ");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"label", "Stop"}})}),
            "UnknownOption: there is no option `label` here; did you mean `labels`?");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"speed", 1}})}),
            "UnknownOption: there is no option `speed` here; options: labels, types, direction");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"labels", ListValue{"Stopp"}}})}),
            "UnknownLabel: no node has the label `Stopp`; did you mean `Stop`?");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"types", ListValue{"rode"}}})}),
            "UnknownEdgeType: no edge has the type `rode`; ");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"types", ListValue{1}}})}),
            "InvalidOption: the option `types` must be a list of names, not [1]; ");
  EXPECT_EQ(Rows("algo.wcc", {Options({{"direction", "up"}})}),
            "InvalidOption: the option `direction` must be 'outgoing', 'incoming' or 'both', not "
            "'up'; ");
  EXPECT_EQ(Rows("algo.pagerank", {Options({{"damping", 1.5}})}),
            "InvalidOption: the option `damping` must be a number from 0.0 to 1.0, not 1.5; ");
  EXPECT_EQ(Rows("algo.pagerank", {Options({{"damping", std::nan("")}})}).substr(0, 14),
            "InvalidOption:");
  EXPECT_EQ(Rows("algo.pagerank", {Options({{"iterations", 0}})}),
            "InvalidOption: the option `iterations` must be an integer from 1 to 2147483647, not "
            "0; ");
  EXPECT_EQ(Rows("algo.louvain", {Options({{"weight", "kms"}})}),
            "UnknownPropertyKey: nothing has a property `kms`; did you mean `km`?");
  EXPECT_EQ(Rows("algo.bfs", {depot_, Options({{"labels", "Stop"}})}),
            "NodeNotSelected: the node that is given is not among those with the chosen labels; "
            "add one of its labels to `labels`");
  EXPECT_EQ(Rows("algo.bfs", {Value()}).substr(0, 19), "InvalidArgumentType");
  graph_.AddEdge(stops_[1], "road", stops_[3], {{"km", -1}});
  EXPECT_EQ(Rows("algo.shortestPaths", {stops_[0], Options({{"weight", "km"}})}).substr(0, 15),
            "NegativeWeight:");
}

TEST_F(AlgorithmProcedure, StopsWhenItShould) {
  const ProcedureRegistry registry(BuiltInProcedures());
  settings_.interrupt.deadline = std::chrono::steady_clock::now();
  for (const auto& procedure : registry.Table()->entries()) {
    const std::string& name = procedure->signature.name;
    if (!name.starts_with("algo.")) {
      continue;
    }
    const std::vector<Value> arguments(procedure->signature.required_input_count, Value(stops_[0]));
    EXPECT_EQ(CallProcedure(graph_, name, arguments, settings_).error().detail, "Timeout") << name;
  }
}

}  // namespace
}  // namespace rondo
