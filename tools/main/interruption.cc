#include "tools/main/interruption.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "tools/main/exit_code.h"

namespace rondo {
namespace {

sigset_t TakenSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  sigaddset(&signals, SIGUSR1);  // From the destructor: wakes the thread.
  return signals;
}

}  // namespace

Interruption::Interruption() {
  const sigset_t signals = TakenSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::thread([this] { Wait(); });
}

Interruption::~Interruption() {
  ending_ = true;
  pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

void Interruption::OnInterrupt(std::function<void()> action) {
  const std::lock_guard lock(mutex_);
  action_ = std::move(action);
  if (happened() && action_) {
    action_();
  }
}

void Interruption::Wait() {
  const sigset_t signals = TakenSignals();
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0 || ending_) {
      return;
    }
    if (signal == SIGUSR1) {
      continue;
    }
    if (happened_.exchange(true)) {
      _exit(static_cast<int>(ExitCode::kInterrupted));
    }
    const std::lock_guard lock(mutex_);
    if (action_) {
      action_();
    }
  }
}

}  // namespace rondo
