#pragma once

// CommitQueue: the way of commits to the disk. Writers work one after the other, each on top of the
// one before, and hand over their changes without waiting for the disk; whoever comes first writes
// everything that is waiting with one sync and publishes the newest state of it. So writers that
// wait together share one sync, and nobody sees what is not yet durable.
//
// After a write that failed nothing more is written: what the log then holds is not known.
//
// Thread rule: any thread.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "graph/base/result.h"
#include "storage/ordered_store.h"
#include "storage/root/root.h"

namespace rondo {

/// A transaction that is over, on its way to the disk.
struct PendingCommit {
  OrderedBatch batch;
  std::shared_ptr<const Root> root;
  std::vector<std::shared_ptr<ChunkHandle>> chunks;  // To be released to the cache when written.
  bool sync = true;

  enum class State : uint8_t { kWaiting, kWritten, kFailed };
  State state = State::kWaiting;
  std::condition_variable changed;  // The state, or that its turn to write has come.
};

class CommitQueue {
 public:
  /// `publish(root)` makes a root visible to readers; it is called in the order of commits.
  CommitQueue(StoreCore& core, std::shared_ptr<const Root> root,
              std::function<void(std::shared_ptr<const Root>)> publish)
      : core_(core), newest_(std::move(root)), publish_(std::move(publish)) {}
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  /// Waits until no writer is at work, and makes the caller the writer. The state to build on; Io
  /// if an earlier write failed.
  Result<std::shared_ptr<const Root>> BeginWriter();
  /// BeginWriter, and then waits until nothing is on its way to the disk.
  Result<std::shared_ptr<const Root>> BeginLoneWriter();
  /// The writer is done without a commit.
  void EndWriter();
  /// The writer is done: hands `commit` over, lets the next writer begin, and waits until the
  /// commit is written and published, or failed.
  Result<void> Commit(PendingCommit& commit);

 private:
  // Waits for the writer's place. Everybody who waits is woken alone, when it is worth it.
  struct WaitingWriter {
    bool may_begin = false;
    std::condition_variable changed;
  };

  void EndWriterLocked();
  void WriteWaiting(std::unique_lock<std::mutex>& lock);

  StoreCore& core_;
  std::mutex mutex_;
  bool has_writer_ = false;
  std::deque<WaitingWriter*> waiting_writers_;  // Served in their order.
  std::condition_variable nothing_waits_;
  std::deque<PendingCommit*> waiting_;
  bool writing_ = false;
  std::shared_ptr<const Root> newest_;
  std::optional<Error> failure_;
  std::function<void(std::shared_ptr<const Root>)> publish_;
};

}  // namespace rondo
