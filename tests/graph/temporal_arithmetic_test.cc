#include "graph/model/temporal_arithmetic.h"

#include <gtest/gtest.h>

#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

Duration Amount(std::string_view text) { return ParseDuration(text).value(); }

std::string Text(const Result<Value>& value) {
  return value.ok() ? TemporalText(*value) : "error: " + value.error().detail;
}
std::string Text(const Result<Duration>& value) {
  return value.ok() ? TemporalText(*value) : "error: " + value.error().detail;
}

struct Move {
  Kind kind;
  std::string_view start;
  std::string_view duration;
  std::string_view sum;
  std::string_view difference;
};

class MovesBy : public testing::TestWithParam<Move> {};

TEST_P(MovesBy, Duration) {
  const Move& move = GetParam();
  Value start = ParseTemporal(move.kind, move.start).value();
  EXPECT_EQ(Text(AddToTemporal(start, Amount(move.duration))), move.sum);
  EXPECT_EQ(Text(SubtractFromTemporal(start, Amount(move.duration))), move.difference);
}

INSTANTIATE_TEST_SUITE_P(
    TemporalArithmetic, MovesBy,
    testing::Values(
        Move{Kind::kDate, "1984-10-11", "P12Y5M14DT16H13M10.000000002S", "1997-03-25",
             "1972-04-27"},
        Move{Kind::kDate, "1984-10-11", "P12Y11M29DT33H58M13.5S", "1997-10-11", "1971-10-12"},
        Move{Kind::kDate, "2024-01-31", "P1M", "2024-02-29", "2023-12-31"},
        Move{Kind::kDate, "2024-03-31", "P1M1D", "2024-05-01", "2024-02-28"},
        Move{Kind::kLocalTime, "12:31:14.000000001", "P12Y5M14DT16H13M10.000000002S",
             "04:44:24.000000003", "20:18:03.999999999"},
        Move{Kind::kTime, "12:31:14+01:00", "PT12H", "00:31:14+01:00", "00:31:14+01:00"},
        Move{Kind::kLocalDateTime, "1984-10-11T12:31:14.000000001", "P1M-14DT15H49M10S",
             "1984-10-29T04:20:24.000000001", "1984-09-24T20:42:04.000000001"},
        Move{Kind::kDateTime, "1984-10-11T12:31:14.000000001+01:00",
             "P12Y5M14DT16H13M10.000000002S", "1997-03-26T04:44:24.000000003+01:00",
             "1972-04-26T20:18:03.999999999+01:00"},
        // A day is a day on the wall clock, 24 hours are not.
        Move{Kind::kDateTime, "2017-10-28T12:00[Europe/Stockholm]", "P1D",
             "2017-10-29T12:00+01:00[Europe/Stockholm]",
             "2017-10-27T12:00+02:00[Europe/Stockholm]"},
        Move{Kind::kDateTime, "2017-10-28T12:00[Europe/Stockholm]", "PT24H",
             "2017-10-29T11:00+01:00[Europe/Stockholm]",
             "2017-10-27T12:00+02:00[Europe/Stockholm]"},
        // The later of two equal times stays the later.
        Move{Kind::kDateTime, "2017-10-29T02:30+01:00[Europe/Stockholm]", "PT0S",
             "2017-10-29T02:30+01:00[Europe/Stockholm]",
             "2017-10-29T02:30+01:00[Europe/Stockholm]"}));

TEST(TemporalArithmetic, LeavingTheCalendarIsAnError) {
  const std::string out_of_range = "error: NumberOutOfRange";
  Value last = ParseDate("+999999999-12-31").value();
  Value first = ParseDateTime("-999999999-01-02").value();
  EXPECT_EQ(Text(AddToTemporal(last, Amount("P1D"))), out_of_range);
  EXPECT_EQ(Text(AddToTemporal(last, Amount("P1M"))), out_of_range);
  EXPECT_EQ(Text(SubtractFromTemporal(first, Amount("PT48H"))), out_of_range);
  EXPECT_EQ(Text(SubtractFromTemporal(first, Amount("PT1H"))), "-999999999-01-01T23:00Z");
  for (const Duration& huge :
       {Duration{INT64_MAX, 0, 0, 0}, Duration{INT64_MIN, 0, 0, 0}, Duration{0, INT64_MAX, 0, 0},
        Duration{0, INT64_MIN, 0, 0}, Duration{0, 0, INT64_MAX, 999'999'999},
        Duration{0, 0, INT64_MIN, 0}}) {
    EXPECT_EQ(Text(AddToTemporal(first, huge)), out_of_range);
    EXPECT_EQ(Text(SubtractFromTemporal(last, huge)), out_of_range);
    EXPECT_TRUE(AddToTemporal(LocalTime{1}, huge).ok());
  }
}

