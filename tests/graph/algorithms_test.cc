// Algorithms against brute-force twins: all directed graphs of up to four nodes, then seeded random
// ones.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/breadth_first_search.h"
#include "graph/algorithms/clustering.h"
#include "graph/algorithms/communities.h"
#include "graph/algorithms/components.h"
#include "graph/algorithms/page_rank.h"
#include "graph/algorithms/shortest_path.h"
#include "graph/algorithms/similarity.h"
#include "graph/base/parallel.h"

namespace rondo {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTolerance = 1e-9;

/// A graph as a plain matrix of weights; infinity where there is no edge. Ids are 10, 20, 30, ...
struct Matrix {
  size_t size = 0;
  std::vector<double> weights;

  explicit Matrix(size_t n) : size(n), weights(n * n, kInfinity) {}
  double& at(size_t from, size_t to) { return weights[from * size + to]; }
  double at(size_t from, size_t to) const { return weights[from * size + to]; }
  bool has(size_t from, size_t to) const { return at(from, to) != kInfinity; }

  CsrGraph Build(bool undirected = false) const {
    std::vector<NodeId> nodes;
    std::vector<WeightedEdge> edges;
    for (size_t from = 0; from < size; ++from) {
      nodes.emplace_back(10 * (from + 1));
      for (size_t to = 0; to < size; ++to) {
        if (has(from, to)) {
          edges.push_back({NodeId(10 * (from + 1)), NodeId(10 * (to + 1)), at(from, to)});
        }
      }
    }
    return CsrGraph::FromEdges(nodes, edges, {.undirected = undirected, .weighted = true}).value();
  }
};

Matrix FloydWarshall(Matrix distances, bool by_hops) {
  const size_t n = distances.size;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      if (by_hops && distances.has(i, j)) {
        distances.at(i, j) = 1.0;
      }
    }
    distances.at(i, i) = 0.0;
  }
  for (size_t k = 0; k < n; ++k) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) {
        distances.at(i, j) = std::min(distances.at(i, j), distances.at(i, k) + distances.at(k, j));
      }
    }
  }
  return distances;
}

/// How many shortest paths by hops lead from one node to another.
double CountShortestPaths(const Matrix& graph, const Matrix& hops, size_t from, size_t to) {
  if (from == to) {
    return 1.0;
  }
  double count = 0.0;
  for (size_t middle = 0; middle < graph.size; ++middle) {
    if (middle != to && graph.has(middle, to) && hops.at(from, middle) + 1 == hops.at(from, to)) {
      count += CountShortestPaths(graph, hops, from, middle);
    }
  }
  return count;
}

void CheckPaths(const Matrix& matrix, const CsrGraph& graph) {
  const Matrix hops = FloydWarshall(matrix, true);
  const Matrix weights = FloydWarshall(matrix, false);
  for (NodeIndex from = 0; from < matrix.size; ++from) {
    const auto depths = BreadthFirstSearch(graph, from).value();
    const auto tree = Dijkstra(graph, from).value();
    for (NodeIndex to = 0; to < matrix.size; ++to) {
      const double expected = hops.at(from, to);
      EXPECT_EQ(depths[to],
                expected == kInfinity ? kUnreachableDepth : static_cast<int64_t>(expected));
      EXPECT_DOUBLE_EQ(tree.distances[to], weights.at(from, to));
      const auto path = ShortestWeightedPath(graph, from, to).value();
      const auto guided = ShortestWeightedPath(graph, from, to, [&](NodeIndex node) {
                            return std::min(weights.at(node, to), 1e6);
                          }).value();
      ASSERT_EQ(path.has_value(), weights.at(from, to) != kInfinity);
      ASSERT_EQ(guided.has_value(), path.has_value());
      if (path.has_value()) {
        EXPECT_DOUBLE_EQ(path->weight, weights.at(from, to));
        EXPECT_DOUBLE_EQ(guided->weight, weights.at(from, to));
        EXPECT_EQ(path->nodes.front(), from);
        EXPECT_EQ(path->nodes.back(), to);
      }
    }
  }
}

void CheckComponents(const Matrix& matrix, const CsrGraph& graph) {
  const Matrix reach = FloydWarshall(matrix, true);
  Matrix both = matrix;
  for (size_t i = 0; i < matrix.size; ++i) {
    for (size_t j = 0; j < matrix.size; ++j) {
      both.at(i, j) = std::min(matrix.at(i, j), matrix.at(j, i));
    }
  }
  const Matrix weak_reach = FloydWarshall(both, true);
  const auto weak = WeaklyConnectedComponents(graph).value();
  const auto strong = StronglyConnectedComponents(graph).value();
  for (NodeIndex a = 0; a < matrix.size; ++a) {
    NodeIndex smallest_weak = a;
    NodeIndex smallest_strong = a;
    for (NodeIndex b = 0; b < a; ++b) {
      if (weak_reach.has(a, b)) {
        smallest_weak = std::min(smallest_weak, b);
      }
      if (reach.has(a, b) && reach.has(b, a)) {
        smallest_strong = std::min(smallest_strong, b);
      }
    }
    EXPECT_EQ(weak[a], smallest_weak);
    EXPECT_EQ(strong[a], smallest_strong);
  }
}

