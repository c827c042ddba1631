// GraphML for Gephi, yEd, Cytoscape, networkx and igraph. As in APOC's exports, "labels" on nodes
// and "label" on edges hold labels and type. GraphML wants one type per key, so the source is
// walked twice; keys whose values differ in type become text.

#include <cmath>
#include <map>

#include "graph/model/value_json.h"
#include "tools/export/caption.h"
#include "tools/export/markup_text.h"
#include "tools/export/property_profile.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

enum class KeyType : uint8_t { kBoolean, kLong, kDouble, kString };

std::string_view KeyTypeName(KeyType type) {
  switch (type) {
    case KeyType::kBoolean:
      return "boolean";
    case KeyType::kLong:
      return "long";
    case KeyType::kDouble:
      return "double";
    case KeyType::kString:
      break;
  }
  return "string";
}

KeyType KeyTypeOf(const KindSet& kinds) {
  if (kinds.only(Value::Kind::kBoolean)) {
    return KeyType::kBoolean;
  }
  if (kinds.only(Value::Kind::kInteger)) {
    return KeyType::kLong;
  }
  if (kinds.only(Value::Kind::kFloat)) {
    return KeyType::kDouble;
  }
  return KeyType::kString;
}

/// Key ids ("n0", "n1", ...) by property name.
using KeyIds = std::map<std::string, std::string, std::less<>>;

class GraphmlWriter {
 public:
  explicit GraphmlWriter(Output& output) : output_(output) {}

  void Begin(const GraphProfile& profile) {
    text_ = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns")"
            R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
            R"( xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns)"
            R"( http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
)";
    AppendKey("labels", "node", "labels", KeyType::kString);
    AppendKey("label", "edge", "label", KeyType::kString);
    node_keys_ = AppendKeys(profile.nodes, "node", 'n');
    edge_keys_ = AppendKeys(profile.edges, "edge", 'e');
    text_ += "<graph id=\"G\" edgedefault=\"directed\">\n";
    output_.Write(text_);
  }

  Result<void> Node(const NodeRecord& node) {
    text_ = "<node id=\"n" + std::to_string(node.id.value) + "\"><data key=\"labels\">";
    for (const std::string& label : node.labels) {
      text_ += ':';
      AppendMarkupText(label, text_);
    }
    text_ += "</data>";
    AppendProperties(node.properties, node_keys_);
    text_ += "</node>\n";
    output_.Write(text_);
    return output_.status();
  }

  Result<void> Edge(const EdgeRecord& edge) {
    text_ = "<edge id=\"e" + std::to_string(edge.id.value) + "\" source=\"n" +
            std::to_string(edge.source.value) + "\" target=\"n" +
            std::to_string(edge.target.value) + "\"><data key=\"label\">";
    AppendMarkupText(edge.type, text_);
    text_ += "</data>";
    AppendProperties(edge.properties, edge_keys_);
    text_ += "</edge>\n";
    output_.Write(text_);
    return output_.status();
  }

  Result<void> End() {
    output_.Write("</graph>\n</graphml>\n");
    return output_.status();
  }

 private:
  void AppendKey(std::string_view id, std::string_view domain, std::string_view name,
                 KeyType type) {
    text_.append("<key id=\"").append(id).append("\" for=\"").append(domain);
    text_ += "\" attr.name=\"";
    AppendMarkupText(name, text_);
    text_.append("\" attr.type=\"").append(KeyTypeName(type)).append("\"/>\n");
  }

  KeyIds AppendKeys(const PropertyProfile& profile, std::string_view domain, char prefix) {
    KeyIds ids;
    const std::string_view reserved = domain == "node" ? "labels" : "label";
    for (const auto& [name, kinds] : profile) {
      std::string id = prefix + std::to_string(ids.size());
      AppendKey(id, domain, name == reserved ? "property_" + name : name, KeyTypeOf(kinds));
      ids.emplace(name, std::move(id));
    }
    return ids;
  }

  void AppendProperties(const MapValue& properties, const KeyIds& ids) {
    for (const auto& [name, value] : properties) {
      text_.append("<data key=\"").append(ids.find(name)->second).append("\">");
      AppendPropertyValue(value);
      text_ += "</data>";
    }
  }

  void AppendPropertyValue(const Value& value) {
    if (value.is(Value::Kind::kString)) {
      AppendMarkupText(value.string(), text_);
    } else if (value.is(Value::Kind::kFloat) && std::isinf(value.floating())) {
      // XML Schema's spelling, which readers' number parsers know.
      text_ += value.floating() > 0 ? "INF" : "-INF";
    } else if (value.is(Value::Kind::kList)) {
      AppendMarkupText(ValueJson(value), text_);
    } else {
      AppendMarkupText(PropertyText(value), text_);
    }
  }

  Output& output_;
  std::string text_;  // The record that is being put together.
  KeyIds node_keys_;
  KeyIds edge_keys_;
};

}  // namespace

Result<void> WriteGraphml(const GraphSource& source, const WriterOptions& /*options*/,
                          Output& output) {
  RONDO_TRY_ASSIGN(const GraphProfile profile, ProfileOf(source));
  GraphmlWriter writer(output);
  writer.Begin(profile);
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) { return writer.Node(node); }));
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) { return writer.Edge(edge); }));
  return writer.End();
}

}  // namespace rondo
