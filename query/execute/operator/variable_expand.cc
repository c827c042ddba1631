// VariableExpand: one row for each trail along a step that repeats.
//
// Trails are searched depth first, but in slices: each level holds some trails of its length, whose
// last nodes are expanded together, so that a call of the view pays for many of them and memory
// stays in proportion to the depth. From kDeepLevel on there is one trail a level, and a hash set
// knows what it has met, since looking back along it would take too long.

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "query/execute/operator/step_walker.h"

namespace rondo {

namespace {

constexpr size_t kNoDepth = ~size_t{0};
constexpr size_t kDeepLevel = 24;
constexpr size_t kWideLevelCount = 4;
constexpr size_t kStepsPerInterruptCheck = 4096;

size_t TrailCountMaxOf(size_t depth) {
  return depth < kWideLevelCount ? kBatchCapacity : depth < kDeepLevel ? 64 : 1;
}
/// How many edges one call of the view should bring.
size_t SliceSizeOf(size_t depth) { return depth < kWideLevelCount ? 16 * kBatchCapacity : 1024; }

/// Trails of one length, and the edges that lengthen some of them.
struct Level {
  std::vector<NodeId> nodes;      // Where each trail ends ...
  std::vector<EdgeId> edges;      // ... its last edge ...
  std::vector<uint32_t> parents;  // ... the trail of the level before that it lengthens ...
  std::vector<uint32_t> lanes;    // ... and its row.
  size_t expanded_count = 0;      // The trails before it have been expanded.
  size_t slice_begin = 0;         // The first trail in `adjacency`.
  AdjacencyBatch adjacency;
  size_t trail = 0;  // The next entry of `adjacency`, and the trail that it belongs to.
  size_t entry = 0;

  void Clear() {
    nodes.clear();
    edges.clear();
    parents.clear();
    lanes.clear();
    adjacency.Clear();
    expanded_count = 0;
    entry = 0;
  }
  void Add(NodeId node, EdgeId edge, size_t parent, uint32_t lane) {
    nodes.push_back(node);
    edges.push_back(edge);
    parents.push_back(static_cast<uint32_t>(parent));
    lanes.push_back(lane);
  }
};

class VariableExpand final : public ChainedOperator {
 public:
  VariableExpand(ExecutionState& state, const VariableExpandPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        step_(plan.step),
        walker_(state, plan.step, plan.edge_conditions),
        rows_(state.plan().slot_count),
        length_max_(plan.length.max.value_or(~uint64_t{0})),
        from_is_live_(!step_.from_is_bound && plan.IsLive(step_.from)),
        list_is_live_(!step_.edge_is_bound && plan.IsLive(step_.edge)),
        to_is_live_(!step_.to_is_bound && plan.IsLive(step_.to)) {}

  Result<void> Open() override {
    rows_.Clear();
    if (depth_ != kNoDepth) {  // A search was given up.
      for (Level& level : levels_) {
        level.Clear();
      }
      depth_ = kNoDepth;
    }
    Forget();
    RONDO_TRY(walker_.Open());
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == lanes_.size()) {
      Forget();
      if (depth_ == kNoDepth) {
        RONDO_TRY(input().Next(rows_));
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(state().CheckInterrupt());
        RONDO_TRY(BeginRows());
      }
      if (depth_ != kNoDepth) {
        RONDO_TRY(Search());
      }
    }
    Emit(std::min(lanes_.size() - next_, state().batch_capacity()), out);
    return {};
  }

 private:
  void Forget() {
    next_ = 0;
    lanes_.clear();
    starts_.clear();
    ends_.clear();
    lists_.clear();
    element_count_ = 0;
  }

  Result<void> BeginRows() {
    RONDO_TRY(walker_.Prepare(rows_));
    if (step_.from_is_bound) {
      RONDO_TRY_ASSIGN(from_, NodesOf(rows_.column(step_.from), from_ids_));
    }
    if (step_.to_is_bound) {
      RONDO_TRY_ASSIGN(to_, NodesOf(rows_.column(step_.to), to_ids_));
    }
    if (step_.edge_is_bound) {
      return FollowBoundLists();
    }
    if (levels_.empty()) {
      levels_.emplace_back();
    }
    Level& first = levels_.front();
    first.Clear();
    met_.clear();
    for (uint32_t lane = 0; lane < rows_.lane_count(); ++lane) {
      if (!from_[lane].valid() || (step_.to_is_bound && !to_[lane].valid())) {
        continue;
      }
      first.Add(from_[lane], EdgeId(), 0, lane);
      if (plan_.length.min == 0 && IsEnd(lane, from_[lane])) {
        AddFound(lane, from_[lane]);
        if (list_is_live_) {
          lists_.emplace_back(ListValue());
        }
      }
    }
    bool walks = walker_.can_match() && length_max_ > 0 && plan_.length.min <= length_max_;
    depth_ = walks ? 0 : kNoDepth;
    return {};
  }

