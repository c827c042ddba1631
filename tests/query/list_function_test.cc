#include <gtest/gtest.h>

#include <atomic>
#include <limits>

#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

class ListFunction : public ExpressionTest {};

TEST_F(ListFunction, EndsOfAList) {
  Value list = ListValue{1, 2, 3};
  EXPECT_EQ(Apply("head", {list}), "1");
  EXPECT_EQ(Apply("last", {list}), "3");
  EXPECT_EQ(Apply("tail", {list}), "[2, 3]");
  EXPECT_EQ(Apply("reverse", {list}), "[3, 2, 1]");
  EXPECT_EQ(Apply("size", {list}), "3");
  Value empty = ListValue{};
  EXPECT_EQ(Apply("head", {empty}), "null");
  EXPECT_EQ(Apply("last", {empty}), "null");
  EXPECT_EQ(Apply("tail", {empty}), "[]");
  EXPECT_EQ(Apply("reverse", {empty}), "[]");
}

TEST_F(ListFunction, IsEmptyKnowsThreeKinds) {
  EXPECT_EQ(Apply("isEmpty", {""}), "true");
  EXPECT_EQ(Apply("isEmpty", {ListValue{Value()}}), "false");
  EXPECT_EQ(Apply("isEmpty", {MapValue()}), "true");
  EXPECT_EQ(Apply("isEmpty", {1}), "TypeError/InvalidArgumentValue");
}

TEST_F(ListFunction, RangeHoldsBothEnds) {
  EXPECT_EQ(Apply("range", {0, 3}), "[0, 1, 2, 3]");
  EXPECT_EQ(Apply("range", {3, 0}), "[]");
  EXPECT_EQ(Apply("range", {3, 0, -1}), "[3, 2, 1, 0]");
  EXPECT_EQ(Apply("range", {0, 10, 4}), "[0, 4, 8]");
  EXPECT_EQ(Apply("range", {0, 10, 100}), "[0]");
  EXPECT_EQ(Apply("range", {0, 0, -5}), "[0]");
}

TEST_F(ListFunction, RangeAtTheEdges) {
  EXPECT_EQ(Apply("range", {kMax - 1, kMax}), "[9223372036854775806, 9223372036854775807]");
  EXPECT_EQ(Apply("range", {kMin, kMax, kMax}), "[-9223372036854775808, -1, 9223372036854775806]");
  EXPECT_EQ(Apply("range", {kMax, kMin, kMin}), "[9223372036854775807, -1]");
  EXPECT_EQ(Apply("range", {kMin, kMax}), "LimitExceeded/ValueTooLarge");
  EXPECT_EQ(Apply("range", {kMax, kMin, -1}), "LimitExceeded/ValueTooLarge");
  EXPECT_EQ(Apply("range", {1, kMax}), "LimitExceeded/ValueTooLarge");
}

TEST_F(ListFunction, RangeErrors) {
  EXPECT_EQ(Apply("range", {0, 1, 0}), "ArgumentError/NumberOutOfRange");
  EXPECT_EQ(Apply("range", {0.0, 1}), "ArgumentError/InvalidArgumentType");
  EXPECT_EQ(Apply("range", {0, "1"}), "ArgumentError/InvalidArgumentType");
  EXPECT_EQ(Apply("range", {0, 1, ListValue{}}), "ArgumentError/InvalidArgumentType");
  EXPECT_EQ(Apply("range", {0, Value()}), "null");
}

TEST_F(ListFunction, LongRangesCanBeInterrupted) {
  std::atomic<bool> interrupted = true;
  context.interrupt.interrupted = &interrupted;
  EXPECT_EQ(Apply("range", {1, 10'000'000}), "Cancelled/Interrupted");
}

TEST_F(ListFunction, NullsAreSeenWhereTheyMatter) {
  EXPECT_EQ(Apply("coalesce", {Value(), Value(), 3}), "3");
  EXPECT_EQ(Apply("coalesce", {Value()}), "null");
  EXPECT_EQ(Apply("exists", {Value()}), "false");
  EXPECT_EQ(Apply("exists", {1}), "true");
  EXPECT_EQ(Apply("nullIf", {1, 1.0}), "null");
  EXPECT_EQ(Apply("nullIf", {1, Value()}), "1");
  EXPECT_EQ(Apply("nullIf", {Value(), 1}), "null");
  EXPECT_EQ(Apply("size", {Value()}), "null");
}

TEST_F(ListFunction, ValueTypesAreNamed) {
  EXPECT_EQ(Apply("valueType", {Value()}), "'NULL'");
  EXPECT_EQ(Apply("valueType", {1}), "'INTEGER NOT NULL'");
  EXPECT_EQ(Apply("valueType", {ListValue{}}), "'LIST<NOTHING> NOT NULL'");
  EXPECT_EQ(Apply("valueType", {ListValue{"a", 1, Value(), 2}}),
            "'LIST<INTEGER NOT NULL | NULL | STRING NOT NULL> NOT NULL'");
}

}  // namespace
}  // namespace rondo
