#pragma once

// What the planner knows of the graph: counts from the store's counters, and where edges of a type
// begin and end from a small sample, read when it is first asked for.
// Thread rule: belongs to one thread; lives as long as the planning of one statement.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/view/graph_view.h"

namespace rondo {

class GraphStatistics {
 public:
  explicit GraphStatistics(const GraphView& view) : view_(view) {}

  double NodeCount() const { return static_cast<double>(view_.NodeCount()); }
  /// 0 for a label that nothing has.
  double NodeCount(const std::string& label) const;
  /// All edges where `types` is empty.
  double EdgeCount(const std::vector<std::string>& types) const;

  /// The part of the edges of a type whose source (or target) has the label, from a sample.
  double EndFraction(const std::string& type, bool source, const std::string& label);
  /// The label that all sampled sources (targets) of the types have, if there is one; of several
  /// the rarest.
  std::optional<std::string> LabelOfEnds(const std::vector<std::string>& types, bool source);

  bool HasIndex(const std::string& label, const std::string& key) const;

 private:
  struct Sample {
    double edge_count = 0;
    std::map<std::string, double> source_labels;  // How many of the edges.
    std::map<std::string, double> target_labels;
  };
  const Sample& SampleOf(const std::string& type);
  void Count(std::span<const NodeId> nodes, std::map<std::string, double>& labels) const;

  const GraphView& view_;
  std::map<std::string, Sample> samples_;
};

}  // namespace rondo
