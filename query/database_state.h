#pragma once

// What is behind Database, Connection and Statement. Inside the public API only.
//
// Thread rule: DatabaseState is shared by all connections and safe to use from any thread. The
// others belong to their connection's thread, except StatementInterruption.

#include <atomic>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/base/worker_pool.h"
#include "query/connection.h"
#include "query/execute/operator/execution_state.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/projection.h"
#include "query/execute/operator/subquery_operators.h"
#include "query/execute/procedure/procedure_registry.h"
#include "query/plan/plan.h"

namespace rondo {

class DatabaseState {
 public:
  explicit DatabaseState(std::unique_ptr<Store> opened);

  std::unique_ptr<Store> store;
  ProcedureRegistry procedures;
  WorkerPool pool;
};

/// The wish of another thread to stop the running statement.
class StatementInterruption {
 public:
  void Begin() {
    is_wanted_.store(false, std::memory_order_relaxed);
    is_running_.store(true, std::memory_order_release);
  }
  void End() { is_running_.store(false, std::memory_order_release); }
  void Request() {
    if (is_running_.load(std::memory_order_acquire)) {
      is_wanted_.store(true, std::memory_order_relaxed);
    }
  }
  const std::atomic<bool>* flag() const { return &is_wanted_; }

 private:
  std::atomic<bool> is_running_{false};
  std::atomic<bool> is_wanted_{false};
};

/// A parsed, bound and planned statement with its operators.
class StatementState {
 public:
  /// Parses, binds and plans. `parameters`, where known, are checked against their use.
  static Result<std::unique_ptr<StatementState>> Make(ConnectionState& connection,
                                                      std::string_view text,
                                                      const Parameters* parameters);

  /// Errors have their place and a way out, as they reach the user.
  Result<void> Run(const Parameters& parameters, const RowSink& sink, ExecutionSummary& summary);
  /// Appends all rows to `rows`, within the bounds of memory.
  Result<void> RunAndKeep(const Parameters& parameters, std::vector<Row>& rows,
                          ExecutionSummary& summary);

  const ColumnNames& columns() const { return columns_; }
  const Plan& plan() const { return plan_; }
  /// Whether the graph has changed so much since planning that another plan may be better, or this
  /// one may be wrong.
  bool IsStale(const GraphView& view);

 private:
  Result<void> RunOnce(const Parameters& parameters, const RowSink& sink,
                       ExecutionSummary& summary);
  // What the graph was like when the plan was made.
  struct GraphShape {
    uint64_t node_count = 0;
    uint64_t edge_count = 0;
    uint32_t name_count = 0;
    size_t index_count = 0;
  };

  StatementState(ConnectionState& connection, std::string text)
      : connection_(connection), text_(std::move(text)) {}

  Result<void> Prepare(const Parameters* parameters, const GraphView& view);
  Result<void> CheckParameters(const Parameters& parameters) const;
  Result<void> RunCommand(const RowSink& sink, ExecutionSummary& summary);
  Result<void> RunQuery(const Parameters& parameters, const RowSink& sink,
                        ExecutionSummary& summary);
  void Explain(ExecutionSummary& summary) const;
  void AddNotifications(ExecutionSummary& summary) const;
  Result<void> RunOn(const GraphView& view, Transaction* transaction, const Parameters& parameters,
                     const RowSink& sink, ExecutionSummary& summary);
  Result<void> RunInOwnTransaction(const Parameters& parameters, const RowSink& sink,
                                   ExecutionSummary& summary);
  Result<void> RunInOpenTransaction(const Parameters& parameters, const RowSink& sink,
                                    ExecutionSummary& summary);
  Result<void> HandOnRows(const RowSink& sink);
  /// The values of a lane of rows_ in the order of the columns.
  Result<std::vector<Value>> MakeRow(size_t lane, bool straight);
  void BuildOperators();

  ConnectionState& connection_;
  std::string text_;
  Plan plan_;
  GraphShape shape_;
  std::optional<uint64_t> fresh_version_;  // The last snapshot that the plan was not stale for.
  ColumnNames columns_;
  std::map<const ProcedureSignature*, std::shared_ptr<const Procedure>> procedures_;
  std::optional<ExecutionState> state_;
  std::optional<SubqueryOperators> subqueries_;
  PlanProfile profile_;
  OperatorPtr root_;                     // But for last_step_.
  std::optional<Projection> last_step_;  // Of a plan that ends with a projection of its columns.
  Batch rows_;
  bool is_running_ = false;
  // Of the autocommitted statement that runs now.
  std::unique_ptr<Transaction> own_transaction_;
};

class ConnectionState {
 public:
  explicit ConnectionState(DatabaseState& connected) : database(connected) {}

  Result<void> Begin();
  Result<void> Commit();
  Result<void> Rollback();
  /// The view that a reading statement sees now.
  const GraphView& ReadView();
  /// The open transaction, ready to write.
  Result<Transaction*> WritableTransaction();

  /// Runs a text, from the cache where it was run before.
  Result<ExecutionSummary> Execute(std::string_view text, const Parameters& parameters,
                                   std::vector<Row>& rows, ColumnNames& columns);

  /// Statements that were kept are made anew.
  void SetOptimises(bool optimises) {
    cache_.clear();
    optimises_ = optimises;
  }
  bool optimises() const { return optimises_; }

  DatabaseState& database;
  ExecutionLimits limits;
  SessionTime time;
  StatementInterruption interruption;

  bool in_transaction = false;
  Instant transaction_began;
  std::shared_ptr<const Snapshot> snapshot;  // Of the open transaction, or of the last statement.
  std::unique_ptr<Transaction> transaction;  // Set once the open transaction writes.

 private:
  static constexpr size_t kCachedStatementsMax = 64;

  std::unique_ptr<StatementState> TakeCached(std::string_view text);
  void Cache(std::string_view text, std::unique_ptr<StatementState> statement);

  struct CacheEntry {
    std::string text;
    std::unique_ptr<StatementState> statement;
  };
  std::list<CacheEntry> cache_;  // The last used first.
  bool optimises_ = true;
};

}  // namespace rondo
