#include "tools/articles/load/ordered_reading.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "tools/articles/pipeline.h"

namespace rondo::articles {
namespace {

/// So many batches a thread are under way or wait for their turn.
constexpr size_t kBatchesPerJob = 2;

/// Articles that are read at once.
struct Batch {
  std::vector<ArticleFiles::Item> items;
  bool done = false;

  void Work(const DocumentWork& work) {
    std::vector<Document*> documents;
    for (ArticleFiles::Item& item : items) {
      if (item.document.ok()) {
        documents.push_back(&*item.document);
      }
    }
    if (!documents.empty()) {
      work(documents);
    }
  }
};

/// The next articles, in order; none at the end.
std::unique_ptr<Batch> NextBatch(ArticleFiles& files) {
  auto batch = std::make_unique<Batch>();
  size_t text_size = 0;
  while (batch->items.size() < kDocumentsAtOnce && text_size < kTextBytesAtOnce) {
    std::optional<ArticleFiles::Item> item = files.Next();
    if (!item.has_value()) {
      break;
    }
    text_size += item->document.ok() ? item->document->text.size() : 0;
    batch->items.push_back(std::move(*item));
  }
  return batch;
}

/// The threads, and the batches on their way through them.
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

  size_t size() const { return batches_.size(); }

  void Add(std::unique_ptr<Batch> added) {
    Batch* const batch = added.get();
    batches_.push_back(std::move(added));
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(batch);
    }
    work_waits_.notify_one();
  }

  /// Waits for the batch that came first. REQUIRES: size() > 0.
  std::unique_ptr<Batch> TakeFirst() {
    std::unique_ptr<Batch> batch = std::move(batches_.front());
    batches_.pop_front();
    std::unique_lock lock(mutex_);
    batch_done_.wait(lock, [&] { return batch->done; });
    return batch;
  }

 private:
  void Work() {
    std::unique_lock lock(mutex_);
    while (true) {
      work_waits_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (ending_) {
        return;
      }
      Batch* const batch = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      batch->Work(work_);
      lock.lock();
      batch->done = true;
      batch_done_.notify_one();
    }
  }

  const DocumentWork& work_;
  std::vector<std::thread> threads_;
  std::deque<std::unique_ptr<Batch>> batches_;  // Of the calling thread, in order.
  std::mutex mutex_;                            // Guards what follows and Batch::done.
  std::condition_variable work_waits_;
  std::condition_variable batch_done_;
  std::deque<Batch*> waiting_;
  bool ending_ = false;
};

bool ShouldStop(const ReadingOptions& options) {
  return options.should_stop && options.should_stop();
}

/// False if should_stop ended it.
Result<bool> HandOn(Batch& batch, const ReadingOptions& options, const ItemSink& sink) {
  for (ArticleFiles::Item& item : batch.items) {
    if (ShouldStop(options)) {
      return false;
    }
    RONDO_TRY(sink(item));
  }
  return true;
}

Result<bool> ReadOnThisThread(ArticleFiles& files, const ReadingOptions& options,
                              const DocumentWork& work, const ItemSink& sink) {
  while (!ShouldStop(options)) {
    const std::unique_ptr<Batch> batch = NextBatch(files);
    if (batch->items.empty()) {
      return true;
    }
    batch->Work(work);
    RONDO_TRY_ASSIGN(const bool goes_on, HandOn(*batch, options, sink));
    if (!goes_on) {
      return false;
    }
  }
  return false;
}

}  // namespace

Result<bool> ReadInOrder(ArticleFiles& files, const ReadingOptions& options,
                         const DocumentWork& work, const ItemSink& sink) {
  if (options.job_count <= 1) {
    return ReadOnThisThread(files, options, work, sink);
  }
  const size_t size_max = options.job_count * kBatchesPerJob;
  WorkerQueue queue(options.job_count, work);
  bool at_end = false;
  while (!ShouldStop(options)) {
    while (!at_end && queue.size() < size_max) {
      std::unique_ptr<Batch> batch = NextBatch(files);
      at_end = batch->items.empty();
      if (!at_end) {
        queue.Add(std::move(batch));
      }
    }
    if (queue.size() == 0) {
      return true;
    }
    const std::unique_ptr<Batch> batch = queue.TakeFirst();
    RONDO_TRY_ASSIGN(const bool goes_on, HandOn(*batch, options, sink));
    if (!goes_on) {
      return false;
    }
  }
  return false;
}

}  // namespace rondo::articles
