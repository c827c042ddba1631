// Cytoscape's JSON (cytoscape.js and Cytoscape desktop): {"elements": {"nodes": [], "edges": []}}.

#include <algorithm>
#include <array>

#include "graph/model/value_json.h"
#include "tools/export/caption.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

/// Keys that Cytoscape or this writer gives a meaning; properties of these names get a prefix.
constexpr std::array<std::string_view, 7> kReservedKeys = {
    "id", "source", "target", "label", "labels", "interaction", "parent"};

/// Styles reach only direct members of "data", so properties stand there one by one.
void AppendProperties(const MapValue& properties, std::string& json) {
  for (const auto& [key, value] : properties) {
    const bool reserved =
        std::find(kReservedKeys.begin(), kReservedKeys.end(), key) != kReservedKeys.end();
    json += ',';
    AppendJsonString(reserved || key.starts_with("property_") ? "property_" + key : key, json);
    json += ':';
    AppendValueJson(value, json);
  }
}

void AppendNode(const NodeRecord& node, std::string& json) {
  json += "{\"data\":{\"id\":\"n" + std::to_string(node.id.value) + "\",\"label\":";
  AppendJsonString(NodeCaption(node), json);
  json += ",\"labels\":[";
  for (size_t index = 0; index < node.labels.size(); ++index) {
    if (index > 0) {
      json += ',';
    }
    AppendJsonString(node.labels[index], json);
  }
  json += ']';
  AppendProperties(node.properties, json);
  json += "}}";
}

void AppendEdge(const EdgeRecord& edge, std::string& json) {
  json += "{\"data\":{\"id\":\"e" + std::to_string(edge.id.value) + "\",\"source\":\"n" +
          std::to_string(edge.source.value) + "\",\"target\":\"n" +
          std::to_string(edge.target.value) + "\",\"label\":";
  AppendJsonString(edge.type, json);
  json += ",\"interaction\":";
  AppendJsonString(edge.type, json);
  AppendProperties(edge.properties, json);
  json += "}}";
}

}  // namespace

Result<void> WriteCytoscapeJson(const GraphSource& source, const WriterOptions& options,
                                Output& output) {
  std::string json = R"({"format_version":"1.0","generated_by":"rondo","data":{"name":)";
  AppendJsonString(options.title, json);
  json += R"(},"elements":{"nodes":[)";
  output.Write(json);
  const char* separator = "\n";
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    json = std::exchange(separator, ",\n");
    AppendNode(node, json);
    output.Write(json);
    return output.status();
  }));
  output.Write("\n],\"edges\":[");
  separator = "\n";
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    json = std::exchange(separator, ",\n");
    AppendEdge(edge, json);
    output.Write(json);
    return output.status();
  }));
  output.Write("\n]}}\n");
  return output.status();
}

}  // namespace rondo
