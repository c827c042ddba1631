#pragma once

// MarkedNumbers: a set of small numbers as an array of bytes that grows to the largest. A number is
// marked where its byte is that of the present round, so that all are forgotten by beginning
// another one; and of two numbers that follow each other, no one waits for the other's byte, as it
// would for their word in a map of bits.
// Thread rule: belongs to one thread.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rondo {

class MarkedNumbers {
 public:
  /// An array of 128 MiB.
  static constexpr uint64_t kNumbersMax = uint64_t{1} << 27;

  /// Whether the number was not marked yet. REQUIRES: below kNumbersMax.
  bool Mark(uint64_t number) {
    GrowFor(number);
    bool is_new = rounds_[number] != round_;
    rounds_[number] = round_;
    count_ += is_new ? 1 : 0;
    return is_new;
  }
  /// Marks number_of(i) for each i below `count`, none of which is above `number_max`, and writes
  /// those that were not marked yet to `out`, as Ids; `out` has room for all. Returns how many.
  /// REQUIRES: number_max is below kNumbersMax.
  template <typename Id, typename NumberOf>
  size_t MarkAll(size_t count, uint64_t number_max, const NumberOf& number_of, Id* out) {
    GrowFor(number_max);
    uint8_t* rounds = rounds_.data();
    const uint8_t round = round_;
    size_t new_count = 0;
    for (size_t i = 0; i < count; ++i) {
      uint64_t number = number_of(i);
      out[new_count] = Id(number);  // Whether it is new cannot be foreseen: no branch.
      new_count += rounds[number] != round ? 1 : 0;
      rounds[number] = round;
    }
    count_ += new_count;
    return new_count;
  }
  /// How many are marked.
  uint64_t count() const { return count_; }
  /// Forgets all numbers; memory stays.
  void Clear() {
    if (++round_ == kNever) {
      std::fill(rounds_.begin(), rounds_.end(), kNever);
      ++round_;
    }
    count_ = 0;
  }
  /// Calls visit(number) for each, ascending.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (uint64_t number = 0; number < rounds_.size(); ++number) {
      if (rounds_[number] == round_) {
        visit(number);
      }
    }
  }
  size_t memory_size() const { return rounds_.capacity(); }

 private:
  static constexpr uint8_t kNever = 0;

  void GrowFor(uint64_t number) {
    if (number >= rounds_.size()) {
      rounds_.resize(std::max<size_t>(number + 1, rounds_.size() * 2), kNever);
    }
  }

  std::vector<uint8_t> rounds_;  // In which round each number was marked last.
  uint8_t round_ = kNever + 1;
  uint64_t count_ = 0;
};

}  // namespace rondo
