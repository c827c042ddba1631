#include "query/bind/inferred_type.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace rondo {
namespace {

using Kind = Value::Kind;

constexpr std::array kValueKinds = {
    Kind::kBoolean,   Kind::kInteger, Kind::kFloat,         Kind::kString,   Kind::kList,
    Kind::kMap,       Kind::kNode,    Kind::kEdge,          Kind::kPath,     Kind::kDate,
    Kind::kLocalTime, Kind::kTime,    Kind::kLocalDateTime, Kind::kDateTime, Kind::kDuration,
};

std::string_view KindWords(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "a boolean";
    case Kind::kInteger:
      return "an integer";
    case Kind::kFloat:
      return "a float";
    case Kind::kString:
      return "a string";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
    case Kind::kNode:
      return "a node";
    case Kind::kEdge:
      return "an edge";
    case Kind::kPath:
      return "a path";
    case Kind::kDate:
      return "a date";
    case Kind::kLocalTime:
      return "a local time";
    case Kind::kTime:
      return "a time";
    case Kind::kLocalDateTime:
      return "a local date-time";
    case Kind::kDateTime:
      return "a date-time";
    case Kind::kDuration:
      return "a duration";
  }
  return "something";
}

bool IsTemporal(Kind kind) { return TypeSet::Temporal().Has(kind); }
bool IsNumber(Kind kind) { return TypeSet::Number().Has(kind); }

/// Of two numbers.
TypeSet NumericResult(BinaryOperator op, Kind left, Kind right) {
  if (op == BinaryOperator::kPower) {
    return Kind::kFloat;
  }
  bool integers = left == Kind::kInteger && right == Kind::kInteger;
  return integers ? TypeSet(Kind::kInteger) : TypeSet(Kind::kFloat);
}

/// What `+` gives beside numbers and temporal values; empty where nothing.
TypeSet JoinResult(Kind left, Kind right) {
  if (left == Kind::kList || right == Kind::kList) {
    return Kind::kList;
  }
  auto joins = [](Kind kind) {
    return IsNumber(kind) || kind == Kind::kBoolean || IsTemporal(kind) ||
           kind == Kind::kDuration || kind == Kind::kString;
  };
  bool text = left == Kind::kString || right == Kind::kString;
  return text && joins(left) && joins(right) ? TypeSet(Kind::kString) : TypeSet();
}

TypeSet DurationResult(BinaryOperator op, Kind left, Kind right) {
  switch (op) {
    case BinaryOperator::kAdd:
      if (left == Kind::kDuration && (IsTemporal(right) || right == Kind::kDuration)) return right;
      [[fallthrough]];
    case BinaryOperator::kSubtract:
      return right == Kind::kDuration && (IsTemporal(left) || left == Kind::kDuration)
                 ? TypeSet(left)
                 : TypeSet();
    case BinaryOperator::kMultiply:
      if (IsNumber(left) && right == Kind::kDuration) return Kind::kDuration;
      [[fallthrough]];
    case BinaryOperator::kDivide:
      return left == Kind::kDuration && IsNumber(right) ? TypeSet(Kind::kDuration) : TypeSet();
    default:
      return {};
  }
}

TypeSet PairResult(BinaryOperator op, Kind left, Kind right) {
  if (IsNumber(left) && IsNumber(right)) {
    return NumericResult(op, left, right);
  }
  TypeSet result = DurationResult(op, left, right);
  return op == BinaryOperator::kAdd ? result | JoinResult(left, right) : result;
}

}  // namespace

InferredType InferredType::ListOf(InferredType element) {
  InferredType type(Kind::kList);
  type.element_ = std::make_shared<const InferredType>(std::move(element));
  return type;
}

InferredType InferredType::Or(const InferredType& other) const {
  InferredType result(kinds_ | other.kinds_);
  bool left_list = kinds_.Has(Kind::kList);
  bool right_list = other.kinds_.Has(Kind::kList);
  if (left_list && right_list) {
    if (element_ != nullptr && other.element_ != nullptr) {
      result.element_ = std::make_shared<const InferredType>(element_->Or(*other.element_));
    }
  } else if (left_list || right_list) {
    result.element_ = left_list ? element_ : other.element_;
  }
  return result;
}

std::string InferredType::Text() const {
  if (kinds_.empty()) {
    return "null";
  }
  std::string text;
  for (Kind kind : kValueKinds) {
    if (kinds_.Has(kind)) {
      text += (text.empty() ? "" : " or ") + std::string(KindWords(kind));
    }
  }
  return text;
}

std::optional<TypeSet> ArithmeticType(BinaryOperator op, TypeSet left, TypeSet right) {
  if (left.empty() || right.empty()) {
    // One side is null, and so is the result, unless a list takes the null in. Where the other side
    // only may be a list, nothing is known.
    TypeSet joined;
    if (op == BinaryOperator::kAdd && (left | right).Has(Kind::kList)) {
      joined = (left | right) == TypeSet(Kind::kList) ? TypeSet(Kind::kList) : TypeSet::Any();
    }
    TypeSet known = left | right;
    for (Kind kind : kValueKinds) {
      for (Kind other : kValueKinds) {
        bool fits =
            known.Has(kind) && !(PairResult(op, kind, other) | PairResult(op, other, kind)).empty();
        if (fits || known.empty()) {
          return joined;
        }
      }
    }
    return std::nullopt;
  }
  TypeSet result;
  for (Kind left_kind : kValueKinds) {
    for (Kind right_kind : kValueKinds) {
      if (left.Has(left_kind) && right.Has(right_kind)) {
        result = result | PairResult(op, left_kind, right_kind);
      }
    }
  }
  return result.empty() ? std::nullopt : std::optional(result);
}

}  // namespace rondo
