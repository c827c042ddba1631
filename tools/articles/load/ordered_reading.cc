#include "tools/articles/load/ordered_reading.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace rondo::articles {
namespace {

/// So many articles a thread are under way or wait for their turn.
constexpr size_t kArticlesPerJob = 16;

struct Slot {
  explicit Slot(ArticleFiles::Item i) : item(std::move(i)) {}
  ArticleFiles::Item item;
  bool done = false;
};

/// The threads, and the articles on their way through them.
class WorkerQueue {
 public:
  WorkerQueue(unsigned job_count, const DocumentWork& work) : work_(work) {
    for (unsigned index = 0; index < job_count; ++index) {
      threads_.emplace_back([this] { Work(); });
    }
  }

  ~WorkerQueue() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    work_waits_.notify_all();
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }

  WorkerQueue(const WorkerQueue&) = delete;
  WorkerQueue& operator=(const WorkerQueue&) = delete;

  size_t size() const { return slots_.size(); }

  void Add(ArticleFiles::Item item) {
    slots_.push_back(std::make_unique<Slot>(std::move(item)));
    Slot* slot = slots_.back().get();
    if (!slot->item.document.ok()) {
      slot->done = true;
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(slot);
    }
    work_waits_.notify_one();
  }

  /// Waits for the article that came first. REQUIRES: size() > 0.
  ArticleFiles::Item TakeFirst() {
    const std::unique_ptr<Slot> slot = std::move(slots_.front());
    slots_.pop_front();
    std::unique_lock lock(mutex_);
    slot_done_.wait(lock, [&] { return slot->done; });
    return std::move(slot->item);
  }

 private:
  void Work() {
    std::unique_lock lock(mutex_);
    while (true) {
      work_waits_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (ending_) {
        return;
      }
      Slot* slot = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      work_(*slot->item.document);
      lock.lock();
      slot->done = true;
      slot_done_.notify_one();
    }
  }

  const DocumentWork& work_;
  std::vector<std::thread> threads_;
  std::deque<std::unique_ptr<Slot>> slots_;  // Of the calling thread, in order.
  std::mutex mutex_;                         // Guards what follows and Slot::done.
  std::condition_variable work_waits_;
  std::condition_variable slot_done_;
  std::deque<Slot*> waiting_;
  bool ending_ = false;
};

bool ShouldStop(const ReadingOptions& options) {
  return options.should_stop && options.should_stop();
}

Result<bool> ReadOnThisThread(ArticleFiles& files, const ReadingOptions& options,
                              const DocumentWork& work, const ItemSink& sink) {
  while (!ShouldStop(options)) {
    std::optional<ArticleFiles::Item> item = files.Next();
    if (!item.has_value()) {
      return true;
    }
    if (item->document.ok()) {
      work(*item->document);
    }
    RONDO_TRY(sink(*item));
  }
  return false;
}

}  // namespace

Result<bool> ReadInOrder(ArticleFiles& files, const ReadingOptions& options,
                         const DocumentWork& work, const ItemSink& sink) {
  if (options.job_count <= 1) {
    return ReadOnThisThread(files, options, work, sink);
  }
  const size_t size_max = options.job_count * kArticlesPerJob;
  WorkerQueue queue(options.job_count, work);
  bool at_end = false;
  while (!ShouldStop(options)) {
    while (!at_end && queue.size() < size_max) {
      std::optional<ArticleFiles::Item> item = files.Next();
      at_end = !item.has_value();
      if (item.has_value()) {
        queue.Add(std::move(*item));
      }
    }
    if (queue.size() == 0) {
      return true;
    }
    ArticleFiles::Item item = queue.TakeFirst();
    RONDO_TRY(sink(item));
  }
  return false;
}

}  // namespace rondo::articles
