#pragma once

// Whether two expressions were written the same, white space, letter case of functions and
// parentheses aside. That is how `RETURN a.x AS y, count(*) ORDER BY a.x` finds its column.

#include "query/syntax/ast.h"

namespace rondo {

/// Subqueries and patterns are equal only to themselves.
bool SameExpression(const ast::Expression& left, const ast::Expression& right);

}  // namespace rondo
