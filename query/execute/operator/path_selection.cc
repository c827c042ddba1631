// PathSelection: of all paths that the inner plan finds for a row, those that the selector keeps
// for each pair of end points.
//
// ANY hands paths on as they come. The others must see all paths of a row first; what can no longer
// be among the shortest is not kept.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

struct EndPoints {
  NodeId first;
  NodeId last;
  friend bool operator==(const EndPoints&, const EndPoints&) = default;
};

struct EndPointsHash {
  size_t operator()(const EndPoints& ends) const {
    return std::hash<uint64_t>()(ends.first.value * 0x9E3779B97F4A7C15U + ends.last.value);
  }
};

class PathSelection final : public ChainedOperator {
 public:
  PathSelection(ExecutionState& state, const PathSelectionPlan& plan, OperatorPtr input,
                InnerPlan inner)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        inner_(std::move(inner)),
        rows_(state.plan().slot_count),
        argument_(state.plan().slot_count),
        found_(state.plan().slot_count),
        paths_(state) {}

  Result<void> Open() override {
    rows_.Clear();
    next_lane_ = 0;
    searching_ = false;
    ForgetPaths();
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    out.Clear();
    while (out.lane_count() < state().batch_capacity()) {
      if (next_kept_ < kept_.size()) {
        HandOn(out);
      } else if (searching_) {
        RONDO_TRY(plan_.selector == PathSelector::kAny ? SearchAny() : SearchShortest());
      } else if (next_lane_ < rows_.lane_count()) {
        RONDO_TRY(BeginLane());
      } else if (!out.empty()) {
        break;
      } else {
        RONDO_TRY(input().Next(rows_));
        next_lane_ = 0;
        if (rows_.empty()) {
          return {};
        }
      }
    }
    return {};
  }

 private:
  /// A path that may be kept: where its row stands, between which ends, how long it is.
  struct Candidate {
    uint32_t batch = 0;
    uint32_t lane = 0;
    uint32_t pair = 0;
    uint64_t length = 0;
  };
  /// How many paths of which length lead from one node to another.
  using Lengths = std::map<uint64_t, uint64_t>;

  void ForgetPaths() {
    paths_.Clear();
    kept_.clear();
    next_kept_ = 0;
    pairs_.clear();
    counts_.clear();
  }

  Result<void> BeginLane() {
    RONDO_TRY(state().CheckInterrupt());
    ForgetPaths();
    ends_are_bound_ = rows_.IsSet(plan_.first_node) && rows_.IsSet(plan_.last_node);
    argument_.ResetToLanes(rows_, {&next_lane_, 1});
    ++next_lane_;
    searching_ = true;
    return inner_.Open(argument_);
  }

  /// The number of each lane's pair of ends.
  Result<void> FindPairs() {
    RONDO_TRY_ASSIGN(std::span<const NodeId> first,
                     NodesOf(found_.column(plan_.first_node), first_ids_));
    RONDO_TRY_ASSIGN(std::span<const NodeId> last,
                     NodesOf(found_.column(plan_.last_node), last_ids_));
    lane_pairs_.resize(found_.lane_count());
    for (size_t lane = 0; lane < lane_pairs_.size(); ++lane) {
      auto number = static_cast<uint32_t>(pairs_.size());
      lane_pairs_[lane] = pairs_.emplace(EndPoints{first[lane], last[lane]}, number).first->second;
    }
    return {};
  }

  // ---------------------------------------------------------------- any

  Result<void> SearchAny() {
    paths_.Clear();
    kept_.clear();
    next_kept_ = 0;
    RONDO_TRY(state().CheckInterrupt());
    RONDO_TRY(inner_.Next(found_));
    if (found_.empty()) {
      searching_ = false;
      return {};
    }
    RONDO_TRY(FindPairs());
    counts_.resize(pairs_.size());
    for (uint32_t lane = 0; lane < found_.lane_count(); ++lane) {
      uint64_t& count = counts_[lane_pairs_[lane]];
      if (count < plan_.count) {
        ++count;
        kept_.push_back({0, lane, 0, 0});
      }
    }
    if (ends_are_bound_ && counts_.front() == plan_.count) {
      searching_ = false;  // There is only this pair.
    }
    return paths_.Add(found_);
  }

  // ---------------------------------------------------------------- shortest

