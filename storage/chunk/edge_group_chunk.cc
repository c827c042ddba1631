#include "storage/chunk/edge_group_chunk.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "storage/chunk/encoding/bit_packing.h"
#include "storage/chunk/encoding/bitmap_coding.h"
#include "storage/chunk/encoding/packed_lanes.h"
#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

bool IsMemberOfEdgeGroup(KeyTag tag) { return tag == KeyTag::kEdgeColumn; }

Error Malformed() { return CorruptionError("MalformedEdgeGroup", "an edge group is malformed"); }

constexpr int64_t kNodeIdMax = int64_t{kEntityIdsMax} - 1;
constexpr int64_t kTypeIdMax = int64_t{EdgeTypeId::kInvalidValue} - 1;

}  // namespace

void EdgeGroupChunk::Add(Lane lane, const Endpoints& endpoints) {
  exists_.Set(lane);
  types_.Set(lane, endpoints.type.value);
  sources_.Set(lane, static_cast<int64_t>(endpoints.source.value));
  targets_.Set(lane, static_cast<int64_t>(endpoints.target.value));
}

GroupBitmap EdgeGroupChunk::LanesOf(EdgeTypeId type) const {
  std::array<int64_t, kGroupSize> types;
  types_.CopyTo(0, types_.size(), types.data());
  GroupBitmap lanes;
  for (size_t word = 0; word * 64 < types_.size(); ++word) {
    const size_t count = std::min<size_t>(types_.size() - word * 64, 64);
    uint64_t found = 0;
    for (size_t i = 0; i < count; ++i) {
      found |= uint64_t{types[word * 64 + i] == type.value ? 1U : 0U} << i;
    }
    lanes.words()[word] = found & exists_.words()[word];
  }
  return lanes;
}

void EdgeGroupChunk::EncodeDelta(const GroupBitmap& lanes, std::span<const MemberKey> new_members,
                                 std::string& out) const {
  ByteWriter writer(out);
  writer.Varint(new_members.size());
  for (const MemberKey& member : new_members) GroupContents::EncodeMember(member, writer);
  writer.Varint(lanes.Count());
  lanes.ForEach([&](Lane lane) {
    writer.Varint(lane);
    if (!exists_.Test(lane)) return writer.Varint(0);
    writer.Varint(uint64_t{type(lane).value} + 1);
    writer.Varint(source(lane).value);
    writer.Varint(target(lane).value);
  });
}

void EdgeGroupChunk::EncodeBase(std::string& out) const {
  ByteWriter writer(out);
  contents_.Encode(writer);
  EncodeBitmap(exists_, writer);
  std::vector<int64_t> column;
  const auto pack = [&](const auto& values) {
    column.clear();
    exists_.ForEach([&](Lane lane) { column.push_back(values[lane]); });
    PackIntegers(column, writer);
  };
  pack(types_);
  pack(sources_);
  pack(targets_);
}

Result<void> EdgeGroupChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  contents_.Decode(reader, IsMemberOfEdgeGroup);
  exists_ = DecodeBitmap(reader);
  types_ = UnpackLanes(exists_, reader, 0, kTypeIdMax);
  sources_ = UnpackLanes(exists_, reader, 0, kNodeIdMax);
  targets_ = UnpackLanes(exists_, reader, 0, kNodeIdMax);
  if (!reader.Finished()) return Malformed();
  return {};
}

Result<void> EdgeGroupChunk::ApplyDelta(std::string_view payload) {
  ByteReader reader(payload);
  contents_.Decode(reader, IsMemberOfEdgeGroup);
  const uint64_t count = reader.BoundedVarint(kGroupSize);
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const Lane lane = static_cast<Lane>(reader.BoundedVarint(kGroupSize - 1));
    const uint64_t type = reader.BoundedVarint(EdgeTypeId::kInvalidValue);
    if (type == 0) {
      Remove(lane);
      continue;
    }
    const NodeId source(reader.BoundedVarint(kEntityIdsMax - 1));
    const NodeId target(reader.BoundedVarint(kEntityIdsMax - 1));
    if (reader.ok()) Add(lane, {source, target, EdgeTypeId(static_cast<uint32_t>(type - 1))});
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

Result<GroupContents> EdgeGroupChunk::DecodeContents(std::string_view value) {
  GroupContents contents;
  FrameReader frames(value);
  while (true) {
    RONDO_TRY_ASSIGN(const std::optional<Frame> frame, frames.Next());
    if (!frame) return contents;
    ByteReader reader(frame->payload);  // They stand first in a base as in a delta.
    contents.Decode(reader, IsMemberOfEdgeGroup);
    if (!reader.ok()) return Malformed();
  }
}

size_t EdgeGroupChunk::MemorySize() const {
  return sizeof(*this) + contents_.MemorySize() + types_.MemorySize() + sources_.MemorySize() +
         targets_.MemorySize();
}

}  // namespace rondo
