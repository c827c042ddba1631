#include "graph/model/temporal_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace rondo {
namespace {

using Kind = Value::Kind;

struct Case {
  Kind kind;
  std::string_view text;
  std::string_view printed;
};

class ReadsAndPrints : public testing::TestWithParam<Case> {};

TEST_P(ReadsAndPrints, AsExpected) {
  const auto& [kind, text, printed] = GetParam();
  Result<Value> value = ParseTemporal(kind, text);
  ASSERT_TRUE(value.ok()) << text << ": " << value.error().message;
  EXPECT_EQ(value->kind(), kind);
  EXPECT_EQ(TemporalText(*value), printed) << text;
  // What is printed reads back as the same value.
  Result<Value> again = ParseTemporal(kind, printed);
  ASSERT_TRUE(again.ok()) << printed;
  EXPECT_EQ(TemporalText(*again), printed);
}

INSTANTIATE_TEST_SUITE_P(
    Dates, ReadsAndPrints,
    testing::Values(
        Case{Kind::kDate, "2015-07-21", "2015-07-21"}, Case{Kind::kDate, "20150721", "2015-07-21"},
        Case{Kind::kDate, "2015-07", "2015-07-01"}, Case{Kind::kDate, "201507", "2015-07-01"},
        Case{Kind::kDate, "2015-W30-2", "2015-07-21"}, Case{Kind::kDate, "2015W302", "2015-07-21"},
        Case{Kind::kDate, "2015-W30", "2015-07-20"}, Case{Kind::kDate, "2015W30", "2015-07-20"},
        Case{Kind::kDate, "2015-Q2-60", "2015-05-30"}, Case{Kind::kDate, "2015Q260", "2015-05-30"},
        Case{Kind::kDate, "2015-Q2", "2015-04-01"}, Case{Kind::kDate, "2015Q2", "2015-04-01"},
        Case{Kind::kDate, "2015-202", "2015-07-21"}, Case{Kind::kDate, "2015202", "2015-07-21"},
        Case{Kind::kDate, "2015", "2015-01-01"}, Case{Kind::kDate, "0001-01-01", "0001-01-01"},
        Case{Kind::kDate, "-0044-03-15", "-0044-03-15"},
        Case{Kind::kDate, "+12345-W01", "+12345-01-01"},
        Case{Kind::kDate, "-999999999-01-01", "-999999999-01-01"},
        Case{Kind::kDate, "+999999999-12-31", "+999999999-12-31"}));

INSTANTIATE_TEST_SUITE_P(
    Times, ReadsAndPrints,
    testing::Values(
        Case{Kind::kLocalTime, "21:40:32.142", "21:40:32.142"},
        Case{Kind::kLocalTime, "214032.142", "21:40:32.142"},
        Case{Kind::kLocalTime, "21:40:32", "21:40:32"}, Case{Kind::kLocalTime, "2140", "21:40"},
        Case{Kind::kLocalTime, "21", "21:00"}, Case{Kind::kLocalTime, "12:00:00.5", "12:00:00.500"},
        Case{Kind::kLocalTime, "12:00:00,000001", "12:00:00.000001"},
        Case{Kind::kLocalTime, "12:00:00.000000001", "12:00:00.000000001"},
        Case{Kind::kTime, "21:40:32.142+0100", "21:40:32.142+01:00"},
        Case{Kind::kTime, "214032.142Z", "21:40:32.142Z"},
        Case{Kind::kTime, "2140-00:00", "21:40Z"}, Case{Kind::kTime, "2140-02", "21:40-02:00"},
        Case{Kind::kTime, "22+18:00", "22:00+18:00"}, Case{Kind::kTime, "14:30", "14:30Z"},
        Case{Kind::kTime, "12:34:56-02:05:07", "12:34:56-02:05:07"}));

INSTANTIATE_TEST_SUITE_P(
    Moments, ReadsAndPrints,
    testing::Values(Case{Kind::kLocalDateTime, "2015-W30-2T214032.142", "2015-07-21T21:40:32.142"},
                    Case{Kind::kLocalDateTime, "2015T214032", "2015-01-01T21:40:32"},
                    Case{Kind::kLocalDateTime, "2015202T21", "2015-07-21T21:00"},
                    Case{Kind::kLocalDateTime, "2015-07-21", "2015-07-21T00:00"},
                    Case{Kind::kLocalDateTime, "1969-12-31T23:59:59.999999999",
                         "1969-12-31T23:59:59.999999999"},
                    Case{Kind::kDateTime, "2015-07-21T21:40:32.142+0100",
                         "2015-07-21T21:40:32.142+01:00"},
                    Case{Kind::kDateTime, "2015-W30T2140-02", "2015-07-20T21:40-02:00"},
                    Case{Kind::kDateTime, "2015-07-21", "2015-07-21T00:00Z"},
                    Case{Kind::kDateTime, "2015-07-21T21:40:32.142+0845[Australia/Eucla]",
                         "2015-07-21T21:40:32.142+08:45[Australia/Eucla]"},
                    Case{Kind::kDateTime, "2015-07-21T21:40:32.142[Europe/London]",
                         "2015-07-21T21:40:32.142+01:00[Europe/London]"},
                    Case{Kind::kDateTime, "1818-07-21T21:40:32.142[Europe/Stockholm]",
                         "1818-07-21T21:40:32.142+00:53:28[Europe/Stockholm]"},
                    Case{Kind::kDateTime, "2017-10-29T02:30+01:00[Europe/Stockholm]",
                         "2017-10-29T02:30+01:00[Europe/Stockholm]"}));

INSTANTIATE_TEST_SUITE_P(
    Durations, ReadsAndPrints,
    testing::Values(
        Case{Kind::kDuration, "P14DT16H12M", "P14DT16H12M"},
        Case{Kind::kDuration, "P5M1.5D", "P5M1DT12H"},
        Case{Kind::kDuration, "P0.75M", "P22DT19H51M49.5S"},
        Case{Kind::kDuration, "PT0.75M", "PT45S"}, Case{Kind::kDuration, "P2.5W", "P17DT12H"},
        Case{Kind::kDuration, "P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"},
        Case{Kind::kDuration, "P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"},
        Case{Kind::kDuration, "P20120202T143721.545", "P2012Y2M2DT14H37M21.545S"},
        Case{Kind::kDuration, "P2012-02-02", "P2012Y2M2D"}, Case{Kind::kDuration, "PT0S", "PT0S"},
        Case{Kind::kDuration, "P0D", "PT0S"}, Case{Kind::kDuration, "P-1Y2M", "P-10M"},
        Case{Kind::kDuration, "-P1Y2DT3S", "P-1Y-2DT-3S"},
        Case{Kind::kDuration, "PT-0.001S", "PT-0.001S"}, Case{Kind::kDuration, "PT1,5S", "PT1.5S"},
        Case{Kind::kDuration, "PT70.1S", "PT1M10.1S"},
        Case{Kind::kDuration, "P0.7M", "P21DT7H20M22.2S"},
        Case{Kind::kDuration, "PT9223372036854775S", "PT2562047788015H12M55S"}));

TEST(TemporalText, WhatIsNotOfTheFormIsRefused) {
  const std::vector<std::pair<Kind, std::string_view>> cases = {
      {Kind::kDate, ""},
      {Kind::kDate, "x"},
      {Kind::kDate, "2015-7-21"},
      {Kind::kDate, "2015-07-21 "},
      {Kind::kDate, "2015-07-211"},
      {Kind::kDate, "201"},
      {Kind::kDate, "20151"},
      {Kind::kDate, "2015W3"},
      {Kind::kDate, "2015-W302"},
      {Kind::kDate, "2015W30-2"},
      {Kind::kDate, "+1234567890-01-01"},
      {Kind::kDate, "2015-07-21T12:00"},
      {Kind::kLocalTime, "21:4"},
      {Kind::kLocalTime, "21:4032"},
      {Kind::kLocalTime, "2140:32"},
      {Kind::kLocalTime, "21:40:32."},
      {Kind::kLocalTime, "21:40:32.1234567890"},
      {Kind::kLocalTime, "21:40Z"},
      {Kind::kTime, "21:40Zulu"},
      {Kind::kTime, "21:40[Europe/London]"},
      {Kind::kLocalDateTime, "2015-07-21T"},
      {Kind::kLocalDateTime, "2015-07-21T21:40Z"},
      {Kind::kDateTime, "2015-07-21T21:40[]"},
      {Kind::kDateTime, "2015-07-21T21:40]"},
      {Kind::kDateTime, "2015-07-21T21:40+25:00"},
      {Kind::kDuration, ""},
      {Kind::kDuration, "P"},
      {Kind::kDuration, "PT"},
      {Kind::kDuration, "P1DT"},
      {Kind::kDuration, "P1"},
      {Kind::kDuration, "P1H"},
      {Kind::kDuration, "PT1Y"},
      {Kind::kDuration, "P1D2Y"},
      {Kind::kDuration, "P1.D"},
      {Kind::kDuration, "P2012-13-02"},
      {Kind::kDuration, "1Y"},
  };
  for (const auto& [kind, text] : cases) {
    Result<Value> value = ParseTemporal(kind, text);
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(value.error().code, ErrorCode::kArgument) << text;
  }
}

TEST(TemporalText, WhatIsNotOnTheCalendarIsRefused) {
  const std::vector<std::pair<Kind, std::string_view>> cases = {
      {Kind::kDate, "2015-13-01"},
      {Kind::kDate, "2015-02-29"},
      {Kind::kDate, "2015-366"},
      {Kind::kDate, "2015-W54"},
      {Kind::kDate, "2015-W30-8"},
      {Kind::kLocalTime, "24:00"},
      {Kind::kLocalTime, "12:60"},
      {Kind::kDateTime, "2015-07-21T21:40:60Z"},
      {Kind::kDateTime, "2015-07-21T21:40+02:00[Europe/London]"},
  };
  for (const auto& [kind, text] : cases) {
    Result<Value> value = ParseTemporal(kind, text);
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(value.error().detail, "InvalidTemporalValue") << text;
  }
}

TEST(TemporalText, DurationsTooLargeAreErrors) {
  for (std::string_view text :
       {"P999999999999999999Y", "PT999999999999999999H", "P99999999999999999999D"}) {
    EXPECT_FALSE(ParseDuration(text).ok()) << text;
  }
}

TEST(TemporalText, DamagedTextIsAnErrorOrAValueThatPrintsAndReadsBack) {
  const std::vector<std::string> seeds = {"2015-07-21T21:40:32.142+02:00[Europe/Stockholm]",
                                          "2015-W30-2T214032.142Z",
                                          "+999999999-12-31",
                                          "2015-Q2-60",
                                          "P12Y5M-14DT16H12M70.123456789S",
                                          "P2012-02-02T14:37:21.545",
                                          "21:40:32,5-02:05:07"};
  const std::string alphabet = "0123456789-+:.,TZWQPYMDHS[]/ e\xff";
  std::mt19937 random(2020);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = seeds[random() % seeds.size()];
    for (uint32_t edits = random() % 4; edits > 0; --edits) {
      size_t position = random() % (text.size() + 1);
      if (random() % 3 == 0 && position < text.size()) {
        text.erase(position, 1 + random() % 4);
      } else {
        text.insert(position, 1, alphabet[random() % alphabet.size()]);
      }
    }
    for (Kind kind : {Kind::kDate, Kind::kLocalTime, Kind::kTime, Kind::kLocalDateTime,
                      Kind::kDateTime, Kind::kDuration}) {
      Result<Value> value = ParseTemporal(kind, text);
      if (value.ok()) {
        std::string printed = TemporalText(*value);
        Result<Value> again = ParseTemporal(kind, printed);
        ASSERT_TRUE(again.ok()) << text << " printed as " << printed;
        ASSERT_EQ(TemporalText(*again), printed) << text;
      }
    }
  }
}

TEST(TemporalText, TheLargestDurationIsPrinted) {
  EXPECT_EQ(TemporalText(Duration{INT64_MIN, INT64_MIN, INT64_MIN, 0}),
            "P-768614336404564650Y-8M-9223372036854775808DT-2562047788015215H-30M-8S");
  EXPECT_EQ(TemporalText(Duration{INT64_MAX, 0, INT64_MAX, 999'999'999}),
            "P768614336404564650Y7MT2562047788015215H30M7.999999999S");
}

}  // namespace
}  // namespace rondo
