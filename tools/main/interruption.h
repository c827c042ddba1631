#pragma once

// Ctrl-C and its kin (SIGINT, SIGTERM, SIGHUP), taken by a thread of their own so that what happens
// then may do anything. The first one asks the running work to stop; the second ends the process at
// once, which no store minds.
// Thread rule: one object at a time, made before other threads are, since threads inherit which
// signals they leave to others. Its methods may be called from any thread.

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace rondo {

class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool happened() const { return happened_.load(std::memory_order_relaxed); }

  /// Called once when it happens, on the thread of this object; at once if it has happened. An
  /// empty function takes the last one away, and waits for it to end if it runs.
  void OnInterrupt(std::function<void()> action);

 private:
  void Wait();

  std::atomic<bool> happened_ = false;
  std::atomic<bool> ending_ = false;
  std::mutex mutex_;  // Guards action_, also while it runs.
  std::function<void()> action_;
  std::thread thread_;
};

}  // namespace rondo
