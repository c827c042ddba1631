#include "storage/transaction/writer_place.h"

#include <chrono>
#include <thread>

namespace rondo {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kAwake = std::chrono::microseconds(30);
constexpr auto kOverdue = std::chrono::milliseconds(2);

}  // namespace

bool WriterPlace::EnterAwake() {
  if (overdue_.load()) return false;
  if (TryEnter()) return true;
  const Clock::time_point end = Clock::now() + kAwake;
  do {
    for (int i = 0; i < 32; ++i) {
      if (TryEnter()) return true;
#if defined(__x86_64__)
      __builtin_ia32_pause();
#endif
    }
    // Who has the place may have been driven from this very processor.
    std::this_thread::yield();
  } while (!overdue_.load() && Clock::now() < end);
  return false;
}

void WriterPlace::Enter() {
  if (EnterAwake()) return;
  const Clock::time_point begin = Clock::now();
  std::unique_lock lock(mutex_);
  // Sequentially consistent, to pair with Leave: either it sees who sleeps, or that one sees a free
  // place.
  sleeping_.fetch_add(1);
  bool is_overdue = false;
  while (!TryEnter()) {
    if (!is_overdue && !overdue_ && Clock::now() - begin > kOverdue) {
      is_overdue = true;
      overdue_ = true;
    }
    ++waiting_;
    changed_.wait(lock);
    --waiting_;
    waking_ = false;
  }
  if (is_overdue) overdue_ = false;
  sleeping_.fetch_sub(1);
}

void WriterPlace::Leave() {
  taken_.store(false);
  if (sleeping_.load() == 0) return;
  {
    const std::lock_guard lock(mutex_);
    if (waking_ || waiting_ == 0) return;
    waking_ = true;
  }
  changed_.notify_one();
}

}  // namespace rondo
