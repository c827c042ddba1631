#include "tests/tck/judge.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>

#include "tests/tck/notation.h"

namespace rondo::tck {

namespace {

constexpr std::array<std::string_view, kStatusCount> kStatusNames = {"pass",
                                                                     "fail-result",
                                                                     "fail-order",
                                                                     "fail-columns",
                                                                     "fail-sidefx",
                                                                     "fail-error(strict)",
                                                                     "fail-error(lenient)",
                                                                     "error",
                                                                     "timeout",
                                                                     "crash"};

std::string Join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : " | ") + part;
  }
  return text;
}

/// The first few rows, for the message.
std::string Excerpt(const std::vector<std::string>& rows) {
  constexpr size_t kRowCountMax = 6;
  std::string text;
  for (size_t index = 0; index < std::min(rows.size(), kRowCountMax); ++index) {
    text += "\n    " + rows[index];
  }
  if (rows.size() > kRowCountMax) {
    text += "\n    ... " + std::to_string(rows.size()) + " rows in all";
  }
  return rows.empty() ? "\n    (no rows)" : text;
}

template <typename Set>
size_t CountMissing(const Set& from, const Set& in) {
  std::vector<typename Set::value_type> missing;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(missing));
  return missing.size();
}

bool ReadCount(std::string_view text, size_t& count) {
  auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool Matches(std::string_view expected, std::string_view actual, std::string_view wildcard) {
  return expected == wildcard || expected == actual;
}

}  // namespace

std::string_view StatusName(Status status) { return kStatusNames[static_cast<size_t>(status)]; }

Verdict JudgeResult(const Table& expected, const ResultExpectation& expectation,
                    const std::vector<std::string>& columns,
                    const std::vector<std::vector<Value>>& rows) {
  if (expected.empty() || expected.front() != columns) {
    return {Status::kFailColumns, "columns are " + Join(columns) + "\n  instead of " +
                                      (expected.empty() ? "none" : Join(expected.front()))};
  }
  std::vector<std::string> expected_rows;
  for (size_t index = 1; index < expected.size(); ++index) {
    std::vector<std::string> cells;
    for (const std::string& cell : expected[index]) {
      Result<Value> value = ParseNotation(cell);
      if (!value.ok()) {
        return {Status::kError, value.error().message};
      }
      cells.push_back(CanonicalText(*value, expectation.list_order));
    }
    expected_rows.push_back(Join(cells));
  }
  std::vector<std::string> actual_rows;
  for (const std::vector<Value>& row : rows) {
    std::vector<std::string> cells;
    for (const Value& value : row) {
      cells.push_back(CanonicalText(value, expectation.list_order));
    }
    actual_rows.push_back(Join(cells));
  }
  if (expectation.ordered && expected_rows == actual_rows) {
    return {};
  }
  std::string message =
      "rows are" + Excerpt(actual_rows) + "\n  instead of" + Excerpt(expected_rows);
  std::sort(expected_rows.begin(), expected_rows.end());
  std::sort(actual_rows.begin(), actual_rows.end());
  if (expected_rows != actual_rows) {
    return {Status::kFailResult, std::move(message)};
  }
  return expectation.ordered ? Verdict{Status::kFailOrder, std::move(message)} : Verdict{};
}

bool ReadExpectedError(std::string_view step, ExpectedError& expected) {
  constexpr std::string_view kMiddle = " should be raised at ";
  size_t middle = step.find(kMiddle);
  if (middle == std::string_view::npos) {
    return false;
  }
  std::string_view type = step.substr(0, middle);
  std::string_view place = step.substr(middle + kMiddle.size());
  size_t colon = place.find(": ");
  if (colon == std::string_view::npos || !(type.starts_with("a ") || type.starts_with("an "))) {
    return false;
  }
  expected.type = std::string(type.substr(type.find(' ') + 1));
  expected.phase = std::string(place.substr(0, colon));
  expected.detail = std::string(place.substr(colon + 2));
  return true;
}

Verdict JudgeError(const ExpectedError& expected, const Error& actual) {
  std::string_view phase = actual.phase == ErrorPhase::kCompile ? "compile time" : "runtime";
  bool kind_matches = Matches(expected.type, ErrorCodeName(actual.code), "Error") &&
                      Matches(expected.phase, phase, "any time");
  bool detail_matches = Matches(expected.detail, actual.detail, "*");
  if (kind_matches && detail_matches) {
    return {};
  }
  return {kind_matches ? Status::kFailErrorStrict : Status::kFailErrorLenient,
          "the error is " + std::string(ErrorCodeName(actual.code)) + " at " + std::string(phase) +
              ": " + actual.detail + " (" + actual.message + ")\n  instead of " + expected.type +
              " at " + expected.phase + ": " + expected.detail};
}

Verdict JudgeSideEffects(const Table& expected, const GraphState& before, const GraphState& after) {
  std::map<std::string, size_t> actual = {
      {"+nodes", CountMissing(after.nodes, before.nodes)},
      {"-nodes", CountMissing(before.nodes, after.nodes)},
      {"+relationships", CountMissing(after.edges, before.edges)},
      {"-relationships", CountMissing(before.edges, after.edges)},
      {"+labels", CountMissing(after.labels, before.labels)},
      {"-labels", CountMissing(before.labels, after.labels)},
      {"+properties", CountMissing(after.properties, before.properties)},
      {"-properties", CountMissing(before.properties, after.properties)},
  };
  std::map<std::string, size_t> wanted;
  for (const auto& [counter, count] : actual) {
    wanted[counter] = 0;
  }
  for (const std::vector<std::string>& row : expected) {
    size_t count = 0;
    if (row.size() != 2 || !wanted.contains(row[0]) || !ReadCount(row[1], count)) {
      return {Status::kError, "unknown side effect " + Join(row)};
    }
    wanted[row[0]] = count;
  }
  if (wanted == actual) {
    return {};
  }
  std::string message = "side effects are";
  for (const auto& [counter, count] : actual) {
    if (count != wanted[counter]) {
      message += " " + counter + " " + std::to_string(count) + " instead of " +
                 std::to_string(wanted[counter]);
    }
  }
  return {Status::kFailSideEffects, std::move(message)};
}

}  // namespace rondo::tck
