#include "storage/transaction/commit_queue.h"

#include <utility>

#include "graph/base/check.h"
#include "storage/kill_point.h"

namespace rondo {

Result<std::shared_ptr<const Root>> CommitQueue::BeginWriter() {
  std::unique_lock lock(mutex_);
  if (has_writer_) {
    WaitingWriter self;
    waiting_writers_.push_back(&self);
    self.changed.wait(lock, [&] { return self.may_begin; });
  }
  has_writer_ = true;
  if (failure_) {
    EndWriterLocked();
    return *failure_;
  }
  return newest_;
}

Result<std::shared_ptr<const Root>> CommitQueue::BeginLoneWriter() {
  RONDO_TRY(BeginWriter());
  std::unique_lock lock(mutex_);
  nothing_waits_.wait(lock, [&] { return waiting_.empty() && !writing_; });
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
  has_writer_ = !waiting_writers_.empty();
  if (!has_writer_) return;
  // The place goes from hand to hand, so that nobody comes in between.
  waiting_writers_.front()->may_begin = true;
  waiting_writers_.front()->changed.notify_one();
  waiting_writers_.pop_front();
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
      commit.changed.wait(lock);
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
    commit->changed.notify_one();
  }
  if (waiting_.empty()) {
    nothing_waits_.notify_one();
  } else {
    waiting_.front()->changed.notify_one();  // It writes next.
  }
}

}  // namespace rondo
