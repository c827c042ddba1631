#pragma once

// Projection: what the items of a ProjectPlan compute, for whole batches or, where a statement ends
// with it and there are few rows, straight into the values of a row.
// Thread rule: belongs to one thread, like the operators.

#include <optional>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/expression/batch.h"
#include "query/execute/expression/remembered_names.h"
#include "query/execute/operator/execution_state.h"
#include "query/plan/plan.h"

namespace rondo {

class Projection {
 public:
  Projection(ExecutionState& state, const ProjectPlan& plan);

  /// Sets the columns of the items and forgets those that nobody reads. REQUIRES: rows has a lane.
  Result<void> Apply(Batch& rows);

  /// Whether the items are these columns, one by one, so that EvaluateRow makes rows of a result.
  bool MakesColumns(std::span<const BoundColumn> columns) const;
  /// Whether EvaluateRow is the better way for these rows and does what Apply does.
  bool CanEvaluateRows(const Batch& rows) const {
    return rows.lane_count() == 1 ||
           (rows.lane_count() <= kFewLanes && all_of_node_ && IsNode(rows));
  }
  /// The items of one row. REQUIRES: CanEvaluateRows(rows); as many values as items, all null.
  Result<void> EvaluateRow(const Batch& rows, size_t lane, std::span<Value> values);

 private:
  /// Of few rows, properties of one node are read together: they wait for memory together.
  static constexpr size_t kFewLanes = 4;

  struct Item {
    const BoundExpression* expression = nullptr;
    SlotIndex slot = kNoSlot;
    bool is_live = false;     // If not, nobody reads it, but it may fail.
    bool is_of_node = false;  // A live property of node_.
  };

  /// Whether several live items are properties of the variable: it is node_ then.
  bool TakeNode(SlotIndex slot);
  bool IsNode(const Batch& rows) const {
    return rows.IsSet(node_) && rows.column(node_).form() == Vector::Form::kNodes;
  }
  /// The keys of the items of node_ if they can be read together; else null.
  const std::vector<PropertyKeyId>* KeysToReadTogether(const Batch& rows);
  std::optional<std::vector<PropertyKeyId>> FindKeys();
  Result<void> ReadTogether(const std::vector<PropertyKeyId>& keys, Batch& rows);

  ExecutionState& state_;
  const ProjectPlan& plan_;
  std::vector<Item> items_;
  SlotIndex node_ = kNoSlot;  // Of which several properties are asked for.
  bool all_of_node_ = false;
  RememberedNames<std::vector<PropertyKeyId>> keys_;  // Of the items of node_.
  std::vector<Value> values_;
  std::vector<std::span<Value>> columns_;
};

}  // namespace rondo
