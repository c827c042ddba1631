#include "graph/base/worker_pool.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace rondo {

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(mutex_);
    ends_ = true;
  }
  wanted_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

uint32_t WorkerPool::HardwareThreadCount() {
  return std::max(1U, std::thread::hardware_concurrency());
}

void WorkerPool::StartThreads(uint32_t wanted) {
  wanted = std::min(wanted, thread_count_max_);
  while (threads_.size() < wanted) {
    try {
      threads_.emplace_back([this] { Work(); });
    } catch (const std::system_error&) {
      return;  // No more threads to be had: those that are there, and the caller, do it.
    }
  }
}

void WorkerPool::Run(uint32_t count, const std::function<void(uint32_t)>& work) {
  Job job;
  job.work = &work;
  job.count = count;
  std::unique_lock lock(mutex_);
  if (count > 1) {
    StartThreads(count - 1);
    jobs_.push_back(&job);
    for (uint32_t index = 1; index < count; ++index) {
      wanted_.notify_one();
    }
  }
  while (job.next < count) {
    uint32_t index = job.next++;
    lock.unlock();
    work(index);
    lock.lock();
  }
  std::erase(jobs_, &job);
  job.ended.wait(lock, [&] { return job.running == 0; });
}

void WorkerPool::RunLater(std::function<void()> work) {
  std::unique_lock lock(mutex_);
  StartThreads(1);
  if (threads_.empty()) {
    lock.unlock();
    work();
    return;
  }
  later_.push_back(std::move(work));
  wanted_.notify_one();
}

void WorkerPool::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wanted_.wait(lock, [&] { return ends_ || !jobs_.empty() || !later_.empty(); });
    if (ends_) {
      return;
    }
    if (jobs_.empty()) {
      std::function<void()> work = std::move(later_.front());
      later_.pop_front();
      lock.unlock();
      work();
      work = nullptr;  // What it holds is given back here, too.
      lock.lock();
      continue;
    }
    Job& job = *jobs_.front();
    if (job.next == job.count) {
      jobs_.pop_front();
      continue;
    }
    uint32_t index = job.next++;
    ++job.running;
    lock.unlock();
    (*job.work)(index);
    lock.lock();
    if (--job.running == 0) {
      job.ended.notify_one();
    }
  }
}

}  // namespace rondo
