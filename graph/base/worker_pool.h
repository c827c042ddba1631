#pragma once

// WorkerPool: threads that wait for work, so that a computation of less than a millisecond can
// still be shared among them. They are started when they are first needed and end with the pool.
// Thread rule: Run from any thread, from several at once; not from inside the work of a Run.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace rondo {

class WorkerPool {
 public:
  /// Threads beside those that call Run: at most this many.
  explicit WorkerPool(uint32_t thread_count_max) : thread_count_max_(thread_count_max) {}
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// As many threads as the machine runs at once, the caller's among them.
  static uint32_t HardwareThreadCount();

  uint32_t thread_count_max() const { return thread_count_max_; }

  /// Calls work(0) to work(count - 1), each once, on the caller's thread and on those that are
  /// idle, and returns when all have ended. Where no thread is idle the caller does it all.
  void Run(uint32_t count, const std::function<void(uint32_t)>& work);

  /// Calls `work` once at some time, on a thread of the pool; at once and on the caller's where
  /// there is none to be had. What has not begun when the pool ends is dropped.
  void RunLater(std::function<void()> work);

 private:
  /// What one Run wants done; lives on its caller's stack. Guarded by mutex_.
  struct Job {
    const std::function<void(uint32_t)>* work = nullptr;
    uint32_t count = 0;
    uint32_t next = 0;     // The first that nobody has taken.
    uint32_t running = 0;  // On threads of the pool.
    std::condition_variable ended;
  };

  void StartThreads(uint32_t wanted);
  void Work();

  const uint32_t thread_count_max_;
  std::mutex mutex_;
  std::condition_variable wanted_;
  std::deque<Job*> jobs_;  // With work that nobody has taken.
  std::deque<std::function<void()>> later_;
  std::vector<std::thread> threads_;
  bool ends_ = false;
};

}  // namespace rondo
