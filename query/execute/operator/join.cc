// Joins without rows in between: nodes that several bound nodes have in common (intersection of
// sorted adjacency), and counting edges instead of walking them.

#include <algorithm>

#include "graph/base/prefetch.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/pair_table.h"

namespace rondo {

namespace {

/// The adjacency lists of nodes that were asked for lately, sorted by neighbor. Direct-mapped: a
/// node takes the place of another with the same low bits. Small until many nodes were asked for.
class AdjacencyMemory {
 public:
  struct List {
    NodeId node;
    uint64_t run = 0;  // In which it was read.
    AdjacencyBatch adjacency;
  };

  AdjacencyMemory() : lists_(kSmall) {}

  /// Forgets everything; memory stays.
  void Clear() { ++run_; }

  /// Asks the processor to fetch the list of `node`, which will be asked for soon; if it is near
  /// already, what it holds.
  void Prefetch(NodeId node, bool content) const {
    const List& list = lists_[node.value & (lists_.size() - 1)];
    rondo::Prefetch(content ? static_cast<const void*>(list.adjacency.neighbors.data()) : &list);
  }

  /// The list of `node`, made by `read(adjacency)` unless it is remembered. Lives until the next
  /// call.
  template <typename Read>
  Result<const AdjacencyBatch*> Find(NodeId node, const Read& read) {
    if (read_count_ > 4 * lists_.size() && lists_.size() < kLarge) {
      lists_ = std::vector<List>(lists_.size() * 32);
    }
    List& list = lists_[node.value & (lists_.size() - 1)];
    if (list.node == node && list.run == run_ && node.valid()) {
      return &list.adjacency;
    }
    list.node = NodeId();  // Until the list is whole.
    RONDO_TRY(read(list.adjacency));
    list.node = node;
    list.run = run_;
    ++read_count_;
    edge_count_ += list.adjacency.edges.size();
    if (edge_count_ > kEdgesMax) {
      MakeRoom(list);
    }
    return &list.adjacency;
  }

 private:
  static constexpr size_t kSmall = 16;  // Powers of two.
  static constexpr size_t kLarge = 16384;
  static constexpr size_t kEdgesMax = size_t{1} << 20;

  void MakeRoom(const List& kept) {
    edge_count_ = kept.adjacency.edges.size();
    for (List& list : lists_) {
      if (&list != &kept) {
        list = {};
      }
    }
  }

  std::vector<List> lists_;
  uint64_t run_ = 1;
  uint64_t read_count_ = 0;
  size_t edge_count_ = 0;  // At least what the lists hold.
};

/// The adjacency of one step for the lanes of a batch, sorted by neighbor.
class SortedAdjacency {
 public:
  explicit SortedAdjacency(const EdgeStep& step)
      : step_(step), types_(step), excluded_(step.distinct_from) {}

  Result<void> Open(ExecutionState& state) {
    memory_.Clear();
    return time_.Open(step_.time, state);
  }

  /// False if nothing can match.
  Result<bool> Prepare(const Batch& rows, EvaluationContext& context) {
    RONDO_TRY_ASSIGN(from_, NodesOf(rows.column(step_.from), from_ids_));
    RONDO_TRY(excluded_.Prepare(rows));
    return types_.Resolve(context);
  }

  /// Whether the step's edges can be looked up by their ends alone.
  bool can_be_probed() const { return !time_.active(); }
  Direction direction() const { return step_.direction; }
  std::span<const NodeId> from() const { return from_; }
  ExpandOptions options() const { return types_.options(); }
  /// The types of the step, each once.
  std::vector<EdgeTypeId> Types(const GraphView& view) const { return types_.Distinct(view); }
  uint64_t EdgeCount(const GraphView& view) const {
    uint64_t count = 0;
    for (EdgeTypeId type : Types(view)) {
      count += view.EdgeCount(type);
    }
    return count;
  }
  bool IsExcluded(size_t lane, EdgeId edge) const { return excluded_.Contains(lane, edge); }

  Result<void> MoveTo(size_t lane, const GraphView& view) {
    lane_ = lane;
    auto read = [&](AdjacencyBatch& adjacency) -> Result<void> {
      RONDO_TRY(view.Expand(types_.options(), from_.subspan(lane, 1), adjacency));
      if (time_.active()) {
        RONDO_TRY(DropInvisible(view, adjacency));
      }
      if (!std::ranges::is_sorted(adjacency.neighbors)) {
        Sort(adjacency);
      }
      return {};
    };
    RONDO_TRY_ASSIGN(adjacency_, memory_.Find(from_[lane], read));
    return {};
  }

