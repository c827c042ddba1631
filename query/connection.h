#pragma once

// Connection and Statement: how a program runs the language. A connection is a session: it holds
// the open transaction, the limits and the session's clocks.
//
// Thread rule: a connection and its statements belong to one thread at a time, except Interrupt,
// which any thread may call. Different connections of one database run side by side. Lifetimes: a
// connection must end before its Database, a Statement before its Connection; results own what they
// hold.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "query/execute/operator/session_time.h"
#include "query/parameters.h"
#include "query/result.h"
#include "storage/store.h"

namespace rondo {

class ConnectionState;
class StatementState;
class DatabaseState;

/// Bounds of one statement; each gives LimitExceeded, and the connection lives on.
struct ExecutionLimits {
  std::optional<std::chrono::nanoseconds> timeout;
  size_t buffered_memory_size_max = size_t{4} << 30;  // Bytes held by sorts, groups and results.
  uint64_t row_count_max = ~uint64_t{0};              // Rows returned.
  /// How deep the text may be nested when a statement is prepared; at most kNestingDepthMost.
  uint32_t nesting_depth_max = kNestingDepthMost;
  static constexpr uint32_t kNestingDepthMost = 500;
  /// Threads that share a large scan, the caller's among them; the machine has its say too.
  uint32_t thread_count_max = ~uint32_t{0};
};

/// Takes one row; false stops the statement early, without an error. What it wrote until then
/// stays.
using RowSink = std::function<Result<bool>(Row&& row)>;

/// A statement that was parsed, bound and planned once and can run many times.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  /// Runs to the end and keeps all rows. Every parameter that the text mentions must be given.
  Result<QueryResult> Execute(const Parameters& parameters = {});

  /// Hands each row to `sink` as it is made: constant memory where the plan allows it.
  Result<ExecutionSummary> ExecuteStreaming(const Parameters& parameters, const RowSink& sink);

  /// Names of the result's columns; empty if the statement returns none.
  const std::vector<std::string>& columns() const;
  /// Parameters that the text mentions, sorted, without the `$`.
  const std::vector<std::string>& parameters() const;
  bool updates() const;

 private:
  friend class Connection;
  explicit Statement(std::unique_ptr<StatementState> state);
  std::unique_ptr<StatementState> state_;
};

class Connection {
 public:
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  /// Rolls an open transaction back.
  ~Connection();

  /// Parses, binds and plans one statement (a final `;` is allowed).
  Result<Statement> Prepare(std::string_view text);

  /// Runs one statement. Outside a transaction it commits by itself; if it fails, it leaves no
  /// trace.
  Result<QueryResult> Execute(std::string_view text, const Parameters& parameters = {});

  // ---- Transactions; the statements BEGIN, COMMIT and ROLLBACK do the same.
  Result<void> Begin();
  Result<void> Commit();
  Result<void> Rollback();
  bool in_transaction() const;

  /// Makes the running statement fail with Cancelled, within 50 ms; one that writes takes a quarter
  /// of the time longer that it has run, to give back what it made. Does nothing if none is
  /// running. From any thread.
  void Interrupt();

  void set_limits(const ExecutionLimits& limits);
  const ExecutionLimits& limits() const;
  void set_time(const SessionTime& time);
  const SessionTime& time() const;
  /// Without, statements that are prepared from now on run in the order of their text: slowly, but
  /// a result that differs then is the optimiser's fault.
  void set_optimises(bool optimises);

  /// Runs `write` in one write transaction: the open one if there is one (as one atomic step of
  /// it), else one of its own, committed if `write` succeeds. For programs that load facts without
  /// the language.
  Result<void> Write(const std::function<Result<void>(Transaction&)>& write);
  /// Runs `read` on the state of the graph that a statement would see now.
  Result<void> Read(const std::function<Result<void>(const GraphView&)>& read);

  Store& store();

 private:
  friend class Database;
  explicit Connection(std::unique_ptr<ConnectionState> state);
  std::unique_ptr<ConnectionState> state_;
};

}  // namespace rondo
