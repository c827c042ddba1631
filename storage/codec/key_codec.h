#pragma once

// The keys of the store, encoded by hand so that byte order is key order: a tag, then big-endian
// integers. FORMAT.md describes them; a golden-bytes test pins them.

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace rondo {

/// Which kind of record a key names. Never change or reuse a number.
/// 0x01-0x0f single records; 0x10-0x1f groups and columns; 0x20-0x2f adjacency; 0x30-0x3f indexes.
enum class KeyTag : uint8_t {
  kFormat = 0x01,
  kCatalog = 0x02,
  kCounters = 0x03,
  kNodeGroup = 0x10,
  kNodeColumn = 0x11,
  kEdgeGroup = 0x18,
  kEdgeColumn = 0x19,
  kOutgoing = 0x20,
  kIncoming = 0x21,
  kIndexDirectory = 0x30,
  kIndexLeaf = 0x31,
};

/// The name of one chunk.
///   kFormat, kCatalog, kCounters   tag
///   kNodeGroup, kEdgeGroup         tag, group:4
///   kNodeColumn, kEdgeColumn       tag, property:4, group:4
///   kOutgoing, kIncoming           tag, edge type:4, group:4
///   kIndexDirectory                tag, index:4
///   kIndexLeaf                     tag, index:4, leaf:4
struct ChunkKey {
  KeyTag tag = KeyTag::kFormat;
  uint32_t owner = 0;   // Property, edge type or index; 0 where there is none.
  uint32_t number = 0;  // Group or leaf; 0 where there is none.

  friend constexpr auto operator<=>(const ChunkKey&, const ChunkKey&) = default;
};

std::string EncodeKey(const ChunkKey& key);
/// Corruption("MalformedKey") on any other size or tag.
Result<ChunkKey> DecodeKey(std::string_view bytes);
/// For messages: "node group 3", "values of property 2 in edge group 7", ...
std::string DescribeKey(const ChunkKey& key);

}  // namespace rondo
