#include "storage/chunk/edge_group_chunk.h"

#include <vector>

#include "storage/chunk/encoding/bit_packing.h"
#include "storage/chunk/encoding/bitmap_coding.h"
#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

bool IsMemberOfEdgeGroup(KeyTag tag) { return tag == KeyTag::kEdgeColumn; }

Error Malformed() { return CorruptionError("MalformedEdgeGroup", "an edge group is malformed"); }

bool IsNodeId(int64_t value) { return value >= 0 && static_cast<uint64_t>(value) < kEntityIdsMax; }

}  // namespace

void EdgeGroupChunk::Add(Lane lane, const Endpoints& endpoints) {
  exists_.Set(lane);
  types_.Set(lane, endpoints.type.value);
  sources_.Set(lane, endpoints.source.value);
  targets_.Set(lane, endpoints.target.value);
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
    writer.Varint(uint64_t{types_[lane]} + 1);
    writer.Varint(sources_[lane]);
    writer.Varint(targets_[lane]);
  });
}

void EdgeGroupChunk::EncodeBase(std::string& out) const {
  ByteWriter writer(out);
  contents_.Encode(writer);
  EncodeBitmap(exists_, writer);
  std::vector<int64_t> column;
  const auto pack = [&](const auto& values) {
    column.clear();
    exists_.ForEach([&](Lane lane) { column.push_back(static_cast<int64_t>(values[lane])); });
    PackIntegers(column, writer);
  };
  pack(types_);
  pack(sources_);
  pack(targets_);
}

Result<void> EdgeGroupChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  contents_.Decode(reader, IsMemberOfEdgeGroup);
  const GroupBitmap exists = DecodeBitmap(reader);
  const uint32_t count = exists.Count();
  const std::vector<int64_t> types = UnpackIntegers(count, reader);
  const std::vector<int64_t> sources = UnpackIntegers(count, reader);
  const std::vector<int64_t> targets = UnpackIntegers(count, reader);
  if (!reader.Finished()) return Malformed();
  size_t i = 0;
  bool sound = true;
  exists.ForEach([&](Lane lane) {
    sound = sound && types[i] >= 0 && types[i] < EdgeTypeId::kInvalidValue &&
            IsNodeId(sources[i]) && IsNodeId(targets[i]);
    if (!sound) return;
    Add(lane, {NodeId(static_cast<uint64_t>(sources[i])), NodeId(static_cast<uint64_t>(targets[i])),
               EdgeTypeId(static_cast<uint32_t>(types[i]))});
    ++i;
  });
  if (!sound) return Malformed();
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

size_t EdgeGroupChunk::MemorySize() const {
  return sizeof(*this) + contents_.MemorySize() + types_.MemorySize() + sources_.MemorySize() +
         targets_.MemorySize();
}

}  // namespace rondo
