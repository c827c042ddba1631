#pragma once

// StepWalker: walks one step of a pattern that repeats, from many nodes at once: the edges of the
// wanted direction and types that meet the step's conditions, are visible at the clause's days and
// are not taken already. What the operators of paths share.
//
// Protocol: Open for each execution, Prepare for each batch of rows, then Expand as often as
// needed. Thread rule: belongs to one thread. Memory is kept and reused.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/operator/operator.h"

namespace rondo {

/// The direction in which the same edges are walked backwards.
constexpr Direction Opposite(Direction direction) {
  switch (direction) {
    case Direction::kOutgoing:
      return Direction::kIncoming;
    case Direction::kIncoming:
      return Direction::kOutgoing;
    case Direction::kBoth:
      break;
  }
  return Direction::kBoth;
}

/// How many elements the lists of one batch may have before it is handed on: long lists make rows
/// that take time and memory.
inline constexpr size_t kListElementsPerBatch = size_t{1} << 16;

class StepWalker {
 public:
  /// `conditions` read `step.edge` as one edge. Everything must outlive the walker.
  StepWalker(ExecutionState& state, const EdgeStep& step,
             const std::vector<const BoundExpression*>& conditions)
      : state_(state),
        step_(step),
        conditions_(conditions),
        types_(step),
        excluded_(step.distinct_from),
        condition_rows_(state.plan().slot_count) {}

  Result<void> Open() { return time_.Open(step_.time, state_); }
  /// The rows that are walked for until the next call. Borrowed.
  Result<void> Prepare(const Batch& rows);
  /// Whether any edge can fit. As of Prepare.
  bool can_match() const { return can_match_; }
  const StepTypes& types() const { return types_; }

  /// Replaces `out` with the edges of `nodes` that fit. `lanes` says which row each node belongs
  /// to; a single lane is that of all.
  Result<void> Expand(std::span<const NodeId> nodes, std::span<const uint32_t> lanes,
                      Direction direction, AdjacencyBatch& out);
  /// Clears `keep[i]` where edges[i], for the row lanes[i], does not fit. Does not look at types
  /// and ends.
  Result<void> DropUnfit(std::span<const EdgeId> edges, std::span<const uint32_t> lanes,
                         std::span<bool> keep);

 private:
  bool filters() const {
    return !step_.distinct_from.empty() || time_.active() || !conditions_.empty();
  }
  Result<void> DropByConditions(std::span<const EdgeId> edges, std::span<const uint32_t> lanes,
                                std::span<bool> keep);
  /// condition_rows_ becomes the rows of `lanes`, with `edges` as the step's edge.
  void MakeConditionRows(std::span<const EdgeId> edges, std::span<const uint32_t> lanes);
  std::span<bool> Flags(size_t count);

  ExecutionState& state_;
  const EdgeStep& step_;
  const std::vector<const BoundExpression*>& conditions_;
  StepTypes types_;
  ExcludedEdges excluded_;
  TimeFilter time_;
  const Batch* rows_ = nullptr;
  bool can_match_ = false;
  std::vector<uint32_t> edge_lanes_;
  std::unique_ptr<bool[]> flags_;
  size_t flag_count_ = 0;
  // Of the edges whose conditions are being looked at.
  Batch condition_rows_;
  std::vector<size_t> positions_;
  std::vector<EdgeId> condition_edges_;
  std::vector<uint32_t> condition_lanes_;
  std::vector<uint32_t> fitting_;
};

}  // namespace rondo
