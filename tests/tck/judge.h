#pragma once

// Compares what a statement gave with what the suite expects. Pure: no engine in here.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/error.h"
#include "graph/model/value.h"
#include "tests/tck/canonical_text.h"
#include "tests/tck/scenario.h"

namespace rondo::tck {

enum class Status : uint8_t {
  kPass,
  kFailResult,
  kFailOrder,
  kFailColumns,
  kFailSideEffects,
  kFailErrorStrict,   // The right type at the right phase, but another detail.
  kFailErrorLenient,  // Another type or phase, or no error at all.
  kError,             // An error where none is expected, or a scenario that cannot be run.
  kTimeout,
  kCrash,
};
inline constexpr size_t kStatusCount = 10;

/// The word of the report: "pass", "fail-result", "fail-error(strict)", ...
std::string_view StatusName(Status status);

struct Verdict {
  Status status = Status::kPass;
  std::string message;  // For people; empty for a pass.

  bool passed() const { return status == Status::kPass; }
};

struct ResultExpectation {
  bool ordered = false;
  ListOrder list_order = ListOrder::kMatters;
};

/// `expected` has a row of column names and then the rows, in the suite's notation.
Verdict JudgeResult(const Table& expected, const ResultExpectation& expectation,
                    const std::vector<std::string>& columns,
                    const std::vector<std::vector<Value>>& rows);

/// What "a TYPE should be raised at PHASE: DETAIL" names.
struct ExpectedError {
  std::string type;
  std::string phase;
  std::string detail;
};
/// Reads the step; false if it is of another kind.
bool ReadExpectedError(std::string_view step, ExpectedError& expected);
Verdict JudgeError(const ExpectedError& expected, const Error& actual);

/// What the suite counts in a graph.
struct GraphState {
  std::set<uint64_t> nodes;
  std::set<uint64_t> edges;
  std::set<std::string> labels;
  std::multiset<std::string> properties;  // Entity, key and value as one text.
};
/// `expected` has rows of a counter ("+nodes") and its value; counters that it does not name are 0.
Verdict JudgeSideEffects(const Table& expected, const GraphState& before, const GraphState& after);

}  // namespace rondo::tck
