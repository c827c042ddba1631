#pragma once

// Plans as text, for EXPLAIN and PROFILE: one line a step, the last step first, inner plans
// indented below the step that runs them.
// Thread rule: a free function.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "query/plan/plan.h"

namespace rondo {

/// What PROFILE has measured of one step, its inputs included.
struct StepProfile {
  uint64_t row_count = 0;
  uint64_t elapsed_ns = 0;
};
using PlanProfile = std::map<const PlanNode*, StepProfile>;

/// `text` is the statement that was planned, whose words stand for expressions. `profile` may be
/// null.
std::string PlanText(const Plan& plan, std::string_view text, const PlanProfile* profile);

}  // namespace rondo
