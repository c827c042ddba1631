#pragma once

// Runs the examples that stand in the rule files: every `yes` must give its facts by that very
// rule, no `no` may give the fact it names. `rondo rules test` and the build's tests call it; users
// run it on rules of their own.

#include <string>
#include <vector>

#include "tools/articles/pipeline.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

struct RuleFailure {
  std::string rule;
  std::string file;
  uint32_t line = 0;
  std::string message;
};

struct RuleTestReport {
  uint32_t example_count = 0;
  std::vector<RuleFailure> failures;
  std::vector<std::string> rules_without_examples;
};

/// REQUIRES: the rules have their examples.
RuleTestReport TestRules(const Knowledge& knowledge, const RuleSet& rules);

}  // namespace rondo::articles
