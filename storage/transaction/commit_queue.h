#pragma once

// CommitQueue: the way of commits to the disk. Writers work one after the other, each on top of the
// one before, and hand over their changes without waiting for the disk. The changes that wait
// together are a group: one of their threads writes it with one sync and publishes the newest state
// of it, while the next writers are at work on the next group. Nobody sees what is not yet durable.
//
// After a write that failed nothing more is written: what the log then holds is not known.
//
// Thread rule: any thread.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "graph/base/result.h"
#include "storage/ordered_store.h"
#include "storage/root/root.h"
#include "storage/transaction/writer_place.h"

namespace rondo {

/// A transaction that is over, on its way to the disk.
struct PendingCommit {
  OrderedBatch batch;
  std::shared_ptr<const Root> root;
  std::vector<std::shared_ptr<ChunkHandle>> chunks;  // To be released to the cache when written.
  size_t reserved_size = 0;                          // Of the cache's budget, for them.
  bool sync = true;
  // Adds the rest to `batch`; called while the next writer is at work already. May be empty.
  std::function<void()> encode;
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
  void EndWriter() { place_.Leave(); }
  /// The writer is done: hands `commit` over, lets the next writer begin, encodes the commit and
  /// waits until it is written and published, or failed.
  Result<void> Commit(PendingCommit& commit);

 private:
  struct Group {
    std::vector<PendingCommit*> commits;
    // How many of them are not encoded yet.
    std::atomic<uint32_t> unencoded{0};
    // Of those who wait for the group. A mutex of its own, for they wake all at once.
    std::mutex mutex;
    bool is_over = false;
    std::condition_variable over;
    // Whose commit is the first one waits for its turn to write the group, or for the end too.
    bool first_may_write = false;
    std::condition_variable first_turn;
    std::optional<Error> failure;
  };

  /// Writes `group` and perhaps the next one; then others may.
  void WriteGroups(std::shared_ptr<Group> group);
  void Write(Group& group);
  Result<void> WriteAndPublish(const Group& group);
  static void Encode(PendingCommit& commit, Group& group);
  /// The group that waits, closed; null, and nobody writes any more, if there is none.
  std::shared_ptr<Group> TakeWaiting();

  StoreCore& core_;
  WriterPlace place_;
  std::mutex mutex_;
  std::shared_ptr<Group> waiting_;  // Commits that come now join it; null if there are none.
  bool writing_ = false;            // Somebody writes, or has been asked to.
  std::condition_variable idle_;    // Nothing waits and nobody writes.
  std::shared_ptr<const Root> newest_;
  std::optional<Error> failure_;
  std::function<void(std::shared_ptr<const Root>)> publish_;
};

}  // namespace rondo
