#include "tools/export/layout/stress.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace rondo {
namespace {

/// Up to here all pairs are terms of the stress, beyond it only pairs with a pivot.
constexpr size_t kAllPairsNodesMax = 600;
constexpr size_t kPivotCount = 120;
constexpr int kIterations = 40;
constexpr double kFirstStep = 0.2;
constexpr double kFinalStep = 0.1;

constexpr uint32_t kUnreached = std::numeric_limits<uint32_t>::max();

/// SplitMix64: small, and the same on every machine.
class Random {
 public:
  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  size_t Below(size_t bound) { return static_cast<size_t>(Next() % bound); }
  /// From 0 to 1.
  double Fraction() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

 private:
  uint64_t state_ = 0x526F6E646FULL;
};

/// Pulls `left` and `right` towards `distance` of each other. A node with weight 0 stays.
struct StressTerm {
  uint32_t left = 0;
  uint32_t right = 0;
  double distance = 0;
  double left_weight = 0;
  double right_weight = 0;
};

/// Steps from `start` to every node.
void MeasureDistances(const Neighborhoods& neighbors, uint32_t start,
                      std::vector<uint32_t>& distances, std::vector<uint32_t>& queue) {
  distances.assign(neighbors.size(), kUnreached);
  queue.clear();
  queue.push_back(start);
  distances[start] = 0;
  for (size_t head = 0; head < queue.size(); ++head) {
    const uint32_t node = queue[head];
    for (const uint32_t neighbor : neighbors[node]) {
      if (distances[neighbor] == kUnreached) {
        distances[neighbor] = distances[node] + 1;
        queue.push_back(neighbor);
      }
    }
  }
}

double WeightOf(double distance) { return 1.0 / (distance * distance); }

std::vector<StressTerm> AllPairTerms(const Neighborhoods& neighbors) {
  std::vector<StressTerm> terms;
  std::vector<uint32_t> distances;
  std::vector<uint32_t> queue;
  for (uint32_t left = 0; left < neighbors.size(); ++left) {
    MeasureDistances(neighbors, left, distances, queue);
    for (uint32_t right = left + 1; right < neighbors.size(); ++right) {
      const double distance = distances[right];
      terms.push_back({left, right, distance, WeightOf(distance), WeightOf(distance)});
    }
  }
  return terms;
}

/// Distances from `pivot_count` nodes that lie far from each other, row by row.
struct Pivots {
  std::vector<uint32_t> nodes;
  std::vector<std::vector<uint32_t>> distances;
  std::vector<uint32_t> nearest;  // For each node, an index into `nodes`.
};

Pivots ChoosePivots(const Neighborhoods& neighbors) {
  Pivots pivots;
  std::vector<uint32_t> queue;
  std::vector<uint32_t> nearest_distance(neighbors.size(), kUnreached);
  pivots.nearest.assign(neighbors.size(), 0);
  uint32_t next = 0;
  for (uint32_t node = 1; node < neighbors.size(); ++node) {
    if (neighbors[node].size() > neighbors[next].size()) {
      next = node;
    }
  }
  while (pivots.nodes.size() < kPivotCount) {
    const auto index = static_cast<uint32_t>(pivots.nodes.size());
    pivots.nodes.push_back(next);
    MeasureDistances(neighbors, next, pivots.distances.emplace_back(), queue);
    uint32_t farthest = next;
    for (uint32_t node = 0; node < neighbors.size(); ++node) {
      if (pivots.distances.back()[node] < nearest_distance[node]) {
        nearest_distance[node] = pivots.distances.back()[node];
        pivots.nearest[node] = index;
      }
    }
    for (uint32_t node = 0; node < neighbors.size(); ++node) {
      if (nearest_distance[node] > nearest_distance[farthest]) {
        farthest = node;
      }
    }
    if (nearest_distance[farthest] == 0) {
      break;
    }
    next = farthest;
  }
  return pivots;
}

/// Each pivot stands for the nodes around it: its pull on a node weighs as many of them as are
/// closer to the pivot than half the way.
std::vector<StressTerm> PivotTerms(const Neighborhoods& neighbors, const Pivots& pivots) {
  std::vector<StressTerm> terms;
  std::vector<uint32_t> region_counts;  // By distance from the pivot, summed up.
  for (uint32_t index = 0; index < pivots.nodes.size(); ++index) {
    const std::vector<uint32_t>& distances = pivots.distances[index];
    region_counts.assign(*std::max_element(distances.begin(), distances.end()) + 1, 0);
    for (uint32_t node = 0; node < neighbors.size(); ++node) {
      if (pivots.nearest[node] == index) {
        ++region_counts[distances[node]];
      }
    }
    for (size_t distance = 1; distance < region_counts.size(); ++distance) {
      region_counts[distance] += region_counts[distance - 1];
    }
    for (uint32_t node = 0; node < neighbors.size(); ++node) {
      const uint32_t distance = distances[node];
      if (distance > 1) {
        const double share = region_counts[distance / 2];
        terms.push_back({pivots.nodes[index], node, static_cast<double>(distance), 0.0,
                         share * WeightOf(distance)});
      }
    }
  }
  for (uint32_t left = 0; left < neighbors.size(); ++left) {
    for (const uint32_t right : neighbors[left]) {
      if (left < right) {
        terms.push_back({left, right, 1.0, 1.0, 1.0});
      }
    }
  }
  return terms;
}

/// Places nodes by the two directions in which the distances from the pivots differ most (Brandes
/// and Pich, 2006): coarse, but never folded over itself, so that the descent starts well.
class PivotProjection {
 public:
  explicit PivotProjection(const Pivots& pivots)
      : row_count_(pivots.distances.front().size()), column_count_(pivots.nodes.size()) {
    // Squared distances, centred in both directions.
    centered_.resize(row_count_ * column_count_);
    std::vector<double> row_means(row_count_, 0.0);
    double total_mean = 0;
    for (size_t column = 0; column < column_count_; ++column) {
      double column_mean = 0;
      for (size_t row = 0; row < row_count_; ++row) {
        const double distance = pivots.distances[column][row];
        At(row, column) = distance * distance;
        column_mean += distance * distance / static_cast<double>(row_count_);
        row_means[row] += distance * distance / static_cast<double>(column_count_);
      }
      for (size_t row = 0; row < row_count_; ++row) {
        At(row, column) -= column_mean;
      }
      total_mean += column_mean / static_cast<double>(column_count_);
    }
    for (size_t row = 0; row < row_count_; ++row) {
      for (size_t column = 0; column < column_count_; ++column) {
        At(row, column) = -0.5 * (At(row, column) - row_means[row] + total_mean);
      }
    }
  }