void CheckBetweenness(const Matrix& matrix, const CsrGraph& graph) {
  const Matrix hops = FloydWarshall(matrix, true);
  const auto actual = Betweenness(graph).value();
  for (size_t middle = 0; middle < matrix.size; ++middle) {
    double expected = 0.0;
    for (size_t from = 0; from < matrix.size; ++from) {
      for (size_t to = 0; to < matrix.size; ++to) {
        if (from == to || middle == from || middle == to || !hops.has(from, to) ||
            hops.at(from, middle) + hops.at(middle, to) != hops.at(from, to)) {
          continue;
        }
        expected += CountShortestPaths(matrix, hops, from, middle) *
                    CountShortestPaths(matrix, hops, middle, to) /
                    CountShortestPaths(matrix, hops, from, to);
      }
    }
    EXPECT_NEAR(actual[middle], expected, kTolerance) << "node " << middle;
  }
}

void CheckTrianglesAndCores(const Matrix& matrix, const CsrGraph& graph) {
  auto linked = [&](size_t a, size_t b) {
    return a != b && (matrix.has(a, b) || matrix.has(b, a));
  };
  const auto triangles = TriangleCounts(graph).value();
  for (size_t a = 0; a < matrix.size; ++a) {
    uint64_t expected = 0;
    for (size_t b = 0; b < matrix.size; ++b) {
      for (size_t c = b + 1; c < matrix.size; ++c) {
        expected += linked(a, b) && linked(b, c) && linked(a, c) ? 1 : 0;
      }
    }
    EXPECT_EQ(triangles[a], expected);
  }
  // The k-core by its definition: take away everybody with fewer than k neighbours until nothing
  // changes.
  std::vector<uint32_t> expected_cores(matrix.size, 0);
  for (uint32_t k = 1; k < matrix.size; ++k) {
    std::set<size_t> core;
    for (size_t node = 0; node < matrix.size; ++node) {
      core.insert(node);
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t node : std::set<size_t>(core)) {
        const auto degree = std::count_if(core.begin(), core.end(),
                                          [&](size_t other) { return linked(node, other); });
        if (degree < static_cast<ptrdiff_t>(k)) {
          core.erase(node);
          changed = true;
        }
      }
    }
    for (size_t node : core) {
      expected_cores[node] = k;
    }
  }
  EXPECT_EQ(CoreNumbers(graph).value(), expected_cores);
}

void CheckAll(const Matrix& matrix) {
  const CsrGraph graph = matrix.Build();
  CheckPaths(matrix, graph);
  CheckComponents(matrix, graph);
  CheckBetweenness(matrix, graph);
  CheckTrianglesAndCores(matrix, graph);
}

TEST(Algorithms, AgreeWithBruteForceOnAllGraphsOfUpToFourNodes) {
  for (size_t size = 1; size <= 4; ++size) {
    // Loops are left to the random graphs: 12 possible edges are 4,096 graphs already.
    std::vector<std::pair<size_t, size_t>> possible;
    for (size_t from = 0; from < size; ++from) {
      for (size_t to = 0; to < size; ++to) {
        if (from != to) {
          possible.emplace_back(from, to);
        }
      }
    }
    for (uint32_t bits = 0; bits < (uint32_t{1} << possible.size()); ++bits) {
      Matrix matrix(size);
      for (size_t index = 0; index < possible.size(); ++index) {
        if ((bits >> index & 1) != 0) {
          matrix.at(possible[index].first, possible[index].second) =
              static_cast<double>(1 + index % 3);
        }
      }
      CheckAll(matrix);
      if (HasFailure()) {
        FAIL() << "first failing graph: " << size << " nodes, edge bits " << bits;
      }
    }
  }
}

TEST(Algorithms, AgreeWithBruteForceOnRandomGraphs) {
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    Matrix matrix(5 + seed % 6);
    for (double& weight : matrix.weights) {
      if (random() % 100 < 30) {
        weight = static_cast<double>(1 + random() % 9);
      }
    }
    CheckAll(matrix);
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(PageRank, SumsToOneWithDanglingNodes) {
  Matrix matrix(4);
  matrix.at(0, 1) = matrix.at(1, 2) = 1.0;
  const auto scores = PageRank(matrix.Build()).value();
  EXPECT_NEAR(std::accumulate(scores.begin(), scores.end(), 0.0), 1.0, kTolerance);
}

TEST(Dijkstra, RefusesNegativeWeights) {
  Matrix matrix(2);
  matrix.at(0, 1) = -1.0;
  const auto result = Dijkstra(matrix.Build(), 0);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().detail, "NegativeWeight");
}

