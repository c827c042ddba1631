#include "storage/transaction/commit_queue.h"

#include <utility>

#include "storage/kill_point.h"

namespace rondo {

Result<std::shared_ptr<const Root>> CommitQueue::BeginWriter() {
  place_.Enter();
  const std::lock_guard lock(mutex_);
  if (!failure_) return newest_;
  place_.Leave();
  return *failure_;
}

Result<std::shared_ptr<const Root>> CommitQueue::BeginLoneWriter() {
  RONDO_TRY(BeginWriter());
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return waiting_ == nullptr && !writing_; });
  if (!failure_) return newest_;
  place_.Leave();
  return *failure_;
}

Result<void> CommitQueue::Commit(PendingCommit& commit) {
  std::shared_ptr<Group> group;
  bool is_first = false;
  bool writes = false;
  {
    const std::lock_guard lock(mutex_);
    if (failure_) {
      place_.Leave();
      return *failure_;
    }
    newest_ = commit.root;
    is_first = waiting_ == nullptr;
    if (is_first) waiting_ = std::make_shared<Group>();
    group = waiting_;
    group->commits.push_back(&commit);
    group->unencoded.fetch_add(1, std::memory_order_relaxed);
    writes = !writing_;
    if (writes) {
      writing_ = true;
      waiting_ = nullptr;
    }
  }
  place_.Leave();
  Encode(commit, *group);
  if (!writes) {
    std::unique_lock lock(group->mutex);
    if (is_first) {
      group->first_turn.wait(lock, [&] { return group->is_over || group->first_may_write; });
    } else {
      group->over.wait(lock, [&] { return group->is_over; });
      lock.unlock();
      // Each wakes the next one: so nobody is kept from his work by waking all.
      group->over.notify_one();
      lock.lock();
    }
    if (!group->is_over) {
      lock.unlock();
      group = TakeWaiting();
      writes = true;
    }
  }
  if (writes) WriteGroups(group);
  {
    const std::lock_guard lock(group->mutex);
    if (group->failure) {
      core_.cache.Unreserve(commit.reserved_size);
      return *group->failure;
    }
  }
  core_.cache.Release(commit.chunks, commit.reserved_size);
  core_.epochs.Collect();
  return {};
}

void CommitQueue::Encode(PendingCommit& commit, Group& group) {
  if (commit.encode) commit.encode();
  if (group.unencoded.fetch_sub(1, std::memory_order_acq_rel) == 1) group.unencoded.notify_all();
}

void CommitQueue::WriteGroups(std::shared_ptr<Group> group) {
  Write(*group);
  // Waking another thread for the next group would leave the disk idle meanwhile. But whoever waits
  // for this thread shall not wait long, so the one after is for others.
  group = TakeWaiting();
  if (group == nullptr) return;
  Write(*group);
  {
    const std::lock_guard lock(mutex_);
    group = waiting_;
    writing_ = group != nullptr;
  }
  if (group == nullptr) {
    idle_.notify_all();
    return;
  }
  {
    const std::lock_guard lock(group->mutex);
    group->first_may_write = true;
  }
  group->first_turn.notify_one();
}

std::shared_ptr<CommitQueue::Group> CommitQueue::TakeWaiting() {
  std::shared_ptr<Group> group;
  {
    const std::lock_guard lock(mutex_);
    group = std::exchange(waiting_, nullptr);
    writing_ = group != nullptr;
  }
  if (group == nullptr) idle_.notify_all();
  return group;
}

void CommitQueue::Write(Group& group) {
  std::optional<Error> failure;
  {
    const std::lock_guard lock(mutex_);
    failure = failure_;
  }
  if (!failure) {
    Result<void> written = WriteAndPublish(group);
    if (!written.ok()) {
      failure = std::move(written).error();
      failure->message += "; nothing more is written until the store is opened again";
      const std::lock_guard lock(mutex_);
      failure_ = failure;
    }
  }
  {
    const std::lock_guard lock(group.mutex);
    group.failure = std::move(failure);
    group.is_over = true;
  }
  group.first_turn.notify_one();
  group.over.notify_one();
}

Result<void> CommitQueue::WriteAndPublish(const Group& group) {
  // Nobody joins any more; the last ones may still be encoding.
  while (const uint32_t count = group.unencoded.load(std::memory_order_acquire)) {
    group.unencoded.wait(count, std::memory_order_acquire);
  }
  std::vector<const OrderedBatch*> batches;
  bool sync = false;
  for (const PendingCommit* commit : group.commits) {
    batches.push_back(&commit->batch);
    sync = sync || commit->sync;
  }
  RONDO_KILL_POINT("commit: before the write");
  RONDO_TRY(core_.store->Write(batches, sync));
  RONDO_KILL_POINT("commit: after the write");
  publish_(group.commits.back()->root);
  core_.epochs.Collect();
  RONDO_KILL_POINT("commit: after the publication");
  return {};
}

}  // namespace rondo
