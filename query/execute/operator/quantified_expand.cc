// QuantifiedExpand: one row for each way to repeat an inner pattern.
//
// The inner plan is run once for each node that a repetition can begin at, and what it finds is
// kept while the row lasts, since trails come by the same node again and again. Over these
// repetitions trails are searched depth first, one at a time.

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "query/execute/operator/step_walker.h"

namespace rondo {

namespace {

constexpr size_t kStepsPerInterruptCheck = 4096;

/// The ways to go on from one node.
struct Repetitions {
  std::vector<NodeId> ends;
  std::vector<uint32_t> edge_offsets = {0};
  std::vector<EdgeId> edges;  // In the order of the pattern.
  std::vector<Value> groups;  // One value for each group variable, repetition by repetition.

  size_t count() const { return ends.size(); }
  std::span<const EdgeId> EdgesOf(size_t index) const {
    return std::span(edges).subspan(edge_offsets[index],
                                    edge_offsets[index + 1] - edge_offsets[index]);
  }
};

/// One node of the trail, and the repetition that leads on from it.
struct TrailStep {
  NodeId node;
  const Repetitions* repetitions = nullptr;
  size_t next = 0;  // The repetition taken is the one before.

  size_t taken() const { return next - 1; }
};

class QuantifiedExpand final : public ChainedOperator {
 public:
  QuantifiedExpand(ExecutionState& state, const QuantifiedExpandPlan& plan, OperatorPtr input,
                   InnerPlan inner)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        inner_(std::move(inner)),
        excluded_(plan.distinct_from),
        rows_(state.plan().slot_count),
        argument_(state.plan().slot_count),
        repetition_(state.plan().slot_count),
        length_max_(plan.length.max.value_or(~uint64_t{0})),
        to_is_live_(!plan.to_is_bound && plan.IsLive(plan.to)),
        edges_are_live_(plan.edges != kNoSlot && plan.IsLive(plan.edges)),
        groups_(plan.group_variables.size()) {
    for (const BoundQuantifiedPattern::GroupVariable& variable : plan.group_variables) {
      groups_are_live_.push_back(plan.IsLive(variable.outer));
    }
  }

  Result<void> Open() override {
    rows_.Clear();
    next_lane_ = 0;
    trail_.clear();
    taken_ = true;
    ForgetRepetitions();
    ForgetFound();
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (!IsFull()) {
      if (!trail_.empty()) {
        RONDO_TRY(Search());
      } else if (next_lane_ < rows_.lane_count()) {
        RONDO_TRY(BeginLane());
      } else if (!lanes_.empty()) {
        break;
      } else {
        RONDO_TRY(input().Next(rows_));
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(BeginRows());
      }
    }
    Emit(out);
    return {};
  }

 private:
  bool IsFull() {
    return lanes_.size() >= state().batch_capacity() || element_count_ >= kListElementsPerBatch;
  }

  void ForgetRepetitions() {
    repetitions_.clear();
    state().ReleaseMemory(reserved_size_);
    reserved_size_ = 0;
  }
  void ForgetFound() {
    lanes_.clear();
    ends_.clear();
    edge_lists_.clear();
    element_count_ = 0;
    for (std::vector<Value>& values : groups_) {
      values.clear();
    }
  }

  Result<void> BeginRows() {
    next_lane_ = 0;
    RONDO_TRY(excluded_.Prepare(rows_));
    RONDO_TRY_ASSIGN(from_, NodesOf(rows_.column(plan_.from), from_ids_));
    if (plan_.to_is_bound) {
      RONDO_TRY_ASSIGN(to_, NodesOf(rows_.column(plan_.to), to_ids_));
    }
    return {};
  }

  Result<void> BeginLane() {
    RONDO_TRY(state().CheckInterrupt());
    lane_ = next_lane_++;
    ForgetRepetitions();
    met_edges_.clear();
    met_nodes_.clear();
    NodeId from = from_[lane_];
    if (!from.valid() || (plan_.to_is_bound && !to_[lane_].valid())) {
      return {};
    }
    argument_.ResetToLanes(rows_, {&lane_, 1});
    if (plan_.length.min == 0) {
      AddRow(from);
    }
    return length_max_ == 0 || plan_.length.min > length_max_ ? Result<void>() : Push(from);
  }