  Result<void> SearchShortest() {
    std::vector<Lengths> lengths;
    while (true) {
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(inner_.Next(found_));
      if (found_.empty()) {
        break;
      }
      RONDO_TRY(FindPairs());
      lengths.resize(pairs_.size());
      lanes_.clear();
      auto batch = static_cast<uint32_t>(paths_.batches().size());
      for (uint32_t lane = 0; lane < found_.lane_count(); ++lane) {
        RONDO_TRY_ASSIGN(uint64_t length, LengthOf(lane));
        uint32_t pair = lane_pairs_[lane];
        if (Offer(length, lengths[pair])) {
          kept_.push_back({batch, static_cast<uint32_t>(lanes_.size()), pair, length});
          lanes_.push_back(lane);
        }
      }
      found_.Keep(lanes_);
      if (!found_.empty()) {
        RONDO_TRY(paths_.Add(found_));
      }
    }
    searching_ = false;
    DropLonger(lengths);
    return {};
  }

  Result<uint64_t> LengthOf(size_t lane) {
    uint64_t length = 0;
    for (SlotIndex slot : plan_.edges) {
      const Vector& column = found_.column(slot);
      bool is_list = column.form() == Vector::Form::kValues &&
                     column.values()[column.EntryOf(lane)].is(Value::Kind::kList);
      length += is_list ? column.values()[column.EntryOf(lane)].list().size() : 1;
    }
    return length;
  }

  bool counts_groups() const { return plan_.selector != PathSelector::kAnyShortest; }
  uint64_t wanted() const { return plan_.selector == PathSelector::kAllShortest ? 1 : plan_.count; }

  /// Notes a path of that length; false if enough shorter ones are known.
  bool Offer(uint64_t length, Lengths& lengths) const {
    ++lengths[length];
    uint64_t others = 0;  // Of paths, or groups, up to the longest that is needed.
    for (auto entry = lengths.begin(); entry != lengths.end(); ++entry) {
      others += counts_groups() ? 1 : entry->second;
      if (others >= wanted()) {
        lengths.erase(std::next(entry), lengths.end());
        break;
      }
    }
    if (!lengths.contains(length)) {
      return false;
    }
    // One more of the longest length is one too many where paths are counted.
    if (!counts_groups() && others > wanted() && length == lengths.rbegin()->first) {
      --lengths.rbegin()->second;
      return false;
    }
    return true;
  }

  void DropLonger(const std::vector<Lengths>& lengths) {
    std::vector<Lengths> left = lengths;
    if (!counts_groups()) {
      for (Lengths& pair : left) {
        uint64_t wanted_count = wanted();
        for (auto& [length, count] : pair) {
          count = std::min(count, wanted_count);
          wanted_count -= count;
        }
      }
    }
    std::erase_if(kept_, [&](const Candidate& candidate) {
      auto entry = left[candidate.pair].find(candidate.length);
      if (entry == left[candidate.pair].end()) {
        return true;
      }
      if (counts_groups()) {
        return false;
      }
      if (entry->second == 0) {
        return true;
      }
      --entry->second;
      return false;
    });
  }

  // ---------------------------------------------------------------- handing on

  void HandOn(Batch& out) {
    size_t room = state().batch_capacity() - out.lane_count();
    uint32_t batch = kept_[next_kept_].batch;
    lanes_.clear();
    for (; next_kept_ < kept_.size() && lanes_.size() < room; ++next_kept_) {
      if (kept_[next_kept_].batch != batch) {
        break;
      }
      lanes_.push_back(kept_[next_kept_].lane);
    }
    out.AppendLanes(paths_.batches()[batch], lanes_);
  }

  const PathSelectionPlan& plan_;
  InnerPlan inner_;
  Batch rows_;
  Batch argument_;
  Batch found_;
  uint32_t next_lane_ = 0;
  bool ends_are_bound_ = false;  // By the row.
  bool searching_ = false;       // The inner plan may find more for the row.

  RowBuffer paths_;
  std::vector<Candidate> kept_;  // In the order of paths_, handed on up to next_kept_.
  size_t next_kept_ = 0;
  std::unordered_map<EndPoints, uint32_t, EndPointsHash> pairs_;
  std::vector<uint64_t> counts_;  // Of each pair: paths handed on.
  std::vector<uint32_t> lane_pairs_;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> first_ids_;
  std::vector<NodeId> last_ids_;
};

}  // namespace

OperatorPtr MakePathSelection(ExecutionState& state, const PathSelectionPlan& plan,
                              OperatorPtr input, InnerPlan inner) {
  return std::make_unique<PathSelection>(state, plan, std::move(input), std::move(inner));
}

}  // namespace rondo
