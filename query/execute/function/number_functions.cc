// Functions on numbers, chance, and the statistics of a share.

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "query/execute/expression/arithmetic.h"
#include "query/execute/function/function_call.h"
#include "query/execute/function/unicode_text.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

using FloatFunction = double (*)(double number);

template <FloatFunction kFunction>
Result<Value> OnFloat(const FunctionCall& call) {
  return Value(kFunction(call.argument(0).number()));
}

// One overload each, so that they can be template arguments.
double Ceil(double x) { return std::ceil(x); }
double Floor(double x) { return std::floor(x); }
double Sqrt(double x) { return std::sqrt(x); }
double Exp(double x) { return std::exp(x); }
double Log(double x) { return std::log(x); }
double Log10(double x) { return std::log10(x); }
double Sin(double x) { return std::sin(x); }
double Cos(double x) { return std::cos(x); }
double Tan(double x) { return std::tan(x); }
double Cot(double x) { return 1 / std::tan(x); }
double Asin(double x) { return std::asin(x); }
double Acos(double x) { return std::acos(x); }
double Atan(double x) { return std::atan(x); }
double Sinh(double x) { return std::sinh(x); }
double Cosh(double x) { return std::cosh(x); }
double Tanh(double x) { return std::tanh(x); }
double Coth(double x) { return 1 / std::tanh(x); }
double Degrees(double x) { return x * (180 / std::numbers::pi); }
double Radians(double x) { return x * (std::numbers::pi / 180); }
double Haversin(double x) { return (1 - std::cos(x)) / 2; }

Result<Value> Pi(const FunctionCall&) { return Value(std::numbers::pi); }
Result<Value> E(const FunctionCall&) { return Value(std::numbers::e); }

Result<Value> Atan2(const FunctionCall& call) {
  return Value(std::atan2(call.argument(0).number(), call.argument(1).number()));
}

Result<Value> Abs(const FunctionCall& call) {
  const Value& number = call.argument(0);
  if (number.is(Kind::kFloat)) {
    return Value(std::fabs(number.floating()));
  }
  return number.integer() < 0 ? Negate(number, call.span) : Result<Value>(number);
}

Result<Value> Sign(const FunctionCall& call) {
  double number = call.argument(0).number();
  return Value(number > 0 ? 1 : number < 0 ? -1 : 0);
}

Result<Value> IsNaN(const FunctionCall& call) {
  return Value(std::isnan(call.argument(0).number()));
}

// ---------------------------------------------------------------- round

enum class RoundingMode : uint8_t { kUp, kDown, kCeiling, kFloor, kHalfUp, kHalfDown, kHalfEven };

std::optional<RoundingMode> FindRoundingMode(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, RoundingMode>, 7> kModes = {
      {{"UP", RoundingMode::kUp},
       {"DOWN", RoundingMode::kDown},
       {"CEILING", RoundingMode::kCeiling},
       {"FLOOR", RoundingMode::kFloor},
       {"HALF_UP", RoundingMode::kHalfUp},
       {"HALF_DOWN", RoundingMode::kHalfDown},
       {"HALF_EVEN", RoundingMode::kHalfEven}}};
  for (const auto& [mode_name, mode] : kModes) {
    if (mode_name == name) {
      return mode;
    }
  }
  return std::nullopt;
}

/// A number to a whole one.
double RoundWhole(double number, RoundingMode mode) {
  double toward_zero = std::trunc(number);
  double rest = std::fabs(number - toward_zero);
  double away = toward_zero + std::copysign(1.0, number);
  switch (mode) {
    case RoundingMode::kUp:
      return rest > 0 ? away : toward_zero;
    case RoundingMode::kDown:
      return toward_zero;
    case RoundingMode::kCeiling:
      return std::ceil(number);
    case RoundingMode::kFloor:
      return std::floor(number);
    case RoundingMode::kHalfUp:
      return rest >= 0.5 ? away : toward_zero;
    case RoundingMode::kHalfDown:
      return rest > 0.5 ? away : toward_zero;
    case RoundingMode::kHalfEven:
      return std::nearbyint(number);  // The default mode of the processor.
  }
  return number;
}

/// More decimals than any float has: nothing is left to round.
constexpr int64_t kDecimalsMax = 340;

