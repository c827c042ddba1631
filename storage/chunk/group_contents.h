#pragma once

// Which columns and adjacency chunks exist for a group: the part of a group's own record that says
// where its other records are.

#include <algorithm>
#include <vector>

#include "graph/model/ids.h"
#include "storage/codec/byte_io.h"
#include "storage/codec/key_codec.h"

namespace rondo {

/// Names one of the chunks of a group: its key without the group.
struct MemberKey {
  KeyTag tag = KeyTag::kNodeColumn;
  uint32_t owner = 0;
  friend constexpr auto operator<=>(const MemberKey&, const MemberKey&) = default;
};

/// Sorted, each once.
class GroupContents {
 public:
  const std::vector<MemberKey>& members() const { return members_; }
  /// Whether `key` was new.
  bool Add(MemberKey key) {
    const auto at = std::lower_bound(members_.begin(), members_.end(), key);
    if (at != members_.end() && *at == key) return false;
    members_.insert(at, key);
    return true;
  }
  void Encode(ByteWriter& writer) const {
    writer.Varint(members_.size());
    for (const MemberKey& member : members_) EncodeMember(member, writer);
  }
  /// Adds what Encode wrote. Fails `reader` on tags that `IsMember` refuses.
  template <typename IsMember>
  void Decode(ByteReader& reader, IsMember is_member) {
    const uint64_t count = reader.BoundedVarint(reader.remaining());
    for (uint64_t i = 0; i < count && reader.ok(); ++i) {
      MemberKey member;
      member.tag = static_cast<KeyTag>(reader.U8());
      member.owner = static_cast<uint32_t>(reader.BoundedVarint(UINT32_MAX - 1));
      if (!is_member(member.tag)) reader.Fail();
      if (reader.ok()) Add(member);
    }
  }
  static void EncodeMember(MemberKey member, ByteWriter& writer) {
    writer.U8(static_cast<uint8_t>(member.tag));
    writer.Varint(member.owner);
  }
  size_t MemorySize() const { return members_.capacity() * sizeof(MemberKey); }

 private:
  std::vector<MemberKey> members_;
};

}  // namespace rondo
