#include <gtest/gtest.h>

#include <limits>

#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

class ConversionFunction : public ExpressionTest {};

TEST_F(ConversionFunction, ToBoolean) {
  EXPECT_EQ(Apply("toBoolean", {"true"}), "true");
  EXPECT_EQ(Apply("toBoolean", {"FALSE"}), "false");
  EXPECT_EQ(Apply("toBoolean", {" tru "}), "null");
  EXPECT_EQ(Apply("toBoolean", {""}), "null");
  EXPECT_EQ(Apply("toBoolean", {0}), "false");
  EXPECT_EQ(Apply("toBoolean", {1.0}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toBoolean", {ListValue{}}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toBooleanOrNull", {1.0}), "null");
  EXPECT_EQ(Apply("toBooleanList", {ListValue{"true", 1.0, Value(), 0}}),
            "[true, null, null, false]");
}

TEST_F(ConversionFunction, ToInteger) {
  EXPECT_EQ(Apply("toInteger", {"42"}), "42");
  EXPECT_EQ(Apply("toInteger", {" -42 "}), "-42");
  EXPECT_EQ(Apply("toInteger", {"+7"}), "7");
  EXPECT_EQ(Apply("toInteger", {"2.9"}), "2");
  EXPECT_EQ(Apply("toInteger", {"1e3"}), "1000");
  EXPECT_EQ(Apply("toInteger", {-2.9}), "-2");
  EXPECT_EQ(Apply("toInteger", {true}), "1");
  EXPECT_EQ(Apply("toInteger", {"4x"}), "null");
  EXPECT_EQ(Apply("toInteger", {""}), "null");
  EXPECT_EQ(Apply("toInteger", {"+-7"}), "null");
  EXPECT_EQ(Apply("toInteger", {MapValue()}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toIntegerOrNull", {MapValue()}), "null");
  EXPECT_EQ(Apply("toIntegerList", {ListValue{"1", 2.5, "x"}}), "[1, 2, null]");
}

TEST_F(ConversionFunction, IntegersBeyondTheirRange) {
  EXPECT_EQ(Apply("toInteger", {"9223372036854775807"}), "9223372036854775807");
  EXPECT_EQ(Apply("toInteger", {"9223372036854775808"}), "null");
  EXPECT_EQ(Apply("toInteger", {"1e300"}), "null");
  EXPECT_EQ(Apply("toInteger", {0x1p63}), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Apply("toInteger", {-0x1p63}), "-9223372036854775808");
  EXPECT_EQ(Apply("toInteger", {std::numeric_limits<double>::quiet_NaN()}), "null");
  EXPECT_EQ(Apply("toIntegerOrNull", {0x1p63}), "null");
}

TEST_F(ConversionFunction, ToFloat) {
  EXPECT_EQ(Apply("toFloat", {"5"}), "5.0");
  EXPECT_EQ(Apply("toFloat", {" .5 "}), "0.5");
  EXPECT_EQ(Apply("toFloat", {"-1.5e2"}), "-150.0");
  EXPECT_EQ(Apply("toFloat", {"1e400"}), "Infinity");
  EXPECT_EQ(Apply("toFloat", {"-1e400"}), "-Infinity");
  EXPECT_EQ(Apply("toFloat", {"1e-400"}), "0.0");
  EXPECT_EQ(Apply("toFloat", {3}), "3.0");
  EXPECT_EQ(Apply("toFloat", {"foo"}), "null");
  EXPECT_EQ(Apply("toFloat", {""}), "null");
  EXPECT_EQ(Apply("toFloat", {true}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toFloatOrNull", {true}), "null");
  EXPECT_EQ(Apply("toFloatList", {ListValue{1, "2"}}), "[1.0, 2.0]");
}

TEST_F(ConversionFunction, ToString) {
  EXPECT_EQ(Apply("toString", {42}), "'42'");
  EXPECT_EQ(Apply("toString", {1.0}), "'1.0'");
  EXPECT_EQ(Apply("toString", {true}), "'true'");
  EXPECT_EQ(Apply("toString", {"it's"}), "'it\\'s'");
  EXPECT_EQ(Apply("toString", {Date{0}}), "'1970-01-01'");
  EXPECT_EQ(Apply("toString", {Duration{.months = 14}}), "'P1Y2M'");
  EXPECT_EQ(Apply("toString", {ListValue{}}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toString", {NodeId(1)}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toStringOrNull", {NodeId(1)}), "null");
  EXPECT_EQ(Apply("toStringList", {ListValue{1, Value(), "a"}}), "['1', null, 'a']");
}

TEST_F(ConversionFunction, NullStaysNull) {
  for (const char* name : {"toBoolean", "toInteger", "toFloat", "toString", "toStringList"}) {
    EXPECT_EQ(Apply(name, {Value()}), "null") << name;
  }
}

}  // namespace
}  // namespace rondo
