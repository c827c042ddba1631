#pragma once

// Reads the conformance suite's .feature files for tests that look at statements only: scenarios
// with their outlines expanded, each a list of steps.

#include <string>
#include <vector>

namespace rondo::test {

struct FeatureStep {
  std::string text;      // Without Given, When, Then, And.
  std::string document;  // The doc string, or empty.
  std::vector<std::vector<std::string>> table;
};

struct FeatureScenario {
  std::string name;  // "file.feature: scenario #example"
  std::vector<FeatureStep> steps;

  /// The document of the first step whose text begins so, or empty.
  std::string Document(const std::string& step_prefix) const;
  /// The detail of "a SyntaxError should be raised at compile time: Detail": all three parts, or
  /// empty strings.
  struct ExpectedError {
    std::string type;
    std::string phase;
    std::string detail;
  };
  ExpectedError Error() const;
};

/// All scenarios below `folder`, by file; empty if there is no such folder.
std::vector<FeatureScenario> ReadFeatures(const std::string& folder);

}  // namespace rondo::test
