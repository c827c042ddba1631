// ShortestPath: breadth-first search from one end, or from both where both are bound, always on the
// side with fewer nodes to expand.
//
// A way is found as a Joint: the edge where the searches from both sides meet, with the nodes on
// either side of it. The ways through a joint are read off the arrivals of both sides. A shortest
// way between two nodes meets no node twice, so it is a trail; only ways from a node back to itself
// need care:
// * Along a direction, the shortest closed way is a cycle: the search backwards meets the node.
// * Against and along directions, a way must not turn round on an edge. Each node belongs to the
//   branch of the edge by which its way leaves the start; an edge between two branches closes a
//   cycle, and the shortest cycle is closed by such an edge (Itai and Rodeh: Finding a minimum
//   circuit in a graph, SIAM J. Comput. 7, 1978). On it node i of k lies min(i, k - i) steps away
//   from the start, so all shortest ones are pairs of shortest ways that share no edge.
// * Walks may turn round: there the shortest ones go along a loop, or to a neighbour and back.

#include <algorithm>

#include "query/execute/operator/reached_nodes.h"
#include "query/execute/operator/step_walker.h"

namespace rondo {

namespace {

constexpr uint32_t kNone = ReachedNodes::kNone;
constexpr size_t kSliceSizeStart = 32;
// How many edges ahead the memory of a node is asked for.
constexpr size_t kPrefetchDistance = 8;
constexpr size_t kStepsPerInterruptCheck = 4096;
constexpr size_t kEdgesPerSlice = size_t{1} << 13;

/// The search from one end: its nodes, of which those from `level_begin` on are the last level.
struct Side {
  ReachedNodes reached;
  Direction direction = Direction::kOutgoing;
  uint32_t depth = 0;
  uint32_t level_begin = 0;

  void Begin(NodeId root, Direction walked) {
    reached.Clear(root);
    direction = walked;
    depth = 0;
    level_begin = 0;
  }
  uint32_t level_size() const { return reached.node_count() - level_begin; }
};

/// Ways from the root of one side to `first`, along `edge`, and from `second` to the root of the
/// other side. Without an edge the way ends at `first`.
struct Joint {
  uint32_t first = 0;
  EdgeId edge;
  uint32_t second = kNone;
};

/// Reads the ways through one joint, one after the other.
class WayReader {
 public:
  /// `second` may be the same side. Both must stay until the last Next.
  void Begin(const ReachedNodes& first, const ReachedNodes& second, const Joint& joint) {
    first_ = &first;
    second_ = &second;
    joint_ = joint;
    arrivals_.clear();
    first_count_ = 0;
    started_ = false;
  }
  /// Moves to the next way; false if there is none.
  bool Next();
  /// Edges from the first root on.
  void Edges(std::vector<EdgeId>& edges) const;

 private:
  const ReachedNodes& SideOf(size_t position) const {
    return position < first_count_ ? *first_ : *second_;
  }
  /// Adds the first arrivals from where the last one came from down to the root.
  void Descend(const ReachedNodes& side, uint32_t node);

