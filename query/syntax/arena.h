#pragma once

// Arena: where the syntax tree of one statement lives. Memory is handed out by moving a pointer and
// given back all at once, so nodes must not need destructors. Thread rule: none; one owner.

#include <cstddef>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rondo {

class Arena {
 public:
  Arena() : resource_(std::make_unique<std::pmr::monotonic_buffer_resource>()) {}

  /// A new T, which lives as long as the arena (wherever the arena is moved).
  template <typename T, typename... Arguments>
  T* New(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena runs no destructors");
    return new (resource_->allocate(sizeof(T), alignof(T)))
        T(std::forward<Arguments>(arguments)...);
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T>
  std::span<const T> Copy(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>, "the arena copies bytes");
    if (items.empty()) {
      return {};
    }
    void* place = resource_->allocate(items.size() * sizeof(T), alignof(T));
    std::memcpy(place, items.data(), items.size() * sizeof(T));
    return {static_cast<const T*>(place), items.size()};
  }

  std::string_view Copy(std::string_view text) {
    if (text.empty()) {
      return {};
    }
    void* place = resource_->allocate(text.size(), 1);
    std::memcpy(place, text.data(), text.size());
    return {static_cast<const char*>(place), text.size()};
  }

 private:
  // Behind a pointer, so that the arena can be moved.
  std::unique_ptr<std::pmr::monotonic_buffer_resource> resource_;
};

}  // namespace rondo
