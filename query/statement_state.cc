// One statement: made once, run many times.

#include <algorithm>
#include <utility>

#include "query/bind/binder.h"
#include "query/database_state.h"
#include "query/error_advice.h"
#include "query/execute/command/run_command.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/operator/result_values.h"
#include "query/execute/operator/statement_writer.h"
#include "query/plan/plan_text.h"
#include "query/plan/planner.h"
#include "query/syntax/parser.h"

namespace rondo {

namespace {

std::vector<std::string> NamesOf(uint32_t count,
                                 const std::function<std::string_view(uint32_t)>& name) {
  std::vector<std::string> names;
  for (uint32_t index = 0; index < count; ++index) {
    names.emplace_back(name(index));
  }
  return names;
}

/// Whether a count is no longer of the size that it was.
bool HasChangedMuch(uint64_t before, uint64_t now) {
  constexpr uint64_t kSmall = 64;
  before = std::max(before, kSmall);
  now = std::max(now, kSmall);
  return now > before * 4 || before > now * 4;
}

}  // namespace

Result<std::unique_ptr<StatementState>> StatementState::Make(ConnectionState& connection,
                                                             std::string_view text,
                                                             const Parameters* parameters) {
  auto made = std::unique_ptr<StatementState>(new StatementState(connection, std::string(text)));
  if (Result<void> prepared = made->Prepare(parameters, connection.ReadView()); !prepared.ok()) {
    return WithAdvice(std::move(prepared).error());
  }
  return made;
}

Result<void> StatementState::Prepare(const Parameters* parameters, const GraphView& view) {
  SyntaxLimits syntax_limits;
  syntax_limits.nesting_depth_max =
      std::min(connection_.limits.nesting_depth_max, ExecutionLimits::kNestingDepthMost);
  RONDO_TRY_ASSIGN(Ast ast, ParseStatement(text_, syntax_limits));
  BindContext context;
  procedures_.clear();
  context.find_procedure =
      [this](std::string_view name) -> std::shared_ptr<const ProcedureSignature> {
    std::shared_ptr<const Procedure> found = connection_.database.procedures.Find(name);
    if (found == nullptr) {
      return nullptr;
    }
    procedures_.emplace(&found->signature, found);
    return {found, &found->signature};
  };
  context.procedure_names = [this] { return connection_.database.procedures.Names(); };
  context.parameters = parameters == nullptr ? nullptr : &parameters->values();
  std::vector<std::string> labels =
      NamesOf(view.label_count(), [&](uint32_t index) { return view.LabelName(LabelId(index)); });
  std::vector<std::string> types = NamesOf(
      view.edge_type_count(), [&](uint32_t index) { return view.EdgeTypeName(EdgeTypeId(index)); });
  std::vector<std::string> keys = NamesOf(view.property_key_count(), [&](uint32_t index) {
    return view.PropertyKeyName(PropertyKeyId(index));
  });
  context.known_labels = labels;
  context.known_edge_types = types;
  context.known_property_keys = keys;
  RONDO_TRY_ASSIGN(BoundStatement bound, Bind(ast, context));
  shape_ = {view.NodeCount(), view.EdgeCount(),
            view.label_count() + view.edge_type_count() + view.property_key_count(),
            connection_.database.store->ListIndexes().size()};
  fresh_version_.reset();
  root_.reset();
  last_step_.reset();
  subqueries_.reset();
  state_.reset();
  plan_ = MakePlan(std::move(bound), view, {.optimise = connection_.optimises()});
  auto names = std::make_shared<std::vector<std::string>>();
  if (plan_.statement.command) {
    *names = CommandColumns(*plan_.statement.command);
  } else if (plan_.statement.mode != StatementMode::kExplain) {
    for (const BoundColumn& column : plan_.columns) {
      names->push_back(column.name);
    }
  }
  columns_ = std::move(names);
  return {};
}

bool StatementState::IsStale(const GraphView& view) {
  // Most statements are run again on the state of the graph that they were run on before.
  const bool reads_snapshot = connection_.transaction == nullptr;
  if (reads_snapshot && fresh_version_ == connection_.snapshot->version()) {
    return false;
  }
  fresh_version_.reset();
  if (HasChangedMuch(shape_.node_count, view.NodeCount()) ||
      HasChangedMuch(shape_.edge_count, view.EdgeCount()) ||
      shape_.name_count !=
          view.label_count() + view.edge_type_count() + view.property_key_count() ||
      !AssumptionsHold(plan_, view)) {
    return true;
  }
  if (reads_snapshot) {
    fresh_version_ = connection_.snapshot->version();
  }
  return false;
}

Result<void> StatementState::CheckParameters(const Parameters& parameters) const {
  const BoundStatement& statement = plan_.statement;
  for (size_t index = 0; index < statement.parameters.size(); ++index) {
    const std::string& name = statement.parameters[index];
    if (parameters.Find(name) == nullptr) {
      return CompileError(ErrorCode::kParameterMissing, "MissingParameter",
                          "the parameter `$" + name + "` has no value",
                          statement.parameter_places[index]);
    }
  }
  return {};
}

// ---------------------------------------------------------------- running

Result<void> StatementState::Run(const Parameters& parameters, const RowSink& sink,
                                 ExecutionSummary& summary) {
  Result<void> done = RunOnce(parameters, sink, summary);
  if (!done.ok()) {
    return WithAdvice(std::move(done).error());
  }
  return done;
}

Result<void> StatementState::RunOnce(const Parameters& parameters, const RowSink& sink,
                                     ExecutionSummary& summary) {
  if (is_running_) {
    return RuntimeError(ErrorCode::kSemantic, "StatementBusy",
                        "the statement is running already; prepare it twice to run it twice");
  }
  if (plan_.statement.command) {
    return RunCommand(sink, summary);
  }
  if (plan_.statement.mode == StatementMode::kExplain) {
    Explain(summary);
    return {};
  }
  RONDO_TRY(CheckParameters(parameters));
  is_running_ = true;
  connection_.interruption.Begin();
  Result<void> done = RunQuery(parameters, sink, summary);
  connection_.interruption.End();
  if (!connection_.in_transaction) {
    connection_.snapshot.reset();
  }
  is_running_ = false;
  return done;
}

Result<void> StatementState::RunAndKeep(const Parameters& parameters, std::vector<Row>& rows,
                                        ExecutionSummary& summary) {
  const auto keep = [this, &rows](Row&& row) -> Result<bool> {
    if (state_) {  // Commands have none; what they tell is short.
      size_t size = sizeof(Row);
      for (const Value& value : row.values()) {
        size += MemorySizeOf(value);
      }
      RONDO_TRY(state_->ReserveMemory(size));
    }
    rows.push_back(std::move(row));
    return true;
  };
  return Run(parameters, keep, summary);
}

void StatementState::AddNotifications(ExecutionSummary& summary) const {
  for (const BoundNotification& bound : plan_.statement.notifications) {
    summary.notifications.push_back({bound.message, bound.hint, bound.span});
  }
}

void StatementState::Explain(ExecutionSummary& summary) const {
  AddNotifications(summary);
  summary.plan = PlanText(plan_, text_, nullptr);
}

Result<void> StatementState::RunCommand(const RowSink& sink, ExecutionSummary& summary) {
  const BoundCommand& command = *plan_.statement.command;
  switch (command.kind) {
    case BoundCommand::Kind::kBegin:
      return connection_.Begin();
    case BoundCommand::Kind::kCommit:
      return connection_.Commit();
    case BoundCommand::Kind::kRollback:
      return connection_.Rollback();
    default:
      break;
  }
  CommandContext context;
  std::vector<IndexDescription> indexes = connection_.database.store->ListIndexes();
  std::shared_ptr<const ProcedureTable> procedures = connection_.database.procedures.Table();
  context.indexes = indexes;
  context.procedures = procedures->entries();
  CommandResult result;
  if (ChangesSchema(command) && !connection_.in_transaction) {
    RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction,
                     connection_.database.store->BeginTransaction());
    context.transaction = transaction.get();
    RONDO_TRY_ASSIGN(result, At(rondo::RunCommand(command, context), command.span));
    RONDO_TRY(transaction->Commit());
  } else {
    if (ChangesSchema(command)) {
      RONDO_TRY_ASSIGN(context.transaction, connection_.WritableTransaction());
    }
    RONDO_TRY_ASSIGN(result, At(rondo::RunCommand(command, context), command.span));
  }
  summary.changes.indexes_added = result.indexes_added;
  summary.changes.indexes_removed = result.indexes_removed;
  for (std::vector<Value>& row : result.rows) {
    RONDO_TRY_ASSIGN(bool wants_more, sink(Row(columns_, std::move(row))));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> StatementState::RunQuery(const Parameters& parameters, const RowSink& sink,
                                      ExecutionSummary& summary) {
  const GraphView& view = connection_.ReadView();
  if (IsStale(view)) {
    RONDO_TRY(Prepare(nullptr, view));
  }
  if (!plan_.statement.query.updates) {
    RONDO_TRY(RunOn(view, nullptr, parameters, sink, summary));
  } else if (connection_.in_transaction) {
    RONDO_TRY(RunInOpenTransaction(parameters, sink, summary));
  } else {
    RONDO_TRY(RunInOwnTransaction(parameters, sink, summary));
  }
  AddNotifications(summary);
  if (plan_.statement.mode == StatementMode::kProfile) {
    summary.plan = PlanText(plan_, text_, &profile_);
    root_.reset();  // What it measured belongs to this run.
  }
  return {};
}

Result<void> StatementState::RunInOpenTransaction(const Parameters& parameters, const RowSink& sink,
                                                  ExecutionSummary& summary) {
  RONDO_TRY_ASSIGN(Transaction * transaction, connection_.WritableTransaction());
  Savepoint savepoint = transaction->SetSavepoint();
  Result<void> done = RunOn(*transaction, transaction, parameters, sink, summary);
  if (!done.ok()) {
    RONDO_TRY(transaction->RollbackTo(savepoint));
  }
  return done;
}

Result<void> StatementState::RunInOwnTransaction(const Parameters& parameters, const RowSink& sink,
                                                 ExecutionSummary& summary) {
  RONDO_TRY_ASSIGN(own_transaction_, connection_.database.store->BeginTransaction());
  Result<void> done = RunOn(*own_transaction_, own_transaction_.get(), parameters, sink, summary);
  std::unique_ptr<Transaction> ending = std::move(own_transaction_);
  RONDO_TRY(std::move(done));
  return ending->Commit();
}

void StatementState::BuildOperators() {
  state_.emplace(plan_);
  subqueries_.emplace(*state_);
  bool measures = plan_.statement.mode == StatementMode::kProfile;
  profile_.clear();
  const PlanNode* root = plan_.root.get();
  last_step_.reset();
  if (root->kind == PlanKind::kProject && !measures) {
    last_step_.emplace(*state_, root->As<ProjectPlan>());
    if (last_step_->MakesColumns(plan_.columns)) {
      root = root->input.get();
    } else {
      last_step_.reset();
    }
  }
  root_ = OperatorBuilder(*state_, measures ? &profile_ : nullptr).Build(*root);
  rows_ = Batch(plan_.slot_count);
}

Result<void> StatementState::RunOn(const GraphView& view, Transaction* transaction,
                                   const Parameters& parameters, const RowSink& sink,
                                   ExecutionSummary& summary) {
  if (root_ == nullptr) {
    BuildOperators();
  }
  ExecutionState::Start start;
  start.view = &view;
  start.transaction = transaction;
  start.parameters = &parameters.values();
  if (plan_.reads_clock) {
    start.clocks.statement = ReadSystemClock();
    start.clocks.transaction =
        connection_.in_transaction ? connection_.transaction_began : start.clocks.statement;
  }
  start.interrupt.interrupted = connection_.interruption.flag();
  if (connection_.limits.timeout) {
    start.interrupt.deadline = std::chrono::steady_clock::now() + *connection_.limits.timeout;
  }
  start.session_time = connection_.time;
  start.subqueries = &*subqueries_;
  start.memory_size_max = connection_.limits.buffered_memory_size_max;
  start.random_seed = static_cast<uint64_t>(start.clocks.statement.epoch_seconds) * 1'000'000'007 +
                      static_cast<uint64_t>(start.clocks.statement.nanosecond);
  start.procedures = &procedures_;
  start.pool = transaction == nullptr && connection_.transaction == nullptr
                   ? &connection_.database.pool
                   : nullptr;
  start.thread_count = connection_.limits.thread_count_max;
  std::vector<IndexDescription> indexes;
  std::shared_ptr<const ProcedureTable> all_procedures;
  if (!procedures_.empty()) {
    indexes = connection_.database.store->ListIndexes();
    all_procedures = connection_.database.procedures.Table();
    start.indexes = indexes;
    start.all_procedures = all_procedures->entries();
  }
  if (own_transaction_ != nullptr) {
    start.commit_batch = [this]() -> Result<void> {
      std::unique_ptr<Transaction> ending = std::move(own_transaction_);
      RONDO_TRY(CheckDeletedNodes(*state_));
      RONDO_TRY(ending->Commit());
      ending.reset();
      RONDO_TRY_ASSIGN(own_transaction_, connection_.database.store->BeginTransaction());
      state_->Rebind(*own_transaction_);
      return {};
    };
  }
  state_->Begin(std::move(start));
  Result<void> done = HandOnRows(sink);
  if (done.ok() && transaction != nullptr) {
    done = CheckDeletedNodes(*state_);
  }
  summary.changes = state_->changes();
  state_->End();
  return done;
}

Result<void> StatementState::HandOnRows(const RowSink& sink) {
  RONDO_TRY(root_->Open());
  uint64_t row_count = 0;
  while (true) {
    RONDO_TRY(root_->Next(rows_));
    if (rows_.empty()) {
      return {};
    }
    RONDO_TRY(state_->CheckInterrupt());
    // Steps that write may have something to do at the end.
    const bool is_last = rows_.is_last() && !plan_.statement.query.updates;
    const bool straight = last_step_ && last_step_->CanEvaluateRows(rows_);
    if (last_step_ && !straight) {
      RONDO_TRY(last_step_->Apply(rows_));
    }
    if (plan_.columns.empty()) {
      continue;
    }
    row_count += rows_.lane_count();
    if (row_count > connection_.limits.row_count_max) {
      Error error = RuntimeError(ErrorCode::kLimitExceeded, "RowLimit",
                                 "the statement returns more rows than its limit allows");
      error.hint = "add a LIMIT, or raise the limit (in the shell: `:limits rows 1000000`)";
      return error;
    }
    for (size_t lane = 0; lane < rows_.lane_count(); ++lane) {
      RONDO_TRY_ASSIGN(std::vector<Value> values, MakeRow(lane, straight));
      RONDO_TRY_ASSIGN(bool wants_more, sink(Row(columns_, std::move(values))));
      if (!wants_more) {
        return {};
      }
    }
    if (is_last) {
      return {};
    }
  }
}

Result<std::vector<Value>> StatementState::MakeRow(size_t lane, bool straight) {
  std::vector<Value> values(plan_.columns.size());
  if (straight) {
    RONDO_TRY(last_step_->EvaluateRow(rows_, lane, values));
  }
  for (size_t index = 0; index < values.size(); ++index) {
    Value& value = values[index];
    if (!straight) {
      value = rows_.Get(plan_.columns[index].slot, lane);
    }
    if (MayHoldEntities(value)) {
      RONDO_TRY_ASSIGN(value, WithRecords(std::move(value), state_->view(), state_->deleted()));
    }
  }
  return values;
}

}  // namespace rondo
