#pragma once

// The integers that range() counts. Thread rule: plain values.

#include <cstdint>

namespace rondo {

class IntegerRange {
 public:
  IntegerRange() = default;
  /// REQUIRES: step is not 0.
  IntegerRange(int64_t start, int64_t end, int64_t step)
      : start_(static_cast<uint64_t>(start)), step_(static_cast<uint64_t>(step)) {
    if (step > 0 ? start > end : start < end) {
      return;
    }
    // Unsigned differences cannot overflow; the step's size fits even for the smallest integer.
    uint64_t distance =
        step > 0 ? static_cast<uint64_t>(end) - start_ : start_ - static_cast<uint64_t>(end);
    uint64_t step_size = step > 0 ? step_ : uint64_t{0} - step_;
    // All integers there are would be one more than 64 bits can tell.
    size_ = distance / step_size == ~uint64_t{0} ? ~uint64_t{0} : distance / step_size + 1;
  }

  uint64_t size() const { return size_; }
  /// Wraps around on the way where the steps are huge, never in the result.
  int64_t operator[](uint64_t index) const { return static_cast<int64_t>(start_ + index * step_); }

 private:
  uint64_t start_ = 0;
  uint64_t step_ = 1;
  uint64_t size_ = 0;
};

}  // namespace rondo
