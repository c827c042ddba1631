#pragma once

// Which edges of a graph an export takes. Nodes are chosen otherwise: all of them, or what edges
// lead to.
// Thread rule: plain data; the function has no state.

#include <optional>
#include <string>
#include <vector>

#include "graph/model/temporal.h"
#include "graph/model/value.h"

namespace rondo {

struct EdgeCriteria {
  /// Only what held on that day, as FOR VALID_TIME AS OF reads it; edges without times always hold.
  std::optional<Date> valid_at;
  /// Only what was known on that day, as FOR REPORTED_TIME AS OF reads it.
  std::optional<Date> reported_at;
  /// Only these types; empty means every type.
  std::vector<std::string> types;
  /// Facts that are less sure are left out; edges without a confidence are sure.
  double confidence_min = 0.0;

  bool takes_all() const {
    return !valid_at && !reported_at && types.empty() && confidence_min <= 0.0;
  }
};

bool Takes(const EdgeCriteria& filter, const EdgeRecord& edge);

}  // namespace rondo
