#pragma once

// WriterPlace: who is the one writer. A transaction takes some 20 us and waking a thread as long
// again, so whoever comes first waits awake for a moment, and may overtake those who sleep; one who
// has slept long is served before all who come after.
//
// Thread rule: any thread; Leave from whichever thread has the place by then.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace rondo {

class WriterPlace {
 public:
  WriterPlace() = default;
  WriterPlace(const WriterPlace&) = delete;
  WriterPlace& operator=(const WriterPlace&) = delete;

  /// Waits until the place is free, and takes it.
  void Enter();
  void Leave();

 private:
  bool TryEnter() {
    bool expected = false;
    return !taken_.load() && taken_.compare_exchange_strong(expected, true);
  }
  bool EnterAwake();

  std::atomic<bool> taken_{false};
  std::atomic<uint32_t> sleeping_{0};
  // Somebody has slept long: nobody overtakes.
  std::atomic<bool> overdue_{false};
  std::mutex mutex_;
  uint32_t waiting_ = 0;  // For changed_.
  bool waking_ = false;   // One of them was woken and has not looked yet.
  std::condition_variable changed_;
};

}  // namespace rondo
