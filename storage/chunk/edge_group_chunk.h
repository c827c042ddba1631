#pragma once

// EdgeGroupChunk: which edges of a group exist, their endpoints and types, and which columns the
// group has.
//
// Payload of a base: contents | existence bitmap | packed types, sources, targets of the existing
//   edges, ascending by lane.
// Payload of a delta: contents (those that are new) | varint lane count, then per lane: varint
// lane,
//   varint 0 for "absent" or 1 + type, varint source, varint target.

#include <memory>
#include <span>
#include <string>

#include "graph/model/ids.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/group_contents.h"
#include "storage/chunk/number_array.h"

namespace rondo {

class EdgeGroupChunk final : public Chunk {
 public:
  struct Endpoints {
    NodeId source;
    NodeId target;
    EdgeTypeId type;
  };

  const GroupBitmap& exists() const { return exists_; }
  const GroupContents& contents() const { return contents_; }
  /// REQUIRES: the edge exists.
  Endpoints Get(Lane lane) const { return {source(lane), target(lane), type(lane)}; }
  NodeId source(Lane lane) const { return NodeId(static_cast<uint64_t>(sources_[lane])); }
  NodeId target(Lane lane) const { return NodeId(static_cast<uint64_t>(targets_[lane])); }
  EdgeTypeId type(Lane lane) const { return EdgeTypeId(static_cast<uint32_t>(types_[lane])); }
  /// The existing edges of a type.
  GroupBitmap LanesOf(EdgeTypeId type) const;

  void Add(Lane lane, const Endpoints& endpoints);
  void Remove(Lane lane) { exists_.Reset(lane); }
  bool AddMember(MemberKey member) { return contents_.Add(member); }
  /// The contents that a stored value tells, for those who do not ask for the edges themselves.
  static Result<GroupContents> DecodeContents(std::string_view value);

  /// Appends a delta that brings `lanes` and `new_members` to their state in this chunk.
  void EncodeDelta(const GroupBitmap& lanes, std::span<const MemberKey> new_members,
                   std::string& out) const;

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<EdgeGroupChunk>(*this); }
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  size_t MemorySize() const override;

 private:
  GroupContents contents_;
  GroupBitmap exists_;
  // By lane; as long as the last lane that was ever set needs. Equal sizes.
  NumberArray types_;
  NumberArray sources_;
  NumberArray targets_;
};

}  // namespace rondo
