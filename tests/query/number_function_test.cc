#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class NumberFunction : public ExpressionTest {};

TEST_F(NumberFunction, AbsAndSignKeepTheirKinds) {
  EXPECT_EQ(Apply("abs", {-3}), "3");
  EXPECT_EQ(Apply("abs", {-3.5}), "3.5");
  EXPECT_EQ(Apply("abs", {std::numeric_limits<int64_t>::min()}), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Apply("sign", {-0.1}), "-1");
  EXPECT_EQ(Apply("sign", {0}), "0");
  EXPECT_EQ(Apply("abs", {"1"}), "TypeError/InvalidArgumentValue");
}

TEST_F(NumberFunction, RoundingWithoutPrecisionTakesTiesUp) {
  EXPECT_EQ(Apply("round", {2.5}), "3.0");
  EXPECT_EQ(Apply("round", {-1.5}), "-1.0");
  EXPECT_EQ(Apply("round", {0.49999999999999994}), "0.0");
  EXPECT_EQ(Apply("round", {3}), "3.0");
  EXPECT_EQ(Apply("ceil", {-0.5}), "-0.0");
  EXPECT_EQ(Apply("floor", {-0.5}), "-1.0");
  EXPECT_EQ(Apply("round", {kNaN}), "NaN");
}

TEST_F(NumberFunction, RoundingToDecimals) {
  EXPECT_EQ(Apply("round", {3.141592, 3}), "3.142");
  EXPECT_EQ(Apply("round", {-1.55, 1}), "-1.6");
  EXPECT_EQ(Apply("round", {1.5, 400}), "1.5");
  EXPECT_EQ(Apply("round", {1e300, 10}), "1e300");
  EXPECT_EQ(Apply("round", {1.5, -1}), "ArgumentError/NumberOutOfRange");
  EXPECT_EQ(Apply("round", {1.25, 1, "HALF_EVEN"}), "1.2");
  EXPECT_EQ(Apply("round", {1.25, 1, "HALF_DOWN"}), "1.2");
  EXPECT_EQ(Apply("round", {1.21, 1, "up"}), "1.3");
  EXPECT_EQ(Apply("round", {-1.29, 1, "DOWN"}), "-1.2");
  EXPECT_EQ(Apply("round", {-1.21, 1, "CEILING"}), "-1.2");
  EXPECT_EQ(Apply("round", {-1.21, 1, "FLOOR"}), "-1.3");
  EXPECT_EQ(Apply("round", {1.5, 0, "SIDEWAYS"}), "ArgumentError/InvalidArgumentValue");
}

TEST_F(NumberFunction, LogarithmsAndAngles) {
  EXPECT_EQ(Apply("sqrt", {9}), "3.0");
  EXPECT_EQ(Apply("sqrt", {-1}).back() == 'N', true);
  EXPECT_EQ(Apply("log10", {1000}), "3.0");
  EXPECT_EQ(Apply("log", {1}), "0.0");
  EXPECT_EQ(Apply("ln", {0}), "-Infinity");
  EXPECT_EQ(Apply("exp", {0}), "1.0");
  EXPECT_EQ(Apply("sin", {0}), "0.0");
  EXPECT_EQ(Apply("cos", {0}), "1.0");
  EXPECT_EQ(Apply("atan2", {0, 1}), "0.0");
  EXPECT_EQ(Apply("degrees", {std::acos(-1.0)}), "180.0");
  EXPECT_EQ(Apply("haversin", {0}), "0.0");
  EXPECT_EQ(Apply("pi", {}), "3.141592653589793");
  EXPECT_EQ(Apply("e", {}), "2.718281828459045");
  EXPECT_EQ(Apply("isNaN", {kNaN}), "true");
  EXPECT_EQ(Apply("isNaN", {1}), "false");
}

TEST_F(NumberFunction, NullStaysNull) {
  for (const FunctionSignature& signature : AllFunctions()) {
    bool of_numbers = signature.argument_count_min == 1 && !signature.is_aggregate &&
                      signature.argument_types.front() == TypeSet::Number();
    if (of_numbers) {
      EXPECT_EQ(Apply(signature.name, {Value()}), "null") << signature.name;
    }
  }
}

TEST_F(NumberFunction, WilsonLowerIsCautious) {
  EXPECT_EQ(Apply("wilson_lower", {0, 0}), "0.0");
  EXPECT_EQ(Apply("wilson_lower", {0, 10}), "0.0");
  EXPECT_EQ(Apply("wilson_lower", {2, 1}), "ArgumentError/NumberOutOfRange");
  EXPECT_EQ(Apply("wilson_lower", {-1, 1}), "ArgumentError/NumberOutOfRange");
  // Newcombe, Two-sided confidence intervals for the single proportion, 1998: 81 of 263.
  double lower = std::stod(Apply("wilson_lower", {81, 263}));
  EXPECT_NEAR(lower, 0.2553, 0.00005);
}

TEST_F(NumberFunction, ChanceIsNewForEveryRowAndTheSameForOneSeed) {
  auto random = build::Call("rand");
  Batch batch = MakeBatch({std::vector<Value>(kBatchCapacity, Value(0))});
  Vector column;
  ASSERT_TRUE(Evaluate(*random, context, batch, column).ok());
  std::set<double> seen;
  for (size_t lane = 0; lane < column.size(); ++lane) {
    double fraction = column.Get(lane).floating();
    EXPECT_GE(fraction, 0.0);
    EXPECT_LT(fraction, 1.0);
    seen.insert(fraction);
  }
  EXPECT_EQ(seen.size(), kBatchCapacity);

  EvaluationContext same(graph, parameters, 42);
  Vector again;
  ASSERT_TRUE(Evaluate(*random, same, batch, again).ok());
  EXPECT_EQ(again.Get(0).floating(), column.Get(0).floating());
}

TEST_F(NumberFunction, UuidsAreOfVersionFour) {
  std::string uuid = Apply("randomUUID", {});
  ASSERT_EQ(uuid.size(), 38u);  // With quotes.
  EXPECT_EQ(uuid[15], '4');
  EXPECT_NE(std::string("89ab").find(uuid[20]), std::string::npos);
  EXPECT_NE(uuid, Apply("randomUUID", {}));
}

TEST_F(NumberFunction, TimestampIsThatOfTheStatement) {
  context.clocks.statement = {.epoch_seconds = 1'000, .nanosecond = 5'000'000};
  EXPECT_EQ(Apply("timestamp", {}), "1000005");
}

}  // namespace
}  // namespace rondo