/// Without further arguments ties go up (round(-1.5) is -1.0); with a precision they go away from
/// zero, unless a mode says otherwise.
Result<Value> Round(const FunctionCall& call) {
  double number = call.argument(0).number();
  if (!call.HasArgument(1)) {
    double floor = std::floor(number);
    return Value(number - floor >= 0.5 ? floor + 1 : floor);
  }
  int64_t decimals = call.argument(1).integer();
  if (decimals < 0) {
    return OutOfRange(call,
                      "the precision must not be negative, but is " + std::to_string(decimals));
  }
  RoundingMode mode = RoundingMode::kHalfUp;
  if (call.HasArgument(2)) {
    std::string name = ToUpperCase(call.argument(2).string());
    std::optional<RoundingMode> found = FindRoundingMode(name);
    if (!found) {
      Error error = RuntimeError(ErrorCode::kArgument, "InvalidArgumentValue",
                                 "round() does not know the mode `" + name + "`", call.span);
      error.hint = "modes are UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN and HALF_EVEN";
      return error;
    }
    mode = *found;
  }
  double factor =
      decimals > kDecimalsMax ? HUGE_VAL : std::pow(10.0, static_cast<double>(decimals));
  double scaled = number * factor;
  // Beyond 2^52 a float has no fraction any more.
  if (!std::isfinite(scaled) || std::fabs(scaled) >= 0x1p52) {
    return Value(number);
  }
  return Value(RoundWhole(scaled, mode) / factor);
}

// ---------------------------------------------------------------- a share

/// Wilson, Probable inference, the law of succession, and statistical inference, JASA 1927: the
/// interval for a proportion that behaves well for few trials. Nothing tried: 0.
Result<Value> WilsonLower(const FunctionCall& call) {
  constexpr double kZ = 1.959963984540054;  // 97.5 % of the normal distribution lie below.
  double hits = call.argument(0).number();
  double trials = call.argument(1).number();
  if (!(trials >= 0) || !(hits >= 0) || hits > trials || std::isinf(trials)) {
    return OutOfRange(call, "hits must be from 0 to n");
  }
  if (trials == 0) {
    return Value(0.0);
  }
  double share = hits / trials;
  double spread = kZ * std::sqrt((share * (1 - share) + kZ * kZ / (4 * trials)) / trials);
  double lower = (share + kZ * kZ / (2 * trials) - spread) / (1 + kZ * kZ / trials);
  return Value(std::fmax(lower, 0.0));
}

// ---------------------------------------------------------------- chance and clock

Result<Value> Rand(const FunctionCall& call) { return Value(call.context.random.NextFraction()); }

/// RFC 4122, version 4: random but for six bits.
Result<Value> RandomUuid(const FunctionCall& call) {
  uint64_t high = (call.context.random.Next() & ~uint64_t{0xF000}) | 0x4000;
  uint64_t low = (call.context.random.Next() >> 2) | (uint64_t{1} << 63);
  std::string uuid;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
      uuid += '-';
    }
    uint64_t half = digit < 16 ? high : low;
    uuid += "0123456789abcdef"[(half >> (60 - 4 * (digit % 16))) & 0xF];
  }
  return Value(std::move(uuid));
}

Result<Value> Timestamp(const FunctionCall& call) {
  const Instant& now = call.context.clocks.statement;
  return Value(now.epoch_seconds * 1000 + now.nanosecond / 1'000'000);
}

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kAbs, Abs},
    {FunctionId::kCeil, OnFloat<Ceil>},
    {FunctionId::kFloor, OnFloat<Floor>},
    {FunctionId::kRound, Round},
    {FunctionId::kSign, Sign},
    {FunctionId::kSqrt, OnFloat<Sqrt>},
    {FunctionId::kExp, OnFloat<Exp>},
    {FunctionId::kLog, OnFloat<Log>},
    {FunctionId::kLog10, OnFloat<Log10>},
    {FunctionId::kPi, Pi},
    {FunctionId::kE, E},
    {FunctionId::kSin, OnFloat<Sin>},
    {FunctionId::kCos, OnFloat<Cos>},
    {FunctionId::kTan, OnFloat<Tan>},
    {FunctionId::kCot, OnFloat<Cot>},
    {FunctionId::kAsin, OnFloat<Asin>},
    {FunctionId::kAcos, OnFloat<Acos>},
    {FunctionId::kAtan, OnFloat<Atan>},
    {FunctionId::kAtan2, Atan2},
    {FunctionId::kSinh, OnFloat<Sinh>},
    {FunctionId::kCosh, OnFloat<Cosh>},
    {FunctionId::kTanh, OnFloat<Tanh>},
    {FunctionId::kCoth, OnFloat<Coth>},
    {FunctionId::kDegrees, OnFloat<Degrees>},
    {FunctionId::kRadians, OnFloat<Radians>},
    {FunctionId::kHaversin, OnFloat<Haversin>},
    {FunctionId::kIsNaN, IsNaN},
    {FunctionId::kWilsonLower, WilsonLower},
    {FunctionId::kRand, Rand},
    {FunctionId::kRandomUuid, RandomUuid},
    {FunctionId::kTimestamp, Timestamp},
};

}  // namespace

std::span<const FunctionEntry> NumberFunctionEntries() { return kEntries; }

}  // namespace rondo
