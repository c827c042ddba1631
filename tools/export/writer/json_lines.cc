// One JSON object a line, nodes first: the form in which results print nodes and edges, plus
// "property_types" for what JSON cannot tell apart. `rondo import` reads it back without loss.

#include <cmath>
#include <optional>

#include "graph/model/value_json.h"
#include "tools/export/portable_type.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

/// Appends "property_types":{...} if a property of `properties` needs it.
void AppendTypes(const MapValue& properties, std::string& json) {
  const char* separator = ",\"property_types\":{";
  for (const auto& [key, value] : properties) {
    if (IsPlainJson(value)) {
      continue;
    }
    json += std::exchange(separator, ",");
    AppendJsonString(key, json);
    json += ':';
    AppendTypeJson(value, json);
  }
  if (*separator == ',' && separator[1] == '\0') {
    json += '}';
  }
}

void AppendPropertiesJson(const MapValue& properties, std::string& json) {
  json += "\"properties\":{";
  const char* separator = "";
  for (const auto& [key, value] : properties) {
    json += std::exchange(separator, ",");
    AppendJsonString(key, json);
    json += ':';
    AppendLosslessJson(value, json);
  }
  json += '}';
  AppendTypes(properties, json);
}

void AppendNode(const NodeRecord& node, std::string& json) {
  json += "{\"id\":" + std::to_string(node.id.value) + ",\"labels\":[";
  for (size_t index = 0; index < node.labels.size(); ++index) {
    if (index > 0) {
      json += ',';
    }
    AppendJsonString(node.labels[index], json);
  }
  json += "],";
  AppendPropertiesJson(node.properties, json);
  json += "}\n";
}

void AppendEdge(const EdgeRecord& edge, std::string& json) {
  json += "{\"id\":" + std::to_string(edge.id.value) + ",\"type\":";
  AppendJsonString(edge.type, json);
  json += ",\"start\":" + std::to_string(edge.source.value) +
          ",\"end\":" + std::to_string(edge.target.value) + ',';
  AppendPropertiesJson(edge.properties, json);
  json += "}\n";
}

}  // namespace

Result<void> WriteJsonLines(const GraphSource& source, const WriterOptions& /*options*/,
                            Output& output) {
  std::string json;
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    json.clear();
    AppendNode(node, json);
    output.Write(json);
    return output.status();
  }));
  return source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    json.clear();
    AppendEdge(edge, json);
    output.Write(json);
    return output.status();
  });
}

}  // namespace rondo
