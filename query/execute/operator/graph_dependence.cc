#include "query/execute/operator/graph_dependence.h"

#include <functional>

#include "query/plan/expression_parts.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

constexpr TypeSet kGraphKinds = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kPath;

bool AnyPart(const BoundExpression& expression,
             const std::function<bool(const BoundExpression&)>& holds) {
  bool found = false;
  ForEachPart(expression, [&](const BoundExpression& part) { found = found || holds(part); });
  return found;
}

}  // namespace

bool MayReadSlot(const BoundExpression& expression, SlotIndex slot) {
  bool reads = false;
  ForEachSlot(expression, [&](SlotIndex other) { reads = reads || other == slot; });
  return reads;
}

bool MayReadGraph(const BoundExpression& expression) {
  auto may_be_of_graph = [](const BoundExpression& part) {
    return part.type.Overlaps(kGraphKinds);
  };
  bool reads = false;
  switch (expression.kind) {
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternComprehension:
    case ExpressionKind::kHasLabels:
      return true;
    case ExpressionKind::kProperty:
    case ExpressionKind::kIndex:
    case ExpressionKind::kFunctionCall:
      reads = AnyPart(expression, may_be_of_graph);
      break;
    case ExpressionKind::kMap: {
      const BoundExpressionPtr& all_of = expression.As<BoundMap>().all_of;
      reads = all_of != nullptr && may_be_of_graph(*all_of);
      break;
    }
    default:
      break;
  }
  return reads || AnyPart(expression, MayReadGraph);
}

}  // namespace rondo
