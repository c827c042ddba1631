#include "graph/view/evidence.h"

#include <algorithm>
#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "graph/model/value_order.h"

namespace rondo {
namespace {

/// Sets `key` of each map to the property of the node beside it; null where there is none.
Result<void> AddNodeProperty(const GraphView& view, std::string_view property, std::string_view key,
                             std::span<const NodeId> nodes, std::span<MapValue> maps) {
  std::vector<Value> values(nodes.size());
  if (std::optional<PropertyKeyId> id = view.FindPropertyKey(property)) {
    RONDO_TRY(view.GatherNodeProperty(*id, nodes, values));
  }
  for (size_t index = 0; index < nodes.size(); ++index) {
    maps[index].Set(std::string(key), std::move(values[index]));
  }
  return {};
}

/// The nodes that report the edge.
Result<std::vector<NodeId>> FindReports(const GraphView& view, EdgeId edge) {
  std::vector<NodeId> reports;
  std::optional<LabelId> label = view.FindLabel(evidence::kReportLabel);
  std::optional<PropertyKeyId> key = view.FindPropertyKey(evidence::kReportEdge);
  if (label && key) {
    RONDO_TRY(view.FindNodes(*label, *key, Value(edge.value), reports));
  }
  return reports;
}

/// The article of each report; invalid where it has none.
Result<std::vector<NodeId>> FindArticles(const GraphView& view, std::span<const NodeId> reports) {
  std::vector<NodeId> articles(reports.size());
  std::optional<EdgeTypeId> type = view.FindEdgeType(evidence::kReportedInType);
  if (!type) {
    return articles;
  }
  AdjacencyBatch adjacency;
  ExpandOptions options;
  options.types = {&*type, 1};
  RONDO_TRY(view.Expand(options, reports, adjacency));
  for (size_t index = 0; index < reports.size(); ++index) {
    if (adjacency.offsets[index] < adjacency.offsets[index + 1]) {
      articles[index] = adjacency.neighbors[adjacency.offsets[index]];
    }
  }
  return articles;
}

bool ComesBefore(const MapValue& left, const MapValue& right) {
  for (std::string_view key : {"date", "article"}) {
    std::weak_ordering order = CompareForOrder(*left.Find(key), *right.Find(key));
    if (order != 0) {
      return order < 0;
    }
  }
  return false;
}

}  // namespace

Result<std::vector<MapValue>> ReadEvidence(const GraphView& view, EdgeId edge) {
  RONDO_TRY_ASSIGN(std::vector<NodeId> reports, FindReports(view, edge));
  std::vector<MapValue> maps(reports.size());
  if (reports.empty()) {
    return maps;
  }
  for (std::string_view property :
       {evidence::kReportSentence, evidence::kReportQuote, evidence::kReportSpeaker,
        evidence::kReportModality, evidence::kReportConfidence, evidence::kReportRule}) {
    RONDO_TRY(AddNodeProperty(view, property, property, reports, maps));
  }
  RONDO_TRY_ASSIGN(std::vector<NodeId> articles, FindArticles(view, reports));
  RONDO_TRY(AddNodeProperty(view, evidence::kArticleName, "article", articles, maps));
  RONDO_TRY(AddNodeProperty(view, evidence::kArticleTitle, "title", articles, maps));
  RONDO_TRY(AddNodeProperty(view, evidence::kArticleDate, "date", articles, maps));
  std::stable_sort(maps.begin(), maps.end(), ComesBefore);
  return maps;
}

}  // namespace rondo
