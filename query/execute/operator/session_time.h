#pragma once

#include <optional>

#include "graph/model/temporal.h"

namespace rondo {

/// The session's clocks: every MATCH without clauses of its own is read as of these days.
struct SessionTime {
  std::optional<Date> valid_at;
  std::optional<Date> reported_at;
};

}  // namespace rondo