  const ReachedNodes* first_ = nullptr;
  const ReachedNodes* second_ = nullptr;
  Joint joint_;
  // From the joint to the first root, then from the joint to the second root.
  std::vector<uint32_t> arrivals_;
  size_t first_count_ = 0;
  bool started_ = false;
};

void WayReader::Descend(const ReachedNodes& side, uint32_t node) {
  while (node != kNone && side.first_arrival(node) != kNone) {
    arrivals_.push_back(side.first_arrival(node));
    node = side.arrival(arrivals_.back()).from;
  }
}

bool WayReader::Next() {
  if (!started_) {
    started_ = true;
    Descend(*first_, joint_.first);
    first_count_ = arrivals_.size();
    Descend(*second_, joint_.second);
    return true;
  }
  while (!arrivals_.empty()) {
    size_t position = arrivals_.size() - 1;
    uint32_t next = SideOf(position).arrival(arrivals_.back()).next;
    if (next == kNone) {
      arrivals_.pop_back();
      continue;
    }
    arrivals_.back() = next;
    Descend(SideOf(position), SideOf(position).arrival(next).from);
    if (position < first_count_) {
      Descend(*second_, joint_.second);
    }
    return true;
  }
  return false;
}

void WayReader::Edges(std::vector<EdgeId>& edges) const {
  edges.clear();
  for (size_t position = first_count_; position > 0; --position) {
    edges.push_back(first_->arrival(arrivals_[position - 1]).edge);
  }
  if (joint_.edge.valid()) {
    edges.push_back(joint_.edge);
  }
  for (size_t position = first_count_; position < arrivals_.size(); ++position) {
    edges.push_back(second_->arrival(arrivals_[position]).edge);
  }
}

class ShortestPath final : public ChainedOperator {
 public:
  ShortestPath(ExecutionState& state, const ShortestPathPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        step_(plan.step),
        walker_(state, plan.step, plan.edge_conditions),
        rows_(state.plan().slot_count),
        length_max_(plan.length.max.value_or(~uint64_t{0})),
        list_is_live_(plan.IsLive(step_.edge)),
        to_is_live_(!step_.to_is_bound && plan.IsLive(step_.to)) {}

  Result<void> Open() override {
    rows_.Clear();
    next_lane_ = 0;
    stage_ = Stage::kDone;
    reserved_size_ = 0;
    ForgetJoints();
    lanes_.clear();
    ends_.clear();
    lists_.clear();
    element_count_ = 0;
    RONDO_TRY(walker_.Open());
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override;

 private:
  bool IsFull() {
    return lanes_.size() >= state().batch_capacity() || element_count_ >= kListElementsPerBatch;
  }

  Result<void> BeginRows();
  /// Moves to the next row.
  Result<void> BeginLane();
  /// Finds some more joints for the row, or that there are no more.
  Result<void> GoOn();
  Result<void> SearchLevel();
  Result<void> SearchBetween(NodeId from, NodeId to);
  Result<void> SearchCycle(NodeId node);
  Result<void> SearchDirectedCycle(NodeId node);
  Result<void> SearchUndirectedCycle(NodeId node);
  Result<void> SearchClosedWalk(NodeId node);
  Result<void> FindCycleJoints(uint32_t length);

  /// Calls visit(number of the node, neighbor, edge) for the edges of nodes that `side` has
  /// reached. Stops where it returns false.
  template <typename Visit>
  Result<void> ExpandNodes(Side& side, uint32_t begin, uint32_t end, const Visit& visit);
  /// The same for the last level, to which the new nodes are the next one.
  template <typename Visit>
  Result<void> ExpandLevel(Side& side, const Visit& visit);
  /// Adds a node, or one more way to one of the level that is being found.
  void Reach(Side& side, uint32_t from, NodeId node, EdgeId edge);
  Result<void> ReserveReached();

  /// Makes rows of the joints found, until the batch is full.
  Result<void> ReadWays();
  /// Whether the way that reader_ stands at is a trail.
  bool IsTrail();
  void AddRow(const Joint& joint);
  void Emit(Batch& out);
  void ForgetJoints() {
    joints_.clear();
    next_joint_ = 0;
    reading_ = false;
    ways_may_turn_ = false;
  }

  const ShortestPathPlan& plan_;
  const EdgeStep& step_;
  StepWalker walker_;
  Batch rows_;
  const uint64_t length_max_;
  const bool list_is_live_;
  const bool to_is_live_;
  std::span<const NodeId> from_;
  std::span<const NodeId> to_;
  std::vector<NodeId> from_ids_;
  std::vector<NodeId> to_ids_;

  // The row that is searched for.
  enum class Stage : uint8_t { kLevels, kCycle, kDone };
  uint32_t next_lane_ = 0;
  uint32_t lane_ = 0;
  Stage stage_ = Stage::kDone;
  NodeId end_;  // Of ways with a joint that has an edge.
  Side forward_;
  Side backward_;
  const ReachedNodes* second_side_ = nullptr;  // Where the second nodes of joints are.
  std::vector<Joint> joints_;
  size_t next_joint_ = 0;
  WayReader reader_;
  bool reading_ = false;        // The last joint may have more ways.
  bool ways_may_turn_ = false;  // Ways may use an edge twice; those are left out.

  size_t step_count_ = 0;     // Since interrupts were looked for.
  size_t reserved_size_ = 0;  // Bytes, of the row's search.
  AdjacencyBatch adjacency_;
  std::vector<NodeId> slice_;
  std::vector<EdgeId> way_;
  std::vector<EdgeId> sorted_way_;
  std::vector<uint32_t> branches_;  // Of the nodes of forward_, in the search for a cycle.

  // Rows to hand out.
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> ends_;
  std::vector<Value> lists_;
  size_t element_count_ = 0;  // Of lists_.
};

// ---------------------------------------------------------------- rows

Result<void> ShortestPath::Next(Batch& out) {
  while (true) {
    RONDO_TRY(ReadWays());
    if (IsFull()) {
      break;
    }
    if (stage_ != Stage::kDone) {
      RONDO_TRY(GoOn());
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

Result<void> ShortestPath::BeginRows() {
  next_lane_ = 0;
  RONDO_TRY(walker_.Prepare(rows_));
  RONDO_TRY_ASSIGN(from_, NodesOf(rows_.column(step_.from), from_ids_));
  if (step_.to_is_bound) {
    RONDO_TRY_ASSIGN(to_, NodesOf(rows_.column(step_.to), to_ids_));
  }
  return {};
}

Result<void> ShortestPath::BeginLane() {
  RONDO_TRY(state().CheckInterrupt());
  lane_ = next_lane_++;
  ForgetJoints();
  state().ReleaseMemory(reserved_size_);
  reserved_size_ = 0;
  NodeId from = from_[lane_];
  NodeId to = step_.to_is_bound ? to_[lane_] : from;
  if (!from.valid() || !to.valid()) {
    return {};
  }
  second_side_ = &backward_.reached;
  if (from != to) {
    return walker_.can_match() ? SearchBetween(from, to) : Result<void>();
  }
  forward_.Begin(from, step_.direction);
  if (plan_.length.min == 0) {
    joints_.push_back({});  // The way without edges.
  }
  if (!walker_.can_match()) {
    return {};
  }
  if (!step_.to_is_bound) {
    stage_ = Stage::kLevels;
  } else if (plan_.length.min > 0) {
    stage_ = Stage::kCycle;
  }
  return {};
}

Result<void> ShortestPath::GoOn() {
  ForgetJoints();
  if (stage_ == Stage::kLevels && forward_.level_size() > 0 && forward_.depth < length_max_) {
    return SearchLevel();
  }
  bool searches_cycle = plan_.length.min > 0;
  stage_ = Stage::kDone;
  return searches_cycle ? SearchCycle(from_[lane_]) : Result<void>();
}

Result<void> ShortestPath::ReadWays() {
  while (!IsFull()) {
    if (!reading_) {
      if (next_joint_ == joints_.size()) {
        return {};
      }
      reader_.Begin(forward_.reached, *second_side_, joints_[next_joint_++]);
      reading_ = true;
    }
    if (!reader_.Next()) {
      reading_ = false;
      continue;
    }
    if (list_is_live_ || ways_may_turn_) {
      reader_.Edges(way_);
      step_count_ += way_.size();
    }
    if (++step_count_ >= kStepsPerInterruptCheck) {
      step_count_ = 0;
      RONDO_TRY(state().CheckInterrupt());
    }
    if (!ways_may_turn_ || IsTrail()) {
      AddRow(joints_[next_joint_ - 1]);
    }
  }
  return {};
}

bool ShortestPath::IsTrail() {
  sorted_way_ = way_;
  std::ranges::sort(sorted_way_);
  return std::ranges::adjacent_find(sorted_way_) == sorted_way_.end();
}

void ShortestPath::AddRow(const Joint& joint) {
  lanes_.push_back(lane_);
  if (to_is_live_) {
    ends_.push_back(joint.edge.valid() ? end_ : forward_.reached.node(joint.first));
  }
  if (list_is_live_) {
    ListValue list(way_.begin(), way_.end());
    if (plan_.reversed) {
      std::ranges::reverse(list);
    }
    lists_.emplace_back(std::move(list));
    element_count_ += way_.size();
  }
}

void ShortestPath::Emit(Batch& out) {
  out.ResetToLanes(rows_, lanes_, plan_.live);
  if (to_is_live_) {
    std::ranges::copy(ends_, out.Set(step_.to).ResetToNodes(ends_.size()).begin());
  }
  if (list_is_live_) {
    std::ranges::move(lists_, out.Set(step_.edge).ResetToValues(lists_.size()).begin());
  }
  lanes_.clear();
  ends_.clear();
  lists_.clear();
  element_count_ = 0;
}

// ---------------------------------------------------------------- levels

template <typename Visit>
Result<void> ShortestPath::ExpandNodes(Side& side, uint32_t begin, uint32_t end,
                                       const Visit& visit) {
  // Slices begin small: the search often ends early in a level.
  for (size_t slice_size = kSliceSizeStart; begin < end;) {
    auto count = static_cast<uint32_t>(std::min<size_t>(slice_size, end - begin));
    slice_.clear();
    for (uint32_t index = begin; index < begin + count; ++index) {
      slice_.push_back(side.reached.node(index));
    }
    RONDO_TRY(walker_.Expand(slice_, {&lane_, 1}, side.direction, adjacency_));
    RONDO_TRY(state().CheckInterrupt());
    size_t edge_count = adjacency_.edges.size();
    for (uint32_t index = 0; index < count; ++index) {
      for (size_t entry = adjacency_.offsets[index]; entry < adjacency_.offsets[index + 1];
           ++entry) {
        side.reached.Prefetch(
            adjacency_.neighbors[std::min(entry + kPrefetchDistance, edge_count - 1)]);
        if (!visit(begin + index, adjacency_.neighbors[entry], adjacency_.edges[entry])) {
          return {};
        }
      }
    }
    begin += count;
    if (edge_count > kEdgesPerSlice) {
      slice_size = std::max<size_t>(1, slice_size / 2);
    } else if (edge_count < kEdgesPerSlice / 2) {
      slice_size = std::min(kBatchCapacity, slice_size * 2);
    }
  }
  return {};
}

template <typename Visit>
Result<void> ShortestPath::ExpandLevel(Side& side, const Visit& visit) {
  uint32_t end = side.reached.node_count();
  RONDO_TRY(ExpandNodes(side, side.level_begin, end, visit));
  side.level_begin = end;
  ++side.depth;
  return ReserveReached();
}

void ShortestPath::Reach(Side& side, uint32_t from, NodeId node, EdgeId edge) {
  uint32_t count = side.reached.node_count();
  uint32_t index = side.reached.FindOrAdd(node, edge, from);
  if (index < count && plan_.all && side.reached.depth(index) == side.depth + 1) {
    side.reached.AddArrival(index, edge, from);
  }
}

Result<void> ShortestPath::ReserveReached() {
  size_t size = forward_.reached.memory_size() + backward_.reached.memory_size();
  if (size <= reserved_size_) {
    return {};
  }
  size_t added = size - reserved_size_;
  reserved_size_ = size;
  return state().ReserveMemory(added);
}

Result<void> ShortestPath::SearchLevel() {
  RONDO_TRY(ExpandLevel(forward_, [&](uint32_t from, NodeId node, EdgeId edge) {
    Reach(forward_, from, node, edge);
    return true;
  }));
  for (uint32_t index = forward_.level_begin; index < forward_.reached.node_count(); ++index) {
    joints_.push_back({index, EdgeId(), kNone});
  }
  return {};
}

Result<void> ShortestPath::SearchBetween(NodeId from, NodeId to) {
  forward_.Begin(from, step_.direction);
  backward_.Begin(to, Opposite(step_.direction));
  end_ = to;
  // The levels up to here do not meet, so an edge from one last level that meets the other side
  // meets its last level.
  while (joints_.empty() && uint64_t{forward_.depth} + backward_.depth < length_max_) {
    bool is_forward = forward_.level_size() <= backward_.level_size();
    Side& side = is_forward ? forward_ : backward_;
    Side& other = is_forward ? backward_ : forward_;
    if (side.level_size() == 0) {
      return {};
    }
    RONDO_TRY(ExpandLevel(side, [&](uint32_t index, NodeId node, EdgeId edge) {
      uint32_t met = other.reached.Find(node);
      if (met != kNone) {
        joints_.push_back(is_forward ? Joint{index, edge, met} : Joint{met, edge, index});
        return plan_.all;
      }
      Reach(side, index, node, edge);
      return true;
    }));
  }
  return {};
}

// ---------------------------------------------------------------- back to where it began

Result<void> ShortestPath::SearchCycle(NodeId node) {
  end_ = node;
  forward_.Begin(node, step_.direction);
  if (step_.direction != Direction::kBoth) {
    return SearchDirectedCycle(node);
  }
  return plan_.is_walk ? SearchClosedWalk(node) : SearchUndirectedCycle(node);
}

Result<void> ShortestPath::SearchClosedWalk(NodeId node) {
  second_side_ = &forward_.reached;
  std::vector<Joint> backs;
  RONDO_TRY(ExpandLevel(forward_, [&](uint32_t, NodeId neighbor, EdgeId edge) {
    if (neighbor == node) {
      joints_.push_back({0, edge, 0});
      return plan_.all;
    }
    Reach(forward_, 0, neighbor, edge);
    backs.push_back({forward_.reached.Find(neighbor), edge, 0});
    return true;
  }));
  if (joints_.empty() && length_max_ >= 2 && !backs.empty()) {
    backs.resize(plan_.all ? backs.size() : 1);
    joints_ = std::move(backs);
  }
  return {};
}

Result<void> ShortestPath::SearchDirectedCycle(NodeId node) {
  backward_.Begin(node, Opposite(step_.direction));
  while (joints_.empty() && backward_.level_size() > 0 && backward_.depth < length_max_) {
    RONDO_TRY(ExpandLevel(backward_, [&](uint32_t index, NodeId neighbor, EdgeId edge) {
      if (neighbor == node) {
        joints_.push_back({0, edge, index});
        return plan_.all;
      }
      Reach(backward_, index, neighbor, edge);
      return true;
    }));
  }
  return {};
}

Result<void> ShortestPath::SearchUndirectedCycle(NodeId node) {
  second_side_ = &forward_.reached;
  ReachedNodes& reached = forward_.reached;
  branches_.assign(1, kNone);
  uint32_t length = kNone;
  Joint best;
  auto offer = [&](uint32_t first, EdgeId edge, uint32_t second) {
    uint32_t offered = reached.depth(first) + reached.depth(second) + 1;
    if (offered < length) {
      length = offered;
      best = {first, edge, second};
    }
  };
  // A level closes ways of 2 * depth + 1 and 2 * depth + 2 edges.
  while (length == kNone && forward_.level_size() > 0 &&
         2 * uint64_t{forward_.depth} + 1 <= length_max_) {
    RONDO_TRY(ExpandLevel(forward_, [&](uint32_t index, NodeId neighbor, EdgeId edge) {
      if (neighbor == node) {
        if (index == 0) {
          offer(0, edge, 0);
        }
        return true;  // Else it was met from the other end.
      }
      uint32_t count = reached.node_count();
      bool turns = index != 0 && reached.arrival(reached.first_arrival(index)).edge == edge;
      Reach(forward_, index, neighbor, edge);
      if (reached.node_count() > count) {
        branches_.push_back(index == 0 ? count : branches_[index]);
        return true;
      }
      uint32_t other = reached.Find(neighbor);
      if (!turns && branches_[index] != branches_[other]) {
        offer(index, edge, other);
      }
      return true;
    }));
  }
  if (length == kNone || length > length_max_) {
    return {};
  }
  if (!plan_.all) {
    joints_.push_back(best);
    return {};
  }
  return FindCycleJoints(length);
}

/// Cuts the ways of that length at the edge in their middle.
Result<void> ShortestPath::FindCycleJoints(uint32_t length) {
  ways_may_turn_ = true;
  ReachedNodes& reached = forward_.reached;
  uint32_t first_depth = (length + 1) / 2 - 1;
  uint32_t second_depth = length - 1 - first_depth;
  uint32_t begin = 0;
  while (reached.depth(begin) < first_depth) {
    ++begin;
  }
  uint32_t end = begin;
  while (end < reached.node_count() && reached.depth(end) == first_depth) {
    ++end;
  }
  return ExpandNodes(forward_, begin, end, [&](uint32_t index, NodeId neighbor, EdgeId edge) {
    uint32_t other = reached.Find(neighbor);
    if (other != kNone && reached.depth(other) == second_depth) {
      joints_.push_back({index, edge, other});
    }
    return true;
  });
}

}  // namespace

OperatorPtr MakeShortestPath(ExecutionState& state, const ShortestPathPlan& plan,
                             OperatorPtr input) {
  return std::make_unique<ShortestPath>(state, plan, std::move(input));
}

}  // namespace rondo
