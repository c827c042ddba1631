#pragma once

// MarkedNumbers: a set of small numbers as a bit map that grows to the largest.
// Thread rule: belongs to one thread.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rondo {

class MarkedNumbers {
 public:
  /// A bit map of 128 MiB.
  static constexpr uint64_t kNumbersMax = uint64_t{1} << 30;

  /// Whether the number was not marked yet. REQUIRES: below kNumbersMax.
  bool Mark(uint64_t number) {
    GrowFor(number);
    uint64_t word = number / kWordSize;
    uint64_t bit = uint64_t{1} << (number % kWordSize);
    bool is_new = (words_[word] & bit) == 0;
    words_[word] |= bit;
    count_ += is_new ? 1 : 0;
    return is_new;
  }
  /// Marks number_of(i) for each i below `count`, none of which is above `number_max`, and writes
  /// those that were not marked yet to `out`, as Ids; `out` has room for all. Returns how many.
  /// REQUIRES: number_max is below kNumbersMax.
  template <typename Id, typename NumberOf>
  size_t MarkAll(size_t count, uint64_t number_max, const NumberOf& number_of, Id* out) {
    GrowFor(number_max);
    uint64_t* words = words_.data();
    size_t new_count = 0;
    for (size_t i = 0; i < count; ++i) {
      uint64_t number = number_of(i);
      uint64_t& word = words[number / kWordSize];
      uint64_t known = word >> (number % kWordSize) & 1;
      word |= uint64_t{1} << (number % kWordSize);
      out[new_count] = Id(number);  // Whether it is new cannot be foreseen: no branch.
      new_count += 1 - known;
    }
    count_ += new_count;
    return new_count;
  }
  /// How many are marked.
  uint64_t count() const { return count_; }
  /// Forgets all numbers; memory stays.
  void Clear() {
    std::fill(words_.begin(), words_.end(), 0);
    count_ = 0;
  }
  /// Calls visit(number) for each, ascending.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (uint64_t word = 0; word < words_.size(); ++word) {
      for (uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
        visit(word * kWordSize + static_cast<uint64_t>(__builtin_ctzll(bits)));
      }
    }
  }
  size_t memory_size() const { return words_.capacity() * sizeof(uint64_t); }

 private:
  static constexpr uint64_t kWordSize = 64;

  void GrowFor(uint64_t number) {
    uint64_t word = number / kWordSize;
    if (word >= words_.size()) {
      words_.resize(std::max(word + 1, words_.size() * 2));
    }
  }

  std::vector<uint64_t> words_;
  uint64_t count_ = 0;
};

}  // namespace rondo
