// Operators that change the graph and hand their rows on as they are: CREATE, SET, REMOVE, DELETE,
// FOREACH.

#include <algorithm>
#include <utility>

#include "query/execute/expression/evaluator.h"
#include "query/execute/expression/list_elements.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/pattern_creator.h"
#include "query/execute/operator/property_update.h"
#include "query/execute/operator/statement_writer.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// Changes the graph for each batch of rows.
class UpdateOperator : public ChainedOperator {
 public:
  using ChainedOperator::ChainedOperator;

  Result<void> Next(Batch& out) final {
    RONDO_TRY(state().CheckInterrupt());
    RONDO_TRY(input().Next(out));
    return out.empty() ? Result<void>() : Update(out);
  }

 private:
  /// `rows` has a lane at least. May set slots.
  virtual Result<void> Update(Batch& rows) = 0;
};

class CreateOperator final : public UpdateOperator {
 public:
  CreateOperator(ExecutionState& state, const CreatePlan& plan, OperatorPtr input)
      : UpdateOperator(state, std::move(input)), creator_(state, *plan.pattern) {}

 private:
  Result<void> Update(Batch& rows) override { return creator_.Create(rows); }

  PatternCreator creator_;
};

class SetOperator final : public UpdateOperator {
 public:
  SetOperator(ExecutionState& state, const SetPlan& plan, OperatorPtr input)
      : UpdateOperator(state, std::move(input)), update_(state, *plan.items) {}

 private:
  Result<void> Update(Batch& rows) override { return update_.Apply(rows); }

  PropertyUpdate update_;
};

class RemoveOperator final : public UpdateOperator {
 public:
  RemoveOperator(ExecutionState& state, const RemovePlan& plan, OperatorPtr input)
      : UpdateOperator(state, std::move(input)), plan_(plan), writer_(state) {}

 private:
  Result<void> Update(Batch& rows) override {
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      for (const BoundRemoveItem& item : *plan_.items) {
        RONDO_TRY(Remove(item, RowView(rows, lane)));
      }
    }
    return {};
  }

  Result<void> Remove(const BoundRemoveItem& item, const RowView& row) {
    RONDO_TRY_ASSIGN(Value target, EvaluateLane(*item.target, context(), row));
    if (!item.labels.empty()) {
      return writer_.RemoveLabels(target, item.labels, item.span);
    }
    if (item.dynamic_key == nullptr || target.is_null()) {
      return writer_.SetProperty(target, item.key, Value(), item.span);
    }
    RONDO_TRY_ASSIGN(Value key, EvaluateLane(*item.dynamic_key, context(), row));
    RONDO_TRY_ASSIGN(std::string_view name, PropertyName(key, item.dynamic_key->span));
    return writer_.SetProperty(target, name, Value(), item.span);
  }

  const RemovePlan& plan_;
  StatementWriter writer_;
};

class DeleteOperator final : public UpdateOperator {
 public:
  DeleteOperator(ExecutionState& state, const DeletePlan& plan, OperatorPtr input)
      : UpdateOperator(state, std::move(input)), plan_(plan), writer_(state) {}

 private:
  // All targets are evaluated before the first is deleted: `DELETE r, startNode(r)`.
  Result<void> Update(Batch& rows) override {
    nodes_.clear();
    edges_.clear();
    SourceSpan span = plan_.targets->front()->span;
    for (const BoundExpressionPtr& target : *plan_.targets) {
      span = Cover(span, target->span);
      RONDO_TRY_ASSIGN(const Vector* column, EvaluateOrBorrow(*target, context(), rows, scratch_));
      RONDO_TRY(Collect(*column, target->span));
    }
    RONDO_TRY(writer_.DeleteEdges(edges_));
    return writer_.DeleteNodes(nodes_, plan_.detach, span);
  }

  Result<void> Collect(const Vector& column, SourceSpan span) {
    for (size_t lane = 0; lane < column.size(); ++lane) {
      RONDO_TRY(Collect(column.Get(lane), span));
      if (column.constant()) {
        break;
      }
    }
    return {};
  }

