#pragma once

// ValueType: the type that a constraint demands of a property, from its text: "STRING",
// "LIST<INTEGER>", "INTEGER | FLOAT".

#include <memory>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"

namespace rondo {

class ValueType {
 public:
  /// Argument("UnknownType") for a text that names no type of a property.
  static Result<ValueType> Parse(std::string_view text);

  /// Whether a property may hold `value`. Null is no value: true.
  bool Matches(const Value& value) const;

  /// Whether all its values are of one kind, each of which equals itself: floats may be NaN, lists
  /// may hold nulls.
  bool EqualsItself() const;

 private:
  struct Alternative {
    Value::Kind kind = Value::Kind::kNull;     // kNull: anything.
    std::shared_ptr<const ValueType> element;  // Of a list; null: anything.
  };

  static Result<Alternative> ParseOne(std::string_view text);

  std::vector<Alternative> alternatives_;
};

}  // namespace rondo
