#include "storage/codec/key_codec.h"

#include <fmt/format.h>

#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

struct KeyShape {
  bool known = false;
  bool has_owner = false;
  bool has_number = false;
};

constexpr KeyShape ShapeOf(KeyTag tag) {
  switch (tag) {
    case KeyTag::kFormat:
    case KeyTag::kCatalog:
    case KeyTag::kCounters:
      return {true, false, false};
    case KeyTag::kNodeGroup:
    case KeyTag::kEdgeGroup:
      return {true, false, true};
    case KeyTag::kIndexDirectory:
      return {true, true, false};
    case KeyTag::kNodeColumn:
    case KeyTag::kEdgeColumn:
    case KeyTag::kOutgoing:
    case KeyTag::kIncoming:
    case KeyTag::kIndexLeaf:
      return {true, true, true};
  }
  return {};
}

uint32_t TakeBigEndian(std::string_view& bytes) {
  const auto value = ReadBigEndian<uint32_t>(bytes);
  bytes.remove_prefix(sizeof value);
  return value;
}

}  // namespace

std::string EncodeKey(const ChunkKey& key) {
  const KeyShape shape = ShapeOf(key.tag);
  std::string out;
  out.push_back(static_cast<char>(key.tag));
  if (shape.has_owner) AppendBigEndian(key.owner, out);
  if (shape.has_number) AppendBigEndian(key.number, out);
  return out;
}

Result<ChunkKey> DecodeKey(std::string_view bytes) {
  if (!bytes.empty()) {
    ChunkKey key;
    key.tag = static_cast<KeyTag>(bytes[0]);
    const KeyShape shape = ShapeOf(key.tag);
    bytes.remove_prefix(1);
    if (shape.known && bytes.size() == (shape.has_owner ? 4u : 0u) + (shape.has_number ? 4u : 0u)) {
      if (shape.has_owner) key.owner = TakeBigEndian(bytes);
      if (shape.has_number) key.number = TakeBigEndian(bytes);
      return key;
    }
  }
  return CorruptionError("MalformedKey", "the store holds a key of no known kind");
}

std::string DescribeKey(const ChunkKey& key) {
  switch (key.tag) {
    case KeyTag::kFormat:
      return "the format record";
    case KeyTag::kCatalog:
      return "the catalog";
    case KeyTag::kCounters:
      return "the counters";
    case KeyTag::kNodeGroup:
      return fmt::format("node group {}", key.number);
    case KeyTag::kEdgeGroup:
      return fmt::format("edge group {}", key.number);
    case KeyTag::kNodeColumn:
      return fmt::format("property {} of node group {}", key.owner, key.number);
    case KeyTag::kEdgeColumn:
      return fmt::format("property {} of edge group {}", key.owner, key.number);
    case KeyTag::kOutgoing:
      return fmt::format("outgoing edges of type {} in node group {}", key.owner, key.number);
    case KeyTag::kIncoming:
      return fmt::format("incoming edges of type {} in node group {}", key.owner, key.number);
    case KeyTag::kIndexDirectory:
      return fmt::format("the directory of index {}", key.owner);
    case KeyTag::kIndexLeaf:
      return fmt::format("leaf {} of index {}", key.number, key.owner);
  }
  return "an unknown record";
}

}  // namespace rondo
