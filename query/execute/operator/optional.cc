// OPTIONAL MATCH: a whole batch of rows is searched for at once; a tag tells which row a result
// belongs to.

#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class Optional final : public ChainedOperator {
 public:
  Optional(ExecutionState& state, const OptionalPlan& plan, OperatorPtr input, InnerPlan inner)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        inner_(std::move(inner)),
        rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    rows_.Clear();
    searching_ = false;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (true) {
      if (!searching_) {
        RONDO_TRY(input().Next(rows_));
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(BeginSearch());
      }
      RONDO_TRY(inner_.Next(out));
      if (!out.empty()) {
        const Vector& tags = out.column(plan_.row_tag);
        for (size_t lane = 0; lane < out.lane_count(); ++lane) {
          found_[tags.nodes()[tags.EntryOf(lane)].value] = 1;
        }
        out.Unset(plan_.row_tag);
        return {};
      }
      searching_ = false;
      if (EmitUnmatched(out)) {
        return {};
      }
    }
  }

 private:
  Result<void> BeginSearch() {
    std::span<NodeId> tags = rows_.Set(plan_.row_tag).ResetToNodes(rows_.lane_count());
    for (size_t lane = 0; lane < tags.size(); ++lane) {
      tags[lane] = NodeId(lane);
    }
    found_.assign(tags.size(), 0);
    searching_ = true;
    return inner_.Open(rows_);
  }

  bool EmitUnmatched(Batch& out) {
    unmatched_.clear();
    for (size_t lane = 0; lane < found_.size(); ++lane) {
      if (found_[lane] == 0) {
        unmatched_.push_back(static_cast<uint32_t>(lane));
      }
    }
    if (unmatched_.empty()) {
      return false;
    }
    out.ResetToLanes(rows_, unmatched_, plan_.live);
    for (SlotIndex slot : plan_.made) {
      if (plan_.IsLive(slot)) {
        out.Set(slot).ResetToConstant(Value(), unmatched_.size());
      }
    }
    return true;
  }

  const OptionalPlan& plan_;
  InnerPlan inner_;
  Batch rows_;
  bool searching_ = false;
  std::vector<uint8_t> found_;
  std::vector<uint32_t> unmatched_;
};

}  // namespace

OperatorPtr MakeOptional(ExecutionState& state, const OptionalPlan& plan, OperatorPtr input,
                         InnerPlan inner) {
  return std::make_unique<Optional>(state, plan, std::move(input), std::move(inner));
}

}  // namespace rondo
