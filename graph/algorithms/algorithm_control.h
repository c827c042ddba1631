#pragma once

#include <functional>

#include "graph/base/result.h"

namespace rondo {

/// How a long computation is watched from outside. Asked at least every few milliseconds, on the
/// computing thread.
class AlgorithmControl {
 public:
  AlgorithmControl() = default;
  explicit AlgorithmControl(std::function<bool()> should_stop)
      : should_stop_(std::move(should_stop)) {}

  /// Cancelled once the watcher wants to stop.
  Result<void> Check() const {
    if (should_stop_ && should_stop_()) {
      return RuntimeError(ErrorCode::kCancelled, "Cancelled", "the algorithm was cancelled");
    }
    return {};
  }

 private:
  std::function<bool()> should_stop_;
};

/// How many nodes may be worked on between two checks.
inline constexpr uint32_t kNodesPerCheck = 4096;

}  // namespace rondo
