// Algorithms that say something about every node.

#include <array>
#include <utility>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/breadth_first_search.h"
#include "graph/algorithms/clustering.h"
#include "graph/algorithms/communities.h"
#include "graph/algorithms/components.h"
#include "graph/algorithms/page_rank.h"
#include "graph/algorithms/similarity.h"
#include "query/execute/procedure/algorithm_configuration.h"
#include "query/execute/procedure/procedure_family.h"

namespace rondo {
namespace {

/// Hands out one row per node: the node and what `value_of(index)` says.
template <typename ValueOf>
Result<void> EmitPerNode(const CsrGraph& graph, const ValueOf& value_of,
                         const ProcedureRowSink& sink) {
  std::array<Value, 2> row;
  for (NodeIndex index = 0; index < graph.node_count(); ++index) {
    row = {Value(graph.node(index)), value_of(index)};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

/// A component or community is named after its node with the smallest id.
template <typename Groups>
Result<void> EmitGroups(const CsrGraph& graph, const Groups& groups, const ProcedureRowSink& sink) {
  return EmitPerNode(
      graph, [&](NodeIndex index) { return Value(graph.node(groups[index]).value); }, sink);
}

template <typename Scores>
Result<void> EmitScores(const CsrGraph& graph, const Scores& scores, const ProcedureRowSink& sink) {
  return EmitPerNode(
      graph, [&](NodeIndex index) { return Value(scores[index]); }, sink);
}

/// The body of an algorithm that needs nothing but the graph.
template <typename Scores>
AlgorithmBody ScoreBody(Result<Scores> (*algorithm)(const CsrGraph&, const AlgorithmControl&)) {
  return [algorithm](const AlgorithmCall& call, const ProcedureRowSink& sink) -> Result<void> {
    RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, {}));
    RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
    const CsrGraph& graph = *loaded;
    RONDO_TRY_ASSIGN(const Scores scores, algorithm(graph, configuration.control()));
    return EmitScores(graph, scores, sink);
  };
}

using GroupAlgorithm = Result<std::vector<NodeIndex>> (*)(const CsrGraph&, const AlgorithmControl&);

AlgorithmBody GroupBody(GroupAlgorithm algorithm) {
  return [algorithm](const AlgorithmCall& call, const ProcedureRowSink& sink) -> Result<void> {
    RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, {}));
    RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
    const CsrGraph& graph = *loaded;
    RONDO_TRY_ASSIGN(const auto groups, algorithm(graph, configuration.control()));
    return EmitGroups(graph, groups, sink);
  };
}

Result<void> RunPageRank(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"damping", "iterations", "tolerance"};
  RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, kOptions));
  PageRankOptions options;
  RONDO_TRY_ASSIGN(options.damping, configuration.Number("damping", options.damping, 0.0, 1.0));
  RONDO_TRY_ASSIGN(const int64_t iterations,
                   configuration.Integer("iterations", options.iteration_count_max, 1));
  RONDO_TRY_ASSIGN(options.tolerance,
                   configuration.Number("tolerance", options.tolerance, 0.0, 1.0));
  options.iteration_count_max = static_cast<uint32_t>(iterations);
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const auto scores, PageRank(graph, options, configuration.control()));
  return EmitScores(graph, scores, sink);
}

Result<void> RunBetweenness(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"samples", "seed"};
  RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, kOptions));
  BetweennessOptions options;
  if (configuration.Has("samples")) {
    RONDO_TRY_ASSIGN(const int64_t samples, configuration.Integer("samples", 1, 1));
    options.sample_count = static_cast<uint32_t>(samples);
  }
  RONDO_TRY_ASSIGN(const int64_t seed, configuration.Integer("seed", 1, 0));
  options.seed = static_cast<uint64_t>(seed);
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const auto scores, Betweenness(graph, options, configuration.control()));
  return EmitScores(graph, scores, sink);
}

Result<void> RunLabelPropagation(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"iterations"};
  RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, kOptions));
  RONDO_TRY_ASSIGN(const int64_t iterations, configuration.Integer("iterations", 10, 1));
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(
      const auto communities,
      LabelPropagation(graph, static_cast<uint32_t>(iterations), configuration.control()));
  return EmitGroups(graph, communities, sink);
}

