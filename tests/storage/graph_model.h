#pragma once

// GraphModel: the graph as a few maps, the simplest thing that can be right. The property test runs
// the same operations on it and on the store, and compares everything that GraphView can say.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

struct GraphModel {
  struct Node {
    std::set<std::string> labels;
    std::map<std::string, Value> properties;
  };
  struct Edge {
    std::string type;
    uint64_t source = 0;
    uint64_t target = 0;
    std::map<std::string, Value> properties;
  };

  std::map<uint64_t, Node> nodes;
  std::map<uint64_t, Edge> edges;

  uint64_t DegreeOf(uint64_t node) const;
};

/// Adds a test failure for everything in which `view` differs from `model`.
void ExpectSameGraph(const GraphModel& model, const GraphView& view);

}  // namespace rondo
