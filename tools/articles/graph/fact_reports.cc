#include "tools/articles/graph/fact_reports.h"

#include <algorithm>
#include <string>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

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

namespace {

/// Reads `fields` of the reports at `nodes`, property by property.
Result<void> ReadInto(GraphAccess& graph, std::span<const NodeId> nodes, const ReportFields& fields,
                      std::span<Report* const> reports) {
  const auto text = [](const Value& value) {
    return value.is(Value::Kind::kString) ? value.string() : std::string_view();
  };
  const auto read = [&](bool wanted, std::string_view name, auto take) -> Result<void> {
    if (!wanted) {
      return {};
    }
    RONDO_TRY_ASSIGN(const std::vector<Value> values, Gather(graph, name, nodes));
    for (size_t row = 0; row < nodes.size(); ++row) {
      take(*reports[row], values[row]);
    }
    return {};
  };
  RONDO_TRY(read(fields.reported, kReportReported,
                 [](Report& report, const Value& value) { report.reported = AsDate(value); }));
  RONDO_TRY(read(fields.place, kReportArticle,
                 [&](Report& report, const Value& value) { report.article = text(value); }));
  RONDO_TRY(read(fields.place, evidence::kReportBegin, [](Report& report, const Value& value) {
    report.begin = value.is(Value::Kind::kInteger) ? value.integer() : 0;
  }));
  RONDO_TRY(read(fields.date, kReportDate,
                 [&](Report& report, const Value& value) { report.date_text = text(value); }));
  RONDO_TRY(
      read(fields.modality, evidence::kReportModality, [](Report& report, const Value& value) {
        report.modality = FindModality(value).value_or(Modality::kAsserted);
      }));
  RONDO_TRY(
      read(fields.confidence, evidence::kReportConfidence, [](Report& report, const Value& value) {
        report.confidence = value.is_number() ? value.number() : 0.0;
      }));
  RONDO_TRY(read(fields.attributes, kReportAttributes, [](Report& report, const Value& value) {
    report.attributes = ReadAttributes(value);
  }));
  return {};
}

}  // namespace

Result<std::vector<Report>> ReadReports(GraphAccess& graph, std::span<const NodeId> nodes,
                                        const ReportFields& fields) {
  std::vector<Report> reports(nodes.size());
  std::vector<Report*> places;
  for (Report& report : reports) {
    places.push_back(&report);
  }
  RONDO_TRY(ReadInto(graph, nodes, fields, places));
  return reports;
}

Result<void> ReadMore(GraphAccess& graph, std::span<const NodeId> nodes, const ReportFields& fields,
                      const std::function<bool(const Report&)>& wants, std::span<Report> reports) {
  std::vector<NodeId> wanted;
  std::vector<Report*> places;
  for (size_t row = 0; row < nodes.size(); ++row) {
    if (wants(reports[row])) {
      wanted.push_back(nodes[row]);
      places.push_back(&reports[row]);
    }
  }
  return wanted.empty() ? Result<void>() : ReadInto(graph, wanted, fields, places);
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