  /// Asks the processor for what MoveTo will need when it comes some lanes further.
  void PrefetchAfter(size_t lane) const {
    constexpr size_t kListAhead = 16;
    constexpr size_t kContentAhead = 8;
    if (lane + kListAhead < from_.size()) {
      memory_.Prefetch(from_[lane + kListAhead], false);
      memory_.Prefetch(from_[lane + kContentAhead], true);
    }
  }

  std::span<const NodeId> neighbors() const { return adjacency_->neighbors; }
  EdgeId edge(size_t index) const { return adjacency_->edges[index]; }
  bool IsExcluded(EdgeId edge) const { return IsExcluded(lane_, edge); }

 private:
  Result<void> DropInvisible(const GraphView& view, AdjacencyBatch& adjacency) const {
    size_t count = adjacency.edges.size();
    std::unique_ptr<bool[]> keep = std::make_unique<bool[]>(count);
    std::fill_n(keep.get(), count, true);
    RONDO_TRY(time_.Apply(view, adjacency.edges, {keep.get(), count}));
    size_t kept = 0;
    for (size_t index = 0; index < count; ++index) {
      if (keep[index]) {
        adjacency.neighbors[kept] = adjacency.neighbors[index];
        adjacency.edges[kept++] = adjacency.edges[index];
      }
    }
    adjacency.neighbors.resize(kept);
    adjacency.edges.resize(kept);
    return {};
  }

  void Sort(AdjacencyBatch& adjacency) {
    pairs_.clear();
    for (size_t index = 0; index < adjacency.edges.size(); ++index) {
      pairs_.emplace_back(adjacency.neighbors[index], adjacency.edges[index]);
    }
    std::ranges::sort(pairs_);
    for (size_t index = 0; index < pairs_.size(); ++index) {
      adjacency.neighbors[index] = pairs_[index].first;
      adjacency.edges[index] = pairs_[index].second;
    }
  }

  const EdgeStep& step_;
  StepTypes types_;
  ExcludedEdges excluded_;
  TimeFilter time_;
  std::span<const NodeId> from_;
  std::vector<NodeId> from_ids_;
  size_t lane_ = 0;
  AdjacencyMemory memory_;
  const AdjacencyBatch* adjacency_ = nullptr;  // Of the lane, in memory_.
  std::vector<std::pair<NodeId, EdgeId>> pairs_;
};

/// Finds the nodes that the lanes of a batch have in common in another way, where all relations but
/// one are small: for each edge of the one, which leads somewhere from each lane, the others are
/// asked for that pair of nodes.
class ProbedIntersection {
 public:
  explicit ProbedIntersection(const std::vector<SortedAdjacency>& steps) : steps_(steps) {}

  void Clear() {
    is_ready_ = false;
    is_hopeless_ = false;
    tables_.assign(steps_.size(), PairTable());
  }
  bool is_ready() const { return is_ready_; }
  size_t memory_size() const {
    size_t size = 0;
    for (const PairTable& table : tables_) {
      size += table.memory_size();
    }
    return size;
  }

  /// Makes the tables if that pays: `lane_count` lanes have come so far, whose lists held
  /// `list_sizes` nodes by step.
  Result<void> MakeReady(const GraphView& view, uint64_t lane_count,
                         std::span<const uint64_t> list_sizes) {
    if (is_ready_ || is_hopeless_ || lane_count < kLanesMin) {
      return {};
    }
    driver_ = static_cast<size_t>(std::ranges::min_element(list_sizes) - list_sizes.begin());
    uint64_t table_size = 0;
    is_hopeless_ = list_sizes[driver_] > lane_count * kListSizeMax;
    for (size_t step = 0; step < steps_.size(); ++step) {
      uint64_t count = step == driver_ ? 0 : steps_[step].EdgeCount(view);
      is_hopeless_ = is_hopeless_ || !steps_[step].can_be_probed() || count > PairTable::kEdgesMax;
      table_size += count;
    }
    // As many lanes may come again as have come so far.
    if (is_hopeless_ || table_size > lane_count * kEdgesPerLane) {
      return {};
    }
    for (size_t step = 0; step < steps_.size() && !is_hopeless_; ++step) {
      if (step != driver_) {
        RONDO_TRY_ASSIGN(bool is_made, tables_[step].Build(view, steps_[step].direction(),
                                                           steps_[step].Types(view)));
        is_hopeless_ = !is_made;
      }
    }
    is_ready_ = !is_hopeless_;
    if (is_hopeless_) {
      tables_.clear();
    }
    return {};
  }

