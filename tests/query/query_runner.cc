#include "tests/query/query_runner.h"

#include "query/bind/binder.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/statement_writer.h"
#include "query/execute/operator/subquery_operators.h"
#include "query/plan/planner.h"
#include "query/syntax/parser.h"

namespace rondo::test {

namespace {

Result<std::vector<std::vector<Value>>> RunOn(const GraphView& view, Transaction* transaction,
                                              const std::string& text,
                                              const QueryRunOptions& options) {
  RONDO_TRY_ASSIGN(Ast ast, ParseStatement(text));
  RONDO_TRY_ASSIGN(BoundStatement bound, Bind(ast, BindContext()));
  PlanOptions plan_options{.optimise = options.optimise};
  if (options.thread_count > 1) {
    plan_options.shared_rows_min = 0;
  }
  Plan plan = MakePlan(std::move(bound), view, plan_options);
  ExecutionState state(plan);
  state.set_batch_capacity(options.batch_capacity);
  SubqueryOperators subqueries(state);
  OperatorPtr root = OperatorBuilder(state).Build(*plan.root);
  ParameterValues parameters;
  ExecutionState::Start start;
  start.view = &view;
  start.transaction = transaction;
  start.parameters = &parameters;
  start.subqueries = &subqueries;
  WorkerPool pool(options.thread_count - 1);
  start.pool = &pool;
  start.thread_count = options.thread_count;
  if (options.time_max) {
    start.interrupt.deadline = std::chrono::steady_clock::now() + *options.time_max;
  }
  state.Begin(std::move(start));
  RONDO_TRY(root->Open());
  std::vector<std::vector<Value>> rows;
  Batch batch(plan.slot_count);
  bool was_last = false;
  do {
    RONDO_TRY(root->Next(batch));
    if (was_last && !batch.empty()) {
      return RuntimeError(ErrorCode::kSemantic, "RowsAfterLast", "rows follow a last batch");
    }
    was_last = batch.is_last();
    if (options.marks != nullptr && !batch.empty()) {
      options.marks->push_back(was_last);
    }
    for (size_t lane = 0; lane < batch.lane_count(); ++lane) {
      std::vector<Value>& row = rows.emplace_back();
      for (const BoundColumn& column : plan.columns) {
        row.push_back(batch.Get(column.slot, lane));
      }
    }
  } while (!batch.empty());
  if (transaction != nullptr) {
    RONDO_TRY(CheckDeletedNodes(state));
  }
  return rows;
}

}  // namespace

Result<std::vector<std::vector<Value>>> RunQuery(const GraphView& view, const std::string& text,
                                                 const QueryRunOptions& options) {
  return RunOn(view, nullptr, text, options);
}

Result<std::vector<std::vector<Value>>> RunUpdate(Store& store, const std::string& text,
                                                  const QueryRunOptions& options) {
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction, store.BeginTransaction());
  RONDO_TRY_ASSIGN(std::vector<std::vector<Value>> rows,
                   RunOn(*transaction, transaction.get(), text, options));
  RONDO_TRY(transaction->Commit());
  return rows;
}

}  // namespace rondo::test
