// Path: puts a path together out of what the steps of its pattern have found.

#include <utility>

#include "query/execute/operator/path_walk.h"

namespace rondo {

namespace {

class Path final : public ChainedOperator {
 public:
  Path(ExecutionState& state, const PathPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {}

  Result<void> Next(Batch& out) override {
    RONDO_TRY(input().Next(out));
    if (out.empty()) {
      return {};
    }
    RONDO_TRY(walk_.Walk(state().view(), out, plan_.first_node, plan_.edges));
    std::span<Value> paths = out.Set(plan_.slot).ResetToValues(out.lane_count());
    for (size_t lane = 0; lane < paths.size(); ++lane) {
      if (walk_.IsNull(lane)) {
        continue;
      }
      std::span<const NodeId> nodes = walk_.Nodes(lane);
      std::span<const EdgeId> edges = walk_.Edges(lane);
      PathValue path;
      path.nodes.assign(nodes.begin(), nodes.end());
      path.edges.assign(edges.begin(), edges.end());
      paths[lane] = Value(std::move(path));
    }
    return {};
  }

 private:
  const PathPlan& plan_;
  PathWalk walk_;
};

}  // namespace

OperatorPtr MakePath(ExecutionState& state, const PathPlan& plan, OperatorPtr input) {
  return std::make_unique<Path>(state, plan, std::move(input));
}

}  // namespace rondo
