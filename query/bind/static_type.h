#pragma once

// What the binder knows of an expression's type before anything runs: the set of kinds that its
// value can have. Null is always possible and not part of the set.

#include <cstdint>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

class TypeSet {
 public:
  constexpr TypeSet() = default;
  constexpr TypeSet(Value::Kind kind) : bits_(Bit(kind)) {}  // NOLINT: a kind is a set of one

  static constexpr TypeSet Any() { return TypeSet(~uint32_t{0}); }
  static constexpr TypeSet Number() { return TypeSet(Value::Kind::kInteger) | Value::Kind::kFloat; }
  static constexpr TypeSet Temporal() {
    return TypeSet(Value::Kind::kDate) | Value::Kind::kLocalTime | Value::Kind::kTime |
           Value::Kind::kLocalDateTime | Value::Kind::kDateTime;
  }

  constexpr bool Has(Value::Kind kind) const { return (bits_ & Bit(kind)) != 0; }
  constexpr bool Overlaps(TypeSet other) const { return (bits_ & other.bits_) != 0; }
  /// The literal null: no kind at all.
  constexpr bool empty() const { return bits_ == 0; }

  friend constexpr TypeSet operator|(TypeSet a, TypeSet b) { return TypeSet(a.bits_ | b.bits_); }
  friend constexpr TypeSet operator&(TypeSet a, TypeSet b) { return TypeSet(a.bits_ & b.bits_); }
  friend constexpr bool operator==(TypeSet, TypeSet) = default;

 private:
  constexpr explicit TypeSet(uint32_t bits) : bits_(bits) {}
  static constexpr uint32_t Bit(Value::Kind kind) {
    return uint32_t{1} << static_cast<uint32_t>(kind);
  }

  uint32_t bits_ = 0;
};

/// For errors: how one comes to a value of one of these kinds ("toInteger() makes one of ..."); may
/// be empty.
std::string_view WayToType(TypeSet wanted);

}  // namespace rondo
