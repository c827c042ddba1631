#pragma once

// What the planner knows of the graph: the store's counters, and samples where those say too
// little. Thread rule: belongs to one thread; lives as long as the planning of one statement.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/view/graph_view.h"
#include "query/plan/plan.h"

namespace rondo {

class GraphStatistics {
 public:
  explicit GraphStatistics(const GraphView& view) : view_(view) {}

  double NodeCount() const { return static_cast<double>(view_.NodeCount()); }
  /// 0 for a label that nothing has.
  double NodeCount(const std::string& label) const;
  /// All edges where `types` is empty.
  double EdgeCount(const std::vector<std::string>& types) const;

  /// The part of the edges of a type whose source (or target) has the label.
  double EndFraction(const std::string& type, bool at_source, const std::string& label) const;
  /// The label that all sources (targets) of the types have, if there is one; of several the
  /// rarest.
  std::optional<std::string> LabelOfEnds(const std::vector<std::string>& types,
                                         bool at_source) const;
  /// Whether all edges of the type, and there are some, have the label there.
  std::optional<EndAssumption> AllEndsHave(const std::string& type, bool at_source,
                                           const std::string& label) const;

  /// How many edges of `types` in `direction` the nodes have that edges of `reached_by` end at (or,
  /// with at_source, begin at), from a sample: nodes with many edges are reached more often.
  double MeanDegreeAtEnds(const std::string& reached_by, bool at_source,
                          const std::vector<std::string>& types, Direction direction);

  bool HasIndex(const std::string& label, const std::string& key) const;
  /// Whether the property tells the nodes with the label apart.
  std::optional<KeyAssumption> IsKey(const std::string& label, const std::string& key) const;
  /// The properties of each index on several ones.
  std::vector<std::vector<std::string>> CompositeIndexes(const std::string& label) const;

 private:
  /// The ends of some edges, spread over all of them; read when first asked for, since the planner
  /// asks again for every order that it tries.
  const std::vector<NodeId>& SampleOf(EdgeTypeId type, bool at_source);
  std::vector<NodeId> ReadSample(EdgeTypeId type, bool at_source) const;
  uint64_t EndCount(EdgeTypeId type, bool at_source, LabelId label) const;

  const GraphView& view_;
  std::map<std::pair<EdgeTypeId, bool>, std::vector<NodeId>> samples_;
};

}  // namespace rondo
