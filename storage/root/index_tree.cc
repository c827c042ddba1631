#include "storage/root/index_tree.h"

#include <algorithm>
#include <utility>

#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {

void IndexDirectory::Insert(size_t at, std::string lower_bound,
                            std::shared_ptr<ChunkHandle> handle) {
  const auto place = static_cast<std::ptrdiff_t>(at);
  prefixes_.insert(prefixes_.begin() + place, PrefixOf(lower_bound));
  leaves_.insert(leaves_.begin() + place,
                 {std::move(handle), std::make_shared<const std::string>(std::move(lower_bound))});
}

size_t IndexDirectory::Find(std::string_view bytes) const {
  const uint64_t prefix = PrefixOf(bytes);
  // The last leaf whose prefix is not greater. Which half it is in cannot be foreseen, so nothing
  // is to depend on a branch.
  size_t found = 0;
  for (size_t count = prefixes_.size(); count > 1;) {
    const size_t half = count / 2;
    found += prefixes_[found + half] <= prefix ? half : 0;
    count -= half;
  }
  if (prefixes_[found] != prefix || *leaves_[found].lower_bound <= bytes) return found;
  // Equal prefixes say nothing. The first leaf's bound is empty, so `bytes` is behind that one.
  const auto first = std::lower_bound(prefixes_.begin(), prefixes_.end(), prefix);
  const auto after = std::upper_bound(
      leaves_.begin() + std::max<std::ptrdiff_t>(first - prefixes_.begin(), 1),
      leaves_.begin() + static_cast<std::ptrdiff_t>(found), bytes,
      [](std::string_view wanted, const Leaf& leaf) { return wanted < *leaf.lower_bound; });
  return static_cast<size_t>(after - leaves_.begin()) - 1;
}

std::string EncodeIndexDirectory(const IndexDirectory& directory) {
  std::string payload;
  ByteWriter writer(payload);
  writer.Varint(directory.next_number);
  writer.Varint(directory.leaves().size());
  for (const IndexDirectory::Leaf& leaf : directory.leaves()) {
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
        (i > 1 && bound <= *directory->leaves().back().lower_bound)) {
      reader.Fail();
      break;
    }
    directory->Append(std::string(bound),
                      std::make_shared<ChunkHandle>(ChunkKey{KeyTag::kIndexLeaf, index, number}));
  }
  if (!reader.Finished()) {
    return CorruptionError("MalformedIndexDirectory", "the directory of an index is malformed");
  }
  return directory;
}

}  // namespace rondo
