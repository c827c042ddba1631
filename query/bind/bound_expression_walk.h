#pragma once

// Questions about expressions after they are bound.
// Thread rule: free functions; trees are only read.

#include <functional>

#include "query/bind/bound_expression.h"

namespace rondo {

/// Calls `visit` for each direct part of an expression. Queries inside it are not entered.
void ForEachPart(const BoundExpression& expression,
                 const std::function<void(const BoundExpression&)>& visit);

/// Whether the expression mentions the slot, queries inside it included.
bool MayReadSlot(const BoundExpression& expression, SlotIndex slot);

/// Whether the value may depend on what the graph holds, and not only on the row: properties,
/// labels, queries. True where it cannot be told.
bool MayReadGraph(const BoundExpression& expression);

}  // namespace rondo
