#pragma once

// Where a fact comes from: the reports behind an edge, as the language's evidence(), exports and
// pages show them. How they stand in the graph: graph/model/evidence_schema.h.
// Thread rule: as GraphView.

#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

/// One map for each report of the edge, with sentence, quote, speaker, modality, confidence, rule,
/// article, title and date (null where unknown), in the order of the articles' dates and names.
/// Errors are those of the view.
Result<std::vector<MapValue>> ReadEvidence(const GraphView& view, EdgeId edge);

}  // namespace rondo
