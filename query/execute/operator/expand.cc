// Expand: one row for each edge of a node. Three ways: along all edges of a node, between two nodes
// that are bound, and along an edge that is bound.

#include <algorithm>

#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

// How many edges are wanted from one call of the view.
constexpr size_t kEdgesPerSliceMax = size_t{1} << 16;
constexpr size_t kLanesPerSliceStart = 128;

class Expand final : public ChainedOperator {
 public:
  Expand(ExecutionState& state, const ExpandPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        step_(plan.step),
        types_(plan.step),
        filter_(plan.step),
        rows_(state.plan().slot_count),
        from_is_live_(!step_.from_is_bound && plan.IsLive(step_.from)),
        edge_is_live_(!step_.edge_is_bound && plan.IsLive(step_.edge)),
        to_is_live_(!step_.to_is_bound && plan.IsLive(step_.to)) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    Forget();
    RONDO_TRY(filter_.Open(state()));
    needs_edges_ = edge_is_live_ || filter_.active();
    if (plan_.only_new) {
      OpenNew();
    }
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == lanes_.size()) {
      Forget();
      if (plan_.only_new && seen_.count() >= node_count_max_) {
        out.Clear();  // All nodes that there can be were found.
        return {};
      }
      if (lane_ == rows_.lane_count()) {
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(state().CheckInterrupt());
        RONDO_TRY(Prepare());
        needs_lanes_ = needs_edges_ || std::ranges::any_of(rows_.set_slots(), [&](SlotIndex slot) {
                         return plan_.IsLive(slot);
                       });
      }
      RONDO_TRY(FindSome());
    }
    Emit(std::min(lanes_.size() - next_, state().batch_capacity()), out);
    return {};
  }

 private:
  void Forget() {
    next_ = 0;
    lanes_.clear();
  }

  void OpenNew() {
    seen_.Clear();
    std::optional<LabelId> label =
        plan_.to_label.empty() ? std::nullopt : context().names.Label(plan_.to_label);
    node_count_max_ = label ? state().view().NodeCount(*label) : state().view().NodeCount();
  }

  Result<void> Prepare() {
    if (step_.from_is_bound) {
      RONDO_TRY_ASSIGN(from_, NodesOf(rows_.column(step_.from), from_ids_));
    }
    if (step_.to_is_bound) {
      RONDO_TRY_ASSIGN(to_, NodesOf(rows_.column(step_.to), to_ids_));
    }
    can_match_ = types_.Resolve(context());
    return filter_.Prepare(rows_);
  }

  Result<void> FindSome() {
    if (!can_match_) {
      lane_ = rows_.lane_count();
      return {};
    }
    bool to_new = plan_.only_new && !filter_.active();
    if (!step_.edge_is_bound && !step_.to_is_bound && !to_new) {
      RONDO_TRY(ExpandSlice());  // Overwrites what was there, which need not be cleared for it.
      return DropUnwanted();
    }
    neighbors_.clear();
    edges_.clear();
    sources_.clear();
    if (step_.edge_is_bound) {
      RONDO_TRY(FollowBoundEdges());
    } else if (step_.to_is_bound) {
      RONDO_TRY(FindBetween());
    } else {
      return ExpandToNew();
    }
    return DropUnwanted();
  }

  Result<void> ExpandSlice() {
    size_t count = std::min(slice_, rows_.lane_count() - lane_);
    ExpandOptions options = types_.options();
    options.with_edges = needs_edges_;
    RONDO_TRY(state().view().Expand(options, from_.subspan(lane_, count), adjacency_));
    size_t edge_count = adjacency_.neighbors.size();
    lanes_.resize(edge_count);
    for (size_t index = 0; index < count && needs_lanes_; ++index) {
      std::fill(lanes_.begin() + adjacency_.offsets[index],
                lanes_.begin() + adjacency_.offsets[index + 1],
                static_cast<uint32_t>(lane_ + index));
    }
    neighbors_.swap(adjacency_.neighbors);
    edges_.swap(adjacency_.edges);
    lane_ += count;
    if (edge_count > kEdgesPerSliceMax) {
      slice_ = std::max<size_t>(1, slice_ / 2);
    } else if (edge_count < kEdgesPerSliceMax / 16) {
      slice_ = std::min(kBatchCapacity, slice_ * 2);
    }
    return {};
  }

  Result<void> ExpandToNew() {
    size_t count = std::min(kLanesPerSliceStart, rows_.lane_count() - lane_);
    RONDO_TRY(state().view().ExpandToNew(types_.options(), from_.subspan(lane_, count), seen_,
                                         neighbors_));
    lanes_.assign(neighbors_.size(), static_cast<uint32_t>(lane_));
    lane_ += count;
    return {};
  }

  Result<void> FindBetween() {
    ExpandOptions options = types_.options();
    for (; lane_ < rows_.lane_count() && edges_.size() < kEdgesPerSliceMax; ++lane_) {
      if (!from_[lane_].valid() || !to_[lane_].valid()) {
        continue;
      }
      RONDO_TRY(state().view().FindEdgesBetween(options, from_[lane_], to_[lane_], edges_));
      lanes_.resize(edges_.size(), static_cast<uint32_t>(lane_));
      neighbors_.resize(edges_.size(), to_[lane_]);
    }
    return {};
  }

  Result<void> FollowBoundEdges() {
    size_t count = rows_.lane_count();
    RONDO_TRY_ASSIGN(std::span<const EdgeId> edges, EdgesOf(rows_.column(step_.edge), edge_ids_));
    std::vector<NodeId> sources(count);
    std::vector<NodeId> targets(count);
    std::vector<EdgeTypeId> types(count);
    RONDO_TRY(state().view().GatherEdgeEndpoints(edges, sources, targets, types));
    for (size_t lane = 0; lane < count; ++lane) {
      if (!sources[lane].valid() || !types_.Contains(types[lane])) {
        continue;
      }
      bool loop = sources[lane] == targets[lane];
      if (step_.direction != Direction::kIncoming) {
        AddBoundEdge(lane, edges[lane], sources[lane], targets[lane]);
      }
      if (step_.direction != Direction::kOutgoing &&
          !(loop && step_.direction == Direction::kBoth)) {
        AddBoundEdge(lane, edges[lane], targets[lane], sources[lane]);
      }
    }
    lane_ = count;
    return {};
  }

  void AddBoundEdge(size_t lane, EdgeId edge, NodeId from, NodeId to) {
    if ((step_.from_is_bound && from_[lane] != from) || (step_.to_is_bound && to_[lane] != to)) {
      return;
    }
    lanes_.push_back(static_cast<uint32_t>(lane));
    edges_.push_back(edge);
    sources_.push_back(from);
    neighbors_.push_back(to);
  }

  Result<void> DropUnwanted() {
    if (!filter_.active()) {
      return {};
    }
    RONDO_TRY_ASSIGN(
        std::span<const uint32_t> places,
        filter_.Choose(state().view(), edges_, [this](size_t index) { return lanes_[index]; }));
    if (places.size() == lanes_.size()) {
      return {};
    }
    KeepPlaces(lanes_, places);
    KeepPlaces(edges_, places);
    KeepPlaces(neighbors_, places);
    if (!sources_.empty()) {
      KeepPlaces(sources_, places);
    }
    return {};
  }

  void Emit(size_t count, Batch& out) {
    out.ResetToLanes(rows_, std::span<const uint32_t>(lanes_).subspan(next_, count), plan_.live);
    if (edge_is_live_) {
      std::ranges::copy(std::span(edges_).subspan(next_, count),
                        out.Set(step_.edge).ResetToEdges(count).begin());
    }
    if (to_is_live_) {
      std::ranges::copy(std::span(neighbors_).subspan(next_, count),
                        out.Set(step_.to).ResetToNodes(count).begin());
    }
    if (from_is_live_) {
      std::ranges::copy(std::span(sources_).subspan(next_, count),
                        out.Set(step_.from).ResetToNodes(count).begin());
    }
    next_ += count;
    if (rows_.is_last() && lane_ == rows_.lane_count() && next_ == lanes_.size()) {
      out.MarkLast();
    }
  }

  const ExpandPlan& plan_;
  const EdgeStep& step_;
  StepTypes types_;
  EdgeFilter filter_;
  Batch rows_;
  size_t lane_ = 0;  // The first lane of rows_ that was not expanded yet.
  size_t slice_ = kLanesPerSliceStart;
  bool can_match_ = false;
  bool needs_edges_ = true;  // Of what is expanded.
  bool needs_lanes_ = true;
  const bool from_is_live_;
  const bool edge_is_live_;
  const bool to_is_live_;
  std::span<const NodeId> from_;
  std::span<const NodeId> to_;
  std::vector<NodeId> from_ids_;
  std::vector<NodeId> to_ids_;
  std::vector<EdgeId> edge_ids_;
  AdjacencyBatch adjacency_;
  // What was found and not handed on yet, from next_ on.
  size_t next_ = 0;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> neighbors_;
  std::vector<EdgeId> edges_;
  std::vector<NodeId> sources_;  // Of bound edges only.
  // Of a plan that wants new nodes only.
  MarkedNumbers seen_;
  uint64_t node_count_max_ = 0;
};

}  // namespace

OperatorPtr MakeExpand(ExecutionState& state, const ExpandPlan& plan, OperatorPtr input) {
  return std::make_unique<Expand>(state, plan, std::move(input));
}

}  // namespace rondo
