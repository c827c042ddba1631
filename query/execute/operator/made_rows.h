#pragma once

// MadeRows: rows that a step makes of a batch of its input before it hands them on: which lane each
// comes from, and the new columns.
// Thread rule: belongs to one thread, like the operators.

#include <span>
#include <vector>

#include "query/execute/expression/batch.h"

namespace rondo {

class MadeRows {
 public:
  /// `slots` of the new columns.
  explicit MadeRows(std::vector<SlotIndex> slots)
      : slots_(std::move(slots)), columns_(slots_.size()) {}

  size_t size() const { return lanes_.size(); }
  bool empty() const { return lanes_.empty(); }
  void Clear() {
    lanes_.clear();
    for (Vector& column : columns_) {
      column.Clear();
    }
  }

  /// A row from `lane`, nulls in its new columns.
  void AddNulls(uint32_t lane) {
    lanes_.push_back(lane);
    for (Vector& column : columns_) {
      column.Append(Value());
    }
  }
  /// A row from `lane` whose new columns hold `values`.
  void Add(uint32_t lane, std::span<const Value> values) {
    lanes_.push_back(lane);
    for (size_t index = 0; index < columns_.size(); ++index) {
      columns_[index].Append(values[index]);
    }
  }
  /// A row from `lane` for each lane of `made`, which holds the new columns; those that it lacks
  /// are null.
  void AddAll(uint32_t lane, const Batch& made, std::span<const uint32_t> all_lanes) {
    lanes_.insert(lanes_.end(), made.lane_count(), lane);
    for (size_t index = 0; index < columns_.size(); ++index) {
      if (made.IsSet(slots_[index])) {
        columns_[index].AppendLanes(made.column(slots_[index]), all_lanes);
      } else {
        for (size_t count = 0; count < made.lane_count(); ++count) {
          columns_[index].Append(Value());
        }
      }
    }
  }

  /// Replaces `out` by the rows, with the columns `live` of the input, and begins anew.
  void MoveTo(const Batch& input, std::span<const SlotIndex> live, Batch& out) {
    out.ResetToLanes(input, lanes_, live);
    for (size_t index = 0; index < columns_.size(); ++index) {
      std::swap(out.Set(slots_[index]), columns_[index]);
    }
    Clear();
  }

 private:
  std::vector<SlotIndex> slots_;
  std::vector<Vector> columns_;
  std::vector<uint32_t> lanes_;
};

}  // namespace rondo
