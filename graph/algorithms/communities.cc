#include "graph/algorithms/communities.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "graph/base/parallel.h"

namespace rondo {

// ---------------------------------------------------------------- label propagation

namespace {

/// The most frequent of `labels` (which it sorts), the smallest of several.
NodeIndex MostFrequent(std::vector<NodeIndex>& labels) {
  std::sort(labels.begin(), labels.end());
  NodeIndex best = kNoNodeIndex;
  size_t best_count = 0;
  for (size_t begin = 0; begin < labels.size();) {
    size_t end = begin;
    while (end < labels.size() && labels[end] == labels[begin]) {
      ++end;
    }
    if (end - begin > best_count) {
      best = labels[begin];
      best_count = end - begin;
    }
    begin = end;
  }
  return best;
}

}  // namespace

Result<std::vector<NodeIndex>> LabelPropagation(const CsrGraph& graph, uint32_t iteration_count_max,
                                                const AlgorithmControl& control) {
  std::vector<NodeIndex> labels(graph.node_count());
  std::iota(labels.begin(), labels.end(), NodeIndex{0});
  std::vector<NodeIndex> next(labels);
  auto relabel = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    std::vector<NodeIndex> around;
    for (size_t index = begin; index < end; ++index) {
      if ((index - begin) % kNodesPerCheck == 0) {
        RONDO_TRY(control.Check());
      }
      const auto node = static_cast<NodeIndex>(index);
      around.clear();
      for (NodeIndex neighbor : graph.Outgoing(node)) {
        around.push_back(labels[neighbor]);
      }
      if (!graph.undirected()) {
        for (NodeIndex neighbor : graph.Incoming(node)) {
          around.push_back(labels[neighbor]);
        }
      }
      next[node] = around.empty() ? labels[node] : MostFrequent(around);
    }
    return {};
  };
  const std::vector<size_t> bounds =
      BoundsByEntries(graph.outgoing().offsets, WorkerCountFor(graph.edge_count()));
  for (uint32_t iteration = 0; iteration < iteration_count_max; ++iteration) {
    RONDO_TRY(RunStretches(bounds, relabel));
    if (next == labels) {
      break;
    }
    labels.swap(next);
  }
  return labels;
}

// ---------------------------------------------------------------- Louvain

namespace {

/// An undirected weighted graph whose nodes are communities of the level below.
struct Level {
  std::vector<uint32_t> offsets;
  std::vector<std::pair<NodeIndex, double>> edges;
  std::vector<double> loop_weights;  // Both ends of the edges inside a node.
  std::vector<double> degrees;       // Sum of weights, loops included.
  double weight_sum = 0.0;           // Of all degrees.

  NodeIndex node_count() const { return static_cast<NodeIndex>(loop_weights.size()); }
};

using Triple = std::pair<std::pair<NodeIndex, NodeIndex>, double>;

/// `triples` holds each edge between different nodes in both directions.
Level MakeLevel(NodeIndex node_count, std::vector<Triple> triples,
                std::vector<double> loop_weights) {
  std::sort(triples.begin(), triples.end(),
            [](const Triple& a, const Triple& b) { return a.first < b.first; });
  Level level;
  level.loop_weights = std::move(loop_weights);
  level.degrees = level.loop_weights;
  level.offsets.assign(size_t{node_count} + 1, 0);
  for (size_t begin = 0; begin < triples.size();) {
    const auto ends = triples[begin].first;
    double weight = 0.0;
    for (; begin < triples.size() && triples[begin].first == ends; ++begin) {
      weight += triples[begin].second;
    }
    level.edges.emplace_back(ends.second, weight);
    level.degrees[ends.first] += weight;
    ++level.offsets[ends.first + size_t{1}];
  }
  std::partial_sum(level.offsets.begin(), level.offsets.end(), level.offsets.begin());
  level.weight_sum = std::accumulate(level.degrees.begin(), level.degrees.end(), 0.0);
  return level;
}

Level FirstLevel(const CsrGraph& graph) {
  std::vector<Triple> triples;
  std::vector<double> loop_weights(graph.node_count(), 0.0);
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    const auto targets = graph.Outgoing(node);
    for (uint32_t index = 0; index < targets.size(); ++index) {
      const double weight = graph.Weight(graph.OutgoingBegin(node) + index);
      if (targets[index] == node) {
        loop_weights[node] += 2.0 * weight;
        continue;
      }
      triples.push_back({{node, targets[index]}, weight});
      if (!graph.undirected()) {
        triples.push_back({{targets[index], node}, weight});
      }
    }
  }
  return MakeLevel(graph.node_count(), std::move(triples), std::move(loop_weights));
}

/// One pass over the nodes of a level, each moved to the neighbouring community that gains most.
class LocalMoving {
 public:
  explicit LocalMoving(const Level& level)
      : level_(level),
        community_of_(level.node_count()),
        community_degrees_(level.degrees),
        weight_to_(level.node_count(), 0.0) {
    std::iota(community_of_.begin(), community_of_.end(), NodeIndex{0});
  }

