#include "query/execute/operator/execution_state.h"

namespace rondo {

void ExecutionState::Begin(const Start& start) {
  start_ = start;
  changes_ = {};
  deleted_.nodes.clear();
  deleted_.edges.clear();
  memory_size_ = 0;
  MakeContext();
}

void ExecutionState::Rebind(Transaction& transaction) {
  start_.view = &transaction;
  start_.transaction = &transaction;
  MakeContext();
}

void ExecutionState::MakeContext() {
  context_.emplace(*start_.view, *start_.parameters, start_.random_seed);
  context_->clocks = start_.clocks;
  context_->interrupt = start_.interrupt;
  context_->subqueries = start_.subqueries;
  context_->deleted = start_.transaction == nullptr ? nullptr : &deleted_;
}

void ExecutionState::End() {
  context_.reset();
  start_ = {};
}

Result<void> ExecutionState::ReserveMemory(size_t size) {
  memory_size_ += size;
  if (memory_size_ <= start_.memory_size_max) {
    return {};
  }
  Error error = RuntimeError(ErrorCode::kLimitExceeded, "MemoryLimit",
                             "the statement needs more memory for rows that it must keep than its "
                             "limit allows");
  error.hint = "ask for fewer rows, or raise the memory limit";
  return error;
}

}  // namespace rondo
