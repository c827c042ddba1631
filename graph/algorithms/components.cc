#include "graph/algorithms/components.h"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <numeric>

#include "graph/algorithms/neighborhood.h"
#include "graph/view/boost_adaptor.h"

namespace rondo {
namespace {

NodeIndex FindRoot(std::vector<NodeIndex>& parents, NodeIndex node) {
  while (parents[node] != node) {
    parents[node] = parents[parents[node]];
    node = parents[node];
  }
  return node;
}

/// Replaces arbitrary component numbers by the smallest index of each component.
std::vector<NodeIndex> NameBySmallest(const std::vector<NodeIndex>& component_of,
                                      size_t component_count) {
  std::vector<NodeIndex> smallest(component_count, kNoNodeIndex);
  std::vector<NodeIndex> named(component_of.size());
  for (NodeIndex node = 0; node < component_of.size(); ++node) {
    NodeIndex& name = smallest[component_of[node]];
    name = std::min(name, node);
    named[node] = name;
  }
  return named;
}

}  // namespace

Result<std::vector<NodeIndex>> WeaklyConnectedComponents(const CsrGraph& graph,
                                                         const AlgorithmControl& control) {
  std::vector<NodeIndex> parents(graph.node_count());
  std::iota(parents.begin(), parents.end(), NodeIndex{0});
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    if (node % kNodesPerCheck == 0) {
      RONDO_TRY(control.Check());
    }
    NodeIndex root = FindRoot(parents, node);
    for (NodeIndex neighbor : graph.Outgoing(node)) {
      const NodeIndex other = FindRoot(parents, neighbor);
      // The smaller index stays root, so that roots name their components.
      if (other < root) {
        parents[root] = other;
        root = other;
      } else {
        parents[other] = root;
      }
    }
  }
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    parents[node] = FindRoot(parents, node);
  }
  return parents;
}

Result<std::vector<NodeIndex>> StronglyConnectedComponents(const CsrGraph& graph,
                                                           const AlgorithmControl& control) {
  RONDO_TRY(control.Check());
  std::vector<NodeIndex> component_of(graph.node_count());
  const auto index_map = get(boost::vertex_index, graph);
  const NodeIndex component_count = boost::strong_components(
      graph, boost::make_iterator_property_map(component_of.begin(), index_map),
      boost::vertex_index_map(index_map));
  return NameBySmallest(component_of, component_count);
}

Result<std::vector<uint32_t>> CoreNumbers(const CsrGraph& graph, const AlgorithmControl& control) {
  RONDO_TRY(control.Check());
  const SimpleNeighborhoods neighborhoods(graph);
  const NodeIndex node_count = graph.node_count();
  std::vector<uint32_t> degrees(node_count);
  for (NodeIndex node = 0; node < node_count; ++node) {
    degrees[node] = static_cast<uint32_t>(neighborhoods.Of(node).size());
  }
  // Nodes sorted by degree in buckets; taking a node away moves its neighbours one bucket down.
  const uint32_t degree_max =
      node_count == 0 ? 0 : *std::max_element(degrees.begin(), degrees.end());
  std::vector<NodeIndex> bucket_begin(size_t{degree_max} + 2, 0);
  for (uint32_t degree : degrees) {
    ++bucket_begin[degree + size_t{1}];
  }
  std::partial_sum(bucket_begin.begin(), bucket_begin.end(), bucket_begin.begin());
  std::vector<NodeIndex> order(node_count);
  std::vector<NodeIndex> position(node_count);
  std::vector<NodeIndex> next(bucket_begin.begin(), bucket_begin.end());
  for (NodeIndex node = 0; node < node_count; ++node) {
    position[node] = next[degrees[node]]++;
    order[position[node]] = node;
  }
  for (NodeIndex index = 0; index < node_count; ++index) {
    if (index % kNodesPerCheck == 0) {
      RONDO_TRY(control.Check());
    }
    const NodeIndex node = order[index];
    for (NodeIndex neighbor : neighborhoods.Of(node)) {
      if (degrees[neighbor] <= degrees[node]) {
        continue;
      }
      const NodeIndex first = std::max(bucket_begin[degrees[neighbor]], index + 1);
      const NodeIndex other = order[first];
      std::swap(order[position[neighbor]], order[first]);
      std::swap(position[neighbor], position[other]);
      bucket_begin[degrees[neighbor]] = first + 1;
      --degrees[neighbor];
    }
  }
  return degrees;
}

}  // namespace rondo
