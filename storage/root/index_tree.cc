#include "storage/root/index_tree.h"

#include <algorithm>
#include <utility>

#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {

size_t IndexDirectory::Find(std::string_view bytes) const {
  const auto after = std::upper_bound(
      leaves.begin() + 1, leaves.end(), bytes,
      [prefix = PrefixOf(bytes)](std::string_view wanted, const Leaf& leaf) {
        return prefix != leaf.prefix ? prefix < leaf.prefix : wanted < *leaf.lower_bound;
      });
  return static_cast<size_t>(after - leaves.begin()) - 1;
}

std::string EncodeIndexDirectory(const IndexDirectory& directory) {
  std::string payload;
  ByteWriter writer(payload);
  writer.Varint(directory.next_number);
  writer.Varint(directory.leaves.size());
  for (const IndexDirectory::Leaf& leaf : directory.leaves) {
    writer.Varint(leaf.handle->key().number);
    writer.LengthPrefixed(*leaf.lower_bound);
  }
  std::string out;
  AppendFrame(FrameKind::kBase, payload, out);
  return out;
}

Result<std::unique_ptr<IndexDirectory>> DecodeIndexDirectory(uint32_t index,
                                                             std::string_view record) {
  RONDO_TRY_ASSIGN(const std::string_view payload, UnwrapFrame(record));
  ByteReader reader(payload);
  auto directory = std::make_unique<IndexDirectory>();
  directory->next_number = static_cast<uint32_t>(reader.BoundedVarint(UINT32_MAX));
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const auto number = static_cast<uint32_t>(reader.BoundedVarint(UINT32_MAX));
    const std::string_view bound = reader.LengthPrefixed();
    if (number >= directory->next_number || (i == 0) != bound.empty() ||
        (i > 1 && bound <= *directory->leaves.back().lower_bound)) {
      reader.Fail();
      break;
    }
    directory->leaves.emplace_back(std::string(bound), std::make_shared<ChunkHandle>(ChunkKey{
                                                           KeyTag::kIndexLeaf, index, number}));
  }
  if (!reader.Finished()) {
    return CorruptionError("MalformedIndexDirectory", "the directory of an index is malformed");
  }
  return directory;
}

}  // namespace rondo