TEST(Louvain, FindsTwoCliquesJoinedByOneEdge) {
  Matrix matrix(8);
  for (size_t base : {0, 4}) {
    for (size_t i = 0; i < 4; ++i) {
      for (size_t j = i + 1; j < 4; ++j) {
        matrix.at(base + i, base + j) = 1.0;
      }
    }
  }
  matrix.at(0, 4) = 1.0;
  const auto result = Louvain(matrix.Build(true)).value();
  EXPECT_EQ(result.communities, (std::vector<NodeIndex>{0, 0, 0, 0, 4, 4, 4, 4}));
  // 13 edges, 12 inside: 12/13 - 2 * (13/26)^2.
  EXPECT_NEAR(result.modularity, 12.0 / 13.0 - 0.5, kTolerance);
}

TEST(Louvain, LeavesNodesWithoutEdgesAlone) {
  EXPECT_EQ(Louvain(Matrix(3).Build(true)).value().communities, (std::vector<NodeIndex>{0, 1, 2}));
}

TEST(NodeSimilarity, IsJaccardOfTargets) {
  Matrix matrix(5);  // 0 -> {2, 3, 4}, 1 -> {2, 3}
  matrix.at(0, 2) = matrix.at(0, 3) = matrix.at(0, 4) = matrix.at(1, 2) = matrix.at(1, 3) = 1.0;
  const auto pairs = NodeSimilarity(matrix.Build()).value();
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].left, 0u);
  EXPECT_EQ(pairs[0].right, 1u);
  EXPECT_NEAR(pairs[0].similarity, 2.0 / 3.0, kTolerance);
}

TEST(Betweenness, SampledWithAllNodesIsExact) {
  Matrix matrix(6);
  for (size_t node = 0; node + 1 < 6; ++node) {
    matrix.at(node, node + 1) = 1.0;
  }
  const CsrGraph graph = matrix.Build(true);
  EXPECT_EQ(Betweenness(graph, {.sample_count = 6, .seed = 7}).value(), Betweenness(graph).value());
  EXPECT_DOUBLE_EQ(Betweenness(graph).value()[2], 6.0);  // 2 nodes before, 3 behind.
}

/// A graph that is worth several threads, with edges by a simple rule.
CsrGraph LargeGraph(NodeIndex node_count, bool undirected) {
  std::vector<NodeId> nodes;
  std::vector<WeightedEdge> edges;
  for (uint64_t node = 0; node < node_count; ++node) {
    nodes.emplace_back(node);
    for (uint64_t step = 1; step <= 8; ++step) {
      // Two halves that never meet, and nodes that point nowhere.
      const uint64_t half = node_count / 2;
      const uint64_t target = node / half * half + (node % half * step * 7 + step) % half;
      if (node % 5 != 0) {
        edges.push_back({NodeId(node), NodeId(target)});
      }
    }
  }
  return CsrGraph::FromEdges(nodes, edges, {.undirected = undirected}).value();
}

TEST(PageRank, ManyThreadsAgreeWithTheDefinition) {
  const CsrGraph graph = LargeGraph(60'000, false);
  const auto scores = PageRank(graph, {.iteration_count_max = 3}).value();
  const double n = graph.node_count();
  std::vector<double> expected(graph.node_count(), 1.0 / n);
  for (int iteration = 0; iteration < 3; ++iteration) {
    double dangling = 0.0;
    for (NodeIndex node = 0; node < graph.node_count(); ++node) {
      dangling += graph.OutDegree(node) == 0 ? expected[node] : 0.0;
    }
    std::vector<double> next(graph.node_count(), 0.15 / n + 0.85 * dangling / n);
    for (NodeIndex node = 0; node < graph.node_count(); ++node) {
      for (const NodeIndex target : graph.Outgoing(node)) {
        next[target] += 0.85 * expected[node] / graph.OutDegree(node);
      }
    }
    expected = next;
  }
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    ASSERT_NEAR(scores[node], expected[node], 1e-12) << node;
  }
}