  // ---------------------------------------------------------------- repetitions

  Result<void> Push(NodeId node) {
    std::unique_ptr<Repetitions>& found = repetitions_[node];
    if (found == nullptr) {
      found = std::make_unique<Repetitions>();
      RONDO_TRY(FindRepetitions(node, *found));
    }
    trail_.push_back({node, found.get(), 0});
    return {};
  }

  Result<void> FindRepetitions(NodeId node, Repetitions& found) {
    argument_.Set(plan_.inner_from).ResetToNodes(1)[0] = node;
    RONDO_TRY(inner_.Open(argument_));
    while (true) {
      RONDO_TRY(inner_.Next(repetition_));
      if (repetition_.empty()) {
        break;
      }
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(AddRepetitions(node, found));
    }
    size_t size = sizeof(Repetitions) + 64 + found.ends.size() * (sizeof(NodeId) + 4) +
                  found.edges.size() * sizeof(EdgeId) + found.groups.size() * sizeof(Value);
    reserved_size_ += size;
    return state().ReserveMemory(size);
  }

  Result<void> AddRepetitions(NodeId node, Repetitions& found) {
    RONDO_TRY_ASSIGN(std::span<const NodeId> ends,
                     NodesOf(repetition_.column(plan_.inner_to), inner_to_ids_));
    for (size_t lane = 0; lane < repetition_.lane_count(); ++lane) {
      size_t begin = found.edges.size();
      for (SlotIndex slot : plan_.inner_edges) {
        RONDO_TRY(AppendEdges(repetition_.column(slot), lane, found.edges));
      }
      bool taken =
          std::any_of(found.edges.begin() + static_cast<std::ptrdiff_t>(begin), found.edges.end(),
                      [&](EdgeId edge) { return excluded_.Contains(lane_, edge); });
      if (taken) {
        found.edges.resize(begin);
        continue;
      }
      found.ends.push_back(ends[lane]);
      found.edge_offsets.push_back(static_cast<uint32_t>(found.edges.size()));
      for (const BoundQuantifiedPattern::GroupVariable& variable : plan_.group_variables) {
        // The inner plan need not hand on the node that it was given.
        found.groups.push_back(variable.inner == plan_.inner_from
                                   ? Value(node)
                                   : repetition_.Get(variable.inner, lane));
      }
    }
    return {};
  }

  // ---------------------------------------------------------------- the search

  /// Goes on until the batch is full or the row's trails are all found.
  Result<void> Search() {
    while (!trail_.empty() && !IsFull()) {
      if (++step_count_ >= kStepsPerInterruptCheck) {
        step_count_ = 0;
        RONDO_TRY(state().CheckInterrupt());
      }
      TrailStep& step = trail_.back();
      if (step.next > 0 && taken_) {
        // Back from the trails that this repetition leads to.
        Release(step);
      }
      taken_ = true;
      if (step.next == step.repetitions->count()) {
        trail_.pop_back();
        continue;
      }
      ++step.next;
      bool closes = false;
      if (!Take(step, closes)) {
        taken_ = false;
        continue;
      }
      NodeId end = step.repetitions->ends[step.taken()];
      if (trail_.size() >= plan_.length.min) {
        AddRow(end);
      }
      if (trail_.size() < length_max_ && !closes) {
        RONDO_TRY(Push(end));
      }
    }
    return {};
  }

  /// Marks what the step's repetition meets; false, with nothing marked, if the trail may not go
  /// there. `closes` if it ends there, back where it began.
  bool Take(const TrailStep& step, bool& closes) {
    std::span<const EdgeId> edges = step.repetitions->EdgesOf(step.taken());
    if (edges.empty() && !plan_.length.max && trail_.size() > plan_.length.min) {
      return false;  // Nothing is gained by standing still, and it would never end.
    }
    if (plan_.mode == PathMode::kWalk) {
      return true;
    }
    for (size_t index = 0; index < edges.size(); ++index) {
      if (!met_edges_.insert(edges[index].value).second) {
        while (index-- > 0) {
          met_edges_.erase(edges[index].value);
        }
        return false;
      }
    }
    if (plan_.mode == PathMode::kTrail) {
      return true;
    }
    NodeId end = step.repetitions->ends[step.taken()];
    closes = plan_.mode == PathMode::kSimple && end == trail_.front().node;
    bool may_end = closes || (end != trail_.front().node && met_nodes_.insert(end.value).second);
    if (!may_end) {
      ForgetEdges(edges);
    }
    return may_end;
  }

