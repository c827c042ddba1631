#include "graph/algorithms/page_rank.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "graph/base/parallel.h"

namespace rondo {
namespace {

/// The iterations. Scores are pushed along outgoing edges: no incoming rows are needed, and where
/// many nodes point to few, as players to clubs, what is written to stays in the cache. Each worker
/// owns a stretch of nodes and sums of its own, which are joined after the push.
class PageRankRun {
 public:
  PageRankRun(const CsrGraph& graph, const PageRankOptions& options)
      : rows_(graph.outgoing()),
        options_(options),
        node_count_(graph.node_count()),
        bounds_(BoundsByEntries(rows_.offsets, WorkerCountFor(graph.edge_count()))),
        scores_(node_count_, 1.0 / static_cast<double>(node_count_)),
        received_(bounds_.size() - 1, std::vector<double>(node_count_, 0.0)) {}

  Result<std::vector<double>> Run(const AlgorithmControl& control) {
    bool settled = false;
    for (uint32_t count = 0; count < options_.iteration_count_max && !settled; ++count) {
      RONDO_TRY(control.Check());
      RONDO_TRY(RunStretches(bounds_, [this](uint32_t worker, size_t begin, size_t end) {
        Push(worker, begin, end);
        return Result<void>();
      }));
      SetBase();
      RONDO_TRY(RunStretches(bounds_, [this](uint32_t worker, size_t begin, size_t end) {
        partials_[worker].change_max = Collect(begin, end);
        return Result<void>();
      }));
      settled = HaveSettled();
    }
    return std::move(scores_);
  }

 private:
  struct Partial {
    double dangling_sum = 0.0;  // What nodes without outgoing edges hold.
    double change_max = 0.0;
  };

  /// Hands what the nodes [begin, end) hold to those that they point to.
  void Push(uint32_t worker, size_t begin, size_t end) {
    double* received = received_[worker].data();
    double dangling_sum = 0.0;
    for (size_t node = begin; node < end; ++node) {
      const std::span<const NodeIndex> targets = rows_.Of(static_cast<NodeIndex>(node));
      if (targets.empty()) {
        dangling_sum += scores_[node];
        continue;
      }
      const double share = scores_[node] / static_cast<double>(targets.size());
      for (const NodeIndex target : targets) {
        received[target] += share;
      }
    }
    partials_[worker].dangling_sum = dangling_sum;
  }

  /// Makes the new scores of the nodes [begin, end); returns the largest change.
  double Collect(size_t begin, size_t end) {
    double change_max = 0.0;
    for (size_t node = begin; node < end; ++node) {
      double sum = 0.0;
      for (std::vector<double>& received : received_) {
        sum += received[node];
        received[node] = 0.0;
      }
      const double score = base_ + options_.damping * sum;
      change_max = std::max(change_max, std::abs(score - scores_[node]));
      scores_[node] = score;
    }
    return change_max;
  }

  /// What every node gets anyway.
  void SetBase() {
    double dangling_sum = 0.0;
    for (size_t worker = 0; worker < received_.size(); ++worker) {
      dangling_sum += partials_[worker].dangling_sum;
    }
    base_ = (1.0 - options_.damping + options_.damping * dangling_sum) /
            static_cast<double>(node_count_);
  }

  bool HaveSettled() const {
    double change_max = 0.0;
    for (size_t worker = 0; worker < received_.size(); ++worker) {
      change_max = std::max(change_max, partials_[worker].change_max);
    }
    return options_.tolerance > 0.0 && change_max <= options_.tolerance;
  }

  const CsrRows& rows_;
  const PageRankOptions& options_;
  size_t node_count_;
  std::vector<size_t> bounds_;
  std::vector<double> scores_;
  std::vector<std::vector<double>> received_;  // By worker, then by node.
  std::array<Partial, kWorkerCountMax> partials_;
  double base_ = 0.0;
};

}  // namespace

Result<std::vector<double>> PageRank(const CsrGraph& graph, const PageRankOptions& options,
                                     const AlgorithmControl& control) {
  if (graph.node_count() == 0) {
    return std::vector<double>();
  }
  return PageRankRun(graph, options).Run(control);
}

}  // namespace rondo
