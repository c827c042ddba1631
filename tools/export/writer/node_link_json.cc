// JSON as d3, networkx (node_link_graph) and most JavaScript libraries read it.

#include "graph/model/value_json.h"
#include "tools/export/caption.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

void AppendId(uint64_t id, std::string& json) {
  // Ids as text: JavaScript's numbers end at 2^53.
  json += '"';
  json += std::to_string(id);
  json += '"';
}

void AppendNode(const NodeRecord& node, std::string& json) {
  json += "{\"id\":";
  AppendId(node.id.value, json);
  json += ",\"name\":";
  AppendJsonString(NodeCaption(node), json);
  json += ",\"labels\":[";
  for (size_t index = 0; index < node.labels.size(); ++index) {
    if (index > 0) {
      json += ',';
    }
    AppendJsonString(node.labels[index], json);
  }
  json += "],\"properties\":";
  AppendValueJson(Value(node.properties), json);
  json += '}';
}

void AppendEdge(const EdgeRecord& edge, std::string& json) {
  json += "{\"source\":";
  AppendId(edge.source.value, json);
  json += ",\"target\":";
  AppendId(edge.target.value, json);
  json += ",\"key\":";
  AppendId(edge.id.value, json);
  json += ",\"type\":";
  AppendJsonString(edge.type, json);
  json += ",\"properties\":";
  AppendValueJson(Value(edge.properties), json);
  json += '}';
}

}  // namespace

Result<void> WriteNodeLinkJson(const GraphSource& source, const WriterOptions& /*options*/,
                               Output& output) {
  std::string json;
  const char* separator = "\n";
  output.Write(R"({"directed":true,"multigraph":true,"graph":{},"nodes":[)");
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    json = std::exchange(separator, ",\n");
    AppendNode(node, json);
    output.Write(json);
    return output.status();
  }));
  output.Write("\n],\"links\":[");
  separator = "\n";
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    json = std::exchange(separator, ",\n");
    AppendEdge(edge, json);
    output.Write(json);
    return output.status();
  }));
  output.Write("\n]}\n");
  return output.status();
}

}  // namespace rondo
