#include "graph/model/temporal_construction.h"

#include <gtest/gtest.h>

#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

// 2020-01-30T12:00:00.5Z.
constexpr Instant kNow{1'580'385'600, 500'000'000};

Value Read(Kind kind, std::string_view text) { return ParseTemporal(kind, text).value(); }

std::string Made(Kind kind, std::vector<MapValue::Entry> entries) {
  Result<Value> value = MakeTemporal(kind, MapValue(std::move(entries)), kNow);
  return value.ok() ? TemporalText(*value) : "error: " + value.error().message;
}

bool Fails(Kind kind, std::vector<MapValue::Entry> entries) {
  return !MakeTemporal(kind, MapValue(std::move(entries)), kNow).ok();
}

TEST(TemporalConstruction, DatesComeFromAnySystemOfUnits) {
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}, {"month", 10}, {"day", 11}}), "1984-10-11");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}, {"month", 10}}), "1984-10-01");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}}), "1984-01-01");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}, {"week", 10}, {"dayOfWeek", 3}}), "1984-03-07");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1817}, {"week", 1}}), "1816-12-30");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1818}, {"week", 53}}), "1818-12-28");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}, {"ordinalDay", 202}}), "1984-07-20");
  EXPECT_EQ(Made(Kind::kDate, {{"year", 1984}, {"quarter", 3}, {"dayOfQuarter", 45}}),
            "1984-08-14");
  EXPECT_EQ(Made(Kind::kDate, {{"YEAR", 1984}, {"month", Value()}}), "1984-01-01");
}

TEST(TemporalConstruction, AnotherDateFillsTheGaps) {
  Value date = Read(Kind::kDate, "1984-11-11");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}}), "1984-11-11");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}, {"year", 28}}), "0028-11-11");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}, {"day", 28}}), "1984-11-28");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}, {"week", 1}}), "1984-01-08");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}, {"ordinalDay", 28}}), "1984-01-28");
  EXPECT_EQ(Made(Kind::kDate, {{"date", date}, {"quarter", 3}}), "1984-08-11");
  Value new_year = Read(Kind::kDate, "1816-12-31");
  EXPECT_EQ(Made(Kind::kDate, {{"date", new_year}, {"week", 2}}), "1817-01-07");
  EXPECT_EQ(Made(Kind::kDate, {{"date", new_year}, {"year", 1817}, {"week", 2}}), "1817-01-07");
  Value leap_day = Read(Kind::kDate, "2024-02-29");
  EXPECT_EQ(Made(Kind::kDate, {{"date", leap_day}, {"year", 2023}}), "2023-02-28");
  EXPECT_EQ(Made(Kind::kDate, {{"date", Read(Kind::kDate, "2024-12-31")}, {"quarter", 2}}),
            "2024-06-30");
}

