#pragma once

// Questions about expressions before they are bound.

#include <functional>
#include <string_view>

#include "query/syntax/ast.h"

namespace rondo {

/// Calls `visit` for each direct part of an expression. Subqueries and patterns inside it are
/// worlds of their own and are not entered.
void ForEachPart(const ast::Expression& expression,
                 const std::function<void(const ast::Expression&)>& visit);

/// Whether the expression or a part of it calls an aggregate function.
bool ContainsAggregate(const ast::Expression& expression);

/// Whether it calls a function that gives another value each time (rand).
bool ContainsVolatile(const ast::Expression& expression);

/// Whether it mentions the variable `name`, or any at all where `name` is empty; not inside
/// aggregates where `outside_aggregates`.
bool MentionsVariable(const ast::Expression& expression, std::string_view name,
                      bool outside_aggregates);

/// The variable at the root of `a`, `a.b`, `a.b.c`; null for other expressions.
const ast::Variable* RootVariable(const ast::Expression& expression);

}  // namespace rondo