  bool IsEnd(uint32_t lane, NodeId node) const { return !step_.to_is_bound || to_[lane] == node; }

  void AddFound(uint32_t lane, NodeId end) {
    lanes_.push_back(lane);
    ends_.push_back(end);
  }

  bool IsFull() const {
    return lanes_.size() >= capacity_ || element_count_ >= kListElementsPerBatch;
  }

  // ---------------------------------------------------------------- the search

  /// Goes on until there are rows to hand out or all trails were found.
  Result<void> Search() {
    capacity_ = state().batch_capacity();
    while (depth_ != kNoDepth && !IsFull()) {
      Level& level = levels_[depth_];
      if (level.entry < level.adjacency.edges.size()) {
        RONDO_TRY(TakeEdges(level));
      } else if (level.expanded_count < level.nodes.size()) {
        RONDO_TRY(ExpandSlice(level));
      } else if (HasLongerTrails()) {
        ++depth_;
      } else {
        ClearLevel(depth_);
        depth_ = depth_ == 0 ? kNoDepth : depth_ - 1;
      }
    }
    return {};
  }

  bool HasLongerTrails() const {
    return depth_ + 1 < levels_.size() && !levels_[depth_ + 1].nodes.empty();
  }

  void ClearLevel(size_t depth) {
    Level& level = levels_[depth];
    if (depth >= kDeepLevel && !level.nodes.empty()) {
      met_.erase(KeyOf(level.nodes.front(), level.edges.front()));
    }
    level.Clear();
  }

  Result<void> ExpandSlice(Level& level) {
    size_t left = level.nodes.size() - level.expanded_count;
    auto wanted = static_cast<size_t>(static_cast<double>(SliceSizeOf(depth_)) / degree_);
    size_t count = std::clamp<size_t>(wanted, 1, left);
    level.slice_begin = level.expanded_count;
    level.trail = level.slice_begin;
    level.entry = 0;
    RONDO_TRY(walker_.Expand(std::span(level.nodes).subspan(level.slice_begin, count),
                             std::span(level.lanes).subspan(level.slice_begin, count),
                             step_.direction, level.adjacency));
    level.expanded_count += count;
    degree_ = std::max(
        1.0, static_cast<double>(level.adjacency.edges.size()) / static_cast<double>(count));
    return CountSteps(count + level.adjacency.edges.size() / 16);
  }

  Result<void> CountSteps(size_t count) {
    step_count_ += count;
    if (step_count_ < kStepsPerInterruptCheck) {
      return {};
    }
    step_count_ = 0;
    return state().CheckInterrupt();
  }

  /// Lengthens trails by the edges of the slice, until it is used up, there are enough rows, or the
  /// next level is full, to which the search then goes.
  Result<void> TakeEdges(Level& level) {
    size_t depth = depth_ + 1;
    if (levels_.size() <= depth) {
      levels_.emplace_back();
      RONDO_TRY(state().ReserveMemory(sizeof(Level)));
    }
    Level& longer = levels_[depth];
    bool emits = depth >= plan_.length.min;
    bool extends = depth < length_max_;
    size_t trail_count_max = TrailCountMaxOf(depth);
    const AdjacencyBatch& adjacency = level.adjacency;
    size_t begin = level.entry;
    size_t end = std::min(adjacency.edges.size(), begin + kStepsPerInterruptCheck);
    for (; level.entry < end; ++level.entry) {
      if (IsFull() || longer.nodes.size() >= trail_count_max) {
        break;
      }
      while (level.entry == adjacency.offsets[level.trail - level.slice_begin + 1]) {
        ++level.trail;
      }
      NodeId node = adjacency.neighbors[level.entry];
      EdgeId edge = adjacency.edges[level.entry];
      bool closes = false;
      if (!MayGo(level.trail, node, edge, closes)) {
        continue;
      }
      uint32_t lane = level.lanes[level.trail];
      if (emits && IsEnd(lane, node)) {
        AddFound(lane, node);
        if (list_is_live_) {
          AddList(level.trail, edge);
        }
      }
      if (extends && !closes) {
        longer.Add(node, edge, level.trail, lane);
        if (depth >= kDeepLevel) {
          met_.insert(KeyOf(node, edge));
        }
      }
    }
    RONDO_TRY(CountSteps(1 + level.entry - begin));
    if (longer.nodes.size() >= trail_count_max) {
      ++depth_;
    }
    return {};
  }

