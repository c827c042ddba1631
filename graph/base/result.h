#pragma once

// Result<T>: a value or the Error that kept it from being made. Shaped like std::expected<T,
// Error>, which g++ 12 does not have. No function of ours throws across its boundary.

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "graph/base/check.h"
#include "graph/base/error.h"

namespace rondo {

template <typename T>
class [[nodiscard]] Result {
 public:
  using ValueType = T;

  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit like expected
  Result(Error error)                                        // NOLINT: implicit like expected
      : state_(std::in_place_index<1>, std::make_unique<Error>(std::move(error))) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// REQUIRES: ok(); anything else is a bug and aborts.
  T& value() & {
    RONDO_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    RONDO_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  T value() && {
    RONDO_CHECK(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// REQUIRES: !ok().
  const Error& error() const& {
    RONDO_CHECK(!ok());
    return **std::get_if<1>(&state_);
  }
  Error error() && {
    RONDO_CHECK(!ok());
    return std::move(**std::get_if<1>(&state_));
  }

 private:
  // The error sits behind a pointer so that a Result is hardly larger than its value.
  std::variant<T, std::unique_ptr<Error>> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using ValueType = void;

  Result() = default;
  Result(Error error) : error_(std::make_unique<Error>(std::move(error))) {}  // NOLINT: implicit

  bool ok() const { return error_ == nullptr; }
  explicit operator bool() const { return ok(); }
  /// REQUIRES: ok(); anything else is a bug and aborts.
  void value() const { RONDO_CHECK(ok()); }
  /// REQUIRES: !ok().
  const Error& error() const& {
    RONDO_CHECK(!ok());
    return *error_;
  }
  Error error() && {
    RONDO_CHECK(!ok());
    return std::move(*error_);
  }

 private:
  std::unique_ptr<Error> error_;
};

}  // namespace rondo

#define RONDO_INTERNAL_CONCAT2(a, b) a##b
#define RONDO_INTERNAL_CONCAT(a, b) RONDO_INTERNAL_CONCAT2(a, b)

/// Evaluates an expression of some Result type and returns its error from the enclosing function.
#define RONDO_TRY(expression)                                           \
  do {                                                                  \
    if (auto rondo_try_result = (expression); !rondo_try_result.ok()) { \
      return std::move(rondo_try_result).error();                       \
    }                                                                   \
  } while (false)

#define RONDO_INTERNAL_TRY_ASSIGN(temporary, target, expression) \
  auto temporary = (expression);                                 \
  if (!temporary.ok()) {                                         \
    return std::move(temporary).error();                         \
  }                                                              \
  target = std::move(temporary).value()

/// `RONDO_TRY_ASSIGN(auto x, F())`: x is F's value, or the enclosing function returns F's error.
#define RONDO_TRY_ASSIGN(target, expression) \
  RONDO_INTERNAL_TRY_ASSIGN(RONDO_INTERNAL_CONCAT(rondo_try_result_, __LINE__), target, expression)
