#include "query/execute/operator/graph_dependence.h"

#include <algorithm>
#include <functional>

namespace rondo {
namespace {

using Kind = Value::Kind;
using Visit = std::function<void(const BoundExpression&)>;

constexpr TypeSet kGraphKinds = TypeSet(Kind::kNode) | Kind::kEdge | Kind::kPath;

void VisitPart(const BoundExpressionPtr& part, const Visit& visit) {
  if (part != nullptr) {
    visit(*part);
  }
}

void VisitParts(const std::vector<BoundExpressionPtr>& parts, const Visit& visit) {
  for (const BoundExpressionPtr& part : parts) {
    VisitPart(part, visit);
  }
}

void VisitMap(const BoundMap& map, const Visit& visit) {
  VisitPart(map.all_of, visit);
  VisitPart(map.projected, visit);
  for (const auto& [key, value] : map.entries) {
    VisitPart(value, visit);
  }
}

void VisitCase(const BoundCase& expression, const Visit& visit) {
  VisitPart(expression.operand, visit);
  for (const BoundCase::Branch& branch : expression.branches) {
    VisitPart(branch.when, visit);
    VisitPart(branch.then, visit);
  }
  VisitPart(expression.otherwise, visit);
}

void ForEachPart(const BoundExpression& expression, const Visit& visit) {
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
    case ExpressionKind::kParameter:
    case ExpressionKind::kSlot:
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternComprehension:
      return;
    case ExpressionKind::kProperty:
      return VisitPart(expression.As<BoundProperty>().base, visit);
    case ExpressionKind::kUnary:
      return VisitPart(expression.As<BoundUnary>().operand, visit);
    case ExpressionKind::kBinary:
      VisitPart(expression.As<BoundBinary>().left, visit);
      return VisitPart(expression.As<BoundBinary>().right, visit);
    case ExpressionKind::kComparison:
      return VisitParts(expression.As<BoundComparison>().operands, visit);
    case ExpressionKind::kFunctionCall:
      return VisitParts(expression.As<BoundFunctionCall>().arguments, visit);
    case ExpressionKind::kList:
      return VisitParts(expression.As<BoundList>().elements, visit);
    case ExpressionKind::kMap:
      return VisitMap(expression.As<BoundMap>(), visit);
    case ExpressionKind::kIndex:
      VisitPart(expression.As<BoundIndex>().base, visit);
      return VisitPart(expression.As<BoundIndex>().index, visit);
    case ExpressionKind::kSlice:
      VisitPart(expression.As<BoundSlice>().base, visit);
      VisitPart(expression.As<BoundSlice>().from, visit);
      return VisitPart(expression.As<BoundSlice>().to, visit);
    case ExpressionKind::kCase:
      return VisitCase(expression.As<BoundCase>(), visit);
    case ExpressionKind::kHasLabels:
      return VisitPart(expression.As<BoundHasLabels>().operand, visit);
    case ExpressionKind::kListComprehension:
      VisitPart(expression.As<BoundListComprehension>().list, visit);
      VisitPart(expression.As<BoundListComprehension>().predicate, visit);
      return VisitPart(expression.As<BoundListComprehension>().projection, visit);
    case ExpressionKind::kQuantifier:
      VisitPart(expression.As<BoundQuantifier>().list, visit);
      return VisitPart(expression.As<BoundQuantifier>().predicate, visit);
    case ExpressionKind::kReduce:
      VisitPart(expression.As<BoundReduce>().initial, visit);
      VisitPart(expression.As<BoundReduce>().list, visit);
      return VisitPart(expression.As<BoundReduce>().step, visit);
  }
}

bool AnyPart(const BoundExpression& expression,
             const std::function<bool(const BoundExpression&)>& holds) {
  bool found = false;
  ForEachPart(expression, [&](const BoundExpression& part) { found = found || holds(part); });
  return found;
}

bool Imports(const std::vector<SlotIndex>& imported, SlotIndex slot) {
  return std::ranges::find(imported, slot) != imported.end();
}

}  // namespace

bool MayReadSlot(const BoundExpression& expression, SlotIndex slot) {
  switch (expression.kind) {
    case ExpressionKind::kSlot:
      return expression.As<BoundSlot>().slot == slot;
    case ExpressionKind::kSubquery:
      return Imports(expression.As<BoundSubqueryExpression>().imported, slot);
    case ExpressionKind::kPatternComprehension:
      return Imports(expression.As<BoundPatternComprehension>().imported, slot);
    default:
      return AnyPart(expression,
                     [slot](const BoundExpression& part) { return MayReadSlot(part, slot); });
  }
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
