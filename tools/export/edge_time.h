#pragma once

// When an edge held in the world, by the properties that the football vocabulary uses: [from,
// until) for states, from `date` on for events; a missing bound is open.
// Thread rule: free functions without state.

#include <optional>
#include <string_view>

#include "graph/model/temporal.h"
#include "graph/model/value.h"

namespace rondo {

struct EdgeInterval {
  std::optional<Date> from;   // The first day.
  std::optional<Date> until;  // The day after the last.
};

EdgeInterval IntervalOf(const EdgeRecord& edge);

/// The day that a property of the edge holds: a date, a date-time, or text that is one.
std::optional<Date> DayIn(const EdgeRecord& edge, std::string_view key);

}  // namespace rondo
