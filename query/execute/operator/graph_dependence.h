#pragma once

// Whether what an expression gives may change while the rows of a batch are being written.
// Thread rule: free functions; trees are only read.

#include "query/bind/bound_expression.h"

namespace rondo {

/// Whether the expression mentions the slot, queries inside it included.
bool MayReadSlot(const BoundExpression& expression, SlotIndex slot);

/// Whether the value may depend on what the graph holds, and not only on the row: properties,
/// labels, queries. True where it cannot be told.
bool MayReadGraph(const BoundExpression& expression);

}  // namespace rondo
