#pragma once

// CsrGraph as a model of Boost.Graph's VertexListGraph, BidirectionalGraph and AdjacencyGraph
// concepts: the only door to boost/graph. Boost's algorithms then run on the compressed rows
// without a copy.

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "graph/view/csr_graph.h"

namespace rondo {

/// An edge by its position among the outgoing edges; `position` tells parallel edges apart and
/// finds the weight.
struct CsrEdge {
  NodeIndex source = kNoNodeIndex;
  NodeIndex target = kNoNodeIndex;
  uint32_t position = 0;
  friend bool operator==(const CsrEdge& a, const CsrEdge& b) { return a.position == b.position; }
};

struct MakeOutgoingEdge {
  const CsrGraph* graph = nullptr;
  NodeIndex source = kNoNodeIndex;
  CsrEdge operator()(uint32_t position) const {
    return {source, graph->OutgoingTarget(position), position};
  }
};

/// Reads the weight of an edge.
struct CsrWeightMap {
  using key_type = CsrEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  const CsrGraph* graph = nullptr;
};
inline double get(const CsrWeightMap& map, const CsrEdge& edge) {
  return map.graph->Weight(edge.position);
}

}  // namespace rondo

namespace boost {

template <>
struct graph_traits<rondo::CsrGraph> {
  using vertex_descriptor = rondo::NodeIndex;
  using edge_descriptor = rondo::CsrEdge;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag, adjacency_graph_tag {};
  using vertices_size_type = rondo::NodeIndex;
  using edges_size_type = uint64_t;
  using degree_size_type = uint32_t;
  using vertex_iterator = counting_iterator<rondo::NodeIndex>;
  using out_edge_iterator =
      transform_iterator<rondo::MakeOutgoingEdge, counting_iterator<uint32_t>>;
  using adjacency_iterator = const rondo::NodeIndex*;
  using in_edge_iterator = void;
  using edge_iterator = void;

  static vertex_descriptor null_vertex() { return rondo::kNoNodeIndex; }
};

template <>
struct property_map<rondo::CsrGraph, vertex_index_t> {
  using type = typed_identity_property_map<rondo::NodeIndex>;
  using const_type = type;
};

}  // namespace boost

namespace rondo {

// Found by argument-dependent lookup; the names are Boost.Graph's.
using CsrTraits = boost::graph_traits<CsrGraph>;

inline std::pair<CsrTraits::vertex_iterator, CsrTraits::vertex_iterator> vertices(
    const CsrGraph& graph) {
  return {CsrTraits::vertex_iterator(0), CsrTraits::vertex_iterator(graph.node_count())};
}
inline NodeIndex num_vertices(const CsrGraph& graph) { return graph.node_count(); }
inline std::pair<CsrTraits::out_edge_iterator, CsrTraits::out_edge_iterator> out_edges(
    NodeIndex node, const CsrGraph& graph) {
  const MakeOutgoingEdge make{&graph, node};
  const uint32_t begin = graph.OutgoingBegin(node);
  using Counter = boost::counting_iterator<uint32_t>;
  return {CsrTraits::out_edge_iterator(Counter(begin), make),
          CsrTraits::out_edge_iterator(Counter(begin + graph.OutDegree(node)), make)};
}
inline uint32_t out_degree(NodeIndex node, const CsrGraph& graph) { return graph.OutDegree(node); }
inline NodeIndex source(const CsrEdge& edge, const CsrGraph&) { return edge.source; }
inline NodeIndex target(const CsrEdge& edge, const CsrGraph&) { return edge.target; }
inline std::pair<const NodeIndex*, const NodeIndex*> adjacent_vertices(NodeIndex node,
                                                                       const CsrGraph& graph) {
  const auto neighbors = graph.Outgoing(node);
  return {neighbors.data(), neighbors.data() + neighbors.size()};
}
inline boost::typed_identity_property_map<NodeIndex> get(boost::vertex_index_t, const CsrGraph&) {
  return {};
}

}  // namespace rondo
