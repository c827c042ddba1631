#pragma once

// Which properties there are and of which types, for formats that must declare them before the
// first record. Gathered in a first walk over a source; memory grows with the number of different
// keys only.
// Thread rule: belongs to one thread.

#include <cstdint>
#include <map>
#include <string>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "tools/export/graph_source.h"

namespace rondo {

/// A set of kinds of values.
class KindSet {
 public:
  void Add(Value::Kind kind) { bits_ |= Bit(kind); }
  bool contains(Value::Kind kind) const { return (bits_ & Bit(kind)) != 0; }
  bool empty() const { return bits_ == 0; }
  /// True if nothing but `kind` is in it.
  bool only(Value::Kind kind) const { return bits_ == Bit(kind); }

 private:
  static uint32_t Bit(Value::Kind kind) { return 1U << static_cast<unsigned>(kind); }
  uint32_t bits_ = 0;
};

/// Keys in alphabetical order with the kinds of their values.
using PropertyProfile = std::map<std::string, KindSet, std::less<>>;

void AddToProfile(const MapValue& properties, PropertyProfile& profile);

struct GraphProfile {
  PropertyProfile nodes;
  PropertyProfile edges;
};

Result<GraphProfile> ProfileOf(const GraphSource& source);

}  // namespace rondo
