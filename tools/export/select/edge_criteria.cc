#include "tools/export/select/edge_criteria.h"

#include <algorithm>

#include "graph/model/evidence_schema.h"
#include "tools/export/edge_time.h"

namespace rondo {

bool Takes(const EdgeCriteria& filter, const EdgeRecord& edge) {
  if (!filter.types.empty() &&
      std::find(filter.types.begin(), filter.types.end(), edge.type) == filter.types.end()) {
    return false;
  }
  if (filter.valid_at.has_value()) {
    const EdgeInterval interval = IntervalOf(edge);
    if ((interval.from.has_value() && *filter.valid_at < *interval.from) ||
        (interval.until.has_value() && *filter.valid_at >= *interval.until)) {
      return false;
    }
  }
  if (filter.reported_at.has_value()) {
    const std::optional<Date> reported = DayIn(edge, evidence::kFactReported);
    if (reported.has_value() && *filter.reported_at < *reported) {
      return false;
    }
  }
  const Value* confidence = edge.properties.Find(evidence::kFactConfidence);
  return confidence == nullptr || !confidence->is_number() ||
         confidence->number() >= filter.confidence_min;
}

}  // namespace rondo
