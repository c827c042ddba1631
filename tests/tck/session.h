#pragma once

// Runs one scenario on a fresh database and judges it, through the public interface of the query
// layer alone.

#include <filesystem>

#include "tests/tck/judge.h"
#include "tests/tck/scenario.h"

namespace rondo::tck {

struct SessionOptions {
  std::filesystem::path graphs_folder;  // Of the named graphs; may be empty.
};

/// What became of a scenario.
struct Outcome {
  Verdict verdict;
  bool expected_error = false;  // The scenario expects one.
  bool raised_error = false;    // The statement under test raised one, right or wrong.
};

Outcome RunScenario(const Scenario& scenario, const SessionOptions& options);

}  // namespace rondo::tck