  /// Reads the edges that lead on from the lanes of a batch.
  Result<void> Prepare(const GraphView& view) {
    std::span<const NodeId> from = steps_[driver_].from();
    nodes_.clear();
    list_of_lane_.resize(from.size());
    for (size_t lane = 0; lane < from.size(); ++lane) {
      if (nodes_.empty() || nodes_.back() != from[lane]) {
        nodes_.push_back(from[lane]);
      }
      list_of_lane_[lane] = static_cast<uint32_t>(nodes_.size() - 1);
    }
    return view.Expand(steps_[driver_].options(), nodes_, adjacency_);
  }

  /// Calls visit(node, edges by step) for each combination of edges, all different, from `lane` to
  /// a node.
  template <typename Visit>
  void ForEach(size_t lane, std::vector<EdgeId>& edges, const Visit& visit) const {
    uint32_t list = list_of_lane_[lane];
    for (size_t index = adjacency_.offsets[list]; index < adjacency_.offsets[list + 1]; ++index) {
      edges[driver_] = adjacency_.edges[index];
      Probe(lane, adjacency_.neighbors[index], 0, edges, visit);
    }
  }

 private:
  static constexpr uint64_t kLanesMin = 1024;
  static constexpr uint64_t kEdgesPerLane = 4;
  static constexpr uint64_t kListSizeMax = 32;  // In the mean: longer ones are rather merged.

  template <typename Visit>
  void Probe(size_t lane, NodeId node, size_t step, std::vector<EdgeId>& edges,
             const Visit& visit) const {
    step += step == driver_ ? 1 : 0;
    if (step == steps_.size()) {
      if (!steps_[driver_].IsExcluded(lane, edges[driver_])) {
        visit(node);
      }
      return;
    }
    tables_[step].ForEach(steps_[step].from()[lane], node, [&](EdgeId edge) {
      auto before = edges.begin() + static_cast<std::ptrdiff_t>(step);
      bool is_taken = edge == edges[driver_] || std::find(edges.begin(), before, edge) != before;
      if (!is_taken && !steps_[step].IsExcluded(lane, edge)) {
        edges[step] = edge;
        Probe(lane, node, step + 1, edges, visit);
      }
    });
  }

  const std::vector<SortedAdjacency>& steps_;
  std::vector<PairTable> tables_;  // By step; none for the driver.
  size_t driver_ = 0;
  bool is_ready_ = false;
  bool is_hopeless_ = false;
  // Of the batch.
  std::vector<NodeId> nodes_;  // From which the driver's lists lead; runs of equal ones once.
  std::vector<uint32_t> list_of_lane_;
  AdjacencyBatch adjacency_;
};

class Intersect final : public ChainedOperator {
 public:
  Intersect(ExecutionState& state, const IntersectPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        rows_(state.plan().slot_count),
        probed_(lists_),
        list_sizes_(plan.steps.size()),
        ends_(plan.steps.size()),
        edges_(plan.steps.size()),
        found_edges_(plan.steps.size()) {
    for (const EdgeStep& step : plan.steps) {
      lists_.emplace_back(step);
      is_live_.push_back(plan.IsLive(step.edge));
    }
  }

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    Forget();
    for (SortedAdjacency& list : lists_) {
      RONDO_TRY(list.Open(state()));
    }
    state().ReleaseMemory(probed_.memory_size());
    probed_.Clear();
    merged_lane_count_ = 0;
    std::ranges::fill(list_sizes_, 0);
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == nodes_.size()) {
      Forget();
      if (lane_ == rows_.lane_count()) {
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(Prepare());
      }
      for (; lane_ < rows_.lane_count() && nodes_.size() < kBatchCapacity; ++lane_) {
        if (probed_.is_ready()) {
          ProbeLane();
        } else {
          RONDO_TRY(IntersectLane());
        }
      }
      RONDO_TRY(state().CheckInterrupt());
    }
    Emit(std::min(nodes_.size() - next_, state().batch_capacity()), out);
    return {};
  }

