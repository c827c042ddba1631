#include "tests/differential/small_graph.h"

#include <algorithm>
#include <span>
#include <utility>

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

std::string DateText(const Value& date) {
  return date.is_null() ? "null" : "date(" + ValueText(date) + ")";
}

Value RandomDate(Random& random) {
  return Once(random, 3) ? Value() : Value(Date{RandomDay(random)});
}

}  // namespace

int64_t RandomDay(Random& random) {
  static constexpr int64_t kDays[] = {18292, 18293, 18320, 18321, 18322, 18627};
  return kDays[Pick(random, 6)];
}

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
    node.d = RandomDate(random);
  }
  if (graph.nodes.empty()) {
    return graph;
  }
  static const char* const kTypes[] = {"R", "S", "loaned-to"};
  graph.edges.resize(Pick(random, 3) + Pick(random, Once(random, 4) ? 16 : 7));
  for (SmallEdge& edge : graph.edges) {
    edge.source = Pick(random, graph.nodes.size());
    edge.target = Pick(random, graph.nodes.size());
    edge.type = kTypes[Pick(random, 3)];
    edge.x = RandomInteger(random);
    edge.s = RandomString(random);
    edge.from = RandomDate(random);
    edge.until = RandomDate(random);
  }
  return graph;
}

Result<void> WriteTo(Store& store, const SmallGraph& graph) {
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction, store.BeginTransaction());
  RONDO_TRY_ASSIGN(PropertyKeyId x, transaction->InternPropertyKey("x"));
  RONDO_TRY_ASSIGN(PropertyKeyId s, transaction->InternPropertyKey("s"));
  RONDO_TRY_ASSIGN(PropertyKeyId d, transaction->InternPropertyKey("d"));
  RONDO_TRY_ASSIGN(PropertyKeyId from, transaction->InternPropertyKey("from"));
  RONDO_TRY_ASSIGN(PropertyKeyId until, transaction->InternPropertyKey("until"));
  for (const SmallNode& node : graph.nodes) {
    std::vector<LabelId> labels;
    for (const std::string& label : node.labels) {
      RONDO_TRY_ASSIGN(labels.emplace_back(), transaction->InternLabel(label));
    }
    std::vector<Property> properties = {{x, node.x}, {s, node.s}, {d, node.d}};
    RONDO_TRY(transaction->CreateNode(labels, properties));
  }
  for (const SmallEdge& edge : graph.edges) {
    RONDO_TRY_ASSIGN(EdgeTypeId type, transaction->InternEdgeType(edge.type));
    std::vector<Property> properties = {
        {x, edge.x}, {s, edge.s}, {from, edge.from}, {until, edge.until}};
    RONDO_TRY(transaction->CreateEdge(type, NodeId(edge.source), NodeId(edge.target), properties));
  }
  return transaction->Commit();
}

Result<void> AddIndexes(Store& store) {
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction, store.BeginTransaction());
  RONDO_TRY(transaction->CreateIndex({.label = "A", .property = "x"}));
  RONDO_TRY(transaction->CreateIndex({.label = "A", .property = "d"}));
  RONDO_TRY(transaction->CreateIndex({.label = "B", .property = "x", .more_properties = {"s"}}));
  RONDO_TRY(transaction->CreateIndex({.label = "C", .property = "s"}));
  RONDO_TRY(transaction->CreateIndex({.label = "R", .property = "x", .on_edges = true}));
  return transaction->Commit();
}

SmallGraph WithoutDeleted(const SmallGraph& graph) {
  SmallGraph kept;
  std::vector<size_t> new_ids;
  for (const SmallNode& node : graph.nodes) {
    new_ids.push_back(kept.nodes.size());
    if (!node.is_deleted) {
      kept.nodes.push_back(node);
    }
  }
  for (const SmallEdge& edge : graph.edges) {
    if (!edge.is_deleted) {
      SmallEdge& moved = kept.edges.emplace_back(edge);
      moved.source = new_ids[edge.source];
      moved.target = new_ids[edge.target];
    }
  }
  return kept;
}

