// The session: its open transaction and the statements that it has run before.

#include <utility>

#include "query/database_state.h"

namespace rondo {

namespace {

Error TransactionError(std::string detail, std::string message, std::string hint) {
  Error error = RuntimeError(ErrorCode::kSemantic, std::move(detail), std::move(message));
  error.hint = std::move(hint);
  return error;
}

}  // namespace

Result<void> ConnectionState::Begin() {
  if (in_transaction) {
    return TransactionError("TransactionOpen", "a transaction is open already",
                            "COMMIT or ROLLBACK it first");
  }
  in_transaction = true;
  transaction_began = ReadSystemClock();
  snapshot = database.store->OpenSnapshot();
  return {};
}

Result<void> ConnectionState::Commit() {
  if (!in_transaction) {
    return TransactionError("NoTransaction", "there is no open transaction to commit",
                            "open one with BEGIN");
  }
  in_transaction = false;
  snapshot.reset();
  if (transaction == nullptr) {
    return {};
  }
  std::unique_ptr<Transaction> ending = std::move(transaction);
  return ending->Commit();
}

Result<void> ConnectionState::Rollback() {
  if (!in_transaction) {
    return TransactionError("NoTransaction", "there is no open transaction to roll back",
                            "open one with BEGIN");
  }
  in_transaction = false;
  snapshot.reset();
  transaction.reset();
  return {};
}

const GraphView& ConnectionState::ReadView() {
  if (transaction != nullptr) {
    return *transaction;
  }
  if (!in_transaction) {
    snapshot = database.store->OpenSnapshot();
  }
  return *snapshot;
}

Result<Transaction*> ConnectionState::WritableTransaction() {
  if (transaction != nullptr) {
    return transaction.get();
  }
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> begun, database.store->BeginTransaction());
  // What this transaction has read must still be so.
  if (database.store->OpenSnapshot()->version() != snapshot->version()) {
    Error error = RuntimeError(ErrorCode::kConflict, "TransactionConflict",
                               "another transaction has committed since this one began");
    error.hint = "ROLLBACK and run the transaction again";
    return error;
  }
  transaction = std::move(begun);
  return transaction.get();
}

// ---------------------------------------------------------------- statements

std::unique_ptr<StatementState> ConnectionState::TakeCached(std::string_view text) {
  for (auto entry = cache_.begin(); entry != cache_.end(); ++entry) {
    if (entry->text == text) {
      std::unique_ptr<StatementState> statement = std::move(entry->statement);
      cache_.erase(entry);
      return statement;
    }
  }
  return nullptr;
}

void ConnectionState::Cache(std::string_view text, std::unique_ptr<StatementState> statement) {
  cache_.push_front({std::string(text), std::move(statement)});
  if (cache_.size() > kCachedStatementsMax) {
    cache_.pop_back();
  }
}

Result<ExecutionSummary> ConnectionState::Execute(std::string_view text,
                                                  const Parameters& parameters,
                                                  std::vector<Row>& rows, ColumnNames& columns) {
  std::unique_ptr<StatementState> statement = TakeCached(text);
  if (statement == nullptr) {
    RONDO_TRY_ASSIGN(statement, StatementState::Make(*this, text, &parameters));
  }
  ExecutionSummary summary;
  Result<void> done = statement->RunAndKeep(parameters, rows, summary);
  columns = statement->columns();
  if (!done.ok() && done.error().code == ErrorCode::kCancelled) {
    // Who interrupts does not wait until all the memory is given back.
    struct Remains {
      std::unique_ptr<StatementState> statement;
      std::vector<Row> rows;
    };
    auto remains = std::make_shared<Remains>(Remains{std::move(statement), std::move(rows)});
    database.pool.RunLater([remains = std::move(remains)]() mutable { remains.reset(); });
  }
  RONDO_TRY(std::move(done));
  // What is huge, or had an error, is hardly run again.
  constexpr size_t kCachedTextSizeMax = 4096;
  if (text.size() <= kCachedTextSizeMax && !statement->plan().statement.command) {
    Cache(text, std::move(statement));
  }
  return summary;
}

}  // namespace rondo
