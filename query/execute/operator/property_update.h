#pragma once

// PropertyUpdate: the items of a SET at work, also those of MERGE's ON CREATE and ON MATCH.
//
// Items are applied row by row, each row from left to right, so that `SET n.visits = n.visits + 1`
// counts every row that names n; values that do not look into the graph are computed as columns.
// Thread rule: belongs to one thread, like the operators.

#include <vector>

#include "graph/base/result.h"
#include "query/bind/bound_statement.h"
#include "query/execute/expression/batch.h"
#include "query/execute/operator/execution_state.h"
#include "query/execute/operator/statement_writer.h"

namespace rondo {

class PropertyUpdate {
 public:
  /// Borrows both.
  PropertyUpdate(ExecutionState& state, const std::vector<BoundSetItem>& items);

  bool empty() const { return items_.empty(); }
  Result<void> Apply(const Batch& rows);

 private:
  /// What one item works on in one row.
  struct Operands {
    Value target;
    Value key;  // Where the key is an expression.
    Value value;
  };

  Result<void> EvaluateColumns(const Batch& rows);
  Result<void> ApplyToLane(const BoundSetItem& item, const Operands& operands);
  Result<Operands> OperandsFromColumns(size_t item, size_t lane) const;
  Result<Operands> EvaluateOperands(const BoundSetItem& item, const Batch& rows, size_t lane);

  ExecutionState& state_;
  const std::vector<BoundSetItem>& items_;
  StatementWriter writer_;
  bool as_columns_ = true;

  // Three for each item: target, key, value; absent ones stay null.
  std::vector<Vector> scratch_;
  std::vector<const Vector*> columns_;
};

/// The name of a property that an expression gives. Type("MapElementAccessByNonString").
Result<std::string_view> PropertyName(const Value& key, SourceSpan span);

}  // namespace rondo