namespace {

template <typename Element>
Result<void> TakeProperties(const GraphView& view, const std::vector<Property>& properties,
                            Element& element) {
  for (const Property& property : properties) {
    const_cast<Value&>(element.Property(std::string(view.PropertyKeyName(property.key)))) =
        property.value;
  }
  return {};
}

std::string NodeText(const SmallNode& node) {
  std::vector<std::string> labels = node.labels;
  std::ranges::sort(labels);
  std::string text = "(";
  for (const std::string& label : labels) {
    text += ":" + label;
  }
  return text + " " + ValueText(node.x) + " " + ValueText(node.s) + " " + ValueText(node.d) + ")";
}

std::string EdgeText(const SmallEdge& edge) {
  return "[:" + edge.type + " " + ValueText(edge.x) + " " + ValueText(edge.s) + " " +
         ValueText(edge.from) + " " + ValueText(edge.until) + "]";
}

}  // namespace

Result<SmallGraph> ReadFrom(const GraphView& view) {
  SmallGraph graph;
  std::vector<Property> properties;
  std::vector<NodeId> nodes(1000);
  ScanPosition node_position;
  RONDO_TRY_ASSIGN(size_t node_count, view.ScanNodes(node_position, nodes));
  nodes.resize(node_count);
  for (NodeId id : nodes) {
    SmallNode& node = graph.nodes.emplace_back();
    std::vector<LabelId> labels;
    RONDO_TRY(view.ReadLabels(id, labels));
    for (LabelId label : labels) {
      node.labels.emplace_back(view.LabelName(label));
    }
    RONDO_TRY(view.ReadNodeProperties(id, properties));
    RONDO_TRY(TakeProperties(view, properties, node));
  }
  std::vector<EdgeId> edges(1000);
  ScanPosition edge_position;
  RONDO_TRY_ASSIGN(size_t edge_count, view.ScanEdges(edge_position, edges));
  edges.resize(edge_count);
  for (EdgeId id : edges) {
    SmallEdge& edge = graph.edges.emplace_back();
    NodeId source;
    NodeId target;
    EdgeTypeId type;
    RONDO_TRY(view.GatherEdgeEndpoints({&id, 1}, {&source, 1}, {&target, 1}, {&type, 1}));
    edge.source = static_cast<size_t>(std::ranges::find(nodes, source) - nodes.begin());
    edge.target = static_cast<size_t>(std::ranges::find(nodes, target) - nodes.begin());
    edge.type = view.EdgeTypeName(type);
    RONDO_TRY(view.ReadEdgeProperties(id, properties));
    RONDO_TRY(TakeProperties(view, properties, edge));
  }
  return graph;
}

std::vector<std::string> ShapeOf(const SmallGraph& graph) {
  std::vector<size_t> colors;
  std::hash<std::string> hash;
  for (const SmallNode& node : graph.nodes) {
    colors.push_back(hash(NodeText(node)));
  }
  for (int round = 0; round < 3; ++round) {
    std::vector<size_t> next = colors;
    for (const SmallEdge& edge : graph.edges) {
      // Sums do not mind in which order edges come.
      next[edge.source] += hash(EdgeText(edge) + ">" + std::to_string(colors[edge.target]));
      next[edge.target] += hash(EdgeText(edge) + "<" + std::to_string(colors[edge.source]));
    }
    colors = next;
  }
  std::vector<std::string> lines;
  for (size_t id = 0; id < graph.nodes.size(); ++id) {
    lines.push_back(NodeText(graph.nodes[id]) + " " + std::to_string(colors[id] % 10'000));
  }
  for (const SmallEdge& edge : graph.edges) {
    lines.push_back(NodeText(graph.nodes[edge.source]) + "-" + EdgeText(edge) + "->" +
                    NodeText(graph.nodes[edge.target]));
  }
  std::ranges::sort(lines);
  return lines;
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
    text += " {x: " + ValueText(node.x) + ", s: " + ValueText(node.s) + ", d: " + DateText(node.d) +
            "})";
  }
  for (const SmallEdge& edge : graph.edges) {
    text += ", (n" + std::to_string(edge.source) + ")-[:" + edge.type +
            " {x: " + ValueText(edge.x) + ", s: " + ValueText(edge.s) +
            ", from: " + DateText(edge.from) + ", until: " + DateText(edge.until) + "}]->(n" +
            std::to_string(edge.target) + ")";
  }
  return text;
}

}  // namespace rondo::differential