TEST(Components, ManyThreadsAgreeWithASearch) {
  const CsrGraph graph = LargeGraph(60'000, true);
  const auto components = WeaklyConnectedComponents(graph).value();
  std::vector<NodeIndex> expected(graph.node_count(), kNoNodeIndex);
  std::vector<NodeIndex> queue;
  for (NodeIndex start = 0; start < graph.node_count(); ++start) {
    if (expected[start] != kNoNodeIndex) {
      continue;
    }
    queue.assign(1, start);
    expected[start] = start;
    while (!queue.empty()) {
      const NodeIndex node = queue.back();
      queue.pop_back();
      for (const NodeIndex neighbor : graph.Outgoing(node)) {
        if (expected[neighbor] == kNoNodeIndex) {
          expected[neighbor] = start;
          queue.push_back(neighbor);
        }
      }
    }
  }
  EXPECT_EQ(components, expected);
}

TEST(Triangles, ManyThreadsAgreeWithASearchForEachPair) {
  const CsrGraph graph = LargeGraph(20'000, true);
  std::vector<std::set<NodeIndex>> neighbors(graph.node_count());
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    for (const NodeIndex neighbor : graph.Outgoing(node)) {
      if (neighbor != node) {
        neighbors[node].insert(neighbor);
      }
    }
  }
  std::vector<uint64_t> expected(graph.node_count(), 0);
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    for (const NodeIndex left : neighbors[node]) {
      for (const NodeIndex right : neighbors[node]) {
        expected[node] += left < right && neighbors[left].contains(right) ? 1 : 0;
      }
    }
  }
  EXPECT_EQ(TriangleCounts(graph).value(), expected);
}

TEST(CsrGraph, IncomingRowsOfManyEdgesAreTheOutgoingOnesTurnedAround) {
  const CsrGraph graph = LargeGraph(60'000, false);
  std::vector<std::vector<NodeIndex>> expected(graph.node_count());
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    for (const NodeIndex target : graph.Outgoing(node)) {
      expected[target].push_back(node);
    }
  }
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    const auto incoming = graph.Incoming(node);
    ASSERT_EQ(std::vector<NodeIndex>(incoming.begin(), incoming.end()), expected[node]);
  }
}

TEST(Parallel, StretchesCoverTheRangeAndErrorsComeBack) {
  for (const uint32_t worker_count : {1U, 2U, 3U, 16U}) {
    for (const size_t count : {size_t{0}, size_t{1}, size_t{5}, size_t{1000}}) {
      std::vector<int> visits(count);
      auto visit = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
        for (size_t index = begin; index < end; ++index) {
          ++visits[index];
        }
        return {};
      };
      EXPECT_TRUE(RunStretches(EvenBounds(count, worker_count), visit).ok());
      EXPECT_EQ(visits, std::vector<int>(count, 1));
    }
  }
  EXPECT_EQ(BoundsByEntries(std::vector<uint32_t>{0, 0, 90, 95, 100}, 2),
            (std::vector<size_t>{0, 2, 4}));
  auto fail = [](uint32_t worker, size_t, size_t) -> Result<void> {
    if (worker < 2) {
      return {};
    }
    return RuntimeError(ErrorCode::kCancelled, std::to_string(worker), "stop");
  };
  const auto failed = RunStretches(EvenBounds(4, 4), fail);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().detail, "2");
}

TEST(AlgorithmControl, StopsEveryAlgorithm) {
  const CsrGraph graph = Matrix(3).Build();
  const AlgorithmControl stop([]() -> Result<void> {
    return RuntimeError(ErrorCode::kCancelled, "Cancelled", "cancelled");
  });
  EXPECT_EQ(PageRank(graph, {}, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(WeaklyConnectedComponents(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(StronglyConnectedComponents(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(CoreNumbers(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(BreadthFirstSearch(graph, 0, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(ClosenessCentrality(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(Betweenness(graph, {}, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(TriangleCounts(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(LocalClusteringCoefficients(graph, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(LabelPropagation(graph, 5, stop).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(NodeSimilarity(graph, {}, stop).error().code, ErrorCode::kCancelled);
}

TEST(CsrGraph, ParallelEdgesAndLoopsAreKept) {
  const std::vector<WeightedEdge> edges = {{NodeId(1), NodeId(2), 1.0},
                                           {NodeId(1), NodeId(2), 2.0},
                                           {NodeId(2), NodeId(2), 3.0},
                                           {NodeId(2), NodeId(9), 4.0}};
  const CsrGraph graph =
      CsrGraph::FromEdges({NodeId(2), NodeId(1)}, edges, {.weighted = true}).value();
  EXPECT_EQ(graph.node_count(), 2u);
  EXPECT_EQ(graph.edge_count(), 3u);
  EXPECT_EQ(graph.OutDegree(0), 2u);
  EXPECT_EQ(graph.Incoming(1).size(), 3u);
  const CsrGraph both =
      CsrGraph::FromEdges({NodeId(2), NodeId(1)}, edges, {.undirected = true}).value();
  EXPECT_EQ(both.Outgoing(1).size(), 3u);
  EXPECT_EQ(both.edge_count(), 5u);
}

}  // namespace
}  // namespace rondo
