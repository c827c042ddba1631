#pragma once

// Ctrl-C while something runs, and the line that says how far it is. A thread of its own waits for
// SIGINT, so that the running statement can be stopped whatever the main thread does, and after a
// second tells on standard error that something runs.
//
// Thread rule: one object at a time; its methods belong to the main thread, except CountRow.

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

#include "tools/shell/streams.h"

namespace rondo::shell {

class InterruptWatch {
 public:
  explicit InterruptWatch(const Streams& streams);
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  ~InterruptWatch();

  /// Forgets an interrupt. Call before a piece of work of one or many statements.
  void Reset() { interrupted_ = false; }
  /// Whether Ctrl-C came since then.
  bool interrupted() const { return interrupted_; }

  /// Something runs from now on; `stop` is called on Ctrl-C, on the watch's thread, again and again
  /// until End.
  void Begin(std::function<void()> stop, bool shows_progress);
  /// It has ended: takes the progress line away.
  void End();
  /// No progress line for the rest of this run: the terminal belongs to somebody else.
  void HideProgress();
  /// A row has come: cheap.
  void CountRow() { row_count_.fetch_add(1, std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;

  void Watch();
  void ShowProgress();
  void Wake(char why) const;

  const Streams& streams_;
  std::array<int, 2> pipe_ = {-1, -1};
  std::atomic<bool> interrupted_ = false;
  std::atomic<uint64_t> row_count_ = 0;
  std::mutex mutex_;  // Guards the rest.
  std::function<void()> stop_;
  bool shows_progress_ = false;
  bool progress_visible_ = false;
  Clock::time_point start_;
  std::thread thread_;
};

}  // namespace rondo::shell
