#pragma once

#include <cstdint>
#include <utility>

#include "graph/base/stop_check.h"

namespace rondo {

/// How a long computation is watched from outside. Asked at least every few milliseconds.
class AlgorithmControl {
 public:
  AlgorithmControl() = default;
  explicit AlgorithmControl(StopCheck stop_check) : stop_check_(std::move(stop_check)) {}

  /// The watcher's error once it wants to stop.
  Result<void> Check() const { return stop_check_ ? stop_check_() : Result<void>(); }

 private:
  StopCheck stop_check_;
};

/// How many nodes may be worked on between two checks.
inline constexpr uint32_t kNodesPerCheck = 4096;

}  // namespace rondo
