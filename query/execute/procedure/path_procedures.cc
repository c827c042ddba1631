// Algorithms that look for ways from a node.

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "graph/algorithms/breadth_first_search.h"
#include "graph/algorithms/shortest_path.h"
#include "query/execute/procedure/algorithm_configuration.h"
#include "query/execute/procedure/procedure_family.h"

namespace rondo {
namespace {

// ---------------------------------------------------------------- from one node to all

Result<void> RunBreadthFirstSearch(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"maxDepth"};
  RONDO_TRY_ASSIGN(const auto configuration, AlgorithmConfiguration::Read(call, 1, kOptions));
  RONDO_TRY_ASSIGN(const int64_t depth_max,
                   configuration.Integer("maxDepth", std::numeric_limits<int32_t>::max(), 0));
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const NodeIndex source, SelectedNode(call, 0, graph));
  RONDO_TRY_ASSIGN(const auto depths, BreadthFirstSearch(graph, source, configuration.control()));
  for (NodeIndex index = 0; index < graph.node_count(); ++index) {
    if (depths[index] == kUnreachableDepth || depths[index] > depth_max) {
      continue;
    }
    const std::array<Value, 2> row = {Value(graph.node(index)), Value(depths[index])};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> RunShortestPaths(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"weight"};
  RONDO_TRY_ASSIGN(auto configuration, AlgorithmConfiguration::Read(call, 1, kOptions));
  RONDO_TRY(configuration.ReadWeight());
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const NodeIndex source, SelectedNode(call, 0, graph));
  RONDO_TRY_ASSIGN(const ShortestPathTree tree, Dijkstra(graph, source, configuration.control()));
  for (NodeIndex index = 0; index < graph.node_count(); ++index) {
    if (std::isinf(tree.distances[index])) {
      continue;
    }
    const std::array<Value, 2> row = {Value(graph.node(index)), Value(tree.distances[index])};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

// ---------------------------------------------------------------- from one node to another

/// The lightest edge from `from` to `to` as the selection sees it.
Result<EdgeId> LightestEdge(const GraphView& view, const CsrSelection& selection, NodeId from,
                            NodeId to) {
  std::vector<EdgeTypeId> types;
  for (const std::string& name : selection.edge_types) {
    types.push_back(*view.FindEdgeType(name));
  }
  std::vector<EdgeId> edges;
  RONDO_TRY(view.FindEdgesBetween({selection.direction, types, false}, from, to, edges));
  RONDO_CHECK(!edges.empty());
  if (selection.weight_property.empty()) {
    return edges.front();
  }
  std::vector<Value> weights(edges.size());
  RONDO_TRY(
      view.GatherEdgeProperty(*view.FindPropertyKey(selection.weight_property), edges, weights));
  size_t lightest = 0;
  for (size_t index = 1; index < edges.size(); ++index) {
    if (EdgeWeight(weights[index]) < EdgeWeight(weights[lightest])) {
      lightest = index;
    }
  }
  return edges[lightest];
}

Result<void> EmitPath(const ProcedureCall& call, const CsrSelection& selection,
                      const CsrGraph& graph, const std::optional<WeightedPath>& found,
                      const ProcedureRowSink& sink) {
  if (!found) {
    return {};
  }
  PathValue path;
  for (const NodeIndex index : found->nodes) {
    const NodeId node = graph.node(index);
    if (!path.nodes.empty()) {
      RONDO_TRY_ASSIGN(const EdgeId edge,
                       LightestEdge(call.view, selection, path.nodes.back().node(), node));
      path.edges.emplace_back(edge);
    }
    path.nodes.emplace_back(node);
  }
  const std::array<Value, 2> row = {Value(std::move(path)), Value(found->weight)};
  RONDO_TRY_ASSIGN([[maybe_unused]] const bool wants_more, sink(row));
  return {};
}

Result<void> RunShortestPath(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"weight"};
  RONDO_TRY_ASSIGN(auto configuration, AlgorithmConfiguration::Read(call, 2, kOptions));
  RONDO_TRY(configuration.ReadWeight());
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const NodeIndex source, SelectedNode(call, 0, graph));
  RONDO_TRY_ASSIGN(const NodeIndex target, SelectedNode(call, 1, graph));
  RONDO_TRY_ASSIGN(const auto path,
                   ShortestWeightedPath(graph, source, target, {}, configuration.control()));
  return EmitPath(call, configuration.selection(), graph, path, sink);
}

// ---------------------------------------------------------------- A*

/// A numeric property of every node of `graph`; `otherwise` where there is no number.
Result<std::vector<double>> NodeNumbers(const GraphView& view, const CsrGraph& graph,
                                        const std::string& property, double otherwise) {
  std::vector<Value> values(graph.node_count());
  RONDO_TRY(view.GatherNodeProperty(*view.FindPropertyKey(property), graph.nodes(), values));
  std::vector<double> numbers(values.size(), otherwise);
  for (size_t index = 0; index < values.size(); ++index) {
    if (values[index].is_number()) {
      numbers[index] = values[index].number();
    }
  }
  return numbers;
}

