#pragma once

// The order-preserving bytes of a value in an index: equal values (openCypher's `=`) have equal
// bytes, whatever their types (1 and 1.0), and byte order is value order within one kind. No key is
// the beginning of another, so that a node id may follow.
//
//   tag: 1 byte, then
//   boolean        0 or 1
//   number         8 bytes: the nearest double, ordered | 2 bytes: what an integer adds to it,
//   biased string         bytes, 0x00 as 0x00 0xFF | 0x00 0x01; long ones cut, with a 64-bit hash
//   temporal       their fields, big-endian with the sign bit flipped
//   anything else  64-bit hash of its canonical text

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"

namespace rondo {

struct IndexKey {
  std::string bytes;
  /// Whether values with equal keys are certainly equal.
  bool exact = true;
};

/// The key of `value`; std::nullopt for values that equal nothing (null, NaN).
std::optional<IndexKey> MakeIndexKey(const Value& value);

/// The key of several values together; std::nullopt if one of them equals nothing.
std::optional<IndexKey> MakeCompositeKey(std::span<const Value> values);

/// The keys from those that begin with `first` to those that begin with `last`.
struct IndexKeyRange {
  std::string first;
  std::string last;
};

/// Where the keys of the values in `range` lie, and perhaps a few others. std::nullopt where the
/// order of keys says nothing of such values; empty where nothing can lie in it.
std::optional<std::vector<IndexKeyRange>> MakeKeyRanges(const ValueRange& range);

/// An index entry: key bytes, then the id of a node or an edge as 8 bytes big-endian.
std::string MakeIndexEntry(std::string_view key, uint64_t id);
inline std::string MakeIndexEntry(std::string_view key, NodeId node) {
  return MakeIndexEntry(key, node.value);
}
/// REQUIRES: `entry` is at least 8 bytes long.
uint64_t IdOfIndexEntry(std::string_view entry);
inline NodeId NodeOfIndexEntry(std::string_view entry) { return NodeId(IdOfIndexEntry(entry)); }
/// The key of an entry. REQUIRES: as above.
inline std::string_view KeyOfIndexEntry(std::string_view entry) {
  return entry.substr(0, entry.size() - sizeof(uint64_t));
}

/// The key of a folded name in the index of names: the name escaped like a string and terminated;
/// long names are cut, with a 64-bit hash.
std::string MakeNameKey(std::string_view folded_name);
/// How the keys of names that start with `folded_prefix` begin. Not `exact` if it had to be cut:
/// other names begin like that too.
IndexKey MakeNamePrefix(std::string_view folded_prefix);

}  // namespace rondo