TEST(TemporalArithmetic, DurationsAddPartByPart) {
  Duration left = Amount("P12Y5M14DT16H13M10.000000001S");
  Duration right = Amount("P12Y11M29DT33H58M13.500000003S");
  EXPECT_EQ(Text(AddDurations(left, right)), "P25Y4M43DT50H11M23.500000004S");
  EXPECT_EQ(Text(SubtractDurations(left, right)), "P-6M-15DT-17H-45M-3.500000002S");
  EXPECT_EQ(Text(NegateDuration(Amount("PT-1.5S"))), "PT1.5S");
  EXPECT_EQ(Text(AddDurations(Duration{INT64_MAX, 0, 0, 0}, Duration{1, 0, 0, 0})),
            "error: NumberOutOfRange");
  EXPECT_EQ(Text(NegateDuration(Duration{0, INT64_MIN, 0, 0})), "error: NumberOutOfRange");
}

TEST(TemporalArithmetic, MultiplesFlowIntoSmallerUnits) {
  Duration duration = Amount("P12Y5M14DT16H13M10.000000001S");
  EXPECT_EQ(Text(MultiplyDuration(duration, 1)), "P12Y5M14DT16H13M10.000000001S");
  EXPECT_EQ(Text(MultiplyDuration(duration, 2)), "P24Y10M28DT32H26M20.000000002S");
  EXPECT_EQ(Text(MultiplyDuration(duration, 0.5)), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(Text(DivideDuration(duration, 2)), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(Text(DivideDuration(duration, 0.5)), "P24Y10M28DT32H26M20.000000002S");
  EXPECT_EQ(Text(MultiplyDuration(duration, -1)), "P-12Y-5M-14DT-16H-13M-10.000000001S");
  EXPECT_EQ(Text(MultiplyDuration(Amount("P1M"), 0.7)), "P21DT7H20M22.2S");
  EXPECT_EQ(Text(DivideDuration(Amount("PT1S"), 3)), "PT0.333333333S");
  EXPECT_EQ(Text(MultiplyDuration(Amount("PT10H"), 1e300)), "error: NumberOutOfRange");
  EXPECT_EQ(Text(MultiplyDuration(Amount("PT10H"), 0.0 / 0.0)), "error: NumberOutOfRange");
  EXPECT_EQ(Text(MultiplyDuration(Duration{0, 0, INT64_MAX, 999'999'999}, INT64_MIN)),
            "error: NumberOutOfRange");
  EXPECT_EQ(Text(DivideDuration(Duration{INT64_MIN, INT64_MIN, INT64_MIN, 0}, -1)),
            "error: NumberOutOfRange");
  EXPECT_EQ(Text(DivideDuration(duration, 0)), "error: DivisionByZero");
  EXPECT_EQ(Text(DivideDuration(duration, -0.0)), "error: DivisionByZero");
}

TEST(TemporalArithmetic, PartsAreCarriedAndChecked) {
  EXPECT_EQ(Text(MakeDuration(0, 0, 1, -1)), "PT0.999999999S");
  EXPECT_EQ(Text(MakeDuration(0, 0, INT64_MAX, INT64_MAX)), "error: NumberOutOfRange");
  EXPECT_EQ(Text(MakeFractionalDuration(0.75, 0, 0, 0)), "P22DT19H51M49.5S");
  EXPECT_EQ(Text(MakeFractionalDuration(0, -0.5, 0, 1.5)), "PT-11H-59M-59.999999998S");
}

TEST(TemporalArithmetic, DurationsAreOrderedByAverageLength) {
  EXPECT_TRUE(CompareDurations(Amount("P1M"), Amount("P30D")) > 0);
  EXPECT_TRUE(CompareDurations(Amount("P1M"), Amount("P31D")) < 0);
  EXPECT_TRUE(CompareDurations(Amount("P1D"), Amount("PT24H")) != 0);
  EXPECT_TRUE(CompareDurations(Amount("PT-1S"), Amount("PT-0.5S")) < 0);
  EXPECT_TRUE(CompareDurations(Amount("P12Y"), Amount("P144M")) == 0);
  EXPECT_TRUE(CompareDurations(Duration{INT64_MIN, INT64_MIN, INT64_MIN, 0},
                               Duration{INT64_MAX, INT64_MAX, INT64_MAX, 999'999'999}) < 0);
}

}  // namespace
}  // namespace rondo
