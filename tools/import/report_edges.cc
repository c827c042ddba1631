#include "tools/import/report_edges.h"

#include <algorithm>

#include "graph/model/evidence_schema.h"

namespace rondo::import {

void ReportEdges::AddReport(NodeId report, const Value& edge) {
  if (edge.is(Value::Kind::kInteger)) {
    reports_.emplace_back(report, edge.integer());
    const std::lock_guard lock(mutex_);
    edges_.emplace(edge.integer(), EdgeId());
  }
}

void ReportEdges::AddEdge(int64_t id, EdgeId edge) {
  const std::lock_guard lock(mutex_);
  edges_[id] = edge;
}

void ReportEdges::AddNextEdge(std::string_view type, std::optional<int64_t> id) {
  const std::lock_guard lock(mutex_);
  auto found = types_.find(type);
  if (found == types_.end()) {
    found = types_.emplace(std::string(type), EdgesOfType{}).first;
  }
  EdgesOfType& edges = found->second;
  if (id.has_value() && edges_.contains(*id)) {
    edges.ids.emplace(edges.count, *id);
  }
  ++edges.count;
}

void ReportEdges::NumberEdge(std::string_view type, uint64_t number, EdgeId edge) {
  const std::lock_guard lock(mutex_);
  const auto edges = types_.find(type);
  if (edges == types_.end()) {
    return;
  }
  const auto id = edges->second.ids.find(number);
  if (id != edges->second.ids.end()) {
    edges_[id->second] = edge;
  }
}

Result<void> ReportEdges::Redirect(const Store& store, Transaction& transaction) const {
  if (!has_reports()) {
    return {};
  }
  const std::vector<IndexDescription> indexes = store.ListIndexes();
  const bool is_indexed =
      std::any_of(indexes.begin(), indexes.end(), [](const IndexDescription& index) {
        return !index.on_edges && index.label == evidence::kReportLabel &&
               index.property == evidence::kReportEdge;
      });
  if (!is_indexed) {
    RONDO_TRY(transaction.CreateIndex({.label = std::string(evidence::kReportLabel),
                                       .property = std::string(evidence::kReportEdge)}));
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId key, transaction.InternPropertyKey(evidence::kReportEdge));
  const std::lock_guard lock(mutex_);
  for (const auto& [report, id] : reports_) {
    const EdgeId edge = edges_.at(id);
    RONDO_TRY(transaction.SetNodeProperty(report, key, edge.valid() ? Value(edge.value) : Value()));
  }
  return {};
}

}  // namespace rondo::import
