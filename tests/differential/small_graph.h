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
  Value d;  // A date.
  bool is_deleted = false;
  const Value& Property(const std::string& key) const {
    return key == "x" ? x : key == "s" ? s : d;
  }
};

struct SmallEdge {
  size_t source = 0;
  size_t target = 0;
  std::string type;
  Value x;
  Value s;
  Value from;  // Dates.
  Value until;
  bool is_deleted = false;
  const Value& Property(const std::string& key) const {
    return key == "x" ? x : key == "s" ? s : key == "from" ? from : until;
  }
};

/// A day of few, around the ends of months, in days since 1970.
int64_t RandomDay(Random& random);

/// A node's id is its index, and so is an edge's.
struct SmallGraph {
  std::vector<SmallNode> nodes;
  std::vector<SmallEdge> edges;
};

SmallGraph MakeRandomGraph(Random& random);

/// The graph with new ids, none of them deleted.
SmallGraph WithoutDeleted(const SmallGraph& graph);

/// What a store holds.
Result<SmallGraph> ReadFrom(const GraphView& view);

/// Lines that are the same for graphs that differ in ids only. REQUIRES: nothing is deleted.
std::vector<std::string> ShapeOf(const SmallGraph& graph);

/// Writes the graph into an empty store.
Result<void> WriteTo(Store& store, const SmallGraph& graph);

/// Indexes on x and on d of the nodes with label A, on s of C, on x and s together of B, and on x
/// of the edges of type R.
Result<void> AddIndexes(Store& store);

/// CREATE statements that make it, for reports.
std::string TextOf(const SmallGraph& graph);

}  // namespace rondo::differential
