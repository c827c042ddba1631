#pragma once

// Kill points: named places between two steps of a write at which a crash test ends the process, to
// show that the store survives an end just there. Without a hook they do nothing.
//
// Thread rule: SetKillPointHook before any other thread runs; the hook is called from any thread.

#include <atomic>
#include <string_view>

namespace rondo {

using KillPointHook = void (*)(std::string_view name);

inline std::atomic<KillPointHook>& KillPointHookSlot() {
  static std::atomic<KillPointHook> slot{nullptr};
  return slot;
}

inline void SetKillPointHook(KillPointHook hook) { KillPointHookSlot().store(hook); }

}  // namespace rondo

#define RONDO_KILL_POINT(name)                                                                  \
  do {                                                                                          \
    if (const auto rondo_hook = ::rondo::KillPointHookSlot().load(std::memory_order_relaxed)) { \
      rondo_hook(name);                                                                         \
    }                                                                                           \
  } while (false)
