#include "tests/differential/small_graph.h"

#include "graph/model/value_text.h"

namespace rondo::differential {

namespace {

Value RandomInteger(Random& random) {
  return Once(random, 4) ? Value() : Value(static_cast<int64_t>(Pick(random, 4)));
}

Value RandomString(Random& random) {
  static const char* const kStrings[] = {"", "a", "b", "ab"};
  return Once(random, 4) ? Value() : Value(kStrings[Pick(random, 4)]);
}

}  // namespace

SmallGraph MakeRandomGraph(Random& random) {
  SmallGraph graph;
  graph.nodes.resize(Once(random, 20) ? 0 : 1 + Pick(random, 6));
  for (SmallNode& node : graph.nodes) {
    for (const char* label : {"A", "B", "C"}) {
      if (Once(random, 2)) {
        node.labels.emplace_back(label);
      }
    }
    node.x = RandomInteger(random);
    node.s = RandomString(random);
  }
  if (graph.nodes.empty()) {
    return graph;
  }
  static const char* const kTypes[] = {"R", "S", "loaned-to"};
  graph.edges.resize(Pick(random, 3) + Pick(random, 7));
  for (SmallEdge& edge : graph.edges) {
    edge.source = Pick(random, graph.nodes.size());
    edge.target = Pick(random, graph.nodes.size());
    edge.type = kTypes[Pick(random, 3)];
    edge.x = RandomInteger(random);
    edge.s = RandomString(random);
  }
  return graph;
}

Result<void> WriteTo(Store& store, const SmallGraph& graph) {
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction, store.BeginTransaction());
  RONDO_TRY_ASSIGN(PropertyKeyId x, transaction->InternPropertyKey("x"));
  RONDO_TRY_ASSIGN(PropertyKeyId s, transaction->InternPropertyKey("s"));
  for (const SmallNode& node : graph.nodes) {
    std::vector<LabelId> labels;
    for (const std::string& label : node.labels) {
      RONDO_TRY_ASSIGN(labels.emplace_back(), transaction->InternLabel(label));
    }
    std::vector<Property> properties = {{x, node.x}, {s, node.s}};
    RONDO_TRY(transaction->CreateNode(labels, properties));
  }
  for (const SmallEdge& edge : graph.edges) {
    RONDO_TRY_ASSIGN(EdgeTypeId type, transaction->InternEdgeType(edge.type));
    std::vector<Property> properties = {{x, edge.x}, {s, edge.s}};
    RONDO_TRY(transaction->CreateEdge(type, NodeId(edge.source), NodeId(edge.target), properties));
  }
  return transaction->Commit();
}

std::string TextOf(const SmallGraph& graph) {
  std::string text = "CREATE ";
  for (size_t index = 0; index < graph.nodes.size(); ++index) {
    const SmallNode& node = graph.nodes[index];
    text += (index == 0 ? "" : ", ");
    text += "(n" + std::to_string(index);
    for (const std::string& label : node.labels) {
      text += ":" + label;
    }
    text += " {x: " + ValueText(node.x) + ", s: " + ValueText(node.s) + "})";
  }
  for (const SmallEdge& edge : graph.edges) {
    text += ", (n" + std::to_string(edge.source) + ")-[:" + edge.type +
            " {x: " + ValueText(edge.x) + ", s: " + ValueText(edge.s) + "}]->(n" +
            std::to_string(edge.target) + ")";
  }
  return text;
}

}  // namespace rondo::differential
