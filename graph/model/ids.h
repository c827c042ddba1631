#pragma once

// Identities. Node and edge ids are dense, ascending and never reused; the ids of labels, types and
// property keys are dense indexes into the catalog of one store. Each kind is a type of its own, so
// that none is mistaken for another or for a count.

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace rondo {

template <typename Tag, typename Integer>
struct StrongId {
  Integer value = kInvalidValue;

  static constexpr Integer kInvalidValue = std::numeric_limits<Integer>::max();

  constexpr StrongId() = default;
  constexpr explicit StrongId(Integer v) : value(v) {}
  constexpr bool valid() const { return value != kInvalidValue; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

using NodeId = StrongId<struct NodeIdTag, uint64_t>;
using EdgeId = StrongId<struct EdgeIdTag, uint64_t>;
using LabelId = StrongId<struct LabelIdTag, uint32_t>;
using EdgeTypeId = StrongId<struct EdgeTypeIdTag, uint32_t>;
using PropertyKeyId = StrongId<struct PropertyKeyIdTag, uint32_t>;

/// Which edges of a node: those that start there, those that end there, or both.
enum class Direction : uint8_t { kOutgoing, kIncoming, kBoth };

}  // namespace rondo

template <typename Tag, typename Integer>
struct std::hash<rondo::StrongId<Tag, Integer>> {
  size_t operator()(rondo::StrongId<Tag, Integer> id) const noexcept {
    return std::hash<Integer>{}(id.value);
  }
};
