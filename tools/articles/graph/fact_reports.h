#pragma once

// The reports that support a fact, as they stand in the graph.

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tools/articles/graph/fact_summary.h"
#include "tools/articles/graph/graph_access.h"
#include "tools/articles/graph/report_effect.h"

namespace rondo::articles {

/// Nothing where it names none.
std::optional<Modality> FindModality(const Value& name);

/// The reports of a fact, ascending.
Result<std::vector<NodeId>> FindReports(GraphAccess& graph, EdgeId edge);

/// The reports at `nodes`, property by property.
Result<std::vector<Report>> ReadReports(GraphAccess& graph, std::span<const NodeId> nodes,
                                        const ReportFields& fields = {});

/// Reads `fields` of those at `nodes` that `wants(report)`, into `reports`.
Result<void> ReadMore(GraphAccess& graph, std::span<const NodeId> nodes, const ReportFields& fields,
                      const std::function<bool(const Report&)>& wants, std::span<Report> reports);

/// Their confidences alone.
Result<std::vector<double>> ReadConfidences(GraphAccess& graph, std::span<const NodeId> nodes);

}  // namespace rondo::articles
