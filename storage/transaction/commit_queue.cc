#include "storage/transaction/commit_queue.h"

#include <utility>

#include "graph/base/check.h"
#include "storage/kill_point.h"

namespace rondo {

Result<std::shared_ptr<const Root>> CommitQueue::BeginWriter() {
  std::unique_lock lock(mutex_);
  const uint64_t ticket = next_ticket_++;
  writer_done_.wait(lock, [&] { return served_ticket_ == ticket; });
  if (failure_) {
    EndWriterLocked();
    return *failure_;
  }
  return newest_;
}

Result<std::shared_ptr<const Root>> CommitQueue::BeginLoneWriter() {
  RONDO_TRY(BeginWriter());
  std::unique_lock lock(mutex_);
  written_.wait(lock, [&] { return waiting_.empty() && !writing_; });
  if (failure_) {
    EndWriterLocked();
    return *failure_;
  }
  return newest_;
}

void CommitQueue::EndWriter() {
  const std::lock_guard lock(mutex_);
  EndWriterLocked();
}

void CommitQueue::EndWriterLocked() {
  ++served_ticket_;
  writer_done_.notify_all();
}

Result<void> CommitQueue::Commit(PendingCommit& commit) {
  std::unique_lock lock(mutex_);
  if (failure_) {
    EndWriterLocked();
    return *failure_;
  }
  newest_ = commit.root;
  waiting_.push_back(&commit);
  EndWriterLocked();
  while (commit.state == PendingCommit::State::kWaiting) {
    if (!writing_) {
      WriteWaiting(lock);
    } else {
      written_.wait(lock);
    }
  }
  if (commit.state == PendingCommit::State::kFailed) return *failure_;
  return {};
}

void CommitQueue::WriteWaiting(std::unique_lock<std::mutex>& lock) {
  std::vector<PendingCommit*> group(waiting_.begin(), waiting_.end());
  waiting_.clear();
  writing_ = true;
  lock.unlock();

  std::vector<const OrderedBatch*> batches;
  bool sync = false;
  for (const PendingCommit* commit : group) {
    batches.push_back(&commit->batch);
    sync = sync || commit->sync;
  }
  RONDO_KILL_POINT("commit: before the write");
  Result<void> written = core_.store->Write(batches, sync);
  RONDO_KILL_POINT("commit: after the write");
  if (written.ok()) {
    for (const PendingCommit* commit : group) {
      for (const auto& chunk : commit->chunks) core_.cache.Release(*chunk);
    }
    publish_(group.back()->root);
    core_.epochs.Collect();
    RONDO_KILL_POINT("commit: after the publication");
  }

  lock.lock();
  writing_ = false;
  if (!written.ok()) {
    failure_ = std::move(written).error();
    failure_->message += "; nothing more is written until the store is opened again";
    group.insert(group.end(), waiting_.begin(), waiting_.end());
    waiting_.clear();
  }
  for (PendingCommit* commit : group) {
    commit->state = failure_ ? PendingCommit::State::kFailed : PendingCommit::State::kWritten;
  }
  written_.notify_all();
}

}  // namespace rondo
