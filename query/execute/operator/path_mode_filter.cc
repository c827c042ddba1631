// PathModeFilter: drops rows whose path meets a node or an edge more often than its mode allows.

#include <algorithm>
#include <utility>

#include "query/execute/operator/path_walk.h"

namespace rondo {

namespace {

template <typename Id>
bool Repeats(std::span<const Id> ids, std::vector<Id>& sorted) {
  sorted.assign(ids.begin(), ids.end());
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) != sorted.end();
}

class PathModeFilter final : public ChainedOperator {
 public:
  PathModeFilter(ExecutionState& state, const PathModeFilterPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {}

  Result<void> Next(Batch& out) override {
    do {
      RONDO_TRY(input().Next(out));
      if (out.empty() || plan_.mode == PathMode::kWalk) {
        return {};
      }
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(walk_.Walk(state().view(), out, plan_.first_node, plan_.edges));
      kept_.clear();
      for (uint32_t lane = 0; lane < out.lane_count(); ++lane) {
        if (IsOfMode(lane)) {
          kept_.push_back(lane);
        }
      }
      out.Keep(kept_);
    } while (out.empty());
    return {};
  }

 private:
  bool IsOfMode(size_t lane) {
    std::span<const NodeId> nodes = walk_.Nodes(lane);
    if (Repeats(walk_.Edges(lane), edges_)) {
      return false;
    }
    if (plan_.mode == PathMode::kTrail) {
      return true;
    }
    if (plan_.mode == PathMode::kSimple && nodes.size() > 1 && nodes.front() == nodes.back()) {
      nodes = nodes.subspan(1);
    }
    return !Repeats(nodes, nodes_);
  }

  const PathModeFilterPlan& plan_;
  PathWalk walk_;
  std::vector<uint32_t> kept_;
  std::vector<NodeId> nodes_;
  std::vector<EdgeId> edges_;
};

}  // namespace

OperatorPtr MakePathModeFilter(ExecutionState& state, const PathModeFilterPlan& plan,
                               OperatorPtr input) {
  return std::make_unique<PathModeFilter>(state, plan, std::move(input));
}

}  // namespace rondo
