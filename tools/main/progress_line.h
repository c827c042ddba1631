#pragma once

// A line on the terminal that tells how far a long piece of work has come: bar, share, rate and the
// time that is left, rounded. It appears after a second and only where standard error is a
// terminal and NO_COLOR is not set; it never says more than is known.
// Thread rule: belongs to the main thread.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/main/console.h"

namespace rondo {

class ProgressLine {
 public:
  explicit ProgressLine(Console& console);
  /// Takes the line away.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `done` of `total` in any unit (total 0: not known); `text` is what to say beside it. Cheap to
  /// call often.
  void Show(uint64_t done, uint64_t total, std::string_view text);
  /// Takes the line away until the next Show, so that something else can be said.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  Clock::time_point start_;
  Clock::time_point shown_;
  bool visible_ = false;
};

/// "12 s", "3 min", "1 h 20 min": as exact as a guess deserves.
std::string RoundedDuration(double seconds);

}  // namespace rondo