  // ---------------------------------------------------------------- what a trail may meet

  bool CountsNodes() const {
    return plan_.mode == PathMode::kAcyclic || plan_.mode == PathMode::kSimple;
  }
  uint64_t KeyOf(NodeId node, EdgeId edge) const { return CountsNodes() ? node.value : edge.value; }

  /// Whether the trail of the current level may go along `edge` to `node`; `closes` if it ends
  /// there, back where it began.
  bool MayGo(size_t trail, NodeId node, EdgeId edge, bool& closes) const {
    if (plan_.mode == PathMode::kWalk) {
      return true;
    }
    if (depth_ >= kDeepLevel && met_.contains(KeyOf(node, edge))) {
      return false;
    }
    EdgeId last = levels_[depth_].edges[trail];
    size_t depth = depth_;
    if (depth >= kDeepLevel) {  // Those levels are in met_.
      trail = levels_[kDeepLevel].parents.front();
      depth = kDeepLevel - 1;
    }
    if (!CountsNodes()) {
      for (; depth > 0; --depth) {
        if (levels_[depth].edges[trail] == edge) {
          return false;
        }
        trail = levels_[depth].parents[trail];
      }
      return true;
    }
    for (; depth > 0; --depth) {
      if (levels_[depth].nodes[trail] == node) {
        return false;
      }
      trail = levels_[depth].parents[trail];
    }
    if (levels_.front().nodes[trail] != node) {
      return true;
    }
    closes = plan_.mode == PathMode::kSimple && last != edge;
    return closes;
  }

  /// The list of a trail of the current level and one edge more.
  void AddList(size_t trail, EdgeId edge) {
    size_t count = depth_ + 1;
    ListValue list(count);
    for (size_t depth = count; depth > 0; --depth) {
      list[plan_.reversed ? count - depth : depth - 1] = edge;
      if (depth > 1) {
        edge = levels_[depth - 1].edges[trail];
        trail = levels_[depth - 1].parents[trail];
      }
    }
    lists_.emplace_back(std::move(list));
    element_count_ += count;
  }

  // ---------------------------------------------------------------- edges that are bound

  Result<void> FollowBoundLists() {
    std::vector<EdgeId> edges;
    std::vector<uint32_t> offsets(1, 0);
    std::vector<uint32_t> edge_lanes;
    const Vector& lists = rows_.column(step_.edge);
    for (uint32_t lane = 0; lane < rows_.lane_count(); ++lane) {
      RONDO_TRY(AppendEdges(lists, lane, edges));
      if (plan_.reversed) {
        std::reverse(edges.begin() + offsets.back(), edges.end());
      }
      edge_lanes.resize(edges.size(), lane);
      offsets.push_back(static_cast<uint32_t>(edges.size()));
    }
    std::vector<NodeId> sources(edges.size());
    std::vector<NodeId> targets(edges.size());
    std::vector<EdgeTypeId> types(edges.size());
    RONDO_TRY(state().view().GatherEdgeEndpoints(edges, sources, targets, types));
    std::unique_ptr<bool[]> fits = std::make_unique<bool[]>(edges.size());
    for (size_t index = 0; index < edges.size(); ++index) {
      fits[index] =
          sources[index].valid() && walker_.can_match() && walker_.types().Contains(types[index]);
    }
    RONDO_TRY(walker_.DropUnfit(edges, edge_lanes, {fits.get(), edges.size()}));
    for (uint32_t lane = 0; lane < rows_.lane_count(); ++lane) {
      if (lists.IsNull(lane)) {
        continue;
      }
      size_t begin = offsets[lane];
      size_t count = offsets[lane + 1] - begin;
      std::span<const EdgeId> list = std::span<const EdgeId>(edges).subspan(begin, count);
      bool all_fit =
          std::all_of(fits.get() + begin, fits.get() + begin + count, [](bool fit) { return fit; });
      if (!all_fit || count < plan_.length.min || count > length_max_ || RepeatsEdge(list)) {
        continue;
      }
      FollowBoundList(lane, {list, std::span<const NodeId>(sources).subspan(begin, count),
                             std::span<const NodeId>(targets).subspan(begin, count)});
    }
    return {};
  }

