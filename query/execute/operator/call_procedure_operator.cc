// CALL of procedures: once per row. A procedure pushes its rows, so those of one call are kept
// until they are handed on.

#include <string>
#include <utility>

#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/made_rows.h"
#include "query/execute/operator/operator.h"
#include "query/execute/procedure/procedure.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

std::vector<SlotIndex> YieldedSlots(const BoundCallProcedure& call) {
  std::vector<SlotIndex> slots;
  for (const BoundCallProcedure::Yield& yield : call.yields) {
    slots.push_back(yield.slot);
  }
  return slots;
}

class CallProcedureOperator final : public ChainedOperator {
 public:
  CallProcedureOperator(ExecutionState& state, const CallProcedurePlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        call_(*plan.call),
        rows_(state.plan().slot_count),
        made_(YieldedSlots(call_)),
        finished_(state),
        argument_columns_(call_.arguments.size()),
        arguments_(call_.arguments.size()),
        yields_(call_.yields.size()) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    made_.Clear();
    finished_.Clear();
    finished_index_ = 0;
    RONDO_TRY(FindProcedure());
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (finished_index_ == finished_.batches().size()) {
      finished_.Clear();
      finished_index_ = 0;
      if (lane_ < rows_.lane_count()) {
        RONDO_TRY(CallForLane());
        continue;
      }
      if (!made_.empty()) {
        made_.MoveTo(rows_, plan_.live, out);
        return {};
      }
      RONDO_TRY(input().Next(rows_));
      lane_ = 0;
      if (rows_.empty()) {
        out.Clear();
        return {};
      }
      RONDO_TRY(EvaluateArguments());
    }
    std::swap(out, finished_.batches()[finished_index_++]);
    return {};
  }

 private:
  Result<void> FindProcedure() {
    const auto* procedures = state().start().procedures;
    if (procedures != nullptr) {
      if (auto found = procedures->find(call_.procedure.get()); found != procedures->end()) {
        procedure_ = found->second.get();
        return {};
      }
    }
    return RuntimeError(ErrorCode::kProcedure, "ProcedureNotFound",
                        "the procedure `" + call_.procedure->name + "` is there no more",
                        call_.span);
  }

  Result<void> EvaluateArguments() {
    for (size_t index = 0; index < argument_columns_.size(); ++index) {
      RONDO_TRY(Evaluate(*call_.arguments[index], context(), rows_, argument_columns_[index]));
    }
    return {};
  }

  /// The argument as the signature wants it: integers become floats where only those are taken.
  Result<Value> Argument(size_t index) const {
    const ProcedureSignature::Field& input = call_.procedure->inputs[index];
    Value value = argument_columns_[index].Get(lane_);
    if (value.is_null() || input.type.Has(value.kind())) {
      return value;
    }
    if (value.is(Kind::kInteger) && input.type.Has(Kind::kFloat)) {
      return Value(static_cast<double>(value.integer()));
    }
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                        call_.procedure->name + " takes " + input.name + " :: " + input.type_name +
                            ", not " + std::string(KindName(value.kind())),
                        call_.arguments[index]->span);
  }

  Result<void> CallForLane() {
    RONDO_TRY(state().CheckInterrupt());
    for (size_t index = 0; index < arguments_.size(); ++index) {
      RONDO_TRY_ASSIGN(arguments_[index], Argument(index));
    }
    auto lane = static_cast<uint32_t>(lane_++);
    // One that returns nothing at all is called for its effect: the row goes on.
    bool is_void = call_.procedure->outputs.empty();
    bool gave_rows = false;
    ProcedureRowSink sink = [&](std::span<const Value> outputs) -> Result<bool> {
      if (is_void) {
        return true;
      }
      gave_rows = true;
      RONDO_TRY(AddRow(lane, outputs));
      return true;
    };
    const ProcedureCall call{.view = state().view(),
                             .arguments = arguments_,
                             .interrupt = context().interrupt,
                             .procedures = state().start().all_procedures,
                             .indexes = state().start().indexes};
    RONDO_TRY(At(procedure_->run(call, sink), call_.span));
    if (is_void || (!gave_rows && call_.optional)) {
      RONDO_TRY(MakeRoom());
      made_.AddNulls(lane);
    }
    return {};
  }

  Result<void> AddRow(uint32_t lane, std::span<const Value> outputs) {
    for (size_t index = 0; index < yields_.size(); ++index) {
      uint32_t output = call_.yields[index].output;
      if (output >= outputs.size()) {
        return RuntimeError(ErrorCode::kProcedure, "ProcedureCallFailed",
                            call_.procedure->name + " gave a row of " +
                                std::to_string(outputs.size()) + " values instead of " +
                                std::to_string(call_.procedure->outputs.size()),
                            call_.span);
      }
      yields_[index] = outputs[output];
    }
    RONDO_TRY(MakeRoom());
    made_.Add(lane, yields_);
    return {};
  }

  Result<void> MakeRoom() {
    if (made_.size() < state().batch_capacity()) {
      return {};
    }
    Batch batch(state().plan().slot_count);
    made_.MoveTo(rows_, plan_.live, batch);
    RONDO_TRY(state().CheckInterrupt());
    return finished_.Add(batch);
  }

  const CallProcedurePlan& plan_;
  const BoundCallProcedure& call_;
  const Procedure* procedure_ = nullptr;
  Batch rows_;       // Of the input.
  size_t lane_ = 0;  // The next to call for.
  MadeRows made_;
  RowBuffer finished_;  // Whole batches.
  size_t finished_index_ = 0;
  std::vector<Vector> argument_columns_;
  std::vector<Value> arguments_;
  std::vector<Value> yields_;
};

}  // namespace

OperatorPtr MakeCallProcedure(ExecutionState& state, const CallProcedurePlan& plan,
                              OperatorPtr input) {
  return std::make_unique<CallProcedureOperator>(state, plan, std::move(input));
}

}  // namespace rondo
