#include "query/execute/expression/comparison.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/check.h"
#include "graph/model/value_order.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

bool Holds(ComparisonOperator op, std::partial_ordering order) {
  switch (op) {
    case ComparisonOperator::kLess:
      return order < 0;
    case ComparisonOperator::kLessEqual:
      return order <= 0;
    case ComparisonOperator::kGreater:
      return order > 0;
    case ComparisonOperator::kGreaterEqual:
      return order >= 0;
    default:
      return false;
  }
}

}  // namespace

Truth Compare(ComparisonOperator op, const Value& left, const Value& right) {
  if (op == ComparisonOperator::kEqual) {
    return TruthOf(Equal(left, right));
  }
  if (op == ComparisonOperator::kNotEqual) {
    return Not(TruthOf(Equal(left, right)));
  }
  std::optional<std::partial_ordering> order = CompareForInequality(left, right);
  if (!order) {
    return Truth::kUnknown;
  }
  return Holds(op, *order) ? Truth::kTrue : Truth::kFalse;
}

Result<Truth> AsCondition(const Value& value, SourceSpan span) {
  if (value.is(Kind::kBoolean)) {
    return value.boolean() ? Truth::kTrue : Truth::kFalse;
  }
  if (value.is_null()) {
    return Truth::kUnknown;
  }
  return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                      "a condition must be a BOOLEAN, not " + std::string(KindName(value.kind())),
                      span);
}

Error NeedsList(const Value& value, SourceSpan span) {
  return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                      "IN needs a LIST, not " + std::string(KindName(value.kind())), span);
}

Result<Truth> IsIn(const Value& element, const Value& list, SourceSpan list_span) {
  if (list.is_null()) {
    return Truth::kUnknown;
  }
  if (!list.is(Kind::kList)) {
    return NeedsList(list, list_span);
  }
  Truth found = Truth::kFalse;
  for (const Value& candidate : list.list()) {
    Truth equal = TruthOf(Equal(element, candidate));
    if (equal == Truth::kTrue) {
      return equal;
    }
    found = Or(found, equal);
  }
  return found;
}

Truth MatchText(BinaryOperator op, const Value& text, const Value& pattern) {
  if (!text.is(Kind::kString) || !pattern.is(Kind::kString)) {
    return Truth::kUnknown;
  }
  std::string_view whole = text.string();
  std::string_view part = pattern.string();
  bool matches = false;
  switch (op) {
    case BinaryOperator::kStartsWith:
      matches = whole.starts_with(part);
      break;
    case BinaryOperator::kEndsWith:
      matches = whole.ends_with(part);
      break;
    case BinaryOperator::kContains:
      matches = whole.find(part) != std::string_view::npos;
      break;
    default:
      RONDO_CHECK(false);
  }
  return matches ? Truth::kTrue : Truth::kFalse;
}

}  // namespace rondo
