// LDBC Graphalytics' validation graphs with their exact answers, all six algorithms. The data is
// found in RONDO_SHARED_DATA/conformance; without it the tests are skipped.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "graph/algorithms/breadth_first_search.h"
#include "graph/algorithms/clustering.h"
#include "graph/algorithms/communities.h"
#include "graph/algorithms/components.h"
#include "graph/algorithms/page_rank.h"
#include "graph/algorithms/shortest_path.h"

namespace rondo {
namespace {

namespace fs = std::filesystem;

constexpr double kRelativeTolerance = 1e-4;  // What Graphalytics' own validator allows.
constexpr int64_t kUnreachableInAnswers = std::numeric_limits<int64_t>::max();

struct ValidationGraph {
  std::string name;
  fs::path folder;
  std::map<std::string, std::string> properties;  // Without the "graph.NAME." in front.
  CsrGraph graph;
};

std::vector<fs::path> FindGraphs() {
  const fs::path root = fs::path(RONDO_SHARED_DATA) / "conformance" / "graphalytics";
  std::vector<fs::path> found;
  if (fs::exists(root)) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".properties") {
        found.push_back(entry.path());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::map<std::string, std::string> ReadProperties(const fs::path& path, const std::string& prefix) {
  std::map<std::string, std::string> properties;
  std::ifstream stream(path);
  std::string line;
  while (std::getline(stream, line)) {
    const size_t equals = line.find(" = ");
    if (line.starts_with(prefix) && equals != std::string::npos) {
      properties[line.substr(prefix.size(), equals - prefix.size())] = line.substr(equals + 3);
    }
  }
  return properties;
}

ValidationGraph ReadGraph(const fs::path& path) {
  ValidationGraph loaded;
  loaded.name = path.stem().string();
  loaded.folder = path.parent_path();
  loaded.properties = ReadProperties(path, "graph." + loaded.name + ".");
  std::vector<NodeId> nodes;
  std::ifstream vertex_file(loaded.folder / (loaded.name + ".v"));
  for (uint64_t id = 0; vertex_file >> id;) {
    nodes.emplace_back(id);
  }
  std::vector<WeightedEdge> edges;
  std::ifstream edge_file(loaded.folder / (loaded.name + ".e"));
  std::string line;
  while (std::getline(edge_file, line)) {
    std::istringstream fields(line);
    uint64_t source = 0;
    uint64_t target = 0;
    double weight = 1.0;
    fields >> source >> target >> weight;
    edges.push_back({NodeId(source), NodeId(target), fields.fail() ? 1.0 : weight});
  }
  const bool undirected = loaded.properties.at("directed") == "false";
  loaded.graph =
      CsrGraph::FromEdges(nodes, edges, {.undirected = undirected, .weighted = true}).value();
  return loaded;
}

/// The expected value of each node, as text; empty if the graph has no answer for that algorithm.
std::map<uint64_t, std::string> ReadAnswers(const ValidationGraph& loaded,
                                            const std::string& algorithm) {
  std::map<uint64_t, std::string> answers;
  std::ifstream stream(loaded.folder / (loaded.name + "-" + algorithm));
  uint64_t id = 0;
  std::string value;
  while (stream >> id >> value) {
    answers[id] = value;
  }
  return answers;
}

class Graphalytics : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override { loaded_ = ReadGraph(GetParam()); }

  const CsrGraph& graph() const { return loaded_.graph; }
  NodeIndex Source(const std::string& algorithm) const {
    return *graph().IndexOf(
        NodeId(std::stoull(loaded_.properties.at(algorithm + ".source-vertex"))));
  }

  /// Compares every node; `actual(index)` gives the value as a number.
  template <typename Actual>
  void Compare(const std::string& algorithm, Actual actual) {
    const auto answers = ReadAnswers(loaded_, algorithm);
    ASSERT_EQ(answers.size(), graph().node_count());
    for (const auto& [id, text] : answers) {
      const double expected =
          text == "infinity" ? std::numeric_limits<double>::infinity() : std::stod(text);
      const double value = actual(*graph().IndexOf(NodeId(id)));
      if (std::isinf(expected)) {
        EXPECT_EQ(value, expected) << algorithm << " of node " << id;
      } else {
        EXPECT_NEAR(value, expected, kRelativeTolerance * std::abs(expected))
            << algorithm << " of node " << id;
      }
    }
  }

  bool Supports(const std::string& algorithm) const {
    return fs::exists(loaded_.folder / (loaded_.name + "-" + algorithm));
  }

  /// Two partitions are the same if their classes match one to one.
  void ComparePartition(const std::string& algorithm, const std::vector<NodeIndex>& actual) {
    std::map<std::string, NodeIndex> forward;
    std::map<NodeIndex, std::string> backward;
    for (const auto& [id, text] : ReadAnswers(loaded_, algorithm)) {
      const NodeIndex value = actual[*graph().IndexOf(NodeId(id))];
      EXPECT_EQ(forward.try_emplace(text, value).first->second, value) << "node " << id;
      EXPECT_EQ(backward.try_emplace(value, text).first->second, text) << "node " << id;
    }
  }

  ValidationGraph loaded_;
};

TEST_P(Graphalytics, AnswersAreExact) {
  bool any = false;
  if (Supports("BFS")) {
    any = true;
    const auto depths = BreadthFirstSearch(graph(), Source("bfs")).value();
    Compare("BFS", [&](NodeIndex node) {
      return static_cast<double>(depths[node] == kUnreachableDepth ? kUnreachableInAnswers
                                                                   : depths[node]);
    });
  }
  if (Supports("CDLP")) {
    any = true;
    const auto iterations =
        static_cast<uint32_t>(std::stoul(loaded_.properties.at("cdlp.max-iterations")));
    const auto labels = LabelPropagation(graph(), iterations).value();
    Compare("CDLP",
            [&](NodeIndex node) { return static_cast<double>(graph().node(labels[node]).value); });
  }
  if (Supports("LCC")) {
    any = true;
    const auto coefficients = LocalClusteringCoefficients(graph()).value();
    Compare("LCC", [&](NodeIndex node) { return coefficients[node]; });
  }
  if (Supports("PR")) {
    any = true;
    PageRankOptions options;
    options.damping = std::stod(loaded_.properties.at("pr.damping-factor"));
    options.iteration_count_max =
        static_cast<uint32_t>(std::stoul(loaded_.properties.at("pr.num-iterations")));
    const auto scores = PageRank(graph(), options).value();
    Compare("PR", [&](NodeIndex node) { return scores[node]; });
  }
  if (Supports("SSSP")) {
    any = true;
    const auto tree = Dijkstra(graph(), Source("sssp")).value();
    Compare("SSSP", [&](NodeIndex node) { return tree.distances[node]; });
  }
  if (Supports("WCC")) {
    any = true;
    ComparePartition("WCC", WeaklyConnectedComponents(graph()).value());
  }
  EXPECT_TRUE(any) << "no answers beside " << GetParam();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Graphalytics);
INSTANTIATE_TEST_SUITE_P(All, Graphalytics, testing::ValuesIn(FindGraphs()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(GraphalyticsData, IsThere) {
  if (FindGraphs().empty()) {
    GTEST_SKIP() << "no validation graphs under " << RONDO_SHARED_DATA;
  }
  EXPECT_GE(FindGraphs().size(), 2u);
}

}  // namespace
}  // namespace rondo
