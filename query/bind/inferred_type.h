#pragma once

// What the binder infers about an expression: the kinds its value can have and, where it can only
// be a list, what its elements can be. Used inside the binder; bound expressions carry the kinds.
// Immutable values; any thread.

#include <memory>
#include <string>

#include "query/bind/bound_expression.h"
#include "query/bind/static_type.h"

namespace rondo {

class InferredType {
 public:
  /// Anything.
  InferredType() : kinds_(TypeSet::Any()) {}
  InferredType(TypeSet kinds) : kinds_(kinds) {}             // NOLINT: a set of kinds is a type
  InferredType(Value::Kind kind) : kinds_(TypeSet(kind)) {}  // NOLINT: and so is a kind

  static InferredType Any() { return {}; }
  /// Of the literal null.
  static InferredType Null() { return TypeSet(); }
  static InferredType ListOf(InferredType element);

  TypeSet kinds() const { return kinds_; }
  /// What an element can be if the value is a list.
  InferredType element() const { return element_ == nullptr ? InferredType() : *element_; }

  /// Whether the value can be one of `kinds`; always so for null.
  bool CanBe(TypeSet kinds) const { return kinds_.empty() || kinds_.Overlaps(kinds); }

  /// What can be this or `other`.
  InferredType Or(const InferredType& other) const;

  /// For messages: "an integer", "a node", "a string or a list"; "null".
  std::string Text() const;

 private:
  TypeSet kinds_;
  std::shared_ptr<const InferredType> element_;  // Shared by copies of the type.
};

/// The kinds that `left op right` can give; std::nullopt if no two kinds of them go together. For
/// arithmetic.
std::optional<TypeSet> ArithmeticType(BinaryOperator op, TypeSet left, TypeSet right);

}  // namespace rondo
