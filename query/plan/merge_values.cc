#include "query/plan/merge_values.h"

#include <algorithm>
#include <vector>

#include "query/plan/expression_parts.h"

namespace rondo {

namespace {

/// Reads the graph by patterns: what is created may change that.
bool HasSubquery(const BoundExpression& expression) {
  if (expression.kind == ExpressionKind::kSubquery ||
      expression.kind == ExpressionKind::kPatternComprehension) {
    return true;
  }
  bool found = false;
  ForEachPart(expression, [&](const BoundExpression& part) { found = found || HasSubquery(part); });
  return found;
}

bool MaySetProperty(const std::vector<BoundSetItem>& items, const std::string& key) {
  return std::ranges::any_of(items, [&](const BoundSetItem& item) {
    switch (item.kind) {
      case BoundSetItem::Kind::kProperty:
        return item.dynamic_key != nullptr || item.key == key;
      case BoundSetItem::Kind::kLabels:
        return false;
      default:
        return true;
    }
  });
}

/// Reads what SET writes: such a property of a variable, or a variable as a whole.
bool ReadsSet(const BoundMerge& merge, const BoundExpression& expression) {
  if (expression.kind == ExpressionKind::kSlot) {
    return true;
  }
  if (expression.kind == ExpressionKind::kProperty) {
    const auto& property = expression.As<BoundProperty>();
    return MaySetProperty(merge.on_create, property.key) ||
           MaySetProperty(merge.on_match, property.key) ||
           (property.base->kind != ExpressionKind::kSlot && ReadsSet(merge, *property.base));
  }
  bool found = false;
  ForEachPart(expression,
              [&](const BoundExpression& part) { found = found || ReadsSet(merge, part); });
  return found;
}

}  // namespace

bool MayBeChangedBy(const BoundMerge& merge, const BoundExpression& value) {
  if (HasSubquery(value)) {
    return true;
  }
  bool sets = !merge.on_create.empty() || !merge.on_match.empty();
  return sets && value.kind != ExpressionKind::kSlot && ReadsSet(merge, value);
}

}  // namespace rondo
