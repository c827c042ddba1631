#include <gtest/gtest.h>

#include "graph/model/temporal_arithmetic.h"
#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

using Kind = Value::Kind;

/// The kind is told by the form of the text.
Value Read(std::string_view text) {
  bool has_date = text.find('-', 1) != std::string_view::npos && text.find(':') != 2;
  bool has_time = text.find(':') != std::string_view::npos;
  size_t clock = has_date ? text.find('T') : 0;
  bool has_zone = has_time && text.find_first_of("Z+-[", clock) != std::string_view::npos;
  Kind kind = has_date && has_time ? (has_zone ? Kind::kDateTime : Kind::kLocalDateTime)
              : has_date           ? Kind::kDate
                                   : (has_zone ? Kind::kTime : Kind::kLocalTime);
  return ParseTemporal(kind, text).value();
}

struct Case {
  std::string_view from;
  std::string_view to;
  std::string_view between;
  std::string_view months;
  std::string_view days;
  std::string_view seconds;
};

class Difference : public testing::TestWithParam<Case> {};

TEST_P(Difference, InEveryUnit) {
  const Case& c = GetParam();
  Value from = Read(c.from);
  Value to = Read(c.to);
  EXPECT_EQ(TemporalText(*DurationBetween(from, to)), c.between);
  EXPECT_EQ(TemporalText(*DurationInMonths(from, to)), c.months);
  EXPECT_EQ(TemporalText(*DurationInDays(from, to)), c.days);
  EXPECT_EQ(TemporalText(*DurationInSeconds(from, to)), c.seconds);
}

INSTANTIATE_TEST_SUITE_P(
    Pairs, Difference,
    testing::Values(
        Case{"1984-10-11", "2015-06-24", "P30Y8M13D", "P30Y8M", "P11213D", "PT269112H"},
        Case{"2018-03-11", "2016-06-24", "P-1Y-8M-17D", "P-1Y-8M", "P-625D", "PT-15000H"},
        Case{"2024-01-31", "2024-03-01", "P1M1D", "P1M", "P30D", "PT720H"},
        Case{"1984-10-11", "2016-07-21T21:45:22.142", "P31Y9M10DT21H45M22.142S", "P31Y9M",
             "P11606D", "PT278565H45M22.142S"},
        Case{"1984-10-11", "16:30", "PT16H30M", "PT0S", "PT0S", "PT16H30M"},
        Case{"1984-10-11", "16:30+01:00", "PT16H30M", "PT0S", "PT0S", "PT16H30M"},
        Case{"14:30", "2015-06-24", "PT-14H-30M", "PT0S", "PT0S", "PT-14H-30M"},
        Case{"14:30", "16:30+01:00", "PT2H", "PT0S", "PT0S", "PT2H"},
        Case{"14:30Z", "16:30+01:00", "PT1H", "PT0S", "PT0S", "PT1H"},
        Case{"14:30Z", "2015-07-21T21:40:32.142+01:00", "PT6H10M32.142S", "PT0S", "PT0S",
             "PT6H10M32.142S"},
        Case{"2015-07-21T21:40:32.142", "2015-06-24", "P-27DT-21H-40M-32.142S", "PT0S", "P-27D",
             "PT-669H-40M-32.142S"},
        Case{"2014-07-21T21:40:36.143+02:00", "2015-07-21T21:40:32.142+01:00", "P1YT59M55.999S",
             "P1Y", "P365D", "PT8760H59M55.999S"},
        Case{"2014-07-21T21:40:36.143+02:00", "16:30+01:00", "PT-4H-10M-36.143S", "PT0S", "PT0S",
             "PT-4H-10M-36.143S"},
        Case{"2018-07-21T21:40:36.143+05:00", "1984-07-21T22:40:36.143+02:00", "P-33Y-11M-30DT-20H",
             "P-33Y-11M", "P-12417D", "PT-298028H"},
        // The clocks change: a day of 25 hours.
        Case{"2017-10-29T00:00+02:00[Europe/Stockholm]", "2017-10-29T04:00", "PT5H", "PT0S", "PT0S",
             "PT5H"},
        Case{"00:00", "2017-10-29T04:00+01:00[Europe/Stockholm]", "PT5H", "PT0S", "PT0S", "PT5H"},
        Case{"2017-10-29T00:00+02:00[Europe/Stockholm]", "2017-10-30", "P1D", "PT0S", "P1D",
             "PT25H"},
        Case{"12:34:54.7", "12:34:54.3", "PT-0.4S", "PT0S", "PT0S", "PT-0.4S"},
        Case{"-999999999-01-01", "+999999999-12-31", "P1999999998Y11M30D", "P1999999998Y11M",
             "P730484999633D", "PT17531639991192H"}));

TEST(DurationBetween, BringsTheFirstValueToTheSecond) {
  const std::vector<std::string_view> texts = {"1984-10-11",
                                               "2016-02-29",
                                               "2015-07-21T21:40:32.142",
                                               "2014-07-21T21:40:36.143+02:00",
                                               "2017-10-29T02:30+01:00[Europe/Stockholm]",
                                               "2017-03-26T00:30+01:00[Europe/Stockholm]"};
  for (std::string_view from_text : texts) {
    for (std::string_view to_text : texts) {
      // Dates are brought to the kind of the other first.
      Value from = Read(from_text);
      Value to = Read(to_text);
      if (from.kind() != to.kind()) {
        continue;
      }
      Value reached = AddToTemporal(from, *DurationBetween(from, to)).value();
      EXPECT_EQ(TemporalText(*DurationInSeconds(reached, to)), "PT0S")
          << from_text << " " << to_text;
    }
  }
}

}  // namespace
}  // namespace rondo
