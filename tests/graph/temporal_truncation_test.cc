#include <gtest/gtest.h>

#include "graph/model/temporal_construction.h"
#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

constexpr Instant kNow{1'580'385'600, 0};
constexpr std::string_view kMoment = "1984-11-11T12:31:14.645876123+01:00";

std::string Cut(Kind kind, std::string_view unit, const Value& source,
                std::vector<MapValue::Entry> overrides = {}) {
  Result<Value> value = TruncateTemporal(kind, unit, source, MapValue(std::move(overrides)), kNow);
  return value.ok() ? TemporalText(*value) : "error: " + value.error().message;
}

TEST(TruncateTemporal, EveryUnitHasItsBeginning) {
  Value moment = ParseDateTime(kMoment).value();
  const std::vector<std::pair<std::string_view, std::string_view>> expected = {
      {"millennium", "1000-01-01T00:00+01:00"},
      {"century", "1900-01-01T00:00+01:00"},
      {"decade", "1980-01-01T00:00+01:00"},
      {"year", "1984-01-01T00:00+01:00"},
      {"weekYear", "1984-01-02T00:00+01:00"},
      {"quarter", "1984-10-01T00:00+01:00"},
      {"month", "1984-11-01T00:00+01:00"},
      {"week", "1984-11-05T00:00+01:00"},
      {"day", "1984-11-11T00:00+01:00"},
      {"hour", "1984-11-11T12:00+01:00"},
      {"minute", "1984-11-11T12:31+01:00"},
      {"second", "1984-11-11T12:31:14+01:00"},
      {"millisecond", "1984-11-11T12:31:14.645+01:00"},
      {"microsecond", "1984-11-11T12:31:14.645876+01:00"},
  };
  for (const auto& [unit, text] : expected) {
    EXPECT_EQ(Cut(Kind::kDateTime, unit, moment), text) << unit;
  }
  EXPECT_EQ(Cut(Kind::kDate, "DECADE", ParseDate("-0001-05-05").value()), "-0010-01-01");
}

TEST(TruncateTemporal, OverridesSetTheSmallerUnits) {
  Value date = ParseDate("1984-10-11").value();
  Value moment = ParseDateTime("1984-01-01T12:31:14.645876123+01:00").value();
  Value local = ParseLocalDateTime("1984-10-11T12:31:14.645876123").value();
  EXPECT_EQ(Cut(Kind::kDate, "week", date, {{"dayOfWeek", 2}}), "1984-10-09");
  EXPECT_EQ(Cut(Kind::kDate, "weekYear", moment, {{"day", 5}}), "1983-01-05");
  EXPECT_EQ(Cut(Kind::kLocalDateTime, "day", date, {{"nanosecond", 2}}),
            "1984-10-11T00:00:00.000000002");
  EXPECT_EQ(Cut(Kind::kLocalTime, "millisecond", local, {{"nanosecond", 2}}), "12:31:14.645000002");
  EXPECT_EQ(Cut(Kind::kLocalTime, "microsecond", local, {{"nanosecond", 2}}), "12:31:14.645876002");
  EXPECT_EQ(Cut(Kind::kLocalTime, "millisecond", local, {{"microsecond", 7}}), "12:31:14.645007");
  EXPECT_TRUE(
      Cut(Kind::kLocalTime, "microsecond", local, {{"nanosecond", 1000}}).starts_with("error"));
}

TEST(TruncateTemporal, TheZoneChangesAndTheClockStays) {
  Value local = ParseLocalDateTime("1984-10-11T12:31").value();
  Value zoned = ParseTime("12:31-01:00").value();
  EXPECT_EQ(Cut(Kind::kTime, "hour", local, {{"timezone", "+01:00"}}), "12:00+01:00");
  EXPECT_EQ(Cut(Kind::kTime, "hour", zoned, {{"timezone", "+01:00"}}), "12:00+01:00");
  EXPECT_EQ(Cut(Kind::kTime, "day", zoned), "00:00-01:00");
  EXPECT_EQ(Cut(Kind::kDateTime, "hour", local, {{"timezone", "Europe/Stockholm"}}),
            "1984-10-11T12:00+01:00[Europe/Stockholm]");
  EXPECT_EQ(Cut(Kind::kDateTime, "day", local), "1984-10-11T00:00Z");
}

TEST(TruncateTemporal, WhatTheSourceLacksIsAnError) {
  Value date = ParseDate("1984-10-11").value();
  Value time = ParseLocalTime("12:31").value();
  for (const std::string& text :
       {Cut(Kind::kDate, "hour", date), Cut(Kind::kDateTime, "hour", date),
        Cut(Kind::kDate, "day", time), Cut(Kind::kLocalTime, "year", time),
        Cut(Kind::kDateTime, "minute", time), Cut(Kind::kDate, "fortnight", date),
        Cut(Kind::kDate, "year", 1984), Cut(Kind::kDate, "year", date, {{"hour", 1}}),
        Cut(Kind::kDate, "decade", ParseDate("-999999999-01-01").value())}) {
    EXPECT_TRUE(text.starts_with("error")) << text;
  }
  EXPECT_TRUE(TruncateTemporal(Kind::kDate, "year", Value(), MapValue(), kNow)->is_null());
}

}  // namespace
}  // namespace rondo
