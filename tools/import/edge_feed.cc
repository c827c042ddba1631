#include "tools/import/edge_feed.h"

#include <utility>

namespace rondo::import {
namespace {

// Enough that neither side waits for the other's hiccups.
constexpr size_t kWaitingMax = 8;

}  // namespace

EdgeFeed::EdgeFeed(BulkLoader& loader) : loader_(loader), thread_([this] { Work(); }) {}

EdgeFeed::~EdgeFeed() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

Result<void> EdgeFeed::Add(std::string type, std::unique_ptr<EdgeBatch> batch) {
  return Push({std::move(type), std::move(batch)});
}

Result<void> EdgeFeed::End(std::string type) { return Push({std::move(type), nullptr}); }

Result<void> EdgeFeed::Push(Job job) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < kWaitingMax; });
  if (failure_) return *failure_;
  waiting_.push_back(std::move(job));
  lock.unlock();
  changed_.notify_all();
  return {};
}

Result<void> EdgeFeed::Drain() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && !working_; });
  if (failure_) return *failure_;
  return {};
}

std::unique_ptr<EdgeBatch> EdgeFeed::TakeEmpty(const std::vector<PropertySource>& sources) {
  const std::lock_guard lock(mutex_);
  while (!used_.empty()) {
    std::unique_ptr<EdgeBatch> batch = std::move(used_.back());
    used_.pop_back();
    // Others are of a file that was read before, and of no more use.
    if (batch->rows.IsFor(sources)) return batch;
  }
  return std::make_unique<EdgeBatch>(sources);
}

Result<void> EdgeFeed::Run(Job& job) {
  if (job.batch == nullptr) return loader_.EndEdges(job.type);
  RONDO_TRY(
      loader_.AddEdges(job.type, job.batch->starts, job.batch->ends, job.batch->rows.columns()));
  job.batch->Clear();
  return {};
}

void EdgeFeed::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (over_) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    working_ = true;
    lock.unlock();
    changed_.notify_all();
    Result<void> done = Run(job);
    lock.lock();
    working_ = false;
    if (!done.ok()) {
      // Nothing that comes after a failure counts.
      failure_ = std::move(done).error();
      waiting_.clear();
    } else if (job.batch != nullptr) {
      used_.push_back(std::move(job.batch));
    }
    changed_.notify_all();
  }
}

}  // namespace rondo::import