  Result<void> Collect(const Value& value, SourceSpan span) {
    switch (value.kind()) {
      case Kind::kNull:
        return {};
      case Kind::kNode:
        nodes_.push_back(value.node());
        return {};
      case Kind::kEdge:
        edges_.push_back(value.edge());
        return {};
      case Kind::kPath:
        for (const Value& node : value.path().nodes) {
          nodes_.push_back(node.node());
        }
        for (const Value& edge : value.path().edges) {
          edges_.push_back(edge.edge());
        }
        return {};
      default:
        return RuntimeError(
            ErrorCode::kType, "InvalidArgumentType",
            "nodes, edges and paths can be deleted, not " + std::string(KindName(value.kind())),
            span);
    }
  }

  const DeletePlan& plan_;
  StatementWriter writer_;
  std::vector<NodeId> nodes_;
  std::vector<EdgeId> edges_;
  Vector scratch_;
};

/// One clause handles many elements at once; several take turns for each element.
bool IsOneStep(const PlanNode& plan) {
  switch (plan.kind) {
    case PlanKind::kCreate:
    case PlanKind::kMerge:
    case PlanKind::kSet:
    case PlanKind::kRemove:
    case PlanKind::kDelete:
    case PlanKind::kForeach:
      return plan.input->kind == PlanKind::kArgument;
    default:
      return false;
  }
}

class ForeachOperator final : public UpdateOperator {
 public:
  ForeachOperator(ExecutionState& state, const ForeachPlan& plan, OperatorPtr input,
                  InnerPlan inner)
      : UpdateOperator(state, std::move(input)),
        plan_(plan),
        inner_(std::move(inner)),
        is_one_step_(IsOneStep(*plan.inner)),
        elements_(state.plan().slot_count),
        inner_rows_(state.plan().slot_count) {}

 private:
  Result<void> Update(Batch& rows) override {
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      RONDO_TRY_ASSIGN(ListElements list,
                       EvaluateElements(*plan_.list, context(), RowView(rows, lane)));
      if (!list.is_null() && !list.is_list()) {
        return RuntimeError(
            ErrorCode::kType, "InvalidArgumentType",
            "FOREACH needs a list, not " + std::string(KindName(list.value().kind())),
            plan_.list->span);
      }
      const uint64_t capacity = is_one_step_ ? state().batch_capacity() : 1;
      for (uint64_t begin = 0; begin < list.size(); begin += capacity) {
        RONDO_TRY(Run(rows, lane, list, begin, std::min(capacity, list.size() - begin)));
      }
    }
    return {};
  }

  /// The inner steps for elements begin to begin + count - 1.
  Result<void> Run(const Batch& rows, size_t lane, ListElements& list, uint64_t begin,
                   uint64_t count) {
    lanes_.assign(count, static_cast<uint32_t>(lane));
    elements_.ResetToLanes(rows, lanes_);
    Vector& column = elements_.Set(plan_.slot);
    column.Clear();
    for (uint64_t index = begin; index < begin + count; ++index) {
      column.Append(list[index]);
    }
    RONDO_TRY(state().CheckInterrupt());
    RONDO_TRY(inner_.Open(elements_));
    do {
      RONDO_TRY(inner_.Next(inner_rows_));
    } while (!inner_rows_.empty());
    return {};
  }

  const ForeachPlan& plan_;
  InnerPlan inner_;
  const bool is_one_step_;
  Batch elements_;
  Batch inner_rows_;
  std::vector<uint32_t> lanes_;
};

}  // namespace

OperatorPtr MakeCreate(ExecutionState& state, const CreatePlan& plan, OperatorPtr input) {
  return std::make_unique<CreateOperator>(state, plan, std::move(input));
}

OperatorPtr MakeSet(ExecutionState& state, const SetPlan& plan, OperatorPtr input) {
  return std::make_unique<SetOperator>(state, plan, std::move(input));
}

OperatorPtr MakeRemove(ExecutionState& state, const RemovePlan& plan, OperatorPtr input) {
  return std::make_unique<RemoveOperator>(state, plan, std::move(input));
}

OperatorPtr MakeDelete(ExecutionState& state, const DeletePlan& plan, OperatorPtr input) {
  return std::make_unique<DeleteOperator>(state, plan, std::move(input));
}

OperatorPtr MakeForeach(ExecutionState& state, const ForeachPlan& plan, OperatorPtr input,
                        InnerPlan inner) {
  return std::make_unique<ForeachOperator>(state, plan, std::move(input), std::move(inner));
}

}  // namespace rondo
