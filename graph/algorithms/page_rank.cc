#include "graph/algorithms/page_rank.h"

#include <algorithm>
#include <cmath>

namespace rondo {
namespace {

/// What each node hands to every node that it points to, into `shares`; returns what dangling nodes
/// hold together.
double ComputeShares(const CsrGraph& graph, const std::vector<double>& scores,
                     std::vector<double>& shares) {
  double dangling_sum = 0.0;
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    const uint32_t degree = graph.OutDegree(node);
    if (degree == 0) {
      dangling_sum += scores[node];
      shares[node] = 0.0;
    } else {
      shares[node] = scores[node] / degree;
    }
  }
  return dangling_sum;
}

}  // namespace

Result<std::vector<double>> PageRank(const CsrGraph& graph, const PageRankOptions& options,
                                     const AlgorithmControl& control) {
  const NodeIndex node_count = graph.node_count();
  if (node_count == 0) {
    return std::vector<double>();
  }
  const double n = node_count;
  std::vector<double> scores(node_count, 1.0 / n);
  std::vector<double> shares(node_count);
  for (uint32_t iteration = 0; iteration < options.iteration_count_max; ++iteration) {
    RONDO_TRY(control.Check());
    const double dangling_sum = ComputeShares(graph, scores, shares);
    const double base = (1.0 - options.damping) / n + options.damping * dangling_sum / n;
    double change_max = 0.0;
    for (NodeIndex node = 0; node < node_count; ++node) {
      double sum = 0.0;
      for (NodeIndex neighbor : graph.Incoming(node)) {
        sum += shares[neighbor];
      }
      const double score = base + options.damping * sum;
      change_max = std::max(change_max, std::abs(score - scores[node]));
      scores[node] = score;
    }
    if (change_max <= options.tolerance && options.tolerance > 0.0) {
      break;
    }
  }
  return scores;
}

}  // namespace rondo
