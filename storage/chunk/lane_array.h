#pragma once

// LaneArray: an array of values by lane that the copies of a chunk share. A copy sees the size that
// it was made with. What is added behind everything that any copy has seen is added in place, since
// nobody reads there; whoever overwrites what others may read takes a copy of the array first. So a
// chunk that only grows, as that of the newest edges does, is copied in constant time.
//
// Thread rule: one thread changes the copies of one array; others may read theirs meanwhile.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace rondo {

template <typename T>
class LaneArray {
 public:
  LaneArray() = default;
  explicit LaneArray(std::vector<T> values)
      : buffer_(std::make_shared<Buffer>(Buffer{std::move(values), 0})),
        data_(buffer_->values.data()),
        size_(buffer_->values.size()),
        is_own_(true) {
    buffer_->used = size_;
  }
  LaneArray(const LaneArray& other)
      : buffer_(other.buffer_), data_(other.data_), size_(other.size_) {}
  LaneArray& operator=(const LaneArray& other) { return *this = LaneArray(other); }
  LaneArray(LaneArray&& other) noexcept { *this = std::move(other); }
  LaneArray& operator=(LaneArray&& other) noexcept {
    buffer_ = std::move(other.buffer_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    is_own_ = std::exchange(other.is_own_, false);
    return *this;
  }

  size_t size() const { return size_; }
  const T* data() const { return data_; }
  /// REQUIRES: i < size().
  const T& operator[](size_t i) const { return data_[i]; }

  /// Grows to i + 1 if need be, with T() in between. Amortized constant time where `i` is not less
  /// than size(), else linear the first time after the array was copied.
  void Set(size_t i, T value) {
    const bool adds = i >= size_ && buffer_ != nullptr && size_ == buffer_->used;
    if ((!is_own_ && !adds) || i >= capacity()) MakeOwn(i + 1);
    if (i >= size_) {
      // What a transaction that was given up left there is nobody's.
      std::fill(data_ + size_, data_ + i, T());
      size_ = i + 1;
      buffer_->used = size_;
    }
    data_[i] = std::move(value);
  }
  /// Bytes of the values, those not yet used among them.
  size_t MemorySize() const { return capacity() * sizeof(T); }

 private:
  struct Buffer {
    std::vector<T> values;
    size_t used;  // The largest size of a copy.
  };

  size_t capacity() const { return buffer_ == nullptr ? 0 : buffer_->values.size(); }

  void MakeOwn(size_t size) {
    constexpr size_t kCapacityMin = 8;
    auto buffer = std::make_shared<Buffer>();
    buffer->values.resize(size > capacity() ? std::max({size, 2 * size_, kCapacityMin})
                                            : capacity());
    std::copy_n(data_, size_, buffer->values.data());
    buffer->used = size_;
    buffer_ = std::move(buffer);
    data_ = buffer_->values.data();
    is_own_ = true;
  }

  std::shared_ptr<Buffer> buffer_;
  T* data_ = nullptr;
  size_t size_ = 0;
  bool is_own_ = false;  // No other copy reads the buffer.
};

}  // namespace rondo
