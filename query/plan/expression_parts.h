#pragma once

// Walking over bound expressions: their parts, the slots they read, all expressions of a query.

#include <functional>
#include <set>
#include <vector>

#include "query/bind/bound_statement.h"

namespace rondo {

/// Calls `visit` for each direct part. Queries inside subquery expressions are not entered.
void ForEachPart(const BoundExpression& expression,
                 const std::function<void(const BoundExpression&)>& visit);

/// Calls `visit` for each slot that the expression reads, the variables of its comprehensions
/// included; of subqueries those that they import.
void ForEachSlot(const BoundExpression& expression, const std::function<void(SlotIndex)>& visit);

/// Adds them to `slots`.
void AddSlots(const BoundExpression& expression, std::set<SlotIndex>& slots);

/// Calls `visit` for each subquery and pattern comprehension in the query's expressions; those
/// inside of others come before them. Patterns are entered, also in subqueries.
void ForEachSubquery(const BoundQuery& query,
                     const std::function<void(const BoundExpression&)>& visit);

/// Whether a function is called, subqueries included, for which `is_wanted` says true.
bool CallsFunction(const BoundQuery& query,
                   const std::function<bool(const FunctionSignature&)>& is_wanted);

/// The query of a subquery or pattern comprehension.
BoundQuery& QueryOf(const BoundExpression& subquery);

/// The operands of a chain of AND, from left to right; the expression itself if it is none.
void SplitConjunction(BoundExpressionPtr condition, std::vector<BoundExpressionPtr>& parts);

/// Whether it is `a = b`.
bool IsEquality(const BoundExpression& expression);
/// Whether it is `a <> b`.
bool IsInequality(const BoundExpression& expression);
/// Whether it is what stands in `slot`.
bool IsSlot(const BoundExpression& expression, SlotIndex slot);
/// `slot.key`, or null if it is something else.
const BoundProperty* AsPropertyOfSlot(const BoundExpression& expression);

// ---- Making expressions.
BoundExpressionPtr MakeSlotExpression(SlotIndex slot, const std::string& name, SourceSpan span);
/// `slot.key = value`.
BoundExpressionPtr MakePropertyEquals(SlotIndex slot, const std::string& name,
                                      const std::string& key, BoundExpressionPtr value);
/// `slot:labels`.
BoundExpressionPtr MakeHasLabels(SlotIndex slot, const std::string& name, NameExpression labels);
/// `left <> right`.
BoundExpressionPtr MakeDiffer(const BoundSlot& left, const BoundSlot& right, SourceSpan span);
/// `slot IS NOT NULL`.
BoundExpressionPtr MakeIsNotNull(SlotIndex slot, const std::string& name, SourceSpan span);

}  // namespace rondo