  struct BoundList {
    std::span<const EdgeId> edges;
    std::span<const NodeId> sources;
    std::span<const NodeId> targets;
  };

  bool RepeatsEdge(std::span<const EdgeId> edges) const {
    if (plan_.mode == PathMode::kWalk) {
      return false;
    }
    std::vector<EdgeId> sorted(edges.begin(), edges.end());
    std::ranges::sort(sorted);
    return std::ranges::adjacent_find(sorted) != sorted.end();
  }

  /// Without a bound node the walk may begin at either end of its first edge, as far as the
  /// direction allows.
  void FollowBoundList(uint32_t lane, const BoundList& list) {
    if (step_.from_is_bound) {
      if (from_[lane].valid()) {
        FollowFrom(lane, from_[lane], list);
      }
      return;
    }
    if (list.edges.empty()) {
      return;
    }
    NodeId source = list.sources.front();
    NodeId target = list.targets.front();
    if (step_.direction != Direction::kIncoming) {
      FollowFrom(lane, source, list);
    }
    if (step_.direction == Direction::kIncoming ||
        (step_.direction == Direction::kBoth && source != target)) {
      FollowFrom(lane, target, list);
    }
  }

  void FollowFrom(uint32_t lane, NodeId start, const BoundList& list) {
    std::vector<NodeId> nodes = {start};
    for (size_t index = 0; index < list.edges.size(); ++index) {
      NodeId node = nodes.back();
      if (step_.direction != Direction::kIncoming && list.sources[index] == node) {
        nodes.push_back(list.targets[index]);
      } else if (step_.direction != Direction::kOutgoing && list.targets[index] == node) {
        nodes.push_back(list.sources[index]);
      } else {
        return;
      }
    }
    NodeId end = nodes.back();
    if (!IsEnd(lane, end)) {
      return;
    }
    if (CountsNodes()) {
      if (plan_.mode == PathMode::kSimple && nodes.size() > 1 && end == start) {
        nodes.pop_back();
      }
      std::ranges::sort(nodes);
      if (std::ranges::adjacent_find(nodes) != nodes.end()) {
        return;
      }
    }
    AddFound(lane, end);
    starts_.push_back(start);
  }

  // ---------------------------------------------------------------- handing out

  void Emit(size_t count, Batch& out) {
    out.ResetToLanes(rows_, std::span<const uint32_t>(lanes_).subspan(next_, count), plan_.live);
    if (from_is_live_) {
      std::ranges::copy(std::span(starts_).subspan(next_, count),
                        out.Set(step_.from).ResetToNodes(count).begin());
    }
    if (to_is_live_) {
      std::ranges::copy(std::span(ends_).subspan(next_, count),
                        out.Set(step_.to).ResetToNodes(count).begin());
    }
    if (list_is_live_) {
      std::ranges::move(std::span(lists_).subspan(next_, count),
                        out.Set(step_.edge).ResetToValues(count).begin());
    }
    next_ += count;
  }

  const VariableExpandPlan& plan_;
  const EdgeStep& step_;
  StepWalker walker_;
  Batch rows_;
  const uint64_t length_max_;
  const bool from_is_live_;
  const bool list_is_live_;
  const bool to_is_live_;
  std::span<const NodeId> from_;
  std::span<const NodeId> to_;
  std::vector<NodeId> from_ids_;
  std::vector<NodeId> to_ids_;
  size_t capacity_ = kBatchCapacity;

  std::deque<Level> levels_;          // By length of their trails; references stay while it grows.
  size_t depth_ = kNoDepth;           // The level that is worked on; kNoDepth: rows_ are done.
  std::unordered_set<uint64_t> met_;  // Edges, or nodes, of the trails of deep levels.
  double degree_ = 16.0;              // Edges of a node, as of late.
  size_t step_count_ = 0;             // Since interrupts were looked for.

  // What was found and not handed on yet, from next_ on.
  size_t next_ = 0;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> starts_;  // Of bound lists only.
  std::vector<NodeId> ends_;
  std::vector<Value> lists_;
  size_t element_count_ = 0;  // Of lists_.
};

}  // namespace

OperatorPtr MakeVariableExpand(ExecutionState& state, const VariableExpandPlan& plan,
                               OperatorPtr input) {
  return std::make_unique<VariableExpand>(state, plan, std::move(input));
}

}  // namespace rondo
