#include "query/execute/operator/execution_state.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace rondo {

void ExecutionState::Begin(Start&& start) {
  start_ = std::move(start);
  changes_ = {};
  if (!deleted_.empty()) {
    deleted_.nodes.clear();
    deleted_.edges.clear();
  }
  memory_size_ = 0;
  MakeContext();
}

void ExecutionState::Rebind(Transaction& transaction) {
  start_.view = &transaction;
  start_.transaction = &transaction;
  MakeContext();
}

void ExecutionState::MakeContext() {
  // Names that a transaction brought in may come to mean something else if it does not commit.
  bool is_committed = start_.transaction == nullptr;
  if (!context_) {
    context_.emplace(*start_.view, *start_.parameters, start_.random_seed);
  } else {
    context_->Rebind(*start_.view, *start_.parameters, start_.random_seed,
                     is_committed && names_are_committed_);
  }
  names_are_committed_ = is_committed;
  context_->clocks = start_.clocks;
  context_->interrupt = start_.interrupt;
  context_->subqueries = start_.subqueries;
  context_->deleted = start_.transaction == nullptr ? nullptr : &deleted_;
}

void ExecutionState::End() {
  start_.view = nullptr;
  start_.transaction = nullptr;
  start_.commit_batch = nullptr;
}

Result<void> ExecutionState::ReserveMemory(size_t size) {
  memory_size_ += size;
  size_t whole = memory_size_;
  if (main_ != nullptr) {  // Which waits for its workers meanwhile.
    whole = std::atomic_ref(main_->memory_size_).fetch_add(size) + size;
  }
  if (whole <= start_.memory_size_max) {
    return {};
  }
  Error error = RuntimeError(ErrorCode::kLimitExceeded, "MemoryLimit",
                             "the statement needs more memory for rows that it must keep than its "
                             "limit allows");
  error.hint = "ask for fewer rows, or raise the limit (in the shell: `:limits memory 8G`)";
  return error;
}

void ExecutionState::ReleaseMemory(size_t size) {
  size = std::min(size, memory_size_);
  memory_size_ -= size;
  if (main_ != nullptr) {
    std::atomic_ref(main_->memory_size_).fetch_sub(size);
  }
}

}  // namespace rondo