 private:
  void Forget() {
    next_ = 0;
    lanes_.clear();
    nodes_.clear();
    for (std::vector<EdgeId>& edges : found_edges_) {
      edges.clear();
    }
  }

  Result<void> Prepare() {
    for (SortedAdjacency& list : lists_) {
      RONDO_TRY_ASSIGN(bool can_match, list.Prepare(rows_, context()));
      if (!can_match) {
        lane_ = rows_.lane_count();
        return {};
      }
    }
    if (!probed_.is_ready()) {
      RONDO_TRY(probed_.MakeReady(state().view(), merged_lane_count_, list_sizes_));
      if (!probed_.is_ready()) {
        return {};
      }
      RONDO_TRY(state().ReserveMemory(probed_.memory_size()));
    }
    return probed_.Prepare(state().view());
  }

  void ProbeLane() {
    probed_.ForEach(lane_, edges_, [this](NodeId node) { AddRow(node); });
  }

  Result<void> IntersectLane() {
    ++merged_lane_count_;
    for (size_t index = 0; index < lists_.size(); ++index) {
      lists_[index].PrefetchAfter(lane_);
      RONDO_TRY(lists_[index].MoveTo(lane_, state().view()));
      list_sizes_[index] += lists_[index].neighbors().size();
    }
    for (const SortedAdjacency& list : lists_) {
      if (list.neighbors().empty()) {
        return {};
      }
    }
    positions_.assign(lists_.size(), 0);
    return lists_.size() == 2 ? IntersectTwo() : IntersectAll();
  }

  Result<void> IntersectTwo() {
    std::span<const NodeId> left = lists_[0].neighbors();
    std::span<const NodeId> right = lists_[1].neighbors();
    if (left.size() * kMuchLonger < right.size()) {
      return LookUpEach(0, 1);
    }
    if (right.size() * kMuchLonger < left.size()) {
      return LookUpEach(1, 0);
    }
    while (positions_[0] < left.size() && positions_[1] < right.size()) {
      NodeId node = left[positions_[0]];
      if (node < right[positions_[1]]) {
        positions_[0] = Gallop(left, positions_[0] + 1, right[positions_[1]]);
      } else if (right[positions_[1]] < node) {
        positions_[1] = Gallop(right, positions_[1] + 1, node);
      } else {
        TakeNode(node);
      }
    }
    return {};
  }

  /// Looks each neighbor of the short list up in the long one.
  Result<void> LookUpEach(size_t short_list, size_t long_list) {
    std::span<const NodeId> few = lists_[short_list].neighbors();
    std::span<const NodeId> many = lists_[long_list].neighbors();
    size_t& position = positions_[short_list];
    while (position < few.size()) {
      NodeId node = few[position];
      positions_[long_list] = LowerBound(many, positions_[long_list], node);
      if (positions_[long_list] == many.size()) {
        return {};
      }
      if (many[positions_[long_list]] == node) {
        TakeNode(node);
      } else {
        ++position;
      }
    }
    return {};
  }

  Result<void> IntersectAll() {
    while (true) {
      // The largest of the current neighbors; every list moves on to it.
      NodeId wanted(0);
      for (size_t index = 0; index < lists_.size(); ++index) {
        if (positions_[index] == lists_[index].neighbors().size()) {
          return {};
        }
        wanted = std::max(wanted, lists_[index].neighbors()[positions_[index]]);
      }
      bool all_there = true;
      for (size_t index = 0; index < lists_.size(); ++index) {
        positions_[index] = Gallop(lists_[index].neighbors(), positions_[index], wanted);
        all_there &= positions_[index] < lists_[index].neighbors().size() &&
                     lists_[index].neighbors()[positions_[index]] == wanted;
      }
      if (!all_there) {
        continue;
      }
      TakeNode(wanted);
    }
  }

  /// Rows for the node that all lists stand at; they move on behind it.
  void TakeNode(NodeId node) {
    for (size_t index = 0; index < lists_.size(); ++index) {
      std::span<const NodeId> neighbors = lists_[index].neighbors();
      ends_[index] = positions_[index];
      while (ends_[index] < neighbors.size() && neighbors[ends_[index]] == node) {
        ++ends_[index];
      }
    }
    Combine(node, 0);
    positions_ = ends_;
  }