Result<void> RunLouvain(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"weight"};
  RONDO_TRY_ASSIGN(auto configuration, AlgorithmConfiguration::Read(call, 0, kOptions));
  RONDO_TRY(configuration.ReadWeight());
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const LouvainResult result, Louvain(graph, configuration.control()));
  std::array<Value, 3> row;
  for (NodeIndex index = 0; index < graph.node_count(); ++index) {
    row = {Value(graph.node(index)), Value(graph.node(result.communities[index]).value),
           Value(result.modularity)};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> RunNodeSimilarity(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"top", "minimum"};
  RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 0, kOptions));
  SimilarityOptions options;
  RONDO_TRY_ASSIGN(const int64_t top, configuration.Integer("top", options.top_count, 1));
  options.top_count = static_cast<uint32_t>(top);
  RONDO_TRY_ASSIGN(options.similarity_min,
                   configuration.Number("minimum", options.similarity_min, 0.0, 1.0));
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const auto pairs, NodeSimilarity(graph, options, configuration.control()));
  std::array<Value, 3> row;
  for (const SimilarPair& pair : pairs) {
    row = {Value(graph.node(pair.left)), Value(graph.node(pair.right)), Value(pair.similarity)};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

}  // namespace

void AddNodeScoreProcedures(const std::shared_ptr<CsrCache>& graphs,
                            std::vector<Procedure>& procedures) {
  AddAlgorithm(
      "algo.pagerank(configuration = {} :: MAP) :: (node :: NODE, score :: FLOAT)",
      "PageRank; the scores sum to 1. Options: damping (0.85), iterations (20), tolerance.",
      RunPageRank, graphs, procedures);
  AddAlgorithm("algo.wcc(configuration = {} :: MAP) :: (node :: NODE, component :: INTEGER)",
               "Weakly connected components, each named after its smallest node id.",
               GroupBody(WeaklyConnectedComponents), graphs, procedures);
  AddAlgorithm("algo.scc(configuration = {} :: MAP) :: (node :: NODE, component :: INTEGER)",
               "Strongly connected components, each named after its smallest node id.",
               GroupBody(StronglyConnectedComponents), graphs, procedures);
  AddAlgorithm("algo.betweenness(configuration = {} :: MAP) :: (node :: NODE, score :: FLOAT)",
               "Betweenness centrality by hops. Options: samples (start nodes; else all, exactly), "
               "seed.",
               RunBetweenness, graphs, procedures);
  AddAlgorithm("algo.closeness(configuration = {} :: MAP) :: (node :: NODE, score :: FLOAT)",
               "Closeness centrality by hops, comparable between components.",
               ScoreBody(ClosenessCentrality), graphs, procedures);
  AddAlgorithm("algo.kcore(configuration = {} :: MAP) :: (node :: NODE, core :: INTEGER)",
               "Core numbers: the largest k whose k-core holds the node.", ScoreBody(CoreNumbers),
               graphs, procedures);
  AddAlgorithm("algo.triangles(configuration = {} :: MAP) :: (node :: NODE, triangles :: INTEGER)",
               "How many triangles each node is part of.", ScoreBody(TriangleCounts), graphs,
               procedures);
  AddAlgorithm(
      "algo.clusteringCoefficient(configuration = {} :: MAP) :: (node :: NODE, coefficient :: "
      "FLOAT)",
      "How many of the possible edges between a node's neighbours are there.",
      ScoreBody(LocalClusteringCoefficients), graphs, procedures);
  AddAlgorithm(
      "algo.labelPropagation(configuration = {} :: MAP) :: (node :: NODE, community :: INTEGER)",
      "Communities by label propagation. Options: iterations (10).", RunLabelPropagation, graphs,
      procedures);
  AddAlgorithm(
      "algo.louvain(configuration = {} :: MAP) :: (node :: NODE, community :: INTEGER, modularity "
      ":: FLOAT)",
      "Communities by the Louvain method. Options: weight (a property of edges).", RunLouvain,
      graphs, procedures);
  AddAlgorithm(
      "algo.nodeSimilarity(configuration = {} :: MAP) :: (node1 :: NODE, node2 :: NODE, similarity "
      ":: FLOAT)",
      "Jaccard similarity of the nodes that two nodes point to. Options: top (10 per node), "
      "minimum.",
      RunNodeSimilarity, graphs, procedures);
}

}  // namespace rondo