  std::vector<LayoutPoint> Points() {
    const std::vector<double> first = MainDirection({});
    const std::vector<double> second = MainDirection(first);
    std::vector<LayoutPoint> points(row_count_);
    for (size_t row = 0; row < row_count_; ++row) {
      for (size_t column = 0; column < column_count_; ++column) {
        points[row].x += At(row, column) * first[column];
        points[row].y += At(row, column) * second[column];
      }
    }
    return points;
  }

 private:
  double& At(size_t row, size_t column) { return centered_[row * column_count_ + column]; }

  /// The strongest eigenvector of C'C that is orthogonal to `other`, by power iteration.
  std::vector<double> MainDirection(const std::vector<double>& other) {
    std::vector<double> direction(column_count_);
    for (size_t column = 0; column < column_count_; ++column) {
      direction[column] = 1.0 + static_cast<double>((column * 7 + 3) % 11);
    }
    std::vector<double> next(column_count_);
    for (int round = 0; round < kPowerRounds; ++round) {
      MakeOrthogonal(direction, other);
      std::fill(next.begin(), next.end(), 0.0);
      for (size_t row = 0; row < row_count_; ++row) {
        double product = 0;
        for (size_t column = 0; column < column_count_; ++column) {
          product += At(row, column) * direction[column];
        }
        for (size_t column = 0; column < column_count_; ++column) {
          next[column] += At(row, column) * product;
        }
      }
      Normalize(next);
      std::swap(direction, next);
    }
    MakeOrthogonal(direction, other);
    return direction;
  }

