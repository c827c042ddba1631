#include "query/connection.h"

#include <utility>

#include "query/database_state.h"

namespace rondo {

// ---------------------------------------------------------------- Statement

Statement::Statement(std::unique_ptr<StatementState> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Result<QueryResult> Statement::Execute(const Parameters& parameters) {
  std::vector<Row> rows;
  ExecutionSummary summary;
  RONDO_TRY(state_->RunAndKeep(parameters, rows, summary));
  return QueryResult(state_->columns(), std::move(rows), std::move(summary));
}

Result<ExecutionSummary> Statement::ExecuteStreaming(const Parameters& parameters,
                                                     const RowSink& sink) {
  ExecutionSummary summary;
  RONDO_TRY(state_->Run(parameters, sink, summary));
  return summary;
}

const std::vector<std::string>& Statement::columns() const { return *state_->columns(); }
const std::vector<std::string>& Statement::parameters() const {
  return state_->plan().statement.parameters;
}
bool Statement::updates() const { return state_->plan().statement.query.updates; }

// ---------------------------------------------------------------- Connection

Connection::Connection(std::unique_ptr<ConnectionState> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Statement> Connection::Prepare(std::string_view text) {
  RONDO_TRY_ASSIGN(std::unique_ptr<StatementState> statement,
                   StatementState::Make(*state_, text, nullptr));
  return Statement(std::move(statement));
}

Result<QueryResult> Connection::Execute(std::string_view text, const Parameters& parameters) {
  std::vector<Row> rows;
  ColumnNames columns;
  RONDO_TRY_ASSIGN(ExecutionSummary summary, state_->Execute(text, parameters, rows, columns));
  return QueryResult(std::move(columns), std::move(rows), std::move(summary));
}

Result<void> Connection::Begin() { return state_->Begin(); }
Result<void> Connection::Commit() { return state_->Commit(); }
Result<void> Connection::Rollback() { return state_->Rollback(); }
bool Connection::in_transaction() const { return state_->in_transaction; }

void Connection::Interrupt() { state_->interruption.Request(); }

void Connection::set_limits(const ExecutionLimits& limits) { state_->limits = limits; }
const ExecutionLimits& Connection::limits() const { return state_->limits; }
void Connection::set_time(const SessionTime& time) { state_->time = time; }
const SessionTime& Connection::time() const { return state_->time; }
void Connection::set_optimises(bool optimises) { state_->SetOptimises(optimises); }

Result<void> Connection::Write(const std::function<Result<void>(Transaction&)>& write) {
  if (state_->in_transaction) {
    RONDO_TRY_ASSIGN(Transaction * transaction, state_->WritableTransaction());
    Savepoint savepoint = transaction->SetSavepoint();
    Result<void> written = write(*transaction);
    if (!written.ok()) {
      RONDO_TRY(transaction->RollbackTo(savepoint));
    }
    return written;
  }
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction,
                   state_->database.store->BeginTransaction());
  RONDO_TRY(write(*transaction));
  return transaction->Commit();
}

Result<void> Connection::Read(const std::function<Result<void>(const GraphView&)>& read) {
  return read(state_->ReadView());
}

Store& Connection::store() { return *state_->database.store; }

}  // namespace rondo
