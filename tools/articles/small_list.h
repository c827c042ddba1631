#pragma once

// A list of plain values that seldom holds more than a few: those stand in the list itself, so that
// most lists need no memory of their own. Thread rule: as a vector.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace rondo::articles {

template <typename T, uint32_t kInline>
class SmallList {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;

  SmallList() = default;
  SmallList(std::initializer_list<T> values) { Append(values.begin(), values.end()); }
  SmallList(const SmallList& other) { Append(other.begin(), other.end()); }
  SmallList& operator=(const SmallList& other) {
    if (this != &other) {
      size_ = 0;
      Append(other.begin(), other.end());
    }
    return *this;
  }
  SmallList(SmallList&& other) noexcept
      : size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, kInline)),
        inline_(other.inline_),
        heap_(std::move(other.heap_)) {}
  SmallList& operator=(SmallList&& other) noexcept {
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, kInline);
    inline_ = other.inline_;
    heap_ = std::move(other.heap_);
    return *this;
  }
  ~SmallList() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return heap_ ? heap_.get() : inline_.data(); }
  T* end() { return begin() + size_; }
  const T* begin() const { return heap_ ? heap_.get() : inline_.data(); }
  const T* end() const { return begin() + size_; }
  T& operator[](std::size_t index) { return begin()[index]; }
  const T& operator[](std::size_t index) const { return begin()[index]; }
  const T& front() const { return *begin(); }
  const T& back() const { return end()[-1]; }

  void clear() { size_ = 0; }
  /// REQUIRES: it holds `size` values or more.
  void shrink(std::size_t size) { size_ = static_cast<uint32_t>(size); }
  void push_back(T value) {
    if (size_ == capacity_) {
      Reserve(size_ + 1);
    }
    begin()[size_++] = value;
  }
  /// REQUIRES: the range is none of this list's.
  void Append(const T* first, const T* last) {
    Reserve(size_ + static_cast<uint32_t>(last - first));
    std::copy(first, last, end());
    size_ += static_cast<uint32_t>(last - first);
  }

  friend bool operator==(const SmallList& left, const SmallList& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }

 private:
  void Reserve(uint32_t count) {
    if (count <= capacity_) {
      return;
    }
    const uint32_t capacity = std::max(count, capacity_ * 2);
    auto larger = std::make_unique<T[]>(capacity);
    std::copy(begin(), end(), larger.get());
    heap_ = std::move(larger);
    capacity_ = capacity;
  }

  uint32_t size_ = 0;
  uint32_t capacity_ = kInline;
  std::array<T, kInline> inline_{};
  std::unique_ptr<T[]> heap_;
};

}  // namespace rondo::articles
