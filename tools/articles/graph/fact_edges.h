#pragma once

// Facts as edges: which edge a fact of an article belongs to, and what the reports behind an edge
// make of it.

#include <optional>
#include <string_view>
#include <vector>

#include "graph/model/schema.h"
#include "tools/articles/graph/fact_period.h"
#include "tools/articles/graph/fact_summary.h"
#include "tools/articles/graph/graph_access.h"
#include "tools/articles/relation.h"

namespace rondo::articles {

/// What makes two facts the same one.
struct FactKey {
  const schema::EdgeTypeInfo* type = nullptr;
  NodeId subject;
  NodeId object;
  bool negative =
      false;  // Denied and negated facts are edges of their own beside those that say yes.
  FactPeriod period;
};

/// The edge of that fact, whoever made it: same type, ends and polarity, and times that may be the
/// same. Symmetric types are found either way round.
Result<std::optional<EdgeId>> FindFactEdge(GraphAccess& graph, const FactKey& key);

/// Whether another edge says the opposite.
Result<bool> HasContradiction(GraphAccess& graph, const FactKey& key);

/// A new edge, without the properties that RefreshFactEdge computes.
Result<EdgeId> CreateFactEdge(GraphAccess& graph, const FactKey& key, Modality modality);

struct FactChange {
  bool removed = false;           // The edge had no other report.
  bool career_changed = false;    // Its time or modality is another: see closings.h.
  std::vector<Date> former_days;  // Of its time before.
};

/// Recomputes an edge that was made for articles from its reports; without any it is deleted. Other
/// edges are left alone. Cost: reads all reports.
Result<FactChange> RefreshFactEdge(GraphAccess& graph, EdgeId edge);
/// The same after one report, already written at `node`, was added, or one was deleted. Reads as
/// few of the others as it takes to know what that changes.
Result<FactChange> AddReportToFactEdge(GraphAccess& graph, EdgeId edge, NodeId node,
                                       const Report& report);
Result<FactChange> RemoveReportFromFactEdge(GraphAccess& graph, EdgeId edge, const Report& report);

}  // namespace rondo::articles
