#include "query/execute/operator/step_walker.h"

#include <algorithm>

namespace rondo {

namespace {

/// Takes the entries out whose flag is false.
void KeepEntries(std::span<const bool> keep, AdjacencyBatch& adjacency) {
  uint32_t kept = 0;
  uint32_t begin = 0;
  for (size_t node = 0; node + 1 < adjacency.offsets.size(); ++node) {
    uint32_t end = adjacency.offsets[node + 1];
    for (uint32_t entry = begin; entry < end; ++entry) {
      if (keep[entry]) {
        adjacency.neighbors[kept] = adjacency.neighbors[entry];
        adjacency.edges[kept] = adjacency.edges[entry];
        ++kept;
      }
    }
    begin = end;
    adjacency.offsets[node + 1] = kept;
  }
  adjacency.neighbors.resize(kept);
  adjacency.edges.resize(kept);
}

}  // namespace

Result<void> StepWalker::Prepare(const Batch& rows) {
  rows_ = &rows;
  can_match_ = types_.Resolve(state_.context());
  return excluded_.Prepare(rows);
}

Result<void> StepWalker::Expand(std::span<const NodeId> nodes, std::span<const uint32_t> lanes,
                                Direction direction, AdjacencyBatch& out) {
  ExpandOptions options = types_.options();
  options.direction = direction;
  RONDO_TRY(state_.view().Expand(options, nodes, out));
  if (!filters() || out.edges.empty()) {
    return {};
  }
  size_t edge_count = out.edges.size();
  if (lanes.size() == 1) {
    edge_lanes_.assign(edge_count, lanes.front());
  } else {
    edge_lanes_.resize(edge_count);
    for (size_t node = 0; node < nodes.size(); ++node) {
      std::fill(edge_lanes_.begin() + out.offsets[node],
                edge_lanes_.begin() + out.offsets[node + 1], lanes[node]);
    }
  }
  std::span<bool> keep = Flags(edge_count);
  RONDO_TRY(DropUnfit(out.edges, edge_lanes_, keep));
  KeepEntries(keep, out);
  return {};
}

Result<void> StepWalker::DropUnfit(std::span<const EdgeId> edges, std::span<const uint32_t> lanes,
                                   std::span<bool> keep) {
  if (!step_.distinct_from.empty()) {
    for (size_t index = 0; index < edges.size(); ++index) {
      keep[index] = keep[index] && !excluded_.Contains(lanes[index], edges[index]);
    }
  }
  if (time_.active()) {
    RONDO_TRY(time_.Apply(state_.view(), edges, keep));
  }
  return conditions_.empty() ? Result<void>() : DropByConditions(edges, lanes, keep);
}

Result<void> StepWalker::DropByConditions(std::span<const EdgeId> edges,
                                          std::span<const uint32_t> lanes, std::span<bool> keep) {
  for (size_t next = 0; next < edges.size();) {
    RONDO_TRY(state_.CheckInterrupt());
    positions_.clear();
    condition_edges_.clear();
    condition_lanes_.clear();
    for (; next < edges.size() && positions_.size() < kBatchCapacity; ++next) {
      if (keep[next]) {
        positions_.push_back(next);
        condition_edges_.push_back(edges[next]);
        condition_lanes_.push_back(lanes[next]);
        keep[next] = false;
      }
    }
    if (positions_.empty()) {
      break;
    }
    MakeConditionRows(condition_edges_, condition_lanes_);
    for (const BoundExpression* condition : conditions_) {
      RONDO_TRY(EvaluateFilter(*condition, state_.context(), condition_rows_, fitting_));
      condition_rows_.Keep(fitting_);
      for (size_t index = 0; index < fitting_.size(); ++index) {
        positions_[index] = positions_[fitting_[index]];
      }
      positions_.resize(fitting_.size());
    }
    for (size_t position : positions_) {
      keep[position] = true;
    }
  }
  return {};
}

void StepWalker::MakeConditionRows(std::span<const EdgeId> edges, std::span<const uint32_t> lanes) {
  if (std::ranges::adjacent_find(lanes, std::ranges::not_equal_to()) == lanes.end()) {
    condition_rows_.Reset(lanes.size());
    for (SlotIndex slot : rows_->set_slots()) {
      condition_rows_.Set(slot).AppendRepeated(rows_->column(slot), lanes.front(), lanes.size());
    }
  } else {
    condition_rows_.ResetToLanes(*rows_, lanes);
  }
  std::ranges::copy(edges, condition_rows_.Set(step_.edge).ResetToEdges(edges.size()).begin());
}

std::span<bool> StepWalker::Flags(size_t count) {
  if (count > flag_count_) {
    flag_count_ = std::max(count, 2 * flag_count_);
    flags_ = std::make_unique<bool[]>(flag_count_);
  }
  std::fill_n(flags_.get(), count, true);
  return {flags_.get(), count};
}

}  // namespace rondo
