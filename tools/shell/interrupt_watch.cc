#include "tools/shell/interrupt_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <utility>

#include "tools/shell/render/renderer.h"

namespace rondo::shell {
namespace {

constexpr auto kProgressDelay = std::chrono::seconds(1);
constexpr int kProgressPeriodMs = 250;
constexpr int kStopPeriodMs = 20;

constexpr char kInterrupt = 'i';
constexpr char kWake = 'w';
constexpr char kEnd = 'e';

// Where the signal handler writes; a handler can reach nothing else.
std::atomic<int> signal_descriptor = -1;

void HandleInterrupt(int) {
  const int saved = errno;
  static_cast<void>(!::write(signal_descriptor, &kInterrupt, 1));
  errno = saved;
}

}  // namespace

InterruptWatch::InterruptWatch(const Streams& streams) : streams_(streams) {
  if (::pipe2(pipe_.data(), O_CLOEXEC) != 0) {
    return;  // Out of descriptors: Ctrl-C then ends the program, as it does elsewhere.
  }
  signal_descriptor = pipe_[1];
  struct sigaction action {};
  action.sa_handler = HandleInterrupt;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, nullptr);
  thread_ = std::thread([this] { Watch(); });
}

InterruptWatch::~InterruptWatch() {
  if (!thread_.joinable()) {
    return;
  }
  Wake(kEnd);
  thread_.join();
  std::signal(SIGINT, SIG_DFL);
  signal_descriptor = -1;
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

void InterruptWatch::Wake(char why) const { static_cast<void>(!::write(pipe_[1], &why, 1)); }

void InterruptWatch::Begin(std::function<void()> stop, bool shows_progress) {
  {
    const std::lock_guard lock(mutex_);
    stop_ = std::move(stop);
    shows_progress_ = shows_progress && streams_.err_is_terminal();
    start_ = Clock::now();
    row_count_ = 0;
  }
  if (shows_progress_) {
    Wake(kWake);
  }
}

void InterruptWatch::End() {
  HideProgress();
  const std::lock_guard lock(mutex_);
  stop_ = nullptr;
}

void InterruptWatch::HideProgress() {
  const std::lock_guard lock(mutex_);
  shows_progress_ = false;
  if (std::exchange(progress_visible_, false)) {
    streams_.Say("\r\x1b[K");
  }
}

void InterruptWatch::Watch() {
  while (true) {
    int timeout_ms = -1;
    {
      const std::lock_guard lock(mutex_);
      if (stop_ && interrupted_) {
        stop_();  // Again: it may have come between two statements.
        timeout_ms = kStopPeriodMs;
      } else if (shows_progress_) {
        ShowProgress();
        timeout_ms = kProgressPeriodMs;
      }
    }
    pollfd waited{pipe_[0], POLLIN, 0};
    if (::poll(&waited, 1, timeout_ms) <= 0) {
      continue;
    }
    char why = 0;
    if (::read(pipe_[0], &why, 1) != 1) {
      continue;
    }
    if (why == kEnd) {
      return;
    }
    if (why == kInterrupt) {
      interrupted_ = true;
    }
  }
}

void InterruptWatch::ShowProgress() {
  const auto elapsed = Clock::now() - start_;
  if (elapsed < kProgressDelay) {
    return;
  }
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(elapsed).count();
  const uint64_t row_count = row_count_;
  std::string line = "\r\x1b[Krunning for " + std::to_string(seconds) + " s";
  if (row_count > 0) {
    line += ", " + GroupedNumber(row_count) + " rows so far";
  }
  streams_.Say(line + " (Ctrl-C stops it)");
  progress_visible_ = true;
}

}  // namespace rondo::shell