struct Coordinates {
  double latitude = 0.0;  // Degrees.
  double longitude = 0.0;
};

/// The great circle between two places in kilometres, by the haversine formula; 0 where a
/// coordinate is missing (NaN), which underestimates and so keeps A* exact.
double GreatCircleDistance(const Coordinates& a, const Coordinates& b) {
  constexpr double kEarthRadius = 6371.0;
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double latitude = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double longitude = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h = latitude * latitude + std::cos(a.latitude * kRadians) *
                                             std::cos(b.latitude * kRadians) * longitude *
                                             longitude;
  return std::isnan(h) ? 0.0 : 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

/// What the options say about the way that is left: the property `estimate`, or the great circle
/// between the properties `latitude` and `longitude`.
Result<PathHeuristic> ReadHeuristic(const AlgorithmConfiguration& configuration,
                                    const GraphView& view, const CsrGraph& graph,
                                    NodeIndex target) {
  RONDO_TRY_ASSIGN(const auto estimate, configuration.PropertyKey("estimate"));
  RONDO_TRY_ASSIGN(const auto latitude, configuration.PropertyKey("latitude"));
  RONDO_TRY_ASSIGN(const auto longitude, configuration.PropertyKey("longitude"));
  if (estimate.has_value() == (latitude && longitude) ||
      latitude.has_value() != longitude.has_value()) {
    Error error = RuntimeError(ErrorCode::kArgument, "InvalidOption",
                               "A* needs to know how far a node is from the target at least");
    error.hint =
        "give `estimate`, a property of nodes with that distance, or `latitude` and `longitude`";
    return error;
  }
  if (estimate) {
    RONDO_TRY_ASSIGN(auto numbers, NodeNumbers(view, graph, *estimate, 0.0));
    return PathHeuristic([numbers = std::move(numbers)](NodeIndex node) { return numbers[node]; });
  }
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  RONDO_TRY_ASSIGN(auto latitudes, NodeNumbers(view, graph, *latitude, kMissing));
  RONDO_TRY_ASSIGN(auto longitudes, NodeNumbers(view, graph, *longitude, kMissing));
  const Coordinates goal{latitudes[target], longitudes[target]};
  return PathHeuristic(
      [latitudes = std::move(latitudes), longitudes = std::move(longitudes), goal](NodeIndex node) {
        return GreatCircleDistance({latitudes[node], longitudes[node]}, goal);
      });
}

Result<void> RunAStar(const AlgorithmCall& call, const ProcedureRowSink& sink) {
  constexpr std::string_view kOptions[] = {"weight", "estimate", "latitude", "longitude"};
  RONDO_TRY_ASSIGN(auto configuration, AlgorithmConfiguration::Read(call, 2, kOptions));
  RONDO_TRY(configuration.ReadWeight());
  RONDO_TRY_ASSIGN(const auto loaded, configuration.LoadGraph());
  const CsrGraph& graph = *loaded;
  RONDO_TRY_ASSIGN(const NodeIndex source, SelectedNode(call, 0, graph));
  RONDO_TRY_ASSIGN(const NodeIndex target, SelectedNode(call, 1, graph));
  RONDO_TRY_ASSIGN(const PathHeuristic heuristic,
                   ReadHeuristic(configuration, call.view, graph, target));
  RONDO_TRY_ASSIGN(const auto path,
                   ShortestWeightedPath(graph, source, target, heuristic, configuration.control()));
  return EmitPath(call, configuration.selection(), graph, path, sink);
}

}  // namespace

void AddPathProcedures(const std::shared_ptr<CsrCache>& graphs,
                       std::vector<Procedure>& procedures) {
  AddAlgorithm(
      "algo.bfs(source :: NODE, configuration = {} :: MAP) :: (node :: NODE, depth :: INTEGER)",
      "Nodes that can be reached and in how many hops. Options: maxDepth.", RunBreadthFirstSearch,
      graphs, procedures);
  AddAlgorithm(
      "algo.shortestPaths(source :: NODE, configuration = {} :: MAP) :: (node :: NODE, cost :: "
      "FLOAT)",
      "Lightest ways to all nodes (Dijkstra). Options: weight (a property of edges, else each is "
      "1).",
      RunShortestPaths, graphs, procedures);
  AddAlgorithm(
      "algo.shortestPath(source :: NODE, target :: NODE, configuration = {} :: MAP) :: (path :: "
      "PATH, cost :: FLOAT)",
      "The lightest way between two nodes (Dijkstra); no row if there is none. Options: weight.",
      RunShortestPath, graphs, procedures);
  AddAlgorithm(
      "algo.astar(source :: NODE, target :: NODE, configuration = {} :: MAP) :: (path :: PATH, "
      "cost :: FLOAT)",
      "The lightest way between two nodes (A*). Options: weight, and estimate (a property of "
      "nodes) "
      "or latitude and longitude (then weights are kilometres).",
      RunAStar, graphs, procedures);
}

}  // namespace rondo
