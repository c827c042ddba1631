#include "query/execute/expression/batch.h"

#include <algorithm>

#include "graph/base/check.h"

namespace rondo {

void Batch::Unset(SlotIndex slot) {
  if (IsSet(slot)) {
    is_set_[slot] = 0;
    columns_[slot].Clear();
    std::erase(set_slots_, slot);
  }
}

void Batch::Restrict(std::span<const SlotIndex> slots) {
  std::erase_if(set_slots_, [&](SlotIndex slot) {
    bool stays = std::ranges::binary_search(slots, slot);
    if (!stays) {
      is_set_[slot] = 0;
      columns_[slot].Clear();
    }
    return !stays;
  });
}

void Batch::Clear() {
  for (SlotIndex slot : set_slots_) {
    columns_[slot].Clear();
    is_set_[slot] = 0;
  }
  set_slots_.clear();
  lane_count_ = 0;
  is_last_ = false;
}

void Batch::Reset(size_t lane_count) {
  Clear();
  lane_count_ = lane_count;
}

void Batch::ResetToLanes(const Batch& source, std::span<const uint32_t> lanes) {
  ResetToLanes(source, lanes, source.set_slots_);
}

void Batch::ResetToLanes(const Batch& source, std::span<const uint32_t> lanes,
                         std::span<const SlotIndex> slots) {
  Reset(lanes.size());
  for (SlotIndex slot : slots) {
    if (source.IsSet(slot)) {
      Set(slot).ResetToLanes(source.columns_[slot], lanes);
    }
  }
}

void Batch::AppendLanes(const Batch& source, std::span<const uint32_t> lanes) {
  if (lane_count_ == 0) {
    ResetToLanes(source, lanes);
    return;
  }
  RONDO_CHECK(set_slots_.size() == source.set_slots_.size());
  for (SlotIndex slot : source.set_slots_) {
    RONDO_CHECK(IsSet(slot));
    columns_[slot].AppendLanes(source.columns_[slot], lanes);
  }
  lane_count_ += lanes.size();
}

void Batch::Keep(std::span<const uint32_t> lanes) {
  if (lanes.size() == lane_count_) {
    return;
  }
  for (SlotIndex slot : set_slots_) {
    columns_[slot].Keep(lanes);
  }
  lane_count_ = lanes.size();
}

void Batch::Truncate(size_t lane_count) {
  RONDO_CHECK(lane_count <= lane_count_);
  for (SlotIndex slot : set_slots_) {
    columns_[slot].Truncate(lane_count);
  }
  lane_count_ = lane_count;
}

}  // namespace rondo
