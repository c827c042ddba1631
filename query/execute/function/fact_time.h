#pragma once

// The two clocks of facts. In the world a fact holds from the day `from` (or its `date`, if it is
// an event) until the day before `until`; a missing start means since ever, a missing end still,
// and an edge without any of them always holds. To readers it is known from the day `reported` on;
// an edge without that day did not come from articles and is always known. Serves valid_at(),
// overlaps() and the clauses FOR VALID_TIME and FOR REPORTED_TIME.
//
// The properties are those of graph/model/evidence_schema.h: dates, moments, or text that reads as
// a date; anything else counts as missing.

#include <cstdint>
#include <optional>
#include <span>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

/// The days from `from` to the one before `until`, as days since 1970.
struct FactPeriod {
  std::optional<int64_t> from;
  std::optional<int64_t> until;

  bool Holds(int64_t day) const { return (!from || *from <= day) && (!until || day < *until); }
  bool empty() const { return from && until && *from >= *until; }
};

/// The day of a date, of a moment as its clock shows it, or of text; absent for anything else.
std::optional<int64_t> DayOf(const Value& value);

/// The period of each edge. Spans have equal sizes.
Result<void> GatherFactPeriods(const GraphView& view, std::span<const EdgeId> edges,
                               std::span<FactPeriod> out);

/// Whether each edge holds on `day`.
Result<void> GatherValidAt(const GraphView& view, Date day, std::span<const EdgeId> edges,
                           std::span<bool> out);

/// Whether each edge was known on `day`.
Result<void> GatherReportedAt(const GraphView& view, Date day, std::span<const EdgeId> edges,
                              std::span<bool> out);

}  // namespace rondo
