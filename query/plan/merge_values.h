#pragma once

// When MERGE may compute the values of its properties for many rows at once, and when it must do so
// row by row because what it does for one row changes what the next row reads.

#include "query/bind/bound_statement.h"

namespace rondo {

/// Whether `value` reads what the clause may write for another row. Rather too often than not.
bool MayBeChangedBy(const BoundMerge& merge, const BoundExpression& value);

}  // namespace rondo
