// StoredCount: how many nodes or edges there are, without a look at them.

#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class StoredCount final : public ChainedOperator {
 public:
  StoredCount(ExecutionState& state, const StoredCountPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {
    if (plan.step) {
      types_.emplace(*plan.step);
    }
  }

  Result<void> Open() override {
    if (plan_.step) {
      RONDO_TRY(time_.Open(plan_.step->time, state()));
    }
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    RONDO_TRY(input().Next(out));
    if (out.empty()) {
      return {};
    }
    RONDO_TRY_ASSIGN(uint64_t count, plan_.step ? CountEdges() : CountNodes());
    if (count == 0) {
      out.Clear();
      return {};
    }
    std::span<NodeId> weights = out.Set(plan_.weight).ResetToNodes(out.lane_count());
    std::fill(weights.begin(), weights.end(), NodeId(count));
    return {};
  }

 private:
  Result<uint64_t> CountNodes() {
    if (plan_.label.empty()) {
      return state().view().NodeCount();
    }
    std::optional<LabelId> label = context().names.Label(plan_.label);
    return label ? state().view().NodeCount(*label) : 0;
  }

  Result<uint64_t> CountEdges() {
    if (!types_->Resolve(context())) {
      return uint64_t{0};
    }
    if (types_->ids().empty() && !time_.active()) {
      return state().view().EdgeCount();
    }
    uint64_t count = 0;
    for (EdgeTypeId type : types_->Distinct(state().view())) {
      RONDO_TRY_ASSIGN(uint64_t visible,
                       time_.active() ? CountVisible(type) : state().view().EdgeCount(type));
      count += visible;
    }
    return count;
  }

  /// Those that the clocks let through have to be looked at.
  Result<uint64_t> CountVisible(EdgeTypeId type) {
    uint64_t count = 0;
    ScanPosition position;
    EdgeColumns found;
    found.with_ends = false;
    do {
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(state().view().ScanEdgesBySource(type, position, found));
      keep_.assign(found.edges.size(), 1);
      RONDO_TRY(time_.Apply(state().view(), found.edges,
                            {reinterpret_cast<bool*>(keep_.data()), keep_.size()}));
      count += static_cast<uint64_t>(std::count(keep_.begin(), keep_.end(), 1));
    } while (!found.edges.empty());
    return count;
  }

  const StoredCountPlan& plan_;
  std::optional<StepTypes> types_;
  TimeFilter time_;
  std::vector<uint8_t> keep_;
};

}  // namespace

OperatorPtr MakeStoredCount(ExecutionState& state, const StoredCountPlan& plan, OperatorPtr input) {
  return std::make_unique<StoredCount>(state, plan, std::move(input));
}

}  // namespace rondo
