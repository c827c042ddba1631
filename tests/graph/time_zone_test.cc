#include "graph/model/time_zone.h"

#include <gtest/gtest.h>

#include "graph/model/calendar.h"
#include "graph/model/temporal_text.h"
#include "graph/model/time_zone_link.h"

namespace rondo {
namespace {

int32_t OffsetAt(std::string_view zone, std::string_view local) {
  return TimeZone::FromName(zone).value().OffsetAtLocal(
      ParseLocalDateTime(local).value().epoch_seconds);
}

std::string Resolved(std::string_view zone, std::string_view local) {
  return TemporalText(TimeZone::FromName(zone).value().Resolve(ParseLocalDateTime(local).value()));
}

TEST(TimeZone, OffsetsAreReadInEveryForm) {
  struct Case {
    std::string_view text;
    int32_t seconds;
  };
  for (const Case& c : {Case{"Z", 0}, Case{"+01", 3600}, Case{"-0130", -5400},
                        Case{"+08:45", 31'500}, Case{"-02:05:07", -7507}, Case{"+020507", 7507},
                        Case{"+18:00", kMaxOffsetSeconds}, Case{"-00:00", 0}}) {
    Result<TimeZone> zone = TimeZone::Parse(c.text);
    ASSERT_TRUE(zone.ok()) << c.text;
    EXPECT_EQ(zone->OffsetAtInstant(0), c.seconds) << c.text;
    EXPECT_TRUE(zone->is_fixed_offset());
  }
}

TEST(TimeZone, WhatIsNoZoneIsAnError) {
  for (std::string_view text : {"", "+", "+1", "+1:00", "+0160", "+01:0", "+18:01", "+01:0000",
                                "+0100:00", "Europe/Roma", "../../etc/passwd", "01:00"}) {
    Result<TimeZone> zone = TimeZone::Parse(text);
    ASSERT_FALSE(zone.ok()) << text;
    EXPECT_EQ(zone.error().detail, "InvalidTimeZone");
  }
}

TEST(TimeZone, NamesAreFoundInAnyCase) {
  EXPECT_EQ(TimeZone::Parse("europe/stockholm")->name(), "Europe/Stockholm");
  EXPECT_EQ(TimeZone::Parse("America/Los Angeles")->name(), "America/Los_Angeles");
}

TEST(TimeZone, LocalMeanTimeReachesBack) {
  // Zones that agree since 1970 have the history of one of them, here that of Berlin.
  EXPECT_EQ(OffsetAt("Europe/Stockholm", "1818-07-21T21:40"), 53 * 60 + 28);
  EXPECT_EQ(OffsetAt("Europe/London", "1800-01-01"), -75);
  EXPECT_EQ(OffsetAt("Europe/Stockholm", "-999999999-01-01"), 53 * 60 + 28);
}

TEST(TimeZone, SummerTimeGoesOnAfterTheEndOfTheDatabase) {
  for (int64_t year = 2030; year < 2130; ++year) {
    std::string text = std::to_string(year);
    EXPECT_EQ(OffsetAt("Europe/Stockholm", text + "-07-01"), 7200) << year;
    EXPECT_EQ(OffsetAt("Europe/Stockholm", text + "-01-01"), 3600) << year;
    EXPECT_EQ(OffsetAt("Australia/Sydney", text + "-01-01"), 39'600) << year;
    // The clocks change on the last Sunday of March at one o'clock UTC.
    int64_t last = DaysFromCivil(year, 3, 31);
    int64_t sunday = last - FloorModulo(last + 4, 7);
    TimeZone zone = TimeZone::FromName("Europe/Stockholm").value();
    EXPECT_EQ(zone.OffsetAtInstant(sunday * kSecondsPerDay + 3599), 3600) << year;
    EXPECT_EQ(zone.OffsetAtInstant(sunday * kSecondsPerDay + 3600), 7200) << year;
  }
  EXPECT_EQ(OffsetAt("Europe/Stockholm", "+999999999-07-01"), 7200);
  EXPECT_EQ(OffsetAt("Europe/Stockholm", "+999999999-12-31T23:59:59"), 3600);
}

TEST(TimeZone, TimesInAGapMoveLater) {
  EXPECT_EQ(Resolved("Europe/Stockholm", "2017-03-26T02:30"),
            "2017-03-26T03:30+02:00[Europe/Stockholm]");
  EXPECT_EQ(Resolved("Pacific/Apia", "2011-12-30T12:00"), "2011-12-31T12:00+14:00[Pacific/Apia]");
}

TEST(TimeZone, RepeatedTimesTakeTheEarlierOffsetUnlessTheOtherIsPreferred) {
  EXPECT_EQ(Resolved("Europe/Stockholm", "2017-10-29T02:30"),
            "2017-10-29T02:30+02:00[Europe/Stockholm]");
  TimeZone zone = TimeZone::FromName("Europe/Stockholm").value();
  LocalDateTime local = ParseLocalDateTime("2017-10-29T02:30").value();
  EXPECT_EQ(zone.Resolve(local, 3600).offset_seconds, 3600);
  EXPECT_EQ(zone.Resolve(local, 1800).offset_seconds, 7200);
}

TEST(TimeZone, LinksLeadToOtherZonesThatExist) {
  EXPECT_EQ(TimeZoneLinkTarget("Europe/Oslo"), "Europe/Berlin");
  EXPECT_EQ(TimeZoneLinkTarget("Europe/Berlin"), "Europe/Berlin");
  EXPECT_EQ(TimeZoneLinkTarget("nowhere"), "nowhere");
  for (std::string_view name : {"Africa/Accra", "America/Antigua", "Antarctica/McMurdo",
                                "Asia/Aden", "Europe/Amsterdam", "Pacific/Wake"}) {
    EXPECT_NE(TimeZoneLinkTarget(name), name);
    EXPECT_TRUE(TimeZone::FromName(TimeZoneLinkTarget(name)).ok()) << name;
  }
}

}  // namespace
}  // namespace rondo
