#include "tools/articles/graph/fact_reports.h"

#include <algorithm>
#include <string>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

std::optional<Date> AsDate(const Value& value) {
  return value.is(Value::Kind::kDate) ? std::optional(value.date()) : std::nullopt;
}

std::vector<std::pair<std::string, std::string>> ReadAttributes(const Value& attributes) {
  std::vector<std::pair<std::string, std::string>> read;
  if (!attributes.is(Value::Kind::kList)) {
    return read;
  }
  for (const Value& attribute : attributes.list()) {
    if (attribute.is(Value::Kind::kString)) {
      const std::string_view text = attribute.string();
      const size_t equals = std::min(text.find('='), text.size());
      read.emplace_back(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
    }
  }
  return read;
}

Result<std::vector<Value>> Gather(GraphAccess& graph, std::string_view key,
                                  std::span<const NodeId> nodes) {
  std::vector<Value> values(nodes.size());
  RONDO_TRY_ASSIGN(const PropertyKeyId id, graph.Key(key));
  RONDO_TRY(graph.transaction().GatherNodeProperty(id, nodes, values));
  return values;
}

}  // namespace

std::optional<Modality> FindModality(const Value& name) {
  return name.is(Value::Kind::kString) ? ModalityByName(name.string()) : std::nullopt;
}

Result<std::vector<NodeId>> FindReports(GraphAccess& graph, EdgeId edge) {
  return graph.FindNodes(evidence::kReportLabel, evidence::kReportEdge, Value(edge.value));
}

Result<std::vector<Report>> ReadReports(GraphAccess& graph, std::span<const NodeId> nodes) {
  RONDO_TRY_ASSIGN(const auto article, Gather(graph, kReportArticle, nodes));
  RONDO_TRY_ASSIGN(const auto reported, Gather(graph, kReportReported, nodes));
  RONDO_TRY_ASSIGN(const auto begin, Gather(graph, evidence::kReportBegin, nodes));
  RONDO_TRY_ASSIGN(const auto date, Gather(graph, kReportDate, nodes));
  RONDO_TRY_ASSIGN(const auto modality, Gather(graph, evidence::kReportModality, nodes));
  RONDO_TRY_ASSIGN(const auto confidence, Gather(graph, evidence::kReportConfidence, nodes));
  RONDO_TRY_ASSIGN(const auto attributes, Gather(graph, kReportAttributes, nodes));
  const auto text = [](const Value& value) {
    return value.is(Value::Kind::kString) ? value.string() : std::string_view();
  };
  std::vector<Report> reports(nodes.size());
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    Report& report = reports[row];
    report.article = text(article[row]);
    report.reported = AsDate(reported[row]);
    report.begin = begin[row].is(Value::Kind::kInteger) ? begin[row].integer() : 0;
    report.date_text = text(date[row]);
    report.modality = FindModality(modality[row]).value_or(Modality::kAsserted);
    report.confidence = confidence[row].is_number() ? confidence[row].number() : 0.0;
    report.attributes = ReadAttributes(attributes[row]);
  }
  return reports;
}

Result<std::vector<double>> ReadConfidences(GraphAccess& graph, std::span<const NodeId> nodes) {
  RONDO_TRY_ASSIGN(const auto values, Gather(graph, evidence::kReportConfidence, nodes));
  std::vector<double> confidences;
  for (const Value& value : values) {
    confidences.push_back(value.is_number() ? value.number() : 0.0);
  }
  return confidences;
}

}  // namespace rondo::articles
