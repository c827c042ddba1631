#pragma once

// A random graph small enough to try everything on it, in plain vectors, and the same graph in a
// store.

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "storage/store.h"

namespace rondo::differential {

using Random = std::mt19937_64;

inline size_t Pick(Random& random, size_t count) { return random() % count; }
/// True once in `count` times.
inline bool Once(Random& random, size_t count) { return Pick(random, count) == 0; }

/// Values of absent properties are null.
struct SmallNode {
  std::vector<std::string> labels;
  Value x;
  Value s;
  const Value& Property(const std::string& key) const { return key == "x" ? x : s; }
};

struct SmallEdge {
  size_t source = 0;
  size_t target = 0;
  std::string type;
  Value x;
  Value s;
  const Value& Property(const std::string& key) const { return key == "x" ? x : s; }
};

/// A node's id is its index, and so is an edge's.
struct SmallGraph {
  std::vector<SmallNode> nodes;
  std::vector<SmallEdge> edges;
};

SmallGraph MakeRandomGraph(Random& random);

/// Writes the graph into an empty store.
Result<void> WriteTo(Store& store, const SmallGraph& graph);

/// CREATE statements that make it, for reports.
std::string TextOf(const SmallGraph& graph);

}  // namespace rondo::differential