  // One list is that many times as long as the other: nearly all of it can be passed over.
  static constexpr size_t kMuchLonger = 8;

  /// The first place from `position` on that is not before `wanted`; no branch to be guessed wrong.
  static size_t LowerBound(std::span<const NodeId> neighbors, size_t position, NodeId wanted) {
    const NodeId* begin = neighbors.data() + position;
    size_t size = neighbors.size() - position;
    while (size > 1) {
      size_t half = size / 2;
      begin += begin[half - 1] < wanted ? half : 0;
      size -= half;
    }
    position = static_cast<size_t>(begin - neighbors.data());
    return position + (size == 1 && *begin < wanted ? 1 : 0);
  }

  /// The same, where it is likely near.
  static size_t Gallop(std::span<const NodeId> neighbors, size_t position, NodeId wanted) {
    // It is often one of the next few.
    constexpr size_t kNearMax = 8;
    size_t near = std::min(neighbors.size(), position + kNearMax);
    while (position < near && neighbors[position] < wanted) {
      ++position;
    }
    if (position < near) {
      return position;
    }
    size_t step = 1;
    size_t end = position;
    while (end < neighbors.size() && neighbors[end] < wanted) {
      position = end + 1;
      end += step;
      step *= 2;
    }
    auto begin = neighbors.begin();
    return static_cast<size_t>(
        std::lower_bound(begin + static_cast<std::ptrdiff_t>(position),
                         begin + static_cast<std::ptrdiff_t>(std::min(end, neighbors.size())),
                         wanted) -
        begin);
  }

  /// One row for each combination of edges to `node`; none twice.
  void Combine(NodeId node, size_t index) {
    if (index == lists_.size()) {
      AddRow(node);
      return;
    }
    for (size_t position = positions_[index]; position < ends_[index]; ++position) {
      EdgeId edge = lists_[index].edge(position);
      auto before = edges_.begin() + static_cast<std::ptrdiff_t>(index);
      if (std::find(edges_.begin(), before, edge) == before && !lists_[index].IsExcluded(edge)) {
        edges_[index] = edge;
        Combine(node, index + 1);
      }
    }
  }

  /// One row for lane_, `node` and edges_.
  void AddRow(NodeId node) {
    lanes_.push_back(static_cast<uint32_t>(lane_));
    nodes_.push_back(node);
    for (size_t step = 0; step < edges_.size(); ++step) {
      if (is_live_[step]) {
        found_edges_[step].push_back(edges_[step]);
      }
    }
  }

  void Emit(size_t count, Batch& out) {
    out.ResetToLanes(rows_, std::span<const uint32_t>(lanes_).subspan(next_, count), plan_.live);
    if (plan_.IsLive(plan_.steps[0].to)) {
      std::ranges::copy(std::span(nodes_).subspan(next_, count),
                        out.Set(plan_.steps[0].to).ResetToNodes(count).begin());
    }
    for (size_t step = 0; step < found_edges_.size(); ++step) {
      if (is_live_[step]) {
        std::ranges::copy(std::span(found_edges_[step]).subspan(next_, count),
                          out.Set(plan_.steps[step].edge).ResetToEdges(count).begin());
      }
    }
    next_ += count;
  }

