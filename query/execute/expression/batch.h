#pragma once

// Batch: up to kBatchCapacity rows on their way through the operators, as columns by slot. What is
// filtered is taken out at once (Keep), so every lane of a batch is a row.
//
//   scan     out.Reset(n); nodes = out.Set(slot).ResetToNodes(n);
//   expand   out.ResetToLanes(in, {0, 0, 0, 1, 4}); out.Set(neighbor).ResetToNodes(5);
//   filter   EvaluateFilter(..., lanes); batch.Keep(lanes);
//   project  Evaluate(expression, context, batch, out.Set(slot));
//
// Invariants: a column is either unset (its slot holds nothing yet) or has lane_count() lanes.
// Thread rule: belongs to one thread. Clear keeps all memory.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/base/check.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/vector.h"

namespace rondo {

class Batch {
 public:
  Batch() = default;
  explicit Batch(size_t slot_count) : columns_(slot_count), is_set_(slot_count, 0) {}

  size_t slot_count() const { return columns_.size(); }
  size_t lane_count() const { return lane_count_; }
  bool empty() const { return lane_count_ == 0; }

  bool IsSet(SlotIndex slot) const { return is_set_[slot] != 0; }
  const Vector& column(SlotIndex slot) const { return columns_[slot]; }
  /// The value of a slot in a lane; null where the slot is unset.
  Value Get(SlotIndex slot, size_t lane) const {
    return is_set_[slot] != 0 ? columns_[slot].Get(lane) : Value();
  }
  std::span<const SlotIndex> set_slots() const { return set_slots_; }

  /// No rows follow after these: whoever is at the end of a plan that only reads need not ask for
  /// them. Where it is not marked, nothing is known. Clear forgets it.
  bool is_last() const { return is_last_; }
  void MarkLast() { is_last_ = true; }

  /// The column of `slot` to be filled with lane_count() lanes; it counts as set from now on.
  Vector& Set(SlotIndex slot) {
    RONDO_CHECK(slot < columns_.size());
    if (is_set_[slot] == 0) {
      is_set_[slot] = 1;
      set_slots_.push_back(slot);
    }
    return columns_[slot];
  }
  /// Forgets the column of `slot`; its memory stays.
  void Unset(SlotIndex slot);
  /// Forgets all columns but those of `slots`, which ascend.
  void Restrict(std::span<const SlotIndex> slots);

  /// No lanes, no columns.
  void Clear();
  /// Clear, then `lane_count` lanes without columns.
  void Reset(size_t lane_count);
  /// Clear, then the given lanes of `source` (any order, repeats allowed) with all its columns.
  void ResetToLanes(const Batch& source, std::span<const uint32_t> lanes);
  /// As ResetToLanes, with the columns of `slots` only.
  void ResetToLanes(const Batch& source, std::span<const uint32_t> lanes,
                    std::span<const SlotIndex> slots);

  /// Appends lanes of `source`, which must have the same slots set unless this batch is empty.
  void AppendLanes(const Batch& source, std::span<const uint32_t> lanes);

  /// Keeps these lanes only. REQUIRES: `lanes` ascends strictly.
  void Keep(std::span<const uint32_t> lanes);
  void Truncate(size_t lane_count);

 private:
  std::vector<Vector> columns_;
  std::vector<uint8_t> is_set_;  // Truths.
  std::vector<SlotIndex> set_slots_;
  size_t lane_count_ = 0;
  bool is_last_ = false;
};

}  // namespace rondo
