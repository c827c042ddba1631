#include "graph/model/temporal_text.h"

#include <fmt/format.h>

#include <iterator>

#include "graph/model/calendar.h"
#include "graph/model/time_zone.h"
#include "graph/model/wide_integer.h"

namespace rondo {

namespace {

/// `.645`, `.645876` or `.000000003`: whole groups of three digits, as ISO texts are mostly
/// written.
void AppendFraction(int64_t nanosecond, std::string& text) {
  if (nanosecond == 0) {
    return;
  }
  auto out = std::back_inserter(text);
  if (nanosecond % 1'000'000 == 0) {
    fmt::format_to(out, ".{:03}", nanosecond / 1'000'000);
  } else if (nanosecond % 1'000 == 0) {
    fmt::format_to(out, ".{:06}", nanosecond / 1'000);
  } else {
    fmt::format_to(out, ".{:09}", nanosecond);
  }
}

void AppendClock(int64_t nanosecond_of_day, std::string& text) {
  int64_t seconds = nanosecond_of_day / kNanosecondsPerSecond;
  int64_t nanosecond = nanosecond_of_day % kNanosecondsPerSecond;
  fmt::format_to(std::back_inserter(text), "{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  if (seconds % 60 != 0 || nanosecond != 0) {
    fmt::format_to(std::back_inserter(text), ":{:02}", seconds % 60);
    AppendFraction(nanosecond, text);
  }
}

/// `12Y`, `-3M`; nothing for zero.
void AppendUnit(int64_t amount, char unit, std::string& text) {
  if (amount != 0) {
    fmt::format_to(std::back_inserter(text), "{}{}", amount, unit);
  }
}

/// `70.1S`, with the digits that are needed and no more.
void AppendSeconds(int64_t seconds, int64_t nanoseconds, std::string& text) {
  if (seconds == 0 && nanoseconds == 0) {
    return;
  }
  bool negative = seconds < 0 || nanoseconds < 0;
  fmt::format_to(std::back_inserter(text), "{}{}", negative ? "-" : "",
                 negative ? -seconds : seconds);
  if (nanoseconds != 0) {
    fmt::format_to(std::back_inserter(text), ".{:09}", negative ? -nanoseconds : nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
  }
  text += 'S';
}

}  // namespace

void AppendOffsetText(int32_t offset_seconds, std::string& text) {
  if (offset_seconds == 0) {
    text += 'Z';
    return;
  }
  int32_t size = offset_seconds < 0 ? -offset_seconds : offset_seconds;
  fmt::format_to(std::back_inserter(text), "{}{:02}:{:02}", offset_seconds < 0 ? '-' : '+',
                 size / 3600, size / 60 % 60);
  if (size % 60 != 0) {
    fmt::format_to(std::back_inserter(text), ":{:02}", size % 60);
  }
}

void AppendTemporalText(Date date, std::string& text) {
  YearMonthDay civil = CivilFromDays(date.epoch_days);
  int64_t year = civil.year < 0 ? -civil.year : civil.year;
  // Years that need more than four digits show a sign, so that none is taken for digits of a month.
  std::string_view sign = civil.year < 0 ? "-" : civil.year > 9999 ? "+" : "";
  fmt::format_to(std::back_inserter(text), "{}{:04}-{:02}-{:02}", sign, year, civil.month,
                 civil.day);
}

void AppendTemporalText(LocalTime time, std::string& text) {
  AppendClock(time.nanosecond_of_day, text);
}

void AppendTemporalText(ZonedTime time, std::string& text) {
  AppendClock(time.nanosecond_of_day, text);
  AppendOffsetText(time.offset_seconds, text);
}

void AppendTemporalText(const LocalDateTime& moment, std::string& text) {
  AppendTemporalText(DateOf(moment), text);
  text += 'T';
  AppendTemporalText(TimeOf(moment), text);
}

void AppendTemporalText(const ZonedDateTime& moment, std::string& text) {
  AppendTemporalText(LocalOf(moment), text);
  AppendOffsetText(moment.offset_seconds, text);
  if (!moment.zone_name.empty()) {
    text += '[';
    text += moment.zone_name;
    text += ']';
  }
}

void AppendTemporalText(const Duration& duration, std::string& text) {
  // Every unit carries a sign of its own, so seconds and nanoseconds are brought to one sign.
  Int128 nanoseconds = Int128{duration.seconds} * kNanosecondsPerSecond + duration.nanoseconds;
  auto seconds = static_cast<int64_t>(nanoseconds / kNanosecondsPerSecond);
  auto rest = static_cast<int64_t>(nanoseconds % kNanosecondsPerSecond);
  if (duration.months == 0 && duration.days == 0 && seconds == 0 && rest == 0) {
    text += "PT0S";
    return;
  }
  text += 'P';
  AppendUnit(duration.months / 12, 'Y', text);
  AppendUnit(duration.months % 12, 'M', text);
  AppendUnit(duration.days, 'D', text);
  if (seconds != 0 || rest != 0) {
    text += 'T';
    AppendUnit(seconds / 3600, 'H', text);
    AppendUnit(seconds / 60 % 60, 'M', text);
    AppendSeconds(seconds % 60, rest, text);
  }
}

void AppendTemporalText(const Value& value, std::string& text) {
  switch (value.kind()) {
    case Value::Kind::kDate:
      return AppendTemporalText(value.date(), text);
    case Value::Kind::kLocalTime:
      return AppendTemporalText(value.local_time(), text);
    case Value::Kind::kTime:
      return AppendTemporalText(value.time(), text);
    case Value::Kind::kLocalDateTime:
      return AppendTemporalText(value.local_date_time(), text);
    case Value::Kind::kDateTime:
      return AppendTemporalText(value.date_time(), text);
    default:
      return AppendTemporalText(value.duration(), text);
  }
}

}  // namespace rondo