  void Release(const TrailStep& step) {
    if (plan_.mode == PathMode::kWalk) {
      return;
    }
    ForgetEdges(step.repetitions->EdgesOf(step.taken()));
    met_nodes_.erase(step.repetitions->ends[step.taken()].value);
  }

  void ForgetEdges(std::span<const EdgeId> edges) {
    for (EdgeId edge : edges) {
      met_edges_.erase(edge.value);
    }
  }

  // ---------------------------------------------------------------- handing out

  void AddRow(NodeId end) {
    if (plan_.to_is_bound && to_[lane_] != end) {
      return;
    }
    lanes_.push_back(lane_);
    element_count_ += trail_.size() * (1 + groups_.size());
    if (to_is_live_) {
      ends_.push_back(end);
    }
    if (edges_are_live_) {
      ListValue list;
      ForEachRepetition([&](const TrailStep& step) {
        std::span<const EdgeId> edges = step.repetitions->EdgesOf(step.taken());
        list.insert(list.end(), edges.begin(), edges.end());
      });
      edge_lists_.emplace_back(std::move(list));
    }
    for (size_t group = 0; group < groups_.size(); ++group) {
      if (!groups_are_live_[group]) {
        continue;
      }
      ListValue list;
      ForEachRepetition([&](const TrailStep& step) {
        list.push_back(step.repetitions->groups[step.taken() * groups_.size() + group]);
      });
      groups_[group].emplace_back(std::move(list));
    }
  }

  /// In the order of the pattern.
  template <typename Visit>
  void ForEachRepetition(const Visit& visit) const {
    for (size_t index = 0; index < trail_.size(); ++index) {
      visit(trail_[plan_.reversed ? trail_.size() - 1 - index : index]);
    }
  }

  void Emit(Batch& out) {
    size_t count = lanes_.size();
    out.ResetToLanes(rows_, lanes_, plan_.live);
    if (to_is_live_) {
      std::ranges::copy(ends_, out.Set(plan_.to).ResetToNodes(count).begin());
    }
    if (edges_are_live_) {
      std::ranges::move(edge_lists_, out.Set(plan_.edges).ResetToValues(count).begin());
    }
    for (size_t group = 0; group < groups_.size(); ++group) {
      if (groups_are_live_[group]) {
        SlotIndex slot = plan_.group_variables[group].outer;
        std::ranges::move(groups_[group], out.Set(slot).ResetToValues(count).begin());
      }
    }
    ForgetFound();
  }

  const QuantifiedExpandPlan& plan_;
  InnerPlan inner_;
  ExcludedEdges excluded_;
  Batch rows_;
  Batch argument_;    // The row, with the node that a repetition begins at.
  Batch repetition_;  // What the inner plan found.
  const uint64_t length_max_;
  const bool to_is_live_;
  const bool edges_are_live_;
  std::vector<bool> groups_are_live_;
  std::span<const NodeId> from_;
  std::span<const NodeId> to_;
  std::vector<NodeId> from_ids_;
  std::vector<NodeId> to_ids_;
  std::vector<NodeId> inner_to_ids_;

  uint32_t next_lane_ = 0;
  uint32_t lane_ = 0;
  std::unordered_map<NodeId, std::unique_ptr<Repetitions>> repetitions_;
  size_t reserved_size_ = 0;
  std::vector<TrailStep> trail_;
  bool taken_ = true;  // The last step's repetition is marked in the sets.
  std::unordered_set<uint64_t> met_edges_;
  std::unordered_set<uint64_t> met_nodes_;
  size_t step_count_ = 0;

  // Rows to hand out.
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> ends_;
  std::vector<Value> edge_lists_;
  size_t element_count_ = 0;  // Of the lists, roughly.
  std::vector<std::vector<Value>> groups_;
};

}  // namespace

OperatorPtr MakeQuantifiedExpand(ExecutionState& state, const QuantifiedExpandPlan& plan,
                                 OperatorPtr input, InnerPlan inner) {
  return std::make_unique<QuantifiedExpand>(state, plan, std::move(input), std::move(inner));
}

}  // namespace rondo
