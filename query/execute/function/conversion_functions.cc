// toBoolean, toInteger, toFloat, toString: each plain (null for text that does not fit, an error
// for a kind that never does), ...OrNull and ...List.

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/value_text.h"
#include "query/execute/function/function_call.h"
#include "query/execute/function/unicode_text.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

// Each gives null where the value does not convert.

Value BooleanOf(const Value& value) {
  if (value.is(Kind::kBoolean)) {
    return value;
  }
  if (value.is(Kind::kInteger)) {
    return Value(value.integer() != 0);
  }
  if (value.is(Kind::kString)) {
    std::string text = ToLowerCase(TrimCharacters(value.string(), {}));
    if (text == "true") {
      return Value(true);
    }
    if (text == "false") {
      return Value(false);
    }
  }
  return Value();
}

/// The integer in front of the decimal point, if it fits.
Value TruncatedToInteger(double number) {
  // 2^63 is the first float above all integers; NaN fails both tests.
  constexpr double kBound = 0x1p63;
  if (number >= -kBound && number < kBound) {
    return Value(static_cast<int64_t>(number));
  }
  return Value();
}

/// Decimal numbers as they are written in statements, nothing before or behind.
std::optional<double> ParseFloat(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return std::nullopt;
    }
  }
  double number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range && end == text.data() + text.size()) {
    // from_chars does not say which way; strtod gives infinity or zero.
    return std::strtod(std::string(text).c_str(), nullptr);
  }
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  return number;
}

Value IntegerOfText(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('+') && !digits.starts_with("+-")) {
    digits.remove_prefix(1);
  }
  int64_t integer = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), integer);
  if (error == std::errc() && end == digits.data() + digits.size()) {
    return Value(integer);
  }
  std::optional<double> number = ParseFloat(text);
  return number && std::isfinite(*number) ? TruncatedToInteger(*number) : Value();
}

Value IntegerOf(const Value& value) {
  switch (value.kind()) {
    case Kind::kInteger:
      return value;
    case Kind::kFloat:
      return TruncatedToInteger(value.floating());
    case Kind::kBoolean:
      return Value(value.boolean() ? 1 : 0);
    case Kind::kString:
      return IntegerOfText(TrimCharacters(value.string(), {}));
    default:
      return Value();
  }
}

Value FloatOf(const Value& value) {
  if (value.is_number()) {
    return Value(value.number());
  }
  if (value.is(Kind::kString)) {
    std::optional<double> number = ParseFloat(TrimCharacters(value.string(), {}));
    return number ? Value(*number) : Value();
  }
  return Value();
}

Value TextOf(const Value& value) {
  bool converts = value.is(Kind::kBoolean) || value.is_number() || value.is(Kind::kString) ||
                  value.is_temporal() || value.is(Kind::kDuration);
  if (!converts) {
    return Value();
  }
  return value.is(Kind::kString) ? value : Value(ValueText(value, {.quote_strings = false}));
}

using Conversion = Value (*)(const Value& value);

template <Conversion kConvert>
Result<Value> Convert(const FunctionCall& call) {
  return kConvert(call.argument(0));
}

template <Conversion kConvert>
Result<Value> ConvertElements(const FunctionCall& call) {
  ListValue converted;
  converted.reserve(call.argument(0).list().size());
  for (const Value& element : call.argument(0).list()) {
    converted.push_back(kConvert(element));
  }
  return Value(std::move(converted));
}

/// A float that is a number but beyond all integers is an error rather than null.
Result<Value> ToInteger(const FunctionCall& call) {
  const Value& value = call.argument(0);
  Value integer = IntegerOf(value);
  if (integer.is_null() && value.is(Kind::kFloat) && !std::isnan(value.floating())) {
    return RuntimeError(ErrorCode::kArithmetic, "IntegerOverflow",
                        ValueText(value) + " does not fit into a 64-bit integer", call.span);
  }
  return integer;
}

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kToBoolean, Convert<BooleanOf>},
    {FunctionId::kToBooleanOrNull, Convert<BooleanOf>},
    {FunctionId::kToBooleanList, ConvertElements<BooleanOf>},
    {FunctionId::kToInteger, ToInteger},
    {FunctionId::kToIntegerOrNull, Convert<IntegerOf>},
    {FunctionId::kToIntegerList, ConvertElements<IntegerOf>},
    {FunctionId::kToFloat, Convert<FloatOf>},
    {FunctionId::kToFloatOrNull, Convert<FloatOf>},
    {FunctionId::kToFloatList, ConvertElements<FloatOf>},
    {FunctionId::kToString, Convert<TextOf>},
    {FunctionId::kToStringOrNull, Convert<TextOf>},
    {FunctionId::kToStringList, ConvertElements<TextOf>},
};

}  // namespace

std::span<const FunctionEntry> ConversionFunctionEntries() { return kEntries; }

}  // namespace rondo
