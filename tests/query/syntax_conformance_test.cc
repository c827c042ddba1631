// Every statement of the conformance suite that is not expected to be a syntax error must parse,
// and print -> parse -> print must be stable.

#include <gtest/gtest.h>

#include <set>

#include "query/syntax/parser.h"
#include "tests/query/feature_file.h"

namespace rondo {
namespace {

/// Details of errors that are found by parsing alone.
const std::set<std::string>& ParseErrorDetails() {
  static const std::set<std::string> details = {
      "UnexpectedSyntax",           "InvalidNumberLiteral",    "IntegerOverflow",
      "FloatingPointOverflow",      "InvalidUnicodeLiteral",   "InvalidUnicodeCharacter",
      "InvalidRelationshipPattern", "InvalidClauseComposition"};
  return details;
}

std::vector<test::FeatureScenario> Scenarios() {
  return test::ReadFeatures(std::string(RONDO_SHARED_DATA) + "/tck/features");
}

TEST(SyntaxConformance, EveryValidStatementParses) {
  std::vector<test::FeatureScenario> scenarios = Scenarios();
  if (scenarios.empty()) {
    GTEST_SKIP() << "no conformance suite";
  }
  for (const test::FeatureScenario& scenario : scenarios) {
    bool may_fail = ParseErrorDetails().contains(scenario.Error().detail);
    for (const test::FeatureStep& step : scenario.steps) {
      if (step.document.empty() || (may_fail && step.text.starts_with("executing query"))) {
        continue;
      }
      Result<Ast> parsed = ParseStatement(step.document);
      EXPECT_TRUE(parsed.ok()) << scenario.name << "\n"
                               << step.document << "\n"
                               << (parsed.ok() ? "" : parsed.error().message) << " "
                               << (parsed.ok() ? "" : parsed.error().hint);
    }
  }
}

}  // namespace
}  // namespace rondo
