#pragma once

// Values that hold memory of their own (texts, lists of lists) as bytes of an image: what is read
// is a copy. A class names its fields once for both directions:
//
//   template <typename Archive, typename Self>
//   static void VisitFields(Archive& archive, Self& self) {
//     archive(self.name, self.words);
//   }
//
// Numbers, enumerations and values without gaps are copied as they lie. The same values always give
// the same bytes. As an image, only the build that wrote them reads them. Thread rule: belongs to
// its thread.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/base/check.h"
#include "tools/articles/knowledge_image.h"

namespace rondo::articles {

template <typename T>
concept PlainField = std::is_arithmetic_v<T> || std::is_enum_v<T> || ImageValue<T>;
/// Whose elements lie side by side, to be copied at once.
template <typename T>
concept PlainElement = PlainField<T> && !std::is_same_v<T, bool>;
template <typename T>
concept Hashed = requires {
  typename T::hasher;
};
template <typename T>
concept HashedMap = Hashed<T> && requires {
  typename T::mapped_type;
};
template <typename T>
concept HashedSet = Hashed<T> && !HashedMap<T>;
/// That names its fields itself.
template <typename T>
concept Composite = !PlainField<T> && !Hashed<T>;

class FieldWriter {
 public:
  template <typename... Fields>
  void operator()(const Fields&... fields) {
    (Put(fields), ...);
  }
  std::span<const char> bytes() const { return bytes_; }

 private:
  void Append(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
  }
  void PutCount(std::size_t count) { Put(static_cast<uint32_t>(count)); }

  template <PlainField T>
  void Put(const T& value) {
    Append(&value, sizeof value);
  }
  void Put(const std::string& text) {
    PutCount(text.size());
    Append(text.data(), text.size());
  }
  template <typename T>
  void Put(const std::vector<T>& values) {
    PutCount(values.size());
    if constexpr (PlainElement<T>) {
      if (!values.empty()) {
        Append(values.data(), values.size() * sizeof(T));
      }
    } else {
      for (const T& value : values) {
        Put(value);
      }
    }
  }
  template <typename T>
  void Put(const std::optional<T>& value) {
    Put(value.has_value());
    if (value) {
      Put(*value);
    }
  }
  template <typename First, typename Second>
  void Put(const std::pair<First, Second>& pair) {
    Put(pair.first);
    Put(pair.second);
  }
  /// Sorted, so that the order of hashes does not show.
  template <HashedMap Map>
  void Put(const Map& map) {
    std::vector<std::pair<typename Map::key_type, typename Map::mapped_type>> sorted(map.begin(),
                                                                                     map.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    Put(sorted);
  }
  template <HashedSet Set>
  void Put(const Set& set) {
    std::vector<typename Set::key_type> sorted(set.begin(), set.end());
    std::sort(sorted.begin(), sorted.end());
    Put(sorted);
  }
  template <Composite T>
  void Put(const T& value) {
    T::VisitFields(*this, value);
  }

  std::string bytes_;
};

class FieldReader {
 public:
  /// REQUIRES: `bytes` were written by a FieldWriter; the same fields are read in the same order.
  explicit FieldReader(std::span<const char> bytes) : left_(bytes) {}

  template <typename... Fields>
  void operator()(Fields&... fields) {
    (Get(fields), ...);
  }

 private:
  const char* Take(std::size_t size) {
    RONDO_CHECK(size <= left_.size());
    const char* const taken = left_.data();
    left_ = left_.subspan(size);
    return taken;
  }
  std::size_t TakeCount() {
    uint32_t count = 0;
    Get(count);
    return count;
  }

  template <PlainField T>
  void Get(T& value) {
    std::memcpy(&value, Take(sizeof value), sizeof value);
  }
  void Get(std::string& text) {
    const std::size_t size = TakeCount();
    text.assign(Take(size), size);
  }
  template <typename T>
  void Get(std::vector<T>& values) {
    values.resize(TakeCount());
    if constexpr (PlainElement<T>) {
      if (const std::size_t size = values.size() * sizeof(T); size != 0) {
        std::memcpy(values.data(), Take(size), size);
      }
    } else {
      for (T& value : values) {
        Get(value);
      }
    }
  }
  template <typename T>
  void Get(std::optional<T>& value) {
    bool known = false;
    Get(known);
    if (known) {
      Get(value.emplace());
    }
  }
  template <typename First, typename Second>
  void Get(std::pair<First, Second>& pair) {
    Get(pair.first);
    Get(pair.second);
  }
  template <HashedMap Map>
  void Get(Map& map) {
    const std::size_t count = TakeCount();
    map.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
      std::pair<typename Map::key_type, typename Map::mapped_type> entry;
      Get(entry);
      map.insert(std::move(entry));
    }
  }
  template <HashedSet Set>
  void Get(Set& set) {
    const std::size_t count = TakeCount();
    set.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
      typename Set::key_type key{};
      Get(key);
      set.insert(std::move(key));
    }
  }
  template <Composite T>
  void Get(T& value) {
    T::VisitFields(*this, value);
  }

  std::span<const char> left_;
};

}  // namespace rondo::articles
