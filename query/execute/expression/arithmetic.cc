#include "query/execute/expression/arithmetic.h"

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/temporal_arithmetic.h"
#include "graph/model/value_text.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

std::string_view SymbolOf(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd:
      return "+";
    case BinaryOperator::kSubtract:
      return "-";
    case BinaryOperator::kMultiply:
      return "*";
    case BinaryOperator::kDivide:
      return "/";
    case BinaryOperator::kModulo:
      return "%";
    case BinaryOperator::kPower:
      return "^";
    default:
      return "?";
  }
}

Error Mismatch(BinaryOperator op, const Value& left, const Value& right, SourceSpan span) {
  std::string message = "`";
  message += SymbolOf(op);
  message += "` cannot combine ";
  message += KindName(left.kind());
  message += " and ";
  message += KindName(right.kind());
  return RuntimeError(ErrorCode::kType, "InvalidArgumentType", std::move(message), span);
}

Error Overflow(BinaryOperator op, int64_t left, int64_t right, SourceSpan span) {
  std::string message = std::to_string(left);
  message += ' ';
  message += SymbolOf(op);
  message += ' ';
  message += std::to_string(right);
  message += " does not fit into a 64-bit integer";
  Error error = RuntimeError(ErrorCode::kArithmetic, "IntegerOverflow", std::move(message), span);
  error.hint = "compute with floats: toFloat()";
  return error;
}

template <typename T>
Result<Value> AsValue(Result<T> result, SourceSpan span) {
  if (!result.ok()) {
    return At(std::move(result).error(), span);
  }
  return Value(std::move(result).value());
}

// ---------------------------------------------------------------- joining

Result<Value> JoinLists(const Value& left, const Value& right, SourceSpan span, size_t size_max) {
  size_t left_size = left.is(Kind::kList) ? left.list().size() : 1;
  size_t right_size = right.is(Kind::kList) ? right.list().size() : 1;
  RONDO_TRY(CheckSize(left_size + right_size, size_max, span));
  ListValue joined;
  joined.reserve(left_size + right_size);
  for (const Value* side : {&left, &right}) {
    if (side->is(Kind::kList)) {
      joined.insert(joined.end(), side->list().begin(), side->list().end());
    } else {
      joined.push_back(*side);
    }
  }
  return CheckDepth(Value(std::move(joined)), span);
}

/// Text joins with text, numbers and booleans.
bool JoinsWithText(const Value& value) {
  return value.is(Kind::kString) || value.is_number() || value.is(Kind::kBoolean);
}

Result<Value> JoinTexts(const Value& left, const Value& right, SourceSpan span, size_t size_max) {
  std::string joined;
  for (const Value* side : {&left, &right}) {
    if (side->is(Kind::kString)) {
      RONDO_TRY(CheckSize(joined.size() + side->string().size(), size_max, span));
      joined += side->string();
    } else {
      AppendValueText(*side, {.quote_strings = false}, joined);
    }
  }
  return Value(std::move(joined));
}

// ---------------------------------------------------------------- by operator

Result<Value> AddOthers(const Value& left, const Value& right, SourceSpan span, size_t size_max) {
  if (left.is(Kind::kList) || right.is(Kind::kList)) {
    return JoinLists(left, right, span, size_max);
  }
  if (left.is(Kind::kDuration)) {
    if (right.is(Kind::kDuration)) {
      return AsValue(AddDurations(left.duration(), right.duration()), span);
    }
    if (right.is_temporal()) {
      return At(AddToTemporal(right, left.duration()), span);
    }
  } else if (left.is_temporal() && right.is(Kind::kDuration)) {
    return At(AddToTemporal(left, right.duration()), span);
  }
  if ((left.is(Kind::kString) || right.is(Kind::kString)) && JoinsWithText(left) &&
      JoinsWithText(right)) {
    return JoinTexts(left, right, span, size_max);
  }
  return Mismatch(BinaryOperator::kAdd, left, right, span);
}

Result<Value> SubtractOthers(const Value& left, const Value& right, SourceSpan span) {
  if (right.is(Kind::kDuration)) {
    if (left.is(Kind::kDuration)) {
      return AsValue(SubtractDurations(left.duration(), right.duration()), span);
    }
    if (left.is_temporal()) {
      return At(SubtractFromTemporal(left, right.duration()), span);
    }
  }
  return Mismatch(BinaryOperator::kSubtract, left, right, span);
}

Result<Value> MultiplyOthers(const Value& left, const Value& right, SourceSpan span) {
  if (left.is(Kind::kDuration) && right.is_number()) {
    return AsValue(MultiplyDuration(left.duration(), right), span);
  }
  if (left.is_number() && right.is(Kind::kDuration)) {
    return AsValue(MultiplyDuration(right.duration(), left), span);
  }
  return Mismatch(BinaryOperator::kMultiply, left, right, span);
}

}  // namespace

