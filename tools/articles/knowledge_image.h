#pragma once

// What the register, the vocabulary and the rules hold, as blocks of bytes that the build makes of
// the tables and rule files (compile_knowledge.cc) and puts into the program. The register is used
// where it lies, so that a start reads nothing of it. An image holds sequences of plain values, one
// behind the other; who writes them and who reads them agree on their order. Only the build that
// made an image reads it, so it has no version. Thread rule: immutable once written.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/base/check.h"

namespace rondo::articles {

/// Values whose bytes are the same wherever the values are.
template <typename T>
concept ImageValue = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

class ImageWriter {
 public:
  template <ImageValue T>
  void Add(std::span<const T> values) {
    const std::size_t count = values.size();
    Append(&count, sizeof count);
    Append(values.data(), values.size_bytes());
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void Append(const void* data, std::size_t size) {
    if (size != 0) {
      bytes_.append(static_cast<const char*>(data), size);
    }
    bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment);
  }

  static constexpr std::size_t kAlignment = 8;
  std::string bytes_;
  friend class ImageReader;
};

class ImageReader {
 public:
  /// REQUIRES: `bytes` were written by an ImageWriter, begin at a multiple of eight, and outlive
  /// whatever is read.
  explicit ImageReader(std::string_view bytes) : left_(bytes) {}

  /// The next sequence. REQUIRES: it was written as one of T.
  template <ImageValue T>
  std::span<const T> Next() {
    std::size_t count = 0;
    std::memcpy(&count, Take(sizeof count), sizeof count);
    const void* const values = Take(count * sizeof(T));
    return {static_cast<const T*>(values), count};
  }

 private:
  const void* Take(std::size_t size) {
    constexpr std::size_t kAlignment = ImageWriter::kAlignment;
    const std::size_t padded = (size + kAlignment - 1) / kAlignment * kAlignment;
    RONDO_CHECK(padded <= left_.size());
    const void* const taken = left_.data();
    left_.remove_prefix(padded);
    return taken;
  }

  std::string_view left_;
};

/// A vector that may begin as part of an image: it is read in place, and copied once something is
/// added or changed. REQUIRES: the image outlives it. Pointers and spans hold until the next
/// change.
template <ImageValue T>
class ImageVector {
 public:
  ImageVector() = default;
  explicit ImageVector(std::vector<T> values) : own_(std::move(values)), values_(own_) {}
  ImageVector(const ImageVector&) = delete;
  ImageVector& operator=(const ImageVector&) = delete;
  ImageVector(ImageVector&& other) noexcept
      : own_(std::move(other.own_)), values_(std::exchange(other.values_, {})) {}
  ImageVector& operator=(ImageVector&& other) noexcept {
    own_ = std::move(other.own_);
    values_ = std::exchange(other.values_, {});
    return *this;
  }
  ~ImageVector() = default;

  void Read(ImageReader& image) {
    own_.clear();
    values_ = image.Next<T>();
  }
  void Write(ImageWriter& image) const { image.Add(values_); }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  const T& operator[](std::size_t index) const { return values_[index]; }
  const T& back() const { return values_.back(); }
  std::span<const T> span() const { return values_; }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

  void push_back(const T& value) {
    const T copy = value;
    Own().push_back(copy);
    values_ = own_;
  }
  void Append(std::span<const T> values) {
    Own().insert(own_.end(), values.begin(), values.end());
    values_ = own_;
  }
  /// The place of `index`, to be written; the vector grows to hold it, new places are `fresh`.
  T& Place(std::size_t index, const T& fresh = T()) {
    Own();
    if (index >= own_.size()) {
      own_.resize(index + 1, fresh);
      values_ = own_;
    }
    return own_[index];
  }

 private:
  std::vector<T>& Own() {
    if (own_.size() != values_.size()) {
      own_.assign(values_.begin(), values_.end());
      values_ = own_;
    }
    return own_;
  }

  std::vector<T> own_;
  std::span<const T> values_;
};

/// Texts by number, in one piece of memory. Views of them hold until the next Add.
class TextPool {
 public:
  TextPool() : ends_(std::vector<uint32_t>{0}) {}

  uint32_t Add(std::string_view text) {
    letters_.Append(text);
    ends_.push_back(static_cast<uint32_t>(letters_.size()));
    return static_cast<uint32_t>(ends_.size() - 2);
  }
  std::string_view operator[](std::size_t number) const {
    return {letters_.span().data() + ends_[number], ends_[number + 1] - ends_[number]};
  }
  std::size_t size() const { return ends_.size() - 1; }

  void Read(ImageReader& image) {
    letters_.Read(image);
    ends_.Read(image);
  }
  void Write(ImageWriter& image) const {
    letters_.Write(image);
    ends_.Write(image);
  }

 private:
  ImageVector<char> letters_;
  ImageVector<uint32_t> ends_;  // Where each begins and the one before it ends.
};

}  // namespace rondo::articles