TEST(TemporalConstruction, FractionsOfSecondsAddUp) {
  std::vector<MapValue::Entry> clock = {{"hour", 12}, {"minute", 31}, {"second", 14}};
  auto with = [&](std::vector<MapValue::Entry> more) {
    more.insert(more.end(), clock.begin(), clock.end());
    return Made(Kind::kLocalTime, more);
  };
  EXPECT_EQ(with({{"millisecond", 123}, {"microsecond", 456}, {"nanosecond", 789}}),
            "12:31:14.123456789");
  EXPECT_EQ(with({{"millisecond", 645}}), "12:31:14.645");
  EXPECT_EQ(with({{"microsecond", 645876}}), "12:31:14.645876");
  EXPECT_EQ(with({{"nanosecond", 3}}), "12:31:14.000000003");
  EXPECT_EQ(with({{"millisecond", 1}, {"nanosecond", 999'999}}), "12:31:14.001999999");
  EXPECT_TRUE(with({{"millisecond", 1}, {"microsecond", 1000}}).starts_with("error"));
  EXPECT_TRUE(with({{"millisecond", 1}, {"nanosecond", 1'000'000}}).starts_with("error"));
  EXPECT_TRUE(with({{"microsecond", 1}, {"nanosecond", 1'000}}).starts_with("error"));
  EXPECT_TRUE(with({{"nanosecond", 1'000'000'000}}).starts_with("error"));
}

TEST(TemporalConstruction, TimesHaveAnOffset) {
  EXPECT_EQ(Made(Kind::kTime, {{"hour", 12}}), "12:00Z");
  EXPECT_EQ(Made(Kind::kTime, {{"hour", 12}, {"timezone", "-02:05:07"}}), "12:00-02:05:07");
  Value time = Read(Kind::kTime, "12:31:14.645876+01:00");
  EXPECT_EQ(Made(Kind::kTime, {{"time", time}}), "12:31:14.645876+01:00");
  EXPECT_EQ(Made(Kind::kTime, {{"time", time}, {"timezone", "+05:00"}}), "16:31:14.645876+05:00");
  EXPECT_EQ(Made(Kind::kTime, {{"time", time}, {"second", 42}, {"timezone", "+05:00"}}),
            "16:31:42.645876+05:00");
  Value moment = Read(Kind::kDateTime, "1984-10-11T12:00[Europe/Stockholm]");
  EXPECT_EQ(Made(Kind::kTime, {{"time", moment}, {"second", 42}}), "12:00:42+01:00");
  // A zone without a day has the offset of now.
  EXPECT_EQ(Made(Kind::kTime, {{"hour", 12}, {"timezone", "Europe/London"}}), "12:00Z");
}

TEST(TemporalConstruction, MomentsPutDateTimeAndZoneTogether) {
  Value date = Read(Kind::kDate, "1984-10-11");
  Value zoned_time = Read(Kind::kTime, "12:31:14.645876+01:00");
  Value moment = Read(Kind::kDateTime, "1984-10-11T12:00[Europe/Stockholm]");
  EXPECT_EQ(Made(Kind::kLocalDateTime, {{"date", date}, {"time", zoned_time}, {"day", 28}}),
            "1984-10-28T12:31:14.645876");
  EXPECT_EQ(Made(Kind::kDateTime, {{"date", moment}, {"hour", 10}}), "1984-10-11T10:00Z");
  EXPECT_EQ(Made(Kind::kDateTime, {{"date", date}, {"time", zoned_time}}),
            "1984-10-11T12:31:14.645876+01:00");
  EXPECT_EQ(Made(Kind::kDateTime,
                 {{"date", date}, {"time", zoned_time}, {"timezone", "Pacific/Honolulu"}}),
            "1984-10-11T01:31:14.645876-10:00[Pacific/Honolulu]");
  EXPECT_EQ(Made(Kind::kDateTime, {{"datetime", moment}, {"day", 28}, {"second", 42}}),
            "1984-10-28T12:00:42+01:00[Europe/Stockholm]");
  EXPECT_EQ(Made(Kind::kDateTime, {{"datetime", moment}, {"timezone", "+05:00"}}),
            "1984-10-11T16:00+05:00");
  EXPECT_EQ(Made(Kind::kDateTime, {{"datetime", Read(Kind::kLocalDateTime, "1984-10-11T12")},
                                   {"timezone", "+05:00"}}),
            "1984-10-11T12:00+05:00");
  EXPECT_EQ(Made(Kind::kDateTime, {{"year", 1984}, {"timezone", "Europe/Stockholm"}}),
            "1984-01-01T00:00+01:00[Europe/Stockholm]");
}

TEST(TemporalConstruction, EpochTimesAreMoments) {
  EXPECT_EQ(TemporalText(DateTimeFromEpoch(416'779, 999'999'999).value()),
            "1970-01-05T19:46:19.999999999Z");
  EXPECT_EQ(TemporalText(DateTimeFromEpochMillis(-1).value()), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(TemporalText(DateTimeFromEpoch(0, -1).value()), "1969-12-31T23:59:59.999999999Z");
  EXPECT_EQ(Made(Kind::kDateTime, {{"epochSeconds", 416'779}, {"nanosecond", 42}}),
            "1970-01-05T19:46:19.000000042Z");
  EXPECT_EQ(Made(Kind::kDateTime, {{"epochMillis", 237'821'673'987}, {"timezone", "+01:00"}}),
            "1977-07-15T14:34:33.987+01:00");
  EXPECT_FALSE(DateTimeFromEpoch(INT64_MAX, 0).ok());
  EXPECT_FALSE(DateTimeFromEpoch(INT64_MIN, INT64_MIN).ok());
  EXPECT_TRUE(DateTimeFromEpochMillis(INT64_MIN).ok());
  EXPECT_TRUE(Fails(Kind::kDateTime, {{"epochSeconds", 1}, {"epochMillis", 1}}));
  EXPECT_TRUE(Fails(Kind::kDateTime, {{"epochSeconds", 1}, {"hour", 1}}));
  // The last second of the calendar in UTC lies behind its end farther east.
  int64_t last_second = ParseDateTime("+999999999-12-31T23:59:59")->epoch_seconds;
  EXPECT_FALSE(Fails(Kind::kDateTime, {{"epochSeconds", last_second}}));
  EXPECT_TRUE(Fails(Kind::kDateTime, {{"epochSeconds", last_second}, {"timezone", "+01:00"}}));
}

TEST(TemporalConstruction, ATimezoneAloneMeansNow) {
  EXPECT_EQ(Made(Kind::kDateTime, {{"timezone", "America/New York"}}),
            "2020-01-30T07:00:00.500-05:00[America/New_York]");
  EXPECT_EQ(Made(Kind::kDate, {{"timezone", "+18:00"}}), "2020-01-31");
  EXPECT_EQ(TemporalText(TemporalAt(Kind::kTime, kNow, TimeZone::FromOffset(3600))),
            "13:00:00.500+01:00");
}

TEST(TemporalConstruction, DurationsTakeFractions) {
  EXPECT_EQ(Made(Kind::kDuration, {{"days", 14}, {"hours", 16}, {"minutes", 12}}), "P14DT16H12M");
  EXPECT_EQ(Made(Kind::kDuration, {{"months", 0.75}}), "P22DT19H51M49.5S");
  EXPECT_EQ(Made(Kind::kDuration, {{"weeks", 2.5}}), "P17DT12H");
  EXPECT_EQ(Made(Kind::kDuration, {{"years", 12.5},
                                   {"months", 5.5},
                                   {"days", 14.5},
                                   {"hours", 16.5},
                                   {"minutes", 12.5},
                                   {"seconds", 70.5},
                                   {"nanoseconds", 3}}),
            "P12Y11M29DT33H58M13.500000003S");
  EXPECT_EQ(Made(Kind::kDuration, {{"seconds", -60}, {"milliseconds", 1}}), "PT-59.999S");
  EXPECT_EQ(Made(Kind::kDuration, {{"days", 14}, {"microseconds", 1}}), "P14DT0.000001S");
  EXPECT_EQ(Made(Kind::kDuration, {{"quarters", 5}}), "P1Y3M");
  EXPECT_EQ(Made(Kind::kDuration, {{"days", -1}, {"months", 0.5}}), "P14DT5H14M33S");
}

TEST(TemporalConstruction, WhatDoesNotFitIsAnError) {
  EXPECT_TRUE(Fails(Kind::kDate, {}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"month", 3}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"day", 3}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"dayOfWeek", 3}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"dayOfQuarter", 3}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"month", 3}, {"week", 3}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"month", 13}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"month", 2}, {"day", 30}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1'000'000'000}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", INT64_MIN}, {"week", INT64_MAX}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", "1984"}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984.0}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"hour", 1}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"year", 1984}, {"timezone", "Z"}}));
  EXPECT_TRUE(Fails(Kind::kDate, {{"date", Read(Kind::kLocalTime, "12")}}));
  EXPECT_TRUE(Fails(Kind::kLocalTime, {{"minute", 12}}));
  EXPECT_TRUE(Fails(Kind::kLocalTime, {{"hour", 1}, {"second", 12}}));
  EXPECT_TRUE(Fails(Kind::kLocalTime, {{"hour", 1}, {"minute", 2}, {"nanosecond", 12}}));
  EXPECT_TRUE(Fails(Kind::kLocalTime, {{"hour", 24}}));
  EXPECT_TRUE(Fails(Kind::kLocalTime, {{"time", Read(Kind::kDate, "2015")}}));
  EXPECT_TRUE(Fails(Kind::kDateTime, {{"year", 1984}, {"timezone", "Nowhere"}}));
  EXPECT_TRUE(Fails(Kind::kDateTime, {{"year", 1984}, {"timezone", 1}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"year", 1}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"years", "1"}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"years", INT64_MAX}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"days", 1e300}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"days", 0.0 / 0.0}}));
  EXPECT_TRUE(Fails(Kind::kDuration, {{"seconds", INT64_MAX}, {"milliseconds", 1000}}));
  EXPECT_FALSE(MakeTemporal(Kind::kDate, 1, kNow).ok());
  EXPECT_FALSE(MakeTemporal(Kind::kDate, Read(Kind::kLocalTime, "12"), kNow).ok());
  EXPECT_FALSE(MakeTemporal(Kind::kDuration, Read(Kind::kLocalTime, "12"), kNow).ok());
}

TEST(TemporalConstruction, NullGivesNull) {
  EXPECT_TRUE(MakeTemporal(Kind::kDate, Value(), kNow)->is_null());
  EXPECT_TRUE(MakeTemporal(Kind::kDuration, Value(), kNow)->is_null());
}

TEST(TemporalConstruction, OtherTemporalValuesAreConverted) {
  Value moment = Read(Kind::kDateTime, "1984-10-11T12:31:14.645+01:00");
  EXPECT_EQ(TemporalText(*MakeTemporal(Kind::kDate, moment, kNow)), "1984-10-11");
  EXPECT_EQ(TemporalText(*MakeTemporal(Kind::kLocalTime, moment, kNow)), "12:31:14.645");
  EXPECT_EQ(TemporalText(*MakeTemporal(Kind::kTime, moment, kNow)), "12:31:14.645+01:00");
  EXPECT_EQ(TemporalText(*MakeTemporal(Kind::kLocalDateTime, moment, kNow)),
            "1984-10-11T12:31:14.645");
  EXPECT_EQ(TemporalText(*MakeTemporal(Kind::kDateTime, Read(Kind::kLocalDateTime, "1984"), kNow)),
            "1984-01-01T00:00Z");
}

TEST(TemporalComponent, DatesKnowEverySystemOfUnits) {
  Value moment = Read(Kind::kDateTime, "1984-11-11T12:31:14.645876123[Europe/Stockholm]");
  const std::vector<std::pair<std::string_view, Value>> expected = {
      {"year", 1984},
      {"quarter", 4},
      {"month", 11},
      {"week", 45},
      {"weekYear", 1984},
      {"day", 11},
      {"ordinalDay", 316},
      {"weekDay", 7},
      {"dayOfWeek", 7},
      {"dayOfQuarter", 42},
      {"hour", 12},
      {"minute", 31},
      {"second", 14},
      {"millisecond", 645},
      {"microsecond", 645'876},
      {"nanosecond", 645'876'123},
      {"timezone", "Europe/Stockholm"},
      {"offset", "+01:00"},
      {"offsetMinutes", 60},
      {"offsetSeconds", 3600},
      {"epochSeconds", 469'020'674},
      {"epochMillis", 469'020'674'645},
  };
  for (const auto& [name, value] : expected) {
    Result<Value> component = TemporalComponent(moment, name);
    ASSERT_TRUE(component.ok()) << name;
    if (value.is(Kind::kString)) {
      EXPECT_EQ(component->string(), value.string()) << name;
    } else {
      EXPECT_EQ(component->integer(), value.integer()) << name;
    }
  }
}

TEST(TemporalComponent, DurationsCountInWholeUnitsTowardsZero) {
  Value duration = ParseDuration("P1Y4M10DT1H1M1.111111111S").value();
  const std::vector<std::pair<std::string_view, int64_t>> expected = {
      {"years", 1},
      {"quarters", 5},
      {"months", 16},
      {"weeks", 1},
      {"days", 10},
      {"hours", 1},
      {"minutes", 61},
      {"seconds", 3661},
      {"milliseconds", 3'661'111},
      {"microseconds", 3'661'111'111},
      {"nanoseconds", 3'661'111'111'111},
      {"quartersOfYear", 1},
      {"monthsOfQuarter", 1},
      {"monthsOfYear", 4},
      {"daysOfWeek", 3},
      {"minutesOfHour", 1},
      {"secondsOfMinute", 1},
      {"millisecondsOfSecond", 111},
      {"microsecondsOfSecond", 111'111},
      {"nanosecondsOfSecond", 111'111'111},
  };
  for (const auto& [name, value] : expected) {
    EXPECT_EQ(TemporalComponent(duration, name)->integer(), value) << name;
    Value negated = ParseDuration("-P1Y4M10DT1H1M1.111111111S").value();
    EXPECT_EQ(TemporalComponent(negated, name)->integer(), -value) << name;
  }
}

TEST(TemporalComponent, UnknownOnesAndThoseTooLargeAreErrors) {
  EXPECT_FALSE(TemporalComponent(Read(Kind::kDate, "2015"), "hour").ok());
  EXPECT_FALSE(TemporalComponent(Read(Kind::kLocalTime, "12"), "offset").ok());
  EXPECT_FALSE(TemporalComponent(Read(Kind::kTime, "12"), "year").ok());
  EXPECT_FALSE(TemporalComponent(Read(Kind::kDuration, "P1D"), "day").ok());
  EXPECT_FALSE(TemporalComponent(Duration{0, 0, INT64_MAX, 0}, "nanoseconds").ok());
  EXPECT_FALSE(TemporalComponent(Read(Kind::kDateTime, "+999999999-12-31"), "epochMillis").ok());
}

}  // namespace
}  // namespace rondo
