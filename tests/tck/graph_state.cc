#include "tests/tck/graph_state.h"

#include <array>
#include <span>
#include <vector>

#include "graph/view/graph_view.h"

namespace rondo::tck {

namespace {

void AddProperties(const GraphView& view, const std::string& entity,
                   const std::vector<Property>& properties, GraphState& state) {
  for (const Property& property : properties) {
    state.properties.insert(entity + " " + std::string(view.PropertyKeyName(property.key)) + " " +
                            CanonicalText(property.value, ListOrder::kMatters));
  }
}

Result<void> AddNode(const GraphView& view, NodeId node, GraphState& state) {
  state.nodes.insert(node.value);
  std::vector<LabelId> labels;
  RONDO_TRY(view.ReadLabels(node, labels));
  for (LabelId label : labels) {
    state.labels.insert(std::string(view.LabelName(label)));
  }
  std::vector<Property> properties;
  RONDO_TRY(view.ReadNodeProperties(node, properties));
  AddProperties(view, "node " + std::to_string(node.value), properties, state);
  return {};
}

Result<void> AddEdge(const GraphView& view, EdgeId edge, GraphState& state) {
  state.edges.insert(edge.value);
  std::vector<Property> properties;
  RONDO_TRY(view.ReadEdgeProperties(edge, properties));
  AddProperties(view, "edge " + std::to_string(edge.value), properties, state);
  return {};
}

Result<void> AddGraph(const GraphView& view, GraphState& state) {
  std::array<NodeId, 64> nodes;
  size_t count = nodes.size();
  for (ScanPosition position; count == nodes.size();) {
    RONDO_TRY_ASSIGN(count, view.ScanNodes(position, nodes));
    for (NodeId node : std::span(nodes).first(count)) {
      RONDO_TRY(AddNode(view, node, state));
    }
  }
  std::array<EdgeId, 64> edges;
  count = edges.size();
  for (ScanPosition position; count == edges.size();) {
    RONDO_TRY_ASSIGN(count, view.ScanEdges(position, edges));
    for (EdgeId edge : std::span(edges).first(count)) {
      RONDO_TRY(AddEdge(view, edge, state));
    }
  }
  return {};
}

}  // namespace

Result<GraphState> CaptureState(Connection& connection) {
  GraphState state;
  RONDO_TRY(connection.Read([&](const GraphView& view) { return AddGraph(view, state); }));
  return state;
}

}  // namespace rondo::tck
