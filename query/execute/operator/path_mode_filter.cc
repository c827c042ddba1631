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

class PathModeFilter final : public RowFilter {
 public:
  PathModeFilter(ExecutionState& state, const PathModeFilterPlan& plan, OperatorPtr input)
      : RowFilter(state, std::move(input)), plan_(plan) {}

 private:
  Result<void> Choose(const Batch& rows, std::vector<uint32_t>& lanes) override {
    bool all = plan_.mode == PathMode::kWalk;
    if (!all) {
      RONDO_TRY(walk_.Walk(state().view(), rows, plan_.first_node, plan_.edges));
    }
    for (uint32_t lane = 0; lane < rows.lane_count(); ++lane) {
      if (all || IsOfMode(lane)) {
        lanes.push_back(lane);
      }
    }
    return {};
  }

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
  std::vector<NodeId> nodes_;
  std::vector<EdgeId> edges_;
};

}  // namespace

OperatorPtr MakePathModeFilter(ExecutionState& state, const PathModeFilterPlan& plan,
                               OperatorPtr input) {
  return std::make_unique<PathModeFilter>(state, plan, std::move(input));
}

}  // namespace rondo
