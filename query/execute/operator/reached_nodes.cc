#include "query/execute/operator/reached_nodes.h"

#include <algorithm>

namespace rondo {

namespace {

constexpr size_t kSlotCountStart = 256;

}  // namespace

void ReachedNodes::Clear(NodeId root) {
  nodes_.clear();
  arrivals_.clear();
  if (slots_.empty()) {
    slots_.resize(kSlotCountStart);
  }
  if (++epoch_ == 0) {
    std::fill(slots_.begin(), slots_.end(), Slot());
    epoch_ = 1;
  }
  nodes_.push_back({root, 0, kNone});
  slots_[SlotOf(root)] = {root.value, epoch_, 0};
}

size_t ReachedNodes::SlotOf(NodeId node) const {
  size_t mask = slots_.size() - 1;
  size_t position = FirstSlotOf(node);
  while (slots_[position].epoch == epoch_ && slots_[position].node != node.value) {
    position = (position + 1) & mask;
  }
  return position;
}

uint32_t ReachedNodes::Find(NodeId node) const {
  const Slot& slot = slots_[SlotOf(node)];
  return slot.epoch == epoch_ ? slot.index : kNone;
}

uint32_t ReachedNodes::FindOrAdd(NodeId node, EdgeId edge, uint32_t from) {
  size_t position = SlotOf(node);
  if (slots_[position].epoch == epoch_) {
    return slots_[position].index;
  }
  uint32_t index = node_count();
  slots_[position] = {node.value, epoch_, index};
  nodes_.push_back({node, nodes_[from].depth + 1, static_cast<uint32_t>(arrivals_.size())});
  arrivals_.push_back({edge, from, kNone});
  if (2 * nodes_.size() > slots_.size()) {
    Grow();
  }
  return index;
}

void ReachedNodes::AddArrival(uint32_t index, EdgeId edge, uint32_t from) {
  auto added = static_cast<uint32_t>(arrivals_.size());
  uint32_t first = nodes_[index].arrival;
  arrivals_.push_back({edge, from, arrivals_[first].next});
  arrivals_[first].next = added;
}

void ReachedNodes::Grow() {
  slots_.assign(4 * slots_.size(), Slot());
  epoch_ = 1;
  for (uint32_t index = 0; index < node_count(); ++index) {
    slots_[SlotOf(nodes_[index].node)] = {nodes_[index].node.value, epoch_, index};
  }
}

size_t ReachedNodes::memory_size() const {
  return nodes_.size() * sizeof(Node) + arrivals_.size() * sizeof(Arrival) +
         slots_.size() * sizeof(Slot);
}

}  // namespace rondo
