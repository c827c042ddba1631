#include "tests/tck/scenario_file.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/tck/judge.h"
#include "tests/tck/notation.h"

namespace rondo::tck {
namespace {

const std::filesystem::path kSuite = std::filesystem::path(RONDO_SHARED_DATA) / "tck";

TEST(ScenarioLine, IsReadWithDocumentsAndTables) {
  Result<Scenario> scenario = ParseScenarioLine(
      R"({"id": 7, "file": "a/B.feature", "feature": "B", "scenario": "[1] x", "example": null,
          "tags": [], "steps": [{"text": "any graph"},
          {"text": "executing query:", "doc": "RETURN 1\n"},
          {"text": "the result should be, in any order:", "table": [["1"], ["1"]]}]})");
  ASSERT_TRUE(scenario.ok());
  EXPECT_EQ(scenario->id, "7");
  EXPECT_EQ(scenario->name, "[1] x");
  EXPECT_EQ(scenario->example, "");
  ASSERT_EQ(scenario->steps.size(), 3u);
  EXPECT_EQ(scenario->steps[0].document, std::nullopt);
  EXPECT_EQ(scenario->steps[1].document, "RETURN 1\n");
  EXPECT_EQ(scenario->steps[2].table, (Table{{"1"}, {"1"}}));
}

TEST(ScenarioLine, OtherTextIsAnError) {
  for (std::string_view line : {"", "{", "[]", "{}", R"({"steps": [{}]})",
                                R"({"steps": [{"text": "t", "table": [[1]]}]})"}) {
    EXPECT_FALSE(ParseScenarioLine(line).ok()) << line;
  }
}

TEST(ScenarioFile, WhatIsNotThereCannotBeRead) {
  EXPECT_FALSE(LoadScenarios("/no/such/folder.jsonl").ok());
  EXPECT_FALSE(LoadScenarios("/no/such/file.feature").ok());
}

// The suite itself: every file is read, every expected cell is in the notation, every step is
// known.
TEST(ScenarioFile, TheWholeSuiteIsUnderstood) {
  if (!std::filesystem::exists(kSuite / "features")) {
    GTEST_SKIP() << "the conformance suite is not on this machine";
  }
  Result<std::vector<Scenario>> scenarios = LoadScenarios(kSuite / "features");
  ASSERT_TRUE(scenarios.ok()) << scenarios.error().message;
  EXPECT_EQ(scenarios->size(), 2843u);
  EXPECT_EQ(FindGraphsFolder(kSuite / "features"), kSuite.lexically_normal() / "graphs");
  std::set<std::string> ids;
  for (const Scenario& scenario : *scenarios) {
    EXPECT_TRUE(ids.insert(scenario.id).second) << scenario.id;
    for (const Step& step : scenario.steps) {
      bool is_result = step.text.starts_with("the result should be") && step.table;
      for (size_t row = 1; is_result && row < step.table->size(); ++row) {
        for (const std::string& cell : (*step.table)[row]) {
          Result<Value> value = ParseNotation(cell);
          EXPECT_TRUE(value.ok()) << scenario.id << ": " << cell;
        }
      }
      ExpectedError error;
      EXPECT_EQ(ReadExpectedError(step.text, error),
                step.text.find("should be raised") != std::string::npos)
          << step.text;
    }
  }
}

}  // namespace
}  // namespace rondo::tck
