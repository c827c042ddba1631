// EdgeScan: all edges of some types, where a pattern is best begun at an edge.

#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class EdgeScan final : public ChainedOperator {
 public:
  EdgeScan(ExecutionState& state, const EdgeScanPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        types_(plan.step),
        filter_(plan.step),
        rows_(state.plan().slot_count) {
    found_.with_ends = plan.IsLive(plan.step.from) || plan.IsLive(plan.step.to);
  }

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    StartLane();
    RONDO_TRY(filter_.Open(state()));
    found_.may_be_run = !found_.with_ends && !filter_.active();
    if (!found_.with_ends) {
      found_.size_wanted = state().batch_capacity();  // Batches that need not be copied.
    }
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == found_.size()) {
      RONDO_TRY(state().CheckInterrupt());
      if (lane_ == rows_.lane_count()) {
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(filter_.Prepare(rows_));
        if (!ResolveTypes()) {
          lane_ = rows_.lane_count();
          continue;
        }
        position_ = begin_ = state().share().Begin(plan_);
      }
      RONDO_TRY(ScanSome());
      RONDO_TRY(DropUnwanted());
    }
    Emit(std::min(found_.size() - next_, state().batch_capacity()), out);
    return {};
  }

 private:
  void StartLane() {
    type_ = 0;
    next_ = 0;
    found_.Clear();
  }

  bool ResolveTypes() {
    scanned_types_.clear();
    if (types_.Resolve(context())) {
      scanned_types_ = types_.Distinct(state().view());
    }
    return !scanned_types_.empty();
  }

  /// Some edges of the lane, or none and on to its next type, or to the next lane.
  Result<void> ScanSome() {
    next_ = 0;
    edge_lane_ = static_cast<uint32_t>(lane_);
    RONDO_TRY(state().view().ScanEdgesBySource(scanned_types_[type_], position_, found_));
    if (found_.size() > 0) {
      return {};
    }
    if (++type_ < scanned_types_.size()) {
      position_ = begin_;
      return {};
    }
    type_ = 0;
    if (!state().share().GoOn(plan_, position_)) {
      ++lane_;
      position_ = {};
    }
    begin_ = position_;
    return {};
  }

  Result<void> DropUnwanted() {
    if (!filter_.active()) {
      return {};
    }
    RONDO_TRY_ASSIGN(
        std::span<const uint32_t> places,
        filter_.Choose(state().view(), found_.edges, [this](size_t) { return edge_lane_; }));
    KeepPlaces(found_.edges, places);
    if (found_.with_ends) {
      KeepPlaces(found_.sources, places);
      KeepPlaces(found_.targets, places);
    }
    return {};
  }

  void Emit(size_t count, Batch& out) {
    bool keeps_columns = std::ranges::any_of(rows_.set_slots(),
                                             [this](SlotIndex slot) { return plan_.IsLive(slot); });
    if (keeps_columns) {
      lanes_.assign(count, edge_lane_);
      out.ResetToLanes(rows_, lanes_, plan_.live);
    } else {
      out.Reset(count);
    }
    const EdgeStep& step = plan_.step;
    if (found_.run_size > 0) {
      if (plan_.IsLive(step.edge)) {
        out.Set(step.edge).ResetToEdgeRun(EdgeId(found_.run_begin.value + next_), count);
      }
      next_ += count;
      return;
    }
    if (!found_.with_ends && count == found_.edges.size() && plan_.IsLive(step.edge)) {
      out.Set(step.edge).SwapInEdges(found_.edges);
      next_ = 0;
      return;
    }
    bool outgoing = step.direction == Direction::kOutgoing;
    auto copy = [&](const std::vector<NodeId>& nodes, SlotIndex slot) {
      if (plan_.IsLive(slot)) {
        std::ranges::copy(std::span(nodes).subspan(next_, count),
                          out.Set(slot).ResetToNodes(count).begin());
      }
    };
    copy(found_.sources, outgoing ? step.from : step.to);
    copy(found_.targets, outgoing ? step.to : step.from);
    if (plan_.IsLive(step.edge)) {
      std::ranges::copy(std::span(found_.edges).subspan(next_, count),
                        out.Set(step.edge).ResetToEdges(count).begin());
    }
    next_ += count;
  }

  const EdgeScanPlan& plan_;
  StepTypes types_;
  EdgeFilter filter_;
  Batch rows_;
  std::vector<EdgeTypeId> scanned_types_;
  size_t lane_ = 0;     // Of rows_, being scanned for.
  size_t type_ = 0;     // Of scanned_types_, being scanned.
  ScanPosition begin_;  // Where the scan of each type begins.
  ScanPosition position_;
  // What was found and not handed on yet, from next_ on, and the lane that it belongs to.
  size_t next_ = 0;
  EdgeColumns found_;
  uint32_t edge_lane_ = 0;
  std::vector<uint32_t> lanes_;
};

}  // namespace

OperatorPtr MakeEdgeScan(ExecutionState& state, const EdgeScanPlan& plan, OperatorPtr input) {
  return std::make_unique<EdgeScan>(state, plan, std::move(input));
}

}  // namespace rondo