Error At(Error error, SourceSpan span) {
  if (!error.span) {
    error.span = span;
  }
  return error;
}

Result<void> CheckSize(size_t size, size_t size_max, SourceSpan span) {
  if (size <= size_max) {
    return {};
  }
  return RuntimeError(
      ErrorCode::kLimitExceeded, "ValueTooLarge",
      "a list or text would grow beyond " + std::to_string(size_max) + " elements or bytes", span);
}

Result<Value> CheckDepth(Value value, SourceSpan span) {
  if (value.depth() <= kNestingDepthMax) {
    return value;
  }
  return RuntimeError(
      ErrorCode::kLimitExceeded, "ValueTooDeep",
      "lists and maps cannot be nested deeper than " + std::to_string(kNestingDepthMax), span);
}

Result<int64_t> EvaluateIntegerArithmetic(BinaryOperator op, int64_t left, int64_t right,
                                          SourceSpan span) {
  int64_t result = 0;
  bool overflow = false;
  switch (op) {
    case BinaryOperator::kAdd:
      overflow = __builtin_add_overflow(left, right, &result);
      break;
    case BinaryOperator::kSubtract:
      overflow = __builtin_sub_overflow(left, right, &result);
      break;
    case BinaryOperator::kMultiply:
      overflow = __builtin_mul_overflow(left, right, &result);
      break;
    case BinaryOperator::kDivide:
    case BinaryOperator::kModulo:
      if (right == 0) {
        return RuntimeError(ErrorCode::kArithmetic, "DivisionByZero",
                            "an integer cannot be divided by zero", span);
      }
      if (right == -1) {
        // The one quotient that does not fit; the processor would trap on the remainder too.
        overflow = op == BinaryOperator::kDivide && left == std::numeric_limits<int64_t>::min();
        result = op == BinaryOperator::kDivide && !overflow ? -left : 0;
      } else {
        result = op == BinaryOperator::kDivide ? left / right : left % right;
      }
      break;
    default:
      RONDO_CHECK(false);
  }
  if (overflow) {
    return Overflow(op, left, right, span);
  }
  return result;
}

double EvaluateFloatArithmetic(BinaryOperator op, double left, double right) {
  switch (op) {
    case BinaryOperator::kAdd:
      return left + right;
    case BinaryOperator::kSubtract:
      return left - right;
    case BinaryOperator::kMultiply:
      return left * right;
    case BinaryOperator::kDivide:
      return left / right;
    case BinaryOperator::kModulo:
      return std::fmod(left, right);
    default:
      return std::pow(left, right);
  }
}

Result<Value> EvaluateArithmetic(BinaryOperator op, const Value& left, const Value& right,
                                 SourceSpan span, size_t size_max) {
  if (left.is_null() || right.is_null()) {
    return Value();
  }
  if (left.is_number() && right.is_number()) {
    if (left.is(Kind::kInteger) && right.is(Kind::kInteger) && op != BinaryOperator::kPower) {
      return AsValue(EvaluateIntegerArithmetic(op, left.integer(), right.integer(), span), span);
    }
    return Value(EvaluateFloatArithmetic(op, left.number(), right.number()));
  }
  switch (op) {
    case BinaryOperator::kAdd:
      return AddOthers(left, right, span, size_max);
    case BinaryOperator::kSubtract:
      return SubtractOthers(left, right, span);
    case BinaryOperator::kMultiply:
      return MultiplyOthers(left, right, span);
    case BinaryOperator::kDivide:
      if (left.is(Kind::kDuration) && right.is_number()) {
        return AsValue(DivideDuration(left.duration(), right), span);
      }
      break;
    default:
      break;
  }
  return Mismatch(op, left, right, span);
}

Result<Value> Negate(const Value& operand, SourceSpan span) {
  switch (operand.kind()) {
    case Kind::kNull:
      return Value();
    case Kind::kInteger:
      return AsValue(
          EvaluateIntegerArithmetic(BinaryOperator::kSubtract, 0, operand.integer(), span), span);
    case Kind::kFloat:
      return Value(-operand.floating());
    case Kind::kDuration:
      return AsValue(NegateDuration(operand.duration()), span);
    default:
      return RuntimeError(
          ErrorCode::kType, "InvalidArgumentType",
          "`-` needs a number or duration, not " + std::string(KindName(operand.kind())), span);
  }
}

Result<Value> RequireNumber(const Value& operand, SourceSpan span) {
  if (operand.is_null() || operand.is_number() || operand.is(Kind::kDuration)) {
    return operand;
  }
  return RuntimeError(
      ErrorCode::kType, "InvalidArgumentType",
      "`+` needs a number or duration, not " + std::string(KindName(operand.kind())), span);
}

}  // namespace rondo
