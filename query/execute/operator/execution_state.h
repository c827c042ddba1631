#pragma once

// ExecutionState: what the operators of one running statement share: the evaluation context, the
// transaction to write through, what was changed, the bounds of memory.
//
// It outlives many executions of a prepared statement; Begin and End frame each of them. Where
// several threads share a part of the plan, each has a state of its own, which reserves memory from
// the statement's.
// Thread rule: belongs to one thread, like the operators.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "graph/base/result.h"
#include "graph/base/worker_pool.h"
#include "query/execute/expression/evaluation_context.h"
#include "query/execute/operator/change_counters.h"
#include "query/execute/operator/session_time.h"
#include "query/execute/operator/shared_scan.h"
#include "query/plan/plan.h"
#include "storage/store.h"

namespace rondo {

struct Procedure;  // query/execute/procedure/procedure.h

class ExecutionState {
 public:
  explicit ExecutionState(const Plan& plan) : plan_(plan) {}
  /// Of a worker of the statement's `main` state, which must outlive it.
  ExecutionState(ExecutionState& main, ScanShare share)
      : plan_(main.plan_), main_(&main), share_(share) {}
  ExecutionState(const ExecutionState&) = delete;
  ExecutionState& operator=(const ExecutionState&) = delete;

  /// What one execution brings with it.
  struct Start {
    const GraphView* view = nullptr;  // The transaction itself where there is one.
    Transaction* transaction = nullptr;
    const ParameterValues* parameters = nullptr;
    StatementClocks clocks;
    InterruptSource interrupt;
    SessionTime session_time;
    SubqueryRunner* subqueries = nullptr;
    size_t memory_size_max = ~size_t{0};
    uint64_t random_seed = 0;
    /// Commits what was written so far and goes on in a transaction of its own: CALL ... IN
    /// TRANSACTIONS. Absent where that is not possible.
    std::function<Result<void>()> commit_batch;
    /// The procedures that the statement's calls were bound to.
    const std::map<const ProcedureSignature*, std::shared_ptr<const Procedure>>* procedures =
        nullptr;
    /// For procedures that list what there is.
    std::span<const std::shared_ptr<const Procedure>> all_procedures = {};
    std::span<const IndexDescription> indexes = {};
    /// Threads to share large scans with. Null: the caller's alone.
    WorkerPool* pool = nullptr;
    uint32_t thread_count = 1;  // At most so many at once.
  };
  void Begin(Start&& start);
  void End();
  /// Goes on in another transaction, which is the view too. REQUIRES: no operator evaluates
  /// anything at this moment.
  void Rebind(Transaction& transaction);

  const Plan& plan() const { return plan_; }
  EvaluationContext& context() { return *context_; }
  const GraphView& view() const { return *start_.view; }
  /// REQUIRES: the statement writes.
  Transaction& transaction() { return *start_.transaction; }
  const SessionTime& session_time() const { return start_.session_time; }
  const Start& start() const { return start_; }

  ChangeCounters& changes() { return changes_; }
  DeletedEntities& deleted() { return deleted_; }

  /// How many lanes operators fill into one batch.
  size_t batch_capacity() const { return batch_capacity_; }
  void set_batch_capacity(size_t capacity) { batch_capacity_ = capacity; }

  Result<void> CheckInterrupt() { return start_.interrupt.Check(); }

  /// Counts bytes that a step holds on to. LimitExceeded("MemoryLimit") beyond the statement's
  /// bound.
  Result<void> ReserveMemory(size_t size);
  void ReleaseMemory(size_t size);

  /// The part of a shared scan that this state's operators do.
  ScanShare& share() { return share_; }
  bool is_worker() const { return main_ != nullptr; }

 private:
  void MakeContext();

  const Plan& plan_;
  ExecutionState* const main_ = nullptr;  // Of a worker.
  ScanShare share_;
  Start start_;
  std::optional<EvaluationContext> context_;
  bool names_are_committed_ = true;  // Those that the context remembers.
  ChangeCounters changes_;
  DeletedEntities deleted_;
  size_t batch_capacity_ = kBatchCapacity;
  size_t memory_size_ = 0;
};

}  // namespace rondo
