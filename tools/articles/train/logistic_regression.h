#pragma once

// Logistic regression with few weights: FTRL-Proximal of McMahan et al., "Ad Click Prediction: a
// View from the Trenches" (KDD 2013), algorithm 1. The same examples in the same order give the
// same weights on a machine.

#include <cstdint>
#include <span>
#include <vector>

namespace rondo::articles {

struct Example {
  std::span<const uint32_t> features;  // Numbers of those that hold.
  bool holds = false;
};

struct LearningOptions {
  double rate = 0.1;
  double l1 = 1.0;  // Pulls weights to nothing.
  double l2 = 1.0;  // Keeps them small.
  int rounds = 12;
};

/// The weight of each feature. Each round goes through all examples in an order of its own.
std::vector<float> LearnWeights(std::span<const Example> examples, std::size_t feature_count,
                                const LearningOptions& options);

/// Log-odds that the example holds.
double LogOdds(std::span<const float> weights, std::span<const uint32_t> features);

}  // namespace rondo::articles
