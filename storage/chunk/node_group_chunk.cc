#include "storage/chunk/node_group_chunk.h"

#include <algorithm>

#include "storage/chunk/encoding/bitmap_coding.h"
#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

bool IsMemberOfNodeGroup(KeyTag tag) {
  return tag == KeyTag::kNodeColumn || tag == KeyTag::kOutgoing || tag == KeyTag::kIncoming;
}

LabelId ReadLabel(ByteReader& reader) {
  return LabelId(static_cast<uint32_t>(reader.BoundedVarint(LabelId::kInvalidValue - 1)));
}

auto LowerBound(auto& labels, LabelId label) {
  return std::lower_bound(labels.begin(), labels.end(), label,
                          [](const auto& entry, LabelId wanted) { return entry.label < wanted; });
}

Error Malformed() { return CorruptionError("MalformedNodeGroup", "a node group is malformed"); }

}  // namespace

const GroupBitmap* NodeGroupChunk::FindLabel(LabelId label) const {
  const auto at = LowerBound(labels_, label);
  return at != labels_.end() && at->label == label ? &at->lanes : nullptr;
}

void NodeGroupChunk::AppendLabels(Lane lane, std::vector<LabelId>& out) const {
  for (const LabelBitmap& entry : labels_) {
    if (entry.lanes.Test(lane)) out.push_back(entry.label);
  }
}

void NodeGroupChunk::SetLabel(Lane lane, LabelId label, bool has) {
  auto at = LowerBound(labels_, label);
  if (at == labels_.end() || at->label != label) {
    if (!has) return;
    at = labels_.insert(at, LabelBitmap{label, {}});
  }
  at->lanes.Assign(lane, has);
}

void NodeGroupChunk::EncodeDelta(const GroupBitmap& lanes, std::span<const MemberKey> new_members,
                                 std::string& out) const {
  ByteWriter writer(out);
  writer.Varint(new_members.size());
  for (const MemberKey& member : new_members) GroupContents::EncodeMember(member, writer);
  writer.Varint(lanes.Count());
  std::vector<LabelId> labels;
  lanes.ForEach([&](Lane lane) {
    writer.Varint(lane);
    labels.clear();
    if (!exists_.Test(lane)) return writer.Varint(0);
    AppendLabels(lane, labels);
    writer.Varint(labels.size() + 1);
    for (const LabelId label : labels) writer.Varint(label.value);
  });
}

void NodeGroupChunk::EncodeBase(std::string& out) const {
  ByteWriter writer(out);
  contents_.Encode(writer);
  EncodeBitmap(exists_, writer);
  writer.Varint(static_cast<uint64_t>(std::count_if(
      labels_.begin(), labels_.end(), [](const LabelBitmap& entry) { return entry.lanes.Any(); })));
  for (const LabelBitmap& entry : labels_) {
    if (!entry.lanes.Any()) continue;
    writer.Varint(entry.label.value);
    EncodeBitmap(entry.lanes, writer);
  }
}

Result<void> NodeGroupChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  contents_.Decode(reader, IsMemberOfNodeGroup);
  exists_ = DecodeBitmap(reader);
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  labels_.reserve(count);
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const LabelId label = ReadLabel(reader);
    if (!labels_.empty() && labels_.back().label >= label) return Malformed();
    labels_.push_back({label, DecodeBitmap(reader)});
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

Result<void> NodeGroupChunk::ApplyDelta(std::string_view payload) {
  ByteReader reader(payload);
  contents_.Decode(reader, IsMemberOfNodeGroup);
  const uint64_t count = reader.BoundedVarint(kGroupSize);
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const Lane lane = static_cast<Lane>(reader.BoundedVarint(kGroupSize - 1));
    for (LabelBitmap& entry : labels_) entry.lanes.Reset(lane);
    const uint64_t label_count = reader.BoundedVarint(reader.remaining() + 1);
    SetExists(lane, label_count > 0);
    for (uint64_t k = 1; k < label_count && reader.ok(); ++k) {
      SetLabel(lane, ReadLabel(reader), true);
    }
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

size_t NodeGroupChunk::MemorySize() const {
  return sizeof(*this) + contents_.MemorySize() + labels_.capacity() * sizeof(LabelBitmap);
}

}  // namespace rondo
