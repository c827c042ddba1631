#include <gtest/gtest.h>

#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

class TemporalFunction : public ExpressionTest {
 protected:
  TemporalFunction() {
    context.clocks.transaction = {.epoch_seconds = 86'400, .nanosecond = 0};
    context.clocks.statement = {.epoch_seconds = 2 * 86'400 + 3'600, .nanosecond = 1};
  }
};

TEST_F(TemporalFunction, ClocksStandStill) {
  EXPECT_EQ(Apply("date", {}), "'1970-01-03'");
  EXPECT_EQ(Apply("date.statement", {}), "'1970-01-03'");
  EXPECT_EQ(Apply("date.transaction", {}), "'1970-01-02'");
  EXPECT_EQ(Apply("localtime", {}), "'01:00:00.000000001'");
  EXPECT_EQ(Apply("time", {}), "'01:00:00.000000001Z'");
  EXPECT_EQ(Apply("localdatetime.transaction", {}), "'1970-01-02T00:00'");
  EXPECT_EQ(Apply("datetime", {}), "'1970-01-03T01:00:00.000000001Z'");
}

TEST_F(TemporalFunction, ClocksTakeAZone) {
  EXPECT_EQ(Apply("time.statement", {"+02:00"}), "'03:00:00.000000001+02:00'");
  EXPECT_EQ(Apply("datetime.transaction", {"Europe/Stockholm"}),
            "'1970-01-02T01:00+01:00[Europe/Stockholm]'");
  EXPECT_EQ(Apply("date.realtime", {"Nowhere/Land"}).substr(0, 14), "ArgumentError/");
}

TEST_F(TemporalFunction, RealtimeIsNotTheStatementsClock) {
  EXPECT_NE(Apply("datetime.realtime", {}), Apply("datetime.statement", {}));
}

TEST_F(TemporalFunction, ValuesAreMadeFromTextMapsAndEachOther) {
  EXPECT_EQ(Apply("date", {"2020-01-30"}), "'2020-01-30'");
  EXPECT_EQ(Apply("date", {MapValue({{"year", 2020}, {"month", 2}})}), "'2020-02-01'");
  EXPECT_EQ(Apply("localdatetime", {"2020-01-30T12:30"}), "'2020-01-30T12:30'");
  EXPECT_EQ(Apply("date", {LocalDateTime{}}), "'1970-01-01'");
  EXPECT_EQ(Apply("duration", {"P1Y2M"}), "'P1Y2M'");
  EXPECT_EQ(Apply("datetime.fromepoch", {1, 2}), "'1970-01-01T00:00:01.000000002Z'");
  EXPECT_EQ(Apply("datetime.fromepochmillis", {1500}), "'1970-01-01T00:00:01.500Z'");
  EXPECT_EQ(Apply("date", {Value()}), "null");
  EXPECT_EQ(Apply("date", {1}), "TypeError/InvalidArgumentValue");
}

TEST_F(TemporalFunction, Truncation) {
  EXPECT_EQ(Apply("date.truncate", {"month", Date{40}}), "'1970-02-01'");
  EXPECT_EQ(Apply("date.truncate", {"month", Date{40}, MapValue({{"day", 5}})}), "'1970-02-05'");
  EXPECT_EQ(Apply("date.truncate", {"year"}), "'1970-01-01'");
  EXPECT_EQ(Apply("date.truncate", {"month", Value()}), "null");
}

TEST_F(TemporalFunction, Differences) {
  EXPECT_EQ(Apply("duration.between", {Date{0}, Date{40}}), "'P1M9D'");
  EXPECT_EQ(Apply("duration.inMonths", {Date{0}, Date{40}}), "'P1M'");
  EXPECT_EQ(Apply("duration.inDays", {Date{0}, Date{40}}), "'P40D'");
  EXPECT_EQ(Apply("duration.inSeconds", {Date{0}, Date{1}}), "'PT24H'");
  EXPECT_EQ(Apply("duration.between", {Date{0}, Duration{}}), "TypeError/InvalidArgumentValue");
}

TEST_F(TemporalFunction, ComponentsAreProperties) {
  EXPECT_EQ(Text(build::PropertyOf(build::Literal(Date{40}), "month")), "2");
  EXPECT_EQ(Text(build::PropertyOf(build::Literal(Duration{.months = 14}), "years")), "1");
  EXPECT_EQ(Text(build::PropertyOf(build::Literal(Date{40}), "nonsense")).substr(0, 14),
            "ArgumentError/");
}

}  // namespace
}  // namespace rondo