  const IntersectPlan& plan_;
  Batch rows_;
  size_t lane_ = 0;
  std::vector<SortedAdjacency> lists_;  // One per step.
  ProbedIntersection probed_;
  uint64_t merged_lane_count_ = 0;
  std::vector<uint64_t> list_sizes_;  // Of the merged lanes, by step.
  std::vector<bool> is_live_;         // The edge of each step.
  std::vector<size_t> positions_;
  std::vector<size_t> ends_;
  std::vector<EdgeId> edges_;  // Of the row that is being put together.
  // What was found and not handed on yet, from next_ on.
  size_t next_ = 0;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> nodes_;
  std::vector<std::vector<EdgeId>> found_edges_;  // By step; filled only if live.
};

class Degree final : public ChainedOperator {
 public:
  Degree(ExecutionState& state, const DegreePlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        types_(plan.step),
        excluded_(plan.step.distinct_from) {}

  Result<void> Open() override {
    RONDO_TRY(time_.Open(plan_.step.time, state()));
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (true) {
      RONDO_TRY(input().Next(out));
      if (out.empty()) {
        return {};
      }
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(CountEdges(out));
      Weigh(out);
      if (!out.empty()) {
        return {};
      }
    }
  }

 private:
  Result<void> CountEdges(const Batch& rows) {
    counts_.assign(rows.lane_count(), 0);
    if (!types_.Resolve(context())) {
      return {};
    }
    RONDO_TRY_ASSIGN(std::span<const NodeId> nodes, NodesOf(rows.column(plan_.step.from), nodes_));
    bool counts_all = plan_.labels.empty() && plan_.step.distinct_from.empty() && !time_.active();
    if (counts_all) {
      return state().view().GatherDegrees(types_.options(), nodes, counts_);
    }
    RONDO_TRY(excluded_.Prepare(rows));
    // A hub has many edges: so many lanes at a time that a list stays in the processor's cache.
    constexpr size_t kLanesPerSlice = 64;
    for (size_t lane = 0; lane < nodes.size(); lane += kLanesPerSlice) {
      size_t count = std::min(kLanesPerSlice, nodes.size() - lane);
      RONDO_TRY(state().view().Expand(types_.options(), nodes.subspan(lane, count), adjacency_));
      RONDO_TRY(CountVisible(lane, count));
    }
    return {};
  }

  /// Counts the edges in adjacency_ of `count` lanes from `first` on that may be walked.
  Result<void> CountVisible(size_t first, size_t count) {
    keep_.assign(adjacency_.edges.size(), 1);
    flags_.resize(keep_.size());
    std::span<bool> keep(reinterpret_cast<bool*>(keep_.data()), keep_.size());
    std::span<bool> flags(reinterpret_cast<bool*>(flags_.data()), flags_.size());
    if (time_.active()) {
      RONDO_TRY(time_.Apply(state().view(), adjacency_.edges, keep));
    }
    for (const std::string& name : plan_.labels) {
      std::optional<LabelId> label = context().names.Label(name);
      if (!label) {
        return {};
      }
      RONDO_TRY(state().view().GatherHasLabel(*label, adjacency_.neighbors, flags));
      for (size_t index = 0; index < keep.size(); ++index) {
        keep[index] = keep[index] && flags[index];
      }
    }
    bool excludes = !plan_.step.distinct_from.empty();
    for (size_t lane = 0; lane < count; ++lane) {
      for (size_t index = adjacency_.offsets[lane]; index < adjacency_.offsets[lane + 1]; ++index) {
        bool is_excluded = excludes && excluded_.Contains(first + lane, adjacency_.edges[index]);
        counts_[first + lane] += keep[index] && !is_excluded ? 1 : 0;
      }
    }
    return {};
  }

  // Rows that stand for none go.
  void Weigh(Batch& rows) {
    rows.Restrict(plan_.live);
    lanes_.resize(rows.lane_count());
    size_t kept = 0;
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      counts_[kept] = counts_[lane];
      lanes_[kept] = static_cast<uint32_t>(lane);
      kept += counts_[lane] > 0 ? 1 : 0;
    }
    lanes_.resize(kept);
    rows.Keep(lanes_);
    std::span<NodeId> weights = rows.Set(plan_.weight).ResetToNodes(kept);
    std::ranges::transform(std::span(counts_).first(kept), weights.begin(),
                           [](uint64_t count) { return NodeId(count); });
  }

  const DegreePlan& plan_;
  StepTypes types_;
  ExcludedEdges excluded_;
  TimeFilter time_;
  std::vector<NodeId> nodes_;
  std::vector<uint64_t> counts_;
  std::vector<uint32_t> lanes_;
  AdjacencyBatch adjacency_;
  std::vector<uint8_t> keep_;
  std::vector<uint8_t> flags_;
};

}  // namespace

OperatorPtr MakeIntersect(ExecutionState& state, const IntersectPlan& plan, OperatorPtr input) {
  return std::make_unique<Intersect>(state, plan, std::move(input));
}

OperatorPtr MakeDegree(ExecutionState& state, const DegreePlan& plan, OperatorPtr input) {
  return std::make_unique<Degree>(state, plan, std::move(input));
}

}  // namespace rondo