  /// Returns whether any node moved at all.
  Result<bool> Run(const AlgorithmControl& control) {
    bool moved_ever = false;
    for (bool moved = true; moved;) {
      moved = false;
      for (NodeIndex node = 0; node < level_.node_count(); ++node) {
        if (node % kNodesPerCheck == 0) {
          RONDO_TRY(control.Check());
        }
        moved = Move(node) || moved;
      }
      moved_ever = moved_ever || moved;
    }
    return moved_ever;
  }

  const std::vector<NodeIndex>& community_of() const { return community_of_; }

 private:
  bool Move(NodeIndex node) {
    neighbors_.clear();
    const NodeIndex home = community_of_[node];
    neighbors_.push_back(home);
    for (uint32_t position = level_.offsets[node]; position < level_.offsets[node + 1];
         ++position) {
      const auto& [neighbor, weight] = level_.edges[position];
      const NodeIndex community = community_of_[neighbor];
      if (weight_to_[community] == 0.0 && community != home) {
        neighbors_.push_back(community);
      }
      weight_to_[community] += weight;
    }
    community_degrees_[home] -= level_.degrees[node];
    NodeIndex best = home;
    double best_gain = Gain(node, home);
    for (NodeIndex community : neighbors_) {
      const double gain = Gain(node, community);
      // A margin, so that rounding cannot make nodes wander for ever.
      if (gain > best_gain + 1e-12 * level_.weight_sum) {
        best = community;
        best_gain = gain;
      }
    }
    for (NodeIndex community : neighbors_) {
      weight_to_[community] = 0.0;
    }
    community_degrees_[best] += level_.degrees[node];
    community_of_[node] = best;
    return best != home;
  }

  double Gain(NodeIndex node, NodeIndex community) const {
    return weight_to_[community] -
           community_degrees_[community] * level_.degrees[node] / level_.weight_sum;
  }

  const Level& level_;
  std::vector<NodeIndex> community_of_;
  std::vector<double> community_degrees_;
  std::vector<double> weight_to_;     // Weight from the current node to each community.
  std::vector<NodeIndex> neighbors_;  // Communities met, each once.
};

/// Renumbers communities from 0 in the order of their first node; returns how many there are.
NodeIndex Renumber(std::vector<NodeIndex>& community_of) {
  std::vector<NodeIndex> number(community_of.size(), kNoNodeIndex);
  NodeIndex count = 0;
  for (NodeIndex& community : community_of) {
    if (number[community] == kNoNodeIndex) {
      number[community] = count++;
    }
    community = number[community];
  }
  return count;
}

Level NextLevel(const Level& level, const std::vector<NodeIndex>& community_of, NodeIndex count) {
  std::vector<Triple> triples;
  std::vector<double> loop_weights(count, 0.0);
  for (NodeIndex node = 0; node < level.node_count(); ++node) {
    const NodeIndex own = community_of[node];
    loop_weights[own] += level.loop_weights[node];
    for (uint32_t position = level.offsets[node]; position < level.offsets[node + 1]; ++position) {
      const NodeIndex other = community_of[level.edges[position].first];
      if (own == other) {
        loop_weights[own] += level.edges[position].second;
      } else {
        triples.push_back({{own, other}, level.edges[position].second});
      }
    }
  }
  return MakeLevel(count, std::move(triples), std::move(loop_weights));
}

double Modularity(const Level& level) {
  double modularity = 0.0;
  for (NodeIndex node = 0; node < level.node_count(); ++node) {
    const double share = level.degrees[node] / level.weight_sum;
    modularity += level.loop_weights[node] / level.weight_sum - share * share;
  }
  return modularity;
}

}  // namespace

Result<LouvainResult> Louvain(const CsrGraph& graph, const AlgorithmControl& control) {
  LouvainResult result;
  result.communities.resize(graph.node_count());
  std::iota(result.communities.begin(), result.communities.end(), NodeIndex{0});
  Level level = FirstLevel(graph);
  if (!(level.weight_sum > 0.0)) {
    return result;  // Without edges everybody stays alone.
  }
  for (bool improving = true; improving;) {
    LocalMoving moving(level);
    RONDO_TRY_ASSIGN(improving, moving.Run(control));
    std::vector<NodeIndex> community_of = moving.community_of();
    const NodeIndex count = Renumber(community_of);
    for (NodeIndex& community : result.communities) {
      community = community_of[community];
    }
    level = NextLevel(level, community_of, count);
  }
  result.modularity = Modularity(level);
  std::vector<NodeIndex> smallest(level.node_count(), kNoNodeIndex);
  for (NodeIndex node = 0; node < graph.node_count(); ++node) {
    NodeIndex& name = smallest[result.communities[node]];
    name = std::min(name, node);
    result.communities[node] = name;
  }
  return result;
}

}  // namespace rondo
