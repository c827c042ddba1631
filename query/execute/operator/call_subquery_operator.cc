// CALL { subquery }: the inner plan run for each row, in transactions of its own where asked for.

#include <utility>

#include "query/execute/operator/made_rows.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

constexpr uint64_t kBatchRowCount = 1000;

/// Runs the inner plan for each row and counts the rows of a transaction.
class CallSubqueryOperator : public ChainedOperator {
 public:
  CallSubqueryOperator(ExecutionState& state, const CallSubqueryPlan& plan, OperatorPtr input,
                       InnerPlan inner)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        inner_(std::move(inner)),
        row_(state.plan().slot_count) {}

  Result<void> Open() override {
    uncommitted_row_count_ = 0;
    if (plan_.in_transactions) {
      RONDO_TRY(OpenTransactions());
    }
    return ChainedOperator::Open();
  }

 protected:
  const CallSubqueryPlan& plan() const { return plan_; }
  InnerPlan& inner() { return inner_; }

  Result<void> BeginRow(const Batch& rows, uint32_t lane) {
    row_.ResetToLanes(rows, {&lane, 1});
    RONDO_TRY(state().CheckInterrupt());
    return inner_.Open(row_);
  }

  Result<void> EndRow() {
    if (!plan_.in_transactions || ++uncommitted_row_count_ < batch_row_count_) {
      return {};
    }
    return CommitRows();
  }

  /// Commits what is left.
  Result<void> EndRows() { return uncommitted_row_count_ == 0 ? Result<void>() : CommitRows(); }

 private:
  Result<void> CommitRows() {
    uncommitted_row_count_ = 0;
    return plan_.in_transactions ? state().start().commit_batch() : Result<void>();
  }

  Result<void> OpenTransactions() {
    if (!state().start().commit_batch) {
      Error error = RuntimeError(
          ErrorCode::kSemantic, "TransactionOpen",
          "CALL ... IN TRANSACTIONS commits by itself and cannot run inside a transaction",
          plan_.keyword);
      error.hint = "commit or roll back first";
      return error;
    }
    batch_row_count_ = kBatchRowCount;
    if (plan_.batch_row_count == nullptr) {
      return {};
    }
    RONDO_TRY_ASSIGN(batch_row_count_, EvaluateRowCount(*plan_.batch_row_count, context()));
    if (batch_row_count_ == 0) {
      Error error =
          RuntimeError(ErrorCode::kArgument, "NumberOutOfRange",
                       "a transaction needs one row at least", plan_.batch_row_count->span);
      error.hint = "write IN TRANSACTIONS OF 1000 ROWS";
      return error;
    }
    return {};
  }

  const CallSubqueryPlan& plan_;
  InnerPlan inner_;
  Batch row_;
  uint64_t batch_row_count_ = kBatchRowCount;
  uint64_t uncommitted_row_count_ = 0;
};

/// A subquery without RETURN: each row goes on once.
class UnitSubqueryOperator final : public CallSubqueryOperator {
 public:
  UnitSubqueryOperator(ExecutionState& state, const CallSubqueryPlan& plan, OperatorPtr input,
                       InnerPlan inner)
      : CallSubqueryOperator(state, plan, std::move(input), std::move(inner)),
        inner_rows_(state.plan().slot_count) {}

  Result<void> Next(Batch& out) override {
    RONDO_TRY(input().Next(out));
    if (out.empty()) {
      return EndRows();
    }
    for (uint32_t lane = 0; lane < out.lane_count(); ++lane) {
      RONDO_TRY(BeginRow(out, lane));
      do {
        RONDO_TRY(inner().Next(inner_rows_));
      } while (!inner_rows_.empty());
      RONDO_TRY(EndRow());
    }
    return {};
  }

 private:
  Batch inner_rows_;
};

/// Each row goes on with each row of the subquery.
class RowsSubqueryOperator final : public CallSubqueryOperator {
 public:
  RowsSubqueryOperator(ExecutionState& state, const CallSubqueryPlan& plan, OperatorPtr input,
                       InnerPlan inner)
      : CallSubqueryOperator(state, plan, std::move(input), std::move(inner)),
        made_(plan.made),
        rows_(state.plan().slot_count),
        inner_rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    made_.Clear();
    rows_.Clear();
    inner_rows_.Clear();
    lane_ = 0;
    inner_is_open_ = false;
    return CallSubqueryOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    out.Clear();
    while (true) {
      if (!inner_is_open_) {
        RONDO_TRY_ASSIGN(bool has_row, BeginNextRow(out));
        if (!has_row) {
          return {};
        }
      }
      if (inner_rows_.empty()) {
        RONDO_TRY(EndInner());
        continue;
      }
      if (made_.size() + inner_rows_.lane_count() > state().batch_capacity()) {
        made_.MoveTo(rows_, plan().live, out);
        return {};  // The inner rows wait for the next call.
      }
      made_.AddAll(lane_, inner_rows_, AllLanes(inner_rows_.lane_count(), lanes_));
      gave_rows_ = true;
      RONDO_TRY(inner().Next(inner_rows_));
    }
  }

 private:
  /// False where `out` is to be handed on: it has rows, or there are none left.
  Result<bool> BeginNextRow(Batch& out) {
    bool rows_end = lane_ == rows_.lane_count();
    if (made_.size() == state().batch_capacity() || (rows_end && !made_.empty())) {
      made_.MoveTo(rows_, plan().live, out);
      return false;
    }
    if (rows_end) {
      lane_ = 0;
      RONDO_TRY(input().Next(rows_));
      if (rows_.empty()) {
        RONDO_TRY(EndRows());
        return false;
      }
    }
    RONDO_TRY(BeginRow(rows_, lane_));
    RONDO_TRY(inner().Next(inner_rows_));
    inner_is_open_ = true;
    gave_rows_ = false;
    return true;
  }

  Result<void> EndInner() {
    if (!gave_rows_ && plan().optional) {
      made_.AddNulls(lane_);
    }
    inner_is_open_ = false;
    ++lane_;
    return EndRow();
  }

  MadeRows made_;
  Batch rows_;  // Of the input.
  uint32_t lane_ = 0;
  Batch inner_rows_;  // Of the lane, still to be added.
  bool inner_is_open_ = false;
  bool gave_rows_ = false;
  std::vector<uint32_t> lanes_;
};

}  // namespace

OperatorPtr MakeCallSubquery(ExecutionState& state, const CallSubqueryPlan& plan, OperatorPtr input,
                             InnerPlan inner) {
  if (plan.returns_rows) {
    return std::make_unique<RowsSubqueryOperator>(state, plan, std::move(input), std::move(inner));
  }
  return std::make_unique<UnitSubqueryOperator>(state, plan, std::move(input), std::move(inner));
}

}  // namespace rondo
