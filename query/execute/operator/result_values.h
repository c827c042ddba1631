#pragma once

// Values as they leave the engine: nodes, edges and paths with their content.
// Thread rule: free functions; the view is only read.

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

/// `value` with a record for each node and edge in it. What the statement has deleted has no
/// content left; an edge keeps its type.
Result<Value> WithRecords(Value value, const GraphView& view, const DeletedEntities& deleted);

/// False: WithRecords would change nothing.
inline bool MayHoldEntities(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNode:
    case Value::Kind::kEdge:
    case Value::Kind::kPath:
    case Value::Kind::kList:
    case Value::Kind::kMap:
      return true;
    default:
      return false;
  }
}

/// About how many bytes the value takes, with all that is in it.
size_t MemorySizeOf(const Value& value);

}  // namespace rondo
