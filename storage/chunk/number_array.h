#pragma once

// NumberArray: integers by lane in as few bytes each as their range needs, or none where they
// follow each other; so a stretch of them is read with little memory. Copies share it as those of a
// LaneArray do: what is added behind everything that any copy has seen is added in place, and
// whoever changes what others may read takes a copy first.
//
// Thread rule: one thread changes the copies of one array; others may read theirs meanwhile.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <utility>

#include "graph/base/prefetch.h"
#include "storage/chunk/group.h"

namespace rondo {

class NumberArray {
 public:
  NumberArray() = default;
  explicit NumberArray(std::span<const int64_t> values);
  /// `values` at the lanes that are `present`, ascending, of which there are as many; in between is
  /// any number. `low` and `high` are the least and the greatest of them. REQUIRES: there are some.
  NumberArray(const GroupBitmap& present, std::span<const int64_t> values, int64_t low,
              int64_t high);
  NumberArray(const NumberArray& other)
      : data_(other.data_),
        base_(other.base_),
        size_(other.size_),
        width_(other.width_),
        buffer_(other.buffer_) {}
  NumberArray& operator=(const NumberArray& other) { return *this = NumberArray(other); }
  NumberArray(NumberArray&& other) noexcept { *this = std::move(other); }
  NumberArray& operator=(NumberArray&& other) noexcept {
    data_ = std::exchange(other.data_, nullptr);
    base_ = std::exchange(other.base_, 0);
    size_ = std::exchange(other.size_, 0);
    width_ = std::exchange(other.width_, Width::kSequence);
    is_own_ = std::exchange(other.is_own_, false);
    buffer_ = std::move(other.buffer_);
    return *this;
  }

  size_t size() const { return size_; }
  /// REQUIRES: i < size().
  int64_t operator[](size_t i) const {
    switch (width_) {
      case Width::kSequence:
        return FromDistance(i);
      case Width::kOne:
        return FromDistance(At<uint8_t>(i));
      case Width::kTwo:
        return FromDistance(At<uint16_t>(i));
      case Width::kFour:
        return FromDistance(At<uint32_t>(i));
      default:
        return FromDistance(At<uint64_t>(i));
    }
  }
  /// Writes the numbers [begin, begin + count) to `out`. REQUIRES: begin + count <= size().
  void CopyTo(size_t begin, size_t count, int64_t* out) const;

  /// Grows to i + 1 if need be; what lies in between is any number.
  void Set(size_t i, int64_t value);

  /// Asks the processor to fetch the i-th number.
  void Prefetch(size_t i) const {
    if (width_ != Width::kSequence) rondo::Prefetch(data_ + (i << Shift(width_)));
  }
  /// Bytes of the numbers, those not yet used among them.
  size_t MemorySize() const { return buffer_ == nullptr ? 0 : buffer_->capacity << Shift(width_); }

 private:
  /// kSequence: the i-th number is base + i. Otherwise so many bytes hold its distance from base.
  enum class Width : uint8_t { kOne, kTwo, kFour, kEight, kSequence };

  struct Buffer {
    std::unique_ptr<std::byte[]> bytes;
    size_t capacity = 0;  // Numbers.
    size_t used = 0;      // The largest size of a copy.
  };

  static constexpr unsigned Shift(Width width) { return static_cast<unsigned>(width); }
  static Width WidthFor(uint64_t distance);
  static uint64_t DistanceMost(Width width);

  // Distances wrap around, so that any two integers have one.
  uint64_t ToDistance(int64_t value) const { return static_cast<uint64_t>(value) - base_; }
  int64_t FromDistance(uint64_t distance) const { return static_cast<int64_t>(base_ + distance); }

  template <typename T>
  T At(size_t i) const {
    T value;
    std::memcpy(&value, data_ + i * sizeof value, sizeof value);
    return value;
  }
  void Put(size_t i, uint64_t distance);
  /// Takes a buffer for so many numbers, as wide as `high` needs. REQUIRES: it has none.
  void MakeBuffer(size_t size, int64_t low, int64_t high);
  /// Calls `write(T)` with a number of the type in which distances are kept.
  template <typename Write>
  void WithDistance(Write write) const;
  bool SetInSequence(size_t i, int64_t value);
  /// Takes a buffer of its own in which `value` has room, and at least `size` numbers.
  void MakeOwn(size_t size, int64_t value);

  const std::byte* data_ = nullptr;
  uint64_t base_ = 0;
  uint32_t size_ = 0;
  Width width_ = Width::kSequence;
  bool is_own_ = false;  // No other copy reads the buffer.
  std::shared_ptr<Buffer> buffer_;
};

}  // namespace rondo
