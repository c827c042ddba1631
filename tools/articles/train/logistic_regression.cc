#include "tools/articles/train/logistic_regression.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace rondo::articles {
namespace {

/// What has been learned of one feature.
struct Learned {
  double z = 0.0;
  double n = 0.0;
};

double WeightOf(const Learned& learned, const LearningOptions& options) {
  if (std::abs(learned.z) <= options.l1) {
    return 0.0;
  }
  const double sign = learned.z < 0 ? -1.0 : 1.0;
  return -(learned.z - sign * options.l1) /
         ((1.0 + std::sqrt(learned.n)) / options.rate + options.l2);
}

void Learn(const Example& example, const LearningOptions& options, std::vector<Learned>& learned,
           std::vector<double>& weights) {
  weights.clear();
  double odds = 0.0;
  for (const uint32_t feature : example.features) {
    weights.push_back(WeightOf(learned[feature], options));
    odds += weights.back();
  }
  const double gradient = 1.0 / (1.0 + std::exp(-odds)) - (example.holds ? 1.0 : 0.0);
  for (std::size_t at = 0; at < example.features.size(); ++at) {
    Learned& mine = learned[example.features[at]];
    const double sigma =
        (std::sqrt(mine.n + gradient * gradient) - std::sqrt(mine.n)) / options.rate;
    mine.z += gradient - sigma * weights[at];
    mine.n += gradient * gradient;
  }
}

}  // namespace

std::vector<float> LearnWeights(std::span<const Example> examples, std::size_t feature_count,
                                const LearningOptions& options) {
  std::vector<Learned> learned(feature_count);
  std::vector<uint32_t> order(examples.size());
  for (uint32_t index = 0; index < order.size(); ++index) {
    order[index] = index;
  }
  std::mt19937 random(1);  // Its numbers are the same everywhere.
  std::vector<double> weights;
  for (int round = 0; round < options.rounds; ++round) {
    for (std::size_t left = order.size(); left > 1; --left) {
      std::swap(order[left - 1], order[random() % left]);
    }
    for (const uint32_t index : order) {
      Learn(examples[index], options, learned, weights);
    }
  }
  std::vector<float> result(feature_count);
  std::transform(learned.begin(), learned.end(), result.begin(),
                 [&](const Learned& mine) { return static_cast<float>(WeightOf(mine, options)); });
  return result;
}

double LogOdds(std::span<const float> weights, std::span<const uint32_t> features) {
  double odds = 0.0;
  for (const uint32_t feature : features) {
    odds += weights[feature];
  }
  return odds;
}

}  // namespace rondo::articles
