#include "query/execute/expression/list_elements.h"

#include <array>
#include <utility>

#include "query/execute/expression/evaluator.h"

namespace rondo {

bool IsRange(const BoundExpression& expression) {
  return expression.kind == ExpressionKind::kFunctionCall &&
         expression.As<BoundFunctionCall>().function->id == FunctionId::kRange;
}

Result<ListElements> EvaluateElements(const BoundExpression& expression, EvaluationContext& context,
                                      const RowView& row) {
  if (IsRange(expression)) {
    std::array<int64_t, 3> bounds = {0, 0, 1};  // Start, end, step.
    const auto& arguments = expression.As<BoundFunctionCall>().arguments;
    bool are_integers = arguments.size() <= bounds.size();
    for (size_t index = 0; are_integers && index < arguments.size(); ++index) {
      RONDO_TRY_ASSIGN(Value bound, EvaluateLane(*arguments[index], context, row));
      are_integers = bound.is(Value::Kind::kInteger);
      bounds[index] = are_integers ? bound.integer() : 0;
    }
    if (are_integers && bounds[2] != 0) {
      return ListElements(IntegerRange(bounds[0], bounds[1], bounds[2]));
    }
    // The function tells what is wrong.
  }
  RONDO_TRY_ASSIGN(Value value, EvaluateLane(expression, context, row));
  return ListElements(std::move(value));
}

}  // namespace rondo
