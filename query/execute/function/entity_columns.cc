// Functions of one argument over a whole column of ids, with one call of the view.

#include <span>
#include <vector>

#include "query/execute/expression/column_evaluation.h"

namespace rondo {

namespace {

template <typename Id>
void NumbersOf(std::span<const Id> ids, std::span<Value> out) {
  for (size_t lane = 0; lane < ids.size(); ++lane) {
    out[lane] = ids[lane].valid() ? Value(ids[lane].value) : Value();
  }
}

Result<void> TypesOf(std::span<const EdgeId> edges, EvaluationContext& context,
                     std::span<Value> out) {
  std::vector<EdgeTypeId> types(edges.size());
  RONDO_TRY(context.view->GatherEdgeEndpoints(edges, {}, {}, types));
  for (size_t lane = 0; lane < edges.size(); ++lane) {
    out[lane] = types[lane].valid() ? context.names.EdgeTypeName(types[lane]) : Value();
  }
  return {};
}

}  // namespace

Result<bool> CallOnColumn(const BoundFunctionCall& call, const Vector& argument,
                          EvaluationContext& context, Vector& out) {
  bool deleted = context.deleted != nullptr && !context.deleted->empty();
  if (argument.constant() || deleted) {
    return false;
  }
  FunctionId function = call.function->id;
  if (argument.form() == Vector::Form::kNodes && function == FunctionId::kId) {
    NumbersOf(argument.nodes(), out.ResetToValues(argument.size()));
    return true;
  }
  if (argument.form() != Vector::Form::kEdges) {
    return false;
  }
  std::span<const EdgeId> edges = argument.edges();
  switch (function) {
    case FunctionId::kId:
      NumbersOf(edges, out.ResetToValues(edges.size()));
      return true;
    case FunctionId::kType:
      RONDO_TRY(TypesOf(edges, context, out.ResetToValues(edges.size())));
      return true;
    case FunctionId::kStartNode:
      RONDO_TRY(context.view->GatherEdgeEndpoints(edges, out.ResetToNodes(edges.size()), {}, {}));
      return true;
    case FunctionId::kEndNode:
      RONDO_TRY(context.view->GatherEdgeEndpoints(edges, {}, out.ResetToNodes(edges.size()), {}));
      return true;
    default:
      return false;
  }
}

}  // namespace rondo
