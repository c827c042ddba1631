#pragma once

// IdArray: an immutable array of ids in 4 bytes each where they lie close enough together, in 8
// where not. Which one it is, is asked once per stretch, not once per id.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/base/marked_numbers.h"
#include "graph/base/prefetch.h"

namespace rondo {

class IdArray {
 public:
  IdArray() = default;
  explicit IdArray(std::span<const uint64_t> ids) {
    if (ids.empty()) return;
    const auto [low, high] = std::minmax_element(ids.begin(), ids.end());
    minimum_ = *low;
    maximum_ = *high;
    if (maximum_ - minimum_ > UINT32_MAX) {
      wide_.assign(ids.begin(), ids.end());
      return;
    }
    narrow_.resize(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) narrow_[i] = static_cast<uint32_t>(ids[i] - minimum_);
  }
  /// The ids `minimum` + distance; the least distance is 0, the greatest that of `maximum`.
  IdArray(uint64_t minimum, uint64_t maximum, std::vector<uint32_t> distances)
      : minimum_(minimum), maximum_(maximum), narrow_(std::move(distances)) {}
  /// The ids first, first + 1, ...: nothing is stored.
  static IdArray Sequence(uint64_t first, size_t size) {
    IdArray result;
    result.minimum_ = first;
    result.maximum_ = size == 0 ? first : first + size - 1;
    result.sequence_size_ = size;
    return result;
  }

  /// A copy of the ids [begin, begin + size).
  IdArray Slice(size_t begin, size_t size) const {
    if (is_sequence()) return Sequence(minimum_ + begin, size);
    IdArray result;
    result.minimum_ = minimum_;
    result.maximum_ = maximum_;
    const auto cut = [&](const auto& from, auto& to) {
      if (from.empty()) return;
      const auto first = from.begin() + static_cast<std::ptrdiff_t>(begin);
      to.assign(first, first + static_cast<std::ptrdiff_t>(size));
    };
    cut(narrow_, result.narrow_);
    cut(wide_, result.wide_);
    return result;
  }

  bool is_sequence() const { return sequence_size_ > 0; }
  size_t size() const {
    return is_sequence() ? sequence_size_ : narrow_.empty() ? wide_.size() : narrow_.size();
  }
  uint64_t operator[](size_t i) const {
    if (!narrow_.empty()) return minimum_ + narrow_[i];
    return is_sequence() ? minimum_ + i : wide_[i];
  }
  /// Writes the ids [begin, begin + count) to `out`, made by `Id(uint64_t)`.
  template <typename Id>
  void CopyTo(size_t begin, size_t count, Id* out) const {
    if (!narrow_.empty()) {
      const uint32_t* from = narrow_.data() + begin;
      for (size_t i = 0; i < count; ++i) out[i] = Id(minimum_ + from[i]);
    } else if (is_sequence()) {
      for (size_t i = 0; i < count; ++i) out[i] = Id(minimum_ + begin + i);
    } else {
      for (size_t i = 0; i < count; ++i) out[i] = Id(wide_[begin + i]);
    }
  }
  /// Marks the ids [begin, begin + count) and writes those that were not marked yet to `out`;
  /// returns how many. REQUIRES: CanBeMarked().
  template <typename Id>
  size_t CopyNew(size_t begin, size_t count, MarkedNumbers& marked, Id* out) const {
    if (narrow_.empty()) {
      return marked.MarkAll(
          count, maximum_, [&](size_t i) { return (*this)[begin + i]; }, out);
    }
    const uint32_t* from = narrow_.data() + begin;
    return marked.MarkAll(
        count, maximum_, [&](size_t i) { return minimum_ + from[i]; }, out);
  }
  bool CanBeMarked() const { return maximum_ < MarkedNumbers::kNumbersMax; }
  /// Calls visit(id) for the ids [begin, begin + count).
  template <typename Visit>
  void ForEach(size_t begin, size_t count, const Visit& visit) const {
    if (!narrow_.empty()) {
      const uint32_t* from = narrow_.data() + begin;
      for (size_t i = 0; i < count; ++i) visit(minimum_ + from[i]);
    } else {
      for (size_t i = 0; i < count; ++i) visit((*this)[begin + i]);
    }
  }
  /// The place of the first id in [begin, end) that is not less than `id`. REQUIRES: they ascend.
  size_t LowerBound(size_t begin, size_t end, uint64_t id) const {
    if (!narrow_.empty()) {
      if (id <= minimum_) return begin;
      if (id - minimum_ > UINT32_MAX) return end;
      const uint32_t* from = narrow_.data();
      return static_cast<size_t>(
          std::lower_bound(from + begin, from + end, static_cast<uint32_t>(id - minimum_)) - from);
    }
    while (begin < end) {
      const size_t middle = begin + (end - begin) / 2;
      if ((*this)[middle] < id) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }
  /// Asks the processor to fetch the first ids of [begin, begin + count), and the last one.
  void Prefetch(size_t begin, size_t count) const {
    if (narrow_.empty() || count == 0) return;
    rondo::Prefetch(narrow_.data() + begin);
    rondo::Prefetch(narrow_.data() + begin + count - 1);
  }
  size_t MemorySize() const {
    return narrow_.capacity() * sizeof(uint32_t) + wide_.capacity() * sizeof(uint64_t);
  }

 private:
  friend class IdArrayBuilder;

  // No id is outside of them.
  uint64_t minimum_ = 0;
  uint64_t maximum_ = 0;
  size_t sequence_size_ = 0;
  std::vector<uint32_t> narrow_;
  std::vector<uint64_t> wide_;
};

/// Makes an array of stretches of another one, with single ids between them.
class IdArrayBuilder {
 public:
  /// The single ids are at least `low` and at most `high`; all together are at most `size_max`.
  /// `from` outlives the builder.
  IdArrayBuilder(const IdArray& from, uint64_t low, uint64_t high, size_t size_max) : from_(from) {
    result_.minimum_ = from.size() == 0 ? low : std::min(low, from.minimum_);
    result_.maximum_ = from.size() == 0 ? high : std::max(high, from.maximum_);
    is_narrow_ = result_.maximum_ - result_.minimum_ <= UINT32_MAX;
    if (is_narrow_) {
      result_.narrow_.reserve(size_max);
    } else {
      result_.wide_.reserve(size_max);
    }
  }

  void Add(uint64_t id) {
    if (is_narrow_) {
      result_.narrow_.push_back(static_cast<uint32_t>(id - result_.minimum_));
    } else {
      result_.wide_.push_back(id);
    }
  }
  /// The ids [begin, end) of the other array.
  void AddStretch(size_t begin, size_t end) {
    if (is_narrow_ && !from_.narrow_.empty() && from_.minimum_ == result_.minimum_) {
      const uint32_t* in = from_.narrow_.data();
      result_.narrow_.insert(result_.narrow_.end(), in + begin, in + end);
    } else if (is_narrow_) {
      const size_t size = result_.narrow_.size();
      result_.narrow_.resize(size + (end - begin));
      uint32_t* out = result_.narrow_.data() + size;
      const uint64_t low = result_.minimum_;
      from_.ForEach(begin, end - begin,
                    [&](uint64_t id) { *out++ = static_cast<uint32_t>(id - low); });
    } else {
      const size_t size = result_.wide_.size();
      result_.wide_.resize(size + (end - begin));
      from_.CopyTo(begin, end - begin, result_.wide_.data() + size);
    }
  }
  IdArray Build() && { return std::move(result_); }

 private:
  const IdArray& from_;
  IdArray result_;
  bool is_narrow_ = false;
};

}  // namespace rondo
