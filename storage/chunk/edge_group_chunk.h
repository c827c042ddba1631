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
#include "storage/chunk/lane_array.h"

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
  Endpoints Get(Lane lane) const {
    return {NodeId(sources_[lane]), NodeId(targets_[lane]), EdgeTypeId(types_[lane])};
  }
  NodeId source(Lane lane) const { return NodeId(sources_[lane]); }
  NodeId target(Lane lane) const { return NodeId(targets_[lane]); }
  EdgeTypeId type(Lane lane) const { return EdgeTypeId(types_[lane]); }

  void Add(Lane lane, const Endpoints& endpoints);
  void Remove(Lane lane) { exists_.Reset(lane); }
  bool AddMember(MemberKey member) { return contents_.Add(member); }

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
  LaneArray<uint32_t> types_;
  LaneArray<uint64_t> sources_;
  LaneArray<uint64_t> targets_;
};

}  // namespace rondo
