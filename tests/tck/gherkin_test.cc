#include "tests/tck/gherkin.h"

#include <gtest/gtest.h>

namespace rondo::tck {
namespace {

constexpr std::string_view kFeature = R"(#encoding: utf-8
@outer
Feature: Tables - and more
  Some prose: not a step
  And this neither

  Background:
    Given an empty graph

  # a comment
  @skipStyleCheck
  Scenario: [1] Plain
    When executing query:
      """
      RETURN 1 # not a comment
        AS `a|b`
      """
    Then the result should be, in any order:
      | a    | b\|c \n |
      # a comment between rows
      |  'x' | \\\'   |
      |      |        |
    And no side effects

  Scenario Outline: [2] Outlined <kind>
    When executing query:
      """
      RETURN <value>, <unknown> AS <kind>
      """
    Then the result should be, in any order:
      | <kind>      |
      | <value>     |
      | <(:A)-[:B]->()> |
    Examples:
      | kind | value |
      | one  | 1     |
      | pipe | 'a\|b' |

    Examples: more
      | value | kind  |
      | 3     | three |
)";

std::vector<Scenario> Parsed(std::string_view text) {
  Result<std::vector<Scenario>> scenarios = ParseFeature(text, "clauses/x/X1.feature");
  EXPECT_TRUE(scenarios.ok()) << (scenarios.ok() ? "" : scenarios.error().message);
  return scenarios.ok() ? std::move(scenarios).value() : std::vector<Scenario>{};
}

TEST(Gherkin, ScenariosCarryBackgroundDocumentsAndTables) {
  std::vector<Scenario> scenarios = Parsed(kFeature);
  ASSERT_EQ(scenarios.size(), 4u);
  const Scenario& plain = scenarios[0];
  EXPECT_EQ(plain.id, "clauses/x/X1:1");
  EXPECT_EQ(plain.feature, "Tables - and more");
  EXPECT_EQ(plain.name, "[1] Plain");
  EXPECT_EQ(plain.example, "");
  ASSERT_EQ(plain.steps.size(), 4u);
  EXPECT_EQ(plain.steps[0].text, "an empty graph");
  EXPECT_EQ(plain.steps[1].document, "RETURN 1 # not a comment\n  AS `a|b`");
  EXPECT_EQ(plain.steps[2].table, (Table{{"a", "b|c \n"}, {"'x'", "\\\\'"}, {"", ""}}));
  EXPECT_EQ(plain.steps[3].text, "no side effects");
}

TEST(Gherkin, OutlinesAreExpandedAndPathsAreNoPlaceholders) {
  std::vector<Scenario> scenarios = Parsed(kFeature);
  ASSERT_EQ(scenarios.size(), 4u);
  EXPECT_EQ(scenarios[1].id, "clauses/x/X1:2#1");
  EXPECT_EQ(scenarios[1].name, "[2] Outlined one");
  EXPECT_EQ(scenarios[1].example, "1");
  EXPECT_EQ(scenarios[1].steps[1].document, "RETURN 1, <unknown> AS one");
  EXPECT_EQ(scenarios[2].steps[2].table, (Table{{"pipe"}, {"'a|b'"}, {"<(:A)-[:B]->()>"}}));
  EXPECT_EQ(scenarios[3].id, "clauses/x/X1:2#3");
  EXPECT_EQ(scenarios[3].steps[1].document, "RETURN 3, <unknown> AS three");
}

TEST(Gherkin, LinesMayEndLikeOnWindows) {
  std::string text(kFeature);
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\r\n");
  }
  std::vector<Scenario> windows = Parsed(text);
  std::vector<Scenario> plain = Parsed(kFeature);
  ASSERT_EQ(windows.size(), plain.size());
  for (size_t index = 0; index < plain.size(); ++index) {
    EXPECT_EQ(windows[index].name, plain[index].name);
    ASSERT_EQ(windows[index].steps.size(), plain[index].steps.size());
    for (size_t step = 0; step < plain[index].steps.size(); ++step) {
      EXPECT_EQ(windows[index].steps[step].document, plain[index].steps[step].document);
      EXPECT_EQ(windows[index].steps[step].table, plain[index].steps[step].table);
    }
  }
}

TEST(Gherkin, ATableOfOneBarHasNoCells) {
  std::vector<Scenario> scenarios =
      Parsed("Feature: F\nScenario: S\nGiven a procedure:\n  |\nThen done");
  ASSERT_EQ(scenarios.size(), 1u);
  EXPECT_EQ(scenarios[0].steps[0].table, Table{{}});
}

TEST(Gherkin, WhatDoesNotFitIsAnErrorWithItsLine) {
  for (std::string_view text :
       {"Feature: F\nScenario: S\nGiven x\nnonsense",
        "Feature: F\nScenario: S\nGiven x\n| a | b |\n| c |",
        "Feature: F\nScenario: S\nGiven x\n\"\"\"\nno end",
        "Feature: F\nScenario Outline: S\nGiven <a>\nExamples:\n| a |\n| 1 | 2 |"}) {
    Result<std::vector<Scenario>> scenarios = ParseFeature(text, "f.feature");
    ASSERT_FALSE(scenarios.ok()) << text;
    EXPECT_EQ(scenarios.error().detail, "MalformedFeature");
    EXPECT_NE(scenarios.error().message.find("f.feature:"), std::string::npos);
  }
}

}  // namespace
}  // namespace rondo::tck
