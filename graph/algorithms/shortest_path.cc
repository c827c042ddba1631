#include "graph/algorithms/shortest_path.h"

#include <algorithm>
#include <boost/graph/astar_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <limits>

#include "graph/view/boost_adaptor.h"

namespace rondo {
namespace {

// Thrown through Boost's search, and caught in this file: the only way to leave it early.
struct TargetReached {};
struct SearchCancelled {
  Error error;
};

Result<void> CheckWeights(const CsrGraph& graph) {
  if (!graph.weighted()) {
    return {};
  }
  for (uint32_t position = 0; position < graph.edge_count(); ++position) {
    if (!(graph.Weight(position) >= 0.0)) {
      return RuntimeError(ErrorCode::kArgument, "NegativeWeight",
                          "weighted paths need weights of 0 or more, but an edge weighs " +
                              std::to_string(graph.Weight(position)));
    }
  }
  return {};
}

/// Stops at the target and when the watcher wants to.
template <typename Base>
class StoppingVisitor : public Base {
 public:
  StoppingVisitor(NodeIndex target, const AlgorithmControl& control)
      : target_(target), control_(&control) {}

  void examine_vertex(NodeIndex node, const CsrGraph&) {
    if (node == target_) {
      throw TargetReached();
    }
    if (++examined_count_ % kNodesPerCheck == 0) {
      if (auto checked = control_->Check(); !checked.ok()) {
        throw SearchCancelled{std::move(checked).error()};
      }
    }
  }

 private:
  NodeIndex target_;
  const AlgorithmControl* control_;
  uint32_t examined_count_ = 0;
};

/// Runs one search into `tree`; `target` may be kNoNodeIndex.
Result<void> Search(const CsrGraph& graph, NodeIndex source, NodeIndex target,
                    const PathHeuristic& heuristic, const AlgorithmControl& control,
                    ShortestPathTree& tree) {
  RONDO_TRY(CheckWeights(graph));
  const NodeIndex node_count = graph.node_count();
  tree.distances.assign(node_count, std::numeric_limits<double>::infinity());
  tree.predecessors.assign(node_count, kNoNodeIndex);
  const auto index_map = get(boost::vertex_index, graph);
  auto predecessor_map = boost::make_iterator_property_map(tree.predecessors.begin(), index_map);
  auto distance_map = boost::make_iterator_property_map(tree.distances.begin(), index_map);
  try {
    if (heuristic) {
      boost::astar_search(
          graph, source, heuristic,
          boost::predecessor_map(predecessor_map)
              .distance_map(distance_map)
              .weight_map(CsrWeightMap{&graph})
              .vertex_index_map(index_map)
              .distance_inf(std::numeric_limits<double>::infinity())
              .visitor(StoppingVisitor<boost::default_astar_visitor>(target, control)));
    } else {
      boost::dijkstra_shortest_paths(
          graph, source,
          boost::predecessor_map(predecessor_map)
              .distance_map(distance_map)
              .weight_map(CsrWeightMap{&graph})
              .vertex_index_map(index_map)
              .distance_inf(std::numeric_limits<double>::infinity())
              .visitor(StoppingVisitor<boost::default_dijkstra_visitor>(target, control)));
    }
  } catch (const TargetReached&) {
    // What was wanted.
  } catch (SearchCancelled& cancelled) {
    return std::move(cancelled.error);
  }
  // Boost makes each node its own predecessor at first.
  for (NodeIndex node = 0; node < node_count; ++node) {
    if (tree.predecessors[node] == node) {
      tree.predecessors[node] = kNoNodeIndex;
    }
  }
  return {};
}

}  // namespace

Result<ShortestPathTree> Dijkstra(const CsrGraph& graph, NodeIndex source,
                                  const AlgorithmControl& control) {
  RONDO_CHECK(source < graph.node_count());
  ShortestPathTree tree;
  RONDO_TRY(Search(graph, source, kNoNodeIndex, {}, control, tree));
  return tree;
}

Result<std::optional<WeightedPath>> ShortestWeightedPath(const CsrGraph& graph, NodeIndex source,
                                                         NodeIndex target,
                                                         const PathHeuristic& heuristic,
                                                         const AlgorithmControl& control) {
  RONDO_CHECK(source < graph.node_count());
  RONDO_CHECK(target < graph.node_count());
  ShortestPathTree tree;
  RONDO_TRY(Search(graph, source, target, heuristic, control, tree));
  if (tree.distances[target] == std::numeric_limits<double>::infinity()) {
    return std::optional<WeightedPath>();
  }
  WeightedPath path;
  path.weight = tree.distances[target];
  for (NodeIndex node = target; node != kNoNodeIndex; node = tree.predecessors[node]) {
    path.nodes.push_back(node);
  }
  std::reverse(path.nodes.begin(), path.nodes.end());
  return std::optional<WeightedPath>(std::move(path));
}

}  // namespace rondo
