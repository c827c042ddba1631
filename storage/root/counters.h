#pragma once

// Counters: how many nodes and edges there are, by label and type, and the next ids. Stored under
// one key: a base, then a delta per commit that says what it changed.
//
// Payload: varint next node id, next edge id, nodes, edges, count, then per changed counter: 1 byte
//   (0 label, 1 edge type), varint id, varint value.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

struct Counters {
  uint64_t next_node_id = 0;
  uint64_t next_edge_id = 0;
  uint64_t node_count = 0;
  uint64_t edge_count = 0;
  std::vector<uint64_t> by_label;  // Ids past the end count 0.
  std::vector<uint64_t> by_edge_type;

  friend bool operator==(const Counters&, const Counters&) = default;
};

inline uint64_t CounterAt(const std::vector<uint64_t>& counters, uint32_t id) {
  return id < counters.size() ? counters[id] : 0;
}
inline uint64_t& CounterAt(std::vector<uint64_t>& counters, uint32_t id) {
  if (id >= counters.size()) counters.resize(id + 1);
  return counters[id];
}

/// Appends a frame that brings `before` to `after`; a base that says everything without `before`.
void EncodeCounters(const Counters* before, const Counters& after, std::string& out);
/// What the frames of the stored record add up to.
Result<Counters> DecodeCounters(std::string_view record);

}  // namespace rondo
