#include "query/execute/operator/pair_table.h"

#include <bit>

namespace rondo {

void PairTable::Clear() {
  keys_ = {};
  edges_ = {};
  filter_ = {};
}

Result<bool> PairTable::Build(const GraphView& view, Direction direction,
                              std::span<const EdgeTypeId> types) {
  uint64_t count = 0;
  for (EdgeTypeId type : types) {
    count += view.EdgeCount(type);
  }
  constexpr uint64_t kSlotsPerPair = 2;
  const uint64_t pair_count = (direction == Direction::kBoth ? 2 : 1) * count;
  const uint64_t slot_count = std::bit_ceil(pair_count * kSlotsPerPair + 2);
  keys_.assign(slot_count, kFree);
  edges_.resize(slot_count);
  mask_ = slot_count - 1;
  constexpr uint64_t kFilterBitsPerPair = 16;
  const uint64_t filter_size = std::bit_ceil(pair_count * kFilterBitsPerPair + 64);
  filter_.assign(filter_size / 64, 0);
  filter_shift_ = static_cast<unsigned>(64 - std::countr_zero(filter_size));
  EdgeColumns columns;
  for (EdgeTypeId type : types) {
    ScanPosition position;
    do {
      RONDO_TRY(view.ScanEdgesBySource(type, position, columns));
      for (size_t index = 0; index < columns.edges.size(); ++index) {
        NodeId source = columns.sources[index];
        NodeId target = columns.targets[index];
        if (source.value >= UINT32_MAX || target.value >= UINT32_MAX) {
          Clear();
          return false;
        }
        if (direction != Direction::kIncoming) {
          Insert(source, target, columns.edges[index]);
        }
        if (direction == Direction::kIncoming ||
            (direction == Direction::kBoth && source != target)) {
          Insert(target, source, columns.edges[index]);
        }
      }
    } while (!columns.edges.empty());
  }
  return true;
}

void PairTable::Insert(NodeId from, NodeId to, EdgeId edge) {
  const uint64_t key = KeyOf(from, to);
  const uint64_t hash = HashOf(key);
  const uint64_t bit = hash >> filter_shift_;
  filter_[bit / 64] |= uint64_t{1} << bit % 64;
  size_t slot = SlotOf(hash);
  while (keys_[slot] != kFree) {
    slot = (slot + 1) & mask_;
  }
  keys_[slot] = key;
  edges_[slot] = edge;
}

}  // namespace rondo
