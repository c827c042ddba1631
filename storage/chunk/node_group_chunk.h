#pragma once

// NodeGroupChunk: which nodes of a group exist, the labels they have, and which other chunks the
// group has.
//
// Payload of a base: contents | existence bitmap | varint label count, then per label its id and
//   bitmap.
// Payload of a delta: contents (those that are new) | varint lane count, then per lane: varint
// lane,
//   varint 0 for "absent" or 1 + label count, label ids. A delta replaces what it names.

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "graph/model/ids.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/group_contents.h"

namespace rondo {

class NodeGroupChunk final : public Chunk {
 public:
  struct LabelBitmap {
    LabelId label;
    GroupBitmap lanes;
  };

  const GroupBitmap& exists() const { return exists_; }
  const std::vector<LabelBitmap>& labels() const { return labels_; }
  const GroupContents& contents() const { return contents_; }
  /// The lanes with `label`, or null where no lane has it.
  const GroupBitmap* FindLabel(LabelId label) const;
  bool HasLabel(Lane lane, LabelId label) const {
    const GroupBitmap* lanes = FindLabel(label);
    return lanes != nullptr && lanes->Test(lane);
  }
  void AppendLabels(Lane lane, std::vector<LabelId>& out) const;

  void SetExists(Lane lane, bool exists) { exists_.Assign(lane, exists); }
  void SetLabel(Lane lane, LabelId label, bool has);
  bool AddMember(MemberKey member) { return contents_.Add(member); }

  /// Appends a delta that brings `lanes` and `new_members` to their state in this chunk.
  void EncodeDelta(const GroupBitmap& lanes, std::span<const MemberKey> new_members,
                   std::string& out) const;

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<NodeGroupChunk>(*this); }
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  size_t MemorySize() const override;

 private:
  GroupContents contents_;
  GroupBitmap exists_;
  std::vector<LabelBitmap> labels_;  // Ascending by label; may hold empty bitmaps.
};

}  // namespace rondo
