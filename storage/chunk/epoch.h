#pragma once

// Epochs: how what is evicted or replaced stays readable for those who are reading it. A reader
// holds an EpochGuard while it uses pointers to it; what is retired meanwhile is freed when every
// guard that was open then is gone. Taking a guard is one uncontended compare-and-swap.
//
// Thread rule: everything may be called from any thread.

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace rondo {

class EpochDomain {
 public:
  EpochDomain() = default;
  EpochDomain(const EpochDomain&) = delete;
  EpochDomain& operator=(const EpochDomain&) = delete;

  /// Drops `object` once no reader can hold it any more. REQUIRES: new readers cannot find it.
  void Retire(std::shared_ptr<const void> object);
  /// Frees what can be freed now.
  void Collect();
  /// How much waits to be freed.
  size_t retired_count() const { return retired_count_.load(std::memory_order_relaxed); }

 private:
  friend class EpochGuard;

  static constexpr size_t kSlotCount = 64;
  static constexpr uint64_t kIdle = 0;

  struct alignas(64) Slot {
    std::atomic<uint64_t> epoch{kIdle};
  };
  struct Retired {
    uint64_t epoch;
    std::shared_ptr<const void> object;
  };

  std::atomic<uint64_t>& Enter() {
    thread_local const size_t start = std::hash<std::thread::id>()(std::this_thread::get_id());
    for (size_t i = start;; ++i) {
      std::atomic<uint64_t>& slot = slots_[i % kSlotCount].epoch;
      uint64_t expected = kIdle;
      // Sequentially consistent: a guard that Collect does not see reads only what is not retired.
      if (slot.compare_exchange_strong(expected, epoch_.load())) return slot;
      if ((i - start) % kSlotCount == kSlotCount - 1) std::this_thread::yield();
    }
  }

  std::array<Slot, kSlotCount> slots_;
  std::atomic<uint64_t> epoch_{1};
  std::mutex mutex_;
  std::vector<Retired> retired_;
  std::atomic<size_t> retired_count_{0};
};

/// Keeps everything alive that is found while it lives. Short: one batch of reads.
class EpochGuard {
 public:
  explicit EpochGuard(EpochDomain& domain) : domain_(domain), slot_(domain.Enter()) {}
  ~EpochGuard() { slot_.store(EpochDomain::kIdle, std::memory_order_release); }
  EpochGuard(const EpochGuard&) = delete;
  EpochGuard& operator=(const EpochGuard&) = delete;

  /// For long batches, now and then: what was found until now may go, if much waits to. Returns
  /// whether it may be gone; the guard is then as if it were taken anew.
  bool Breathe() {
    if (++breath_count_ % kBreathsPerLook != 0 || domain_.retired_count() < kManyRetired) {
      return false;
    }
    // Sequentially consistent, as Enter; until then the older epoch keeps more alive.
    slot_.store(domain_.epoch_.load());
    domain_.Collect();
    return true;
  }

 private:
  static constexpr size_t kBreathsPerLook = 8;  // Others may hold what waits: then it is in vain.
  static constexpr size_t kManyRetired = 16;

  EpochDomain& domain_;
  std::atomic<uint64_t>& slot_;
  size_t breath_count_ = 0;
};

}  // namespace rondo
