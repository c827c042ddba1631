#include "tests/tck/canonical_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "graph/model/temporal_text.h"

namespace rondo::tck {

namespace {

std::string Quoted(std::string_view content) {
  std::string text = "'";
  for (char c : content) {
    text += c == '\'' || c == '\\' ? "\\" : "";
    text += c;
  }
  return text + "'";
}

std::string FloatText(double number) {
  if (std::isnan(number)) {
    return "NaN";
  }
  // Scientific, so that no float looks like an integer; both zeros are one.
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), number == 0.0 ? 0.0 : number,
                           std::chars_format::scientific);
  return {buffer, end.ptr};
}

std::string MapText(const MapValue& map, ListOrder order) {
  std::string text;
  for (const auto& [key, value] : map) {
    text += (text.empty() ? "" : ", ") + Quoted(key) + ": " + CanonicalText(value, order);
  }
  return "{" + text + "}";
}

std::string ListText(const ListValue& list, ListOrder order) {
  std::vector<std::string> elements;
  for (const Value& element : list) {
    elements.push_back(CanonicalText(element, order));
  }
  if (order == ListOrder::kIgnored) {
    std::sort(elements.begin(), elements.end());
  }
  std::string text;
  for (const std::string& element : elements) {
    text += (text.empty() ? "" : ", ") + element;
  }
  return "[" + text + "]";
}

std::string NodeText(const Value& value, ListOrder order) {
  const NodeRecord* node = value.node_record();
  if (node == nullptr) {
    return "(a node without content)";
  }
  std::string text;
  for (const std::string& label : std::set<std::string>(node->labels.begin(), node->labels.end())) {
    text += ":" + Quoted(label);
  }
  return "(" + text + " " + MapText(node->properties, order) + ")";
}

std::string EdgeText(const Value& value, ListOrder order) {
  const EdgeRecord* edge = value.edge_record();
  if (edge == nullptr) {
    return "[a relationship without content]";
  }
  return "[:" + Quoted(edge->type) + " " + MapText(edge->properties, order) + "]";
}

std::string PathText(const PathValue& path, ListOrder order) {
  std::string text;
  for (size_t index = 0; index < path.nodes.size(); ++index) {
    if (index > 0) {
      const Value& edge = path.edges[index - 1];
      const EdgeRecord* record = edge.edge_record();
      bool backwards = record != nullptr && record->source != path.nodes[index - 1].node();
      text += (backwards ? "<-" : "-") + EdgeText(edge, order) + (backwards ? "-" : "->");
    }
    text += NodeText(path.nodes[index], order);
  }
  return "<" + text + ">";
}

}  // namespace

std::string CanonicalText(const Value& value, ListOrder order) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    case Value::Kind::kInteger:
      return std::to_string(value.integer());
    case Value::Kind::kFloat:
      return FloatText(value.floating());
    case Value::Kind::kString:
      return Quoted(value.string());
    case Value::Kind::kList:
      return ListText(value.list(), order);
    case Value::Kind::kMap:
      return MapText(value.map(), order);
    case Value::Kind::kNode:
      return NodeText(value, order);
    case Value::Kind::kEdge:
      return EdgeText(value, order);
    case Value::Kind::kPath:
      return PathText(value.path(), order);
    default:
      return Quoted(TemporalText(value));
  }
}

}  // namespace rondo::tck
