#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

Result<void> RowFilter::Next(Batch& out) {
  while (true) {
    RONDO_TRY(state().CheckInterrupt());
    RONDO_TRY(input().Next(out));
    if (out.empty()) {
      return {};
    }
    lanes_.clear();
    RONDO_TRY(Choose(out, lanes_));
    if (!lanes_.empty()) {
      out.Keep(lanes_);
      return {};
    }
  }
}

Result<void> ArgumentOperator::Open() {
  next_lane_ = 0;
  return {};
}

Result<void> ArgumentOperator::Next(Batch& out) {
  size_t lane_count = rows_ == nullptr ? 1 : rows_->lane_count();
  if (next_lane_ == lane_count) {
    out.Clear();
    return {};
  }
  if (rows_ == nullptr) {
    out.Reset(1);
    out.MarkLast();
    next_lane_ = 1;
    return {};
  }
  size_t count = std::min(lane_count - next_lane_, state().batch_capacity());
  std::span<const uint32_t> lanes = AllLanes(next_lane_ + count, lanes_).subspan(next_lane_);
  out.ResetToLanes(*rows_, lanes, plan_.live);
  next_lane_ += count;
  return {};
}

OperatorPtr MakeArgument(ExecutionState& state, const ArgumentPlan& plan,
                         std::vector<ArgumentOperator*>& arguments) {
  auto made = std::make_unique<ArgumentOperator>(state, plan);
  arguments.push_back(made.get());
  return made;
}

}  // namespace rondo