  static void Normalize(std::vector<double>& vector) {
    double square = 0;
    for (const double part : vector) {
      square += part * part;
    }
    for (double& part : vector) {
      part /= std::max(std::sqrt(square), 1e-12);
    }
  }

  static void MakeOrthogonal(std::vector<double>& vector, const std::vector<double>& other) {
    double product = 0;
    for (size_t index = 0; index < other.size(); ++index) {
      product += vector[index] * other[index];
    }
    for (size_t index = 0; index < other.size(); ++index) {
      vector[index] -= product * other[index];
    }
  }

  static constexpr int kPowerRounds = 30;

  size_t row_count_;
  size_t column_count_;
  std::vector<double> centered_;
};

/// Scales the points so that the pivots' distances fit on average, and moves each a little: nodes
/// with equal distances to everything would stay on each other.
void FitScale(const Pivots& pivots, Random& random, std::vector<LayoutPoint>& points) {
  double wanted = 0;
  double found = 0;
  for (size_t index = 0; index < pivots.nodes.size(); ++index) {
    const LayoutPoint pivot = points[pivots.nodes[index]];
    for (size_t node = 0; node < points.size(); ++node) {
      wanted += pivots.distances[index][node];
      found += std::hypot(points[node].x - pivot.x, points[node].y - pivot.y);
    }
  }
  const double scale = found > 0 ? wanted / found : 0.0;
  for (LayoutPoint& point : points) {
    point = {point.x * scale + random.Fraction() - 0.5, point.y * scale + random.Fraction() - 0.5};
  }
}

void Shuffle(std::vector<StressTerm>& terms, Random& random) {
  for (size_t index = terms.size(); index > 1; --index) {
    std::swap(terms[index - 1], terms[random.Below(index)]);
  }
}

void Relax(const StressTerm& term, double step, std::vector<LayoutPoint>& points) {
  LayoutPoint& left = points[term.left];
  LayoutPoint& right = points[term.right];
  const double dx = left.x - right.x;
  const double dy = left.y - right.y;
  const double length = std::max(std::sqrt(dx * dx + dy * dy), 1e-9);
  const double excess = (length - term.distance) / 2 / length;
  const double left_move = std::min(step * term.left_weight, 1.0) * excess;
  const double right_move = std::min(step * term.right_weight, 1.0) * excess;
  left.x -= left_move * dx;
  left.y -= left_move * dy;
  right.x += right_move * dx;
  right.y += right_move * dy;
}

}  // namespace

std::vector<LayoutPoint> MinimizeStress(const Neighborhoods& neighbors) {
  const size_t node_count = neighbors.size();
  if (node_count < 2) {
    return std::vector<LayoutPoint>(node_count);
  }
  Random random;
  const Pivots pivots = ChoosePivots(neighbors);
  std::vector<LayoutPoint> points = PivotProjection(pivots).Points();
  FitScale(pivots, random, points);
  std::vector<StressTerm> terms =
      node_count <= kAllPairsNodesMax ? AllPairTerms(neighbors) : PivotTerms(neighbors, pivots);
  double weight_min = std::numeric_limits<double>::max();
  double weight_max = 0;
  for (const StressTerm& term : terms) {
    const double weight = std::max(term.left_weight, term.right_weight);
    if (weight > 0) {
      weight_min = std::min(weight_min, weight);
      weight_max = std::max(weight_max, weight);
    }
  }
  // The step falls exponentially from one that satisfies weak terms at once.
  const double first_step = kFirstStep / weight_min;
  const double last_step = std::min(kFinalStep / weight_max, first_step);
  const double decay = std::log(first_step / last_step) / (kIterations - 1);
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    const double step = first_step * std::exp(-decay * iteration);
    Shuffle(terms, random);
    for (const StressTerm& term : terms) {
      Relax(term, step, points);
    }
  }
  return points;
}

}  // namespace rondo
