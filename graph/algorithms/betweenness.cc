#include "graph/algorithms/betweenness.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "graph/base/parallel.h"

namespace rondo {
namespace {

/// Dependency accumulation from one start; buffers keep their memory between starts.
class Accumulation {
 public:
  explicit Accumulation(const CsrGraph& graph)
      : graph_(graph),
        depths_(graph.node_count()),
        path_counts_(graph.node_count()),
        dependencies_(graph.node_count()) {}

  void AddFrom(NodeIndex start, std::vector<double>& centrality) {
    CountPaths(start);
    // Backwards through the search order, every node knows what depends on it when its turn comes.
    for (size_t index = order_.size(); index-- > 0;) {
      const NodeIndex node = order_[index];
      for (NodeIndex next : graph_.Outgoing(node)) {
        if (depths_[next] == depths_[node] + 1) {
          dependencies_[node] +=
              path_counts_[node] / path_counts_[next] * (1.0 + dependencies_[next]);
        }
      }
      if (node != start) {
        centrality[node] += dependencies_[node];
      }
    }
  }

 private:
  static constexpr uint32_t kUnseen = ~uint32_t{0};

  void CountPaths(NodeIndex start) {
    std::fill(depths_.begin(), depths_.end(), kUnseen);
    std::fill(path_counts_.begin(), path_counts_.end(), 0.0);
    std::fill(dependencies_.begin(), dependencies_.end(), 0.0);
    order_.assign(1, start);
    depths_[start] = 0;
    path_counts_[start] = 1.0;
    for (size_t head = 0; head < order_.size(); ++head) {
      const NodeIndex node = order_[head];
      for (NodeIndex next : graph_.Outgoing(node)) {
        if (depths_[next] == kUnseen) {
          depths_[next] = depths_[node] + 1;
          order_.push_back(next);
        }
        if (depths_[next] == depths_[node] + 1) {
          path_counts_[next] += path_counts_[node];
        }
      }
    }
  }

  const CsrGraph& graph_;
  std::vector<uint32_t> depths_;
  std::vector<double> path_counts_;
  std::vector<double> dependencies_;
  std::vector<NodeIndex> order_;
};

std::vector<NodeIndex> ChooseStarts(NodeIndex node_count, const BetweennessOptions& options) {
  std::vector<NodeIndex> starts(node_count);
  std::iota(starts.begin(), starts.end(), NodeIndex{0});
  if (!options.sample_count.has_value() || *options.sample_count >= node_count) {
    return starts;
  }
  // A partial Fisher-Yates shuffle by hand: the standard's distributions differ between libraries.
  std::mt19937_64 random(options.seed);
  for (NodeIndex index = 0; index < *options.sample_count; ++index) {
    const auto other = static_cast<NodeIndex>(index + random() % (node_count - index));
    std::swap(starts[index], starts[other]);
  }
  starts.resize(*options.sample_count);
  return starts;
}

}  // namespace

Result<std::vector<double>> Betweenness(const CsrGraph& graph, const BetweennessOptions& options,
                                        const AlgorithmControl& control) {
  const NodeIndex node_count = graph.node_count();
  std::vector<double> centrality(node_count, 0.0);
  const std::vector<NodeIndex> starts = ChooseStarts(node_count, options);
  // The starts are shared out, each worker adding up what its own contribute.
  const std::vector<size_t> bounds =
      EvenBounds(starts.size(), WorkerCountFor(starts.size() * (node_count + graph.edge_count())));
  std::vector<std::vector<double>> partials(bounds.size() - 1);
  auto accumulate = [&](uint32_t worker, size_t begin, size_t end) -> Result<void> {
    partials[worker].assign(node_count, 0.0);
    Accumulation accumulation(graph);
    for (size_t index = begin; index < end; ++index) {
      RONDO_TRY(control.Check());
      accumulation.AddFrom(starts[index], partials[worker]);
    }
    return {};
  };
  RONDO_TRY(RunStretches(bounds, accumulate));
  for (const std::vector<double>& partial : partials) {
    for (NodeIndex node = 0; node < node_count; ++node) {
      centrality[node] += partial[node];
    }
  }
  double scale = graph.undirected() ? 0.5 : 1.0;
  if (!starts.empty()) {
    scale *= static_cast<double>(node_count) / static_cast<double>(starts.size());
  }
  for (double& value : centrality) {
    value *= scale;
  }
  return centrality;
}

}  // namespace rondo
