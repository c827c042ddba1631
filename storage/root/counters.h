#pragma once

// Counters: how many nodes and edges there are, by label, by type and by the labels at their ends,
// and the next ids. Stored under one key: a base, then a delta per commit that says what it
// changed.
//
// Payload: varint next node id, next edge id, nodes, edges, count, then per changed counter: 1 byte
//   (0 label, 1 edge type, 2 type and label of sources, 3 type and label of targets), varint id or
//   varint type and varint label, varint value.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"

namespace rondo {

/// How many edges of a type begin (or end) at nodes with a label. Few pairs ever occur, so they are
/// kept sorted in one array.
class EndCounters {
 public:
  struct Entry {
    EdgeTypeId type;
    LabelId label;
    uint64_t count = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// 0 for a pair that never occurred. O(log of the pairs).
  uint64_t At(EdgeTypeId type, LabelId label) const;
  /// `difference` may be a negative number in two's complement.
  void Add(EdgeTypeId type, LabelId label, uint64_t difference);
  void Set(EdgeTypeId type, LabelId label, uint64_t count);
  /// Ascending by (type, label). What went back to 0 stays.
  const std::vector<Entry>& entries() const { return entries_; }

  friend bool operator==(const EndCounters&, const EndCounters&) = default;

 private:
  /// Where the pair stands, or belongs.
  std::vector<Entry>::const_iterator PlaceOf(EdgeTypeId type, LabelId label) const;
  bool IsAt(std::vector<Entry>::const_iterator place, EdgeTypeId type, LabelId label) const {
    return place != entries_.end() && place->type == type && place->label == label;
  }
  uint64_t& Find(EdgeTypeId type, LabelId label);

  std::vector<Entry> entries_;
};

struct Counters {
  uint64_t next_node_id = 0;
  uint64_t next_edge_id = 0;
  uint64_t node_count = 0;
  uint64_t edge_count = 0;
  std::vector<uint64_t> by_label;  // Ids past the end count 0.
  std::vector<uint64_t> by_edge_type;
  EndCounters by_source;
  EndCounters by_target;

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
