#include "storage/chunk/epoch.h"

#include <algorithm>
#include <utility>

namespace rondo {

void EpochDomain::Retire(std::shared_ptr<const void> object) {
  const std::lock_guard lock(mutex_);
  // Guards taken from here on have a greater epoch and cannot find the object.
  retired_.push_back({epoch_.fetch_add(1), std::move(object)});
  retired_count_.store(retired_.size(), std::memory_order_relaxed);
}

void EpochDomain::Collect() {
  std::vector<Retired> dead;
  {
    const std::lock_guard lock(mutex_);
    uint64_t oldest = epoch_.load();
    for (const Slot& slot : slots_) {
      const uint64_t epoch = slot.epoch.load();
      if (epoch != kIdle) oldest = std::min(oldest, epoch);
    }
    const auto first_alive =
        std::find_if(retired_.begin(), retired_.end(),
                     [&](const Retired& item) { return item.epoch >= oldest; });
    dead.assign(std::make_move_iterator(retired_.begin()), std::make_move_iterator(first_alive));
    retired_.erase(retired_.begin(), first_alive);
    retired_count_.store(retired_.size(), std::memory_order_relaxed);
  }
}

}  // namespace rondo
