// Reading dates, times and moments from ISO 8601 text (declared in temporal_text.h).

#include <optional>
#include <tuple>
#include <utility>

#include "graph/model/calendar.h"
#include "graph/model/temporal_text.h"
#include "graph/model/text_cursor.h"
#include "graph/model/time_zone.h"

namespace rondo {

namespace {

/// `form` is an example of how it is written.
Error NotOfForm(std::string_view what, std::string_view text, std::string_view form) {
  Error error =
      RuntimeError(ErrorCode::kArgument, "InvalidTemporalText",
                   "`" + std::string(text) + "` cannot be read as a " + std::string(what));
  error.hint = "write it as " + std::string(form);
  return error;
}

Error InvalidValue(std::string message, std::string_view hint) {
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidTemporalValue", std::move(message));
  error.hint = hint;
  return error;
}

Error NotOnCalendar(std::string_view what, std::string_view text, std::string_view hint) {
  return InvalidValue("there is no " + std::string(what) + " `" + std::string(text) + "`", hint);
}

/// A date as it was written, before anybody asks whether there is such a day.
struct WrittenDate {
  enum class Form : uint8_t { kCalendar, kWeek, kQuarter, kOrdinal };
  Form form = Form::kCalendar;
  int64_t year = 0;
  int64_t unit = 1;  // Month, week or quarter.
  int64_t day = 1;   // Of the unit; of the year in the ordinal form.
};

std::optional<Date> OnCalendar(const WrittenDate& written) {
  switch (written.form) {
    case WrittenDate::Form::kCalendar:
      return MakeDate(written.year, written.unit, written.day);
    case WrittenDate::Form::kWeek:
      return MakeWeekDate(written.year, written.unit, written.day);
    case WrittenDate::Form::kQuarter:
      return MakeQuarterDate(written.year, written.unit, written.day);
    case WrittenDate::Form::kOrdinal:
      return MakeOrdinalDate(written.year, written.day);
  }
  return std::nullopt;
}

/// What follows the year and the letter W or Q: `30`, `30-2`, `302`; `2`, `2-60`, `260`.
bool ReadWeekOrQuarter(TextCursor& cursor, bool extended, WrittenDate& written) {
  bool is_week = cursor.Take('W');
  if (!is_week && !cursor.Take('Q')) {
    return false;
  }
  written.form = is_week ? WrittenDate::Form::kWeek : WrittenDate::Form::kQuarter;
  if (!cursor.TakeNumber(is_week ? 2 : 1, written.unit)) {
    return false;
  }
  if (cursor.empty()) {
    return true;
  }
  return (!extended || cursor.Take('-')) && cursor.TakeNumber(is_week ? 1 : 2, written.day) &&
         cursor.empty();
}

/// What follows the year and a dash: `07`, `07-21`, `202`, `W30-2`, `Q2-60`.
bool ReadExtended(TextCursor& cursor, WrittenDate& written) {
  if (cursor.CountDigits() == 3) {
    written.form = WrittenDate::Form::kOrdinal;
    return cursor.TakeNumber(3, written.day) && cursor.empty();
  }
  if (cursor.CountDigits() == 2) {
    return cursor.TakeNumber(2, written.unit) &&
           (cursor.empty() ||
            (cursor.Take('-') && cursor.TakeNumber(2, written.day) && cursor.empty()));
  }
  return ReadWeekOrQuarter(cursor, true, written);
}

/// `2015`, `201507`, `2015202`, `20150721`: the number of digits tells which. Years with a sign
/// have up to nine digits and no such forms.
bool ReadWrittenDate(std::string_view text, WrittenDate& written) {
  TextCursor cursor(text);
  bool negative = cursor.Take('-');
  bool has_sign = negative || cursor.Take('+');
  size_t digit_count = cursor.CountDigits();
  size_t year_digit_count = has_sign ? digit_count : 4;
  if (year_digit_count > 9 || !cursor.TakeNumber(year_digit_count, written.year)) {
    return false;
  }
  written.year = negative ? -written.year : written.year;
  if (cursor.Take('-')) {
    return ReadExtended(cursor, written);
  }
  switch (digit_count - year_digit_count) {
    case 0:
      return cursor.empty() || ReadWeekOrQuarter(cursor, false, written);
    case 2:
      return cursor.TakeNumber(2, written.unit) && cursor.empty();
    case 3:
      written.form = WrittenDate::Form::kOrdinal;
      return cursor.TakeNumber(3, written.day) && cursor.empty();
    case 4:
      return cursor.TakeNumber(2, written.unit) && cursor.TakeNumber(2, written.day) &&
             cursor.empty();
    default:
      return false;
  }
}

/// `21`, `2140`, `214032.142`, `21:40`, `21:40:32.142`.
bool ReadClock(std::string_view text, int64_t (&parts)[3], int64_t& nanosecond) {
  TextCursor cursor(text);
  if (!cursor.TakeNumber(2, parts[0])) {
    return false;
  }
  bool extended = cursor.Peek(':');
  for (size_t index = 1; index < 3 && !cursor.empty(); ++index) {
    if ((extended && !cursor.Take(':')) || !cursor.TakeNumber(2, parts[index])) {
      return false;
    }
    if (index == 2 && (cursor.Take('.') || cursor.Take(','))) {
      size_t digit_count = cursor.CountDigits();
      if (digit_count > 9 || !cursor.TakeNumber(digit_count, nanosecond)) {
        return false;
      }
      for (size_t digit = digit_count; digit < 9; ++digit) {
        nanosecond *= 10;
      }
    }
  }
  return cursor.empty();
}

/// Splits off the offset that begins with a sign or is a Z.
std::pair<std::string_view, std::string_view> SplitOffset(std::string_view text) {
  size_t begin = text.find_first_of("Zz+-");
  if (begin == std::string_view::npos) {
    return {text, {}};
  }
  return {text.substr(0, begin), text.substr(begin)};
}

Result<TimeZone> ParseOffset(std::string_view offset) {
  if (offset.empty()) {
    return TimeZone();
  }
  RONDO_TRY_ASSIGN(TimeZone zone, TimeZone::Parse(offset));
  if (!zone.is_fixed_offset()) {
    return NotOfForm("offset", offset, "+02:00 or Z");
  }
  return zone;
}

/// The parts of a moment: everything before T, everything behind it up to the offset, the offset.
struct SplitMoment {
  std::string_view date;
  std::string_view time;  // Empty if there is no T.
  std::string_view offset;
  std::string_view zone_name;
  bool has_time = false;
};

bool Split(std::string_view text, SplitMoment& parts) {
  if (text.ends_with(']')) {
    size_t open = text.find('[');
    if (open == std::string_view::npos) {
      return false;
    }
    parts.zone_name = text.substr(open + 1, text.size() - open - 2);
    text = text.substr(0, open);
    if (parts.zone_name.empty()) {
      return false;
    }
  }
  size_t separator = text.find_first_of("Tt");
  parts.date = text.substr(0, separator);
  if (separator != std::string_view::npos) {
    parts.has_time = true;
    std::tie(parts.time, parts.offset) = SplitOffset(text.substr(separator + 1));
  }
  return true;
}

Result<LocalDateTime> JoinLocal(const SplitMoment& parts) {
  RONDO_TRY_ASSIGN(Date date, ParseDate(parts.date));
  LocalTime time;
  if (parts.has_time) {
    RONDO_TRY_ASSIGN(time, ParseLocalTime(parts.time));
  }
  return AtTime(date, time);
}

}  // namespace

Result<Date> ParseDate(std::string_view text) {
  WrittenDate written;
  if (!ReadWrittenDate(text, written)) {
    return NotOfForm("date", text, "2019-12-01, 2019-W48-7 or 2019-335");
  }
  std::optional<Date> date = OnCalendar(written);
  if (!date) {
    return NotOnCalendar("date", text, "look how long that month, quarter or year is");
  }
  return *date;
}

Result<LocalTime> ParseLocalTime(std::string_view text) {
  int64_t parts[3] = {0, 0, 0};
  int64_t nanosecond = 0;
  if (!ReadClock(text, parts, nanosecond)) {
    return NotOfForm("time", text, "20:45 or 20:45:30.5");
  }
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) {
    return NotOnCalendar("time", text, "hours go from 0 to 23, minutes and seconds from 0 to 59");
  }
  return LocalTime{(parts[0] * 3600 + parts[1] * 60 + parts[2]) * kNanosecondsPerSecond +
                   nanosecond};
}

Result<ZonedTime> ParseTime(std::string_view text) {
  auto [clock, offset] = SplitOffset(text);
  RONDO_TRY_ASSIGN(LocalTime time, ParseLocalTime(clock));
  RONDO_TRY_ASSIGN(TimeZone zone, ParseOffset(offset));
  return ZonedTime{time.nanosecond_of_day, zone.OffsetAtInstant(0)};
}

Result<LocalDateTime> ParseLocalDateTime(std::string_view text) {
  SplitMoment parts;
  if (!Split(text, parts) || !parts.offset.empty() || !parts.zone_name.empty()) {
    return NotOfForm("local date-time", text, "2019-12-01T20:45");
  }
  return JoinLocal(parts);
}

Result<ZonedDateTime> ParseDateTime(std::string_view text) {
  SplitMoment parts;
  if (!Split(text, parts)) {
    return NotOfForm("date-time", text, "2019-12-01T20:45+01:00[Europe/Rome]");
  }
  RONDO_TRY_ASSIGN(LocalDateTime local, JoinLocal(parts));
  RONDO_TRY_ASSIGN(TimeZone offset, ParseOffset(parts.offset));
  if (parts.zone_name.empty()) {
    return offset.Resolve(local);
  }
  RONDO_TRY_ASSIGN(TimeZone zone, TimeZone::FromName(parts.zone_name));
  if (parts.offset.empty()) {
    return zone.Resolve(local);
  }
  int32_t written_offset = offset.OffsetAtInstant(0);
  ZonedDateTime moment = zone.Resolve(local, written_offset);
  if (moment.offset_seconds != written_offset) {
    return InvalidValue("the offset in `" + std::string(text) + "` is not that of the zone",
                        "leave out the one or the other");
  }
  return moment;
}

Result<Value> ParseTemporal(Value::Kind kind, std::string_view text) {
  auto wrap = [](auto result) -> Result<Value> {
    if (!result.ok()) {
      return std::move(result).error();
    }
    return Value(std::move(result).value());
  };
  switch (kind) {
    case Value::Kind::kDate:
      return wrap(ParseDate(text));
    case Value::Kind::kLocalTime:
      return wrap(ParseLocalTime(text));
    case Value::Kind::kTime:
      return wrap(ParseTime(text));
    case Value::Kind::kLocalDateTime:
      return wrap(ParseLocalDateTime(text));
    case Value::Kind::kDateTime:
      return wrap(ParseDateTime(text));
    default:
      RONDO_CHECK(kind == Value::Kind::kDuration);
      return wrap(ParseDuration(text));
  }
}

}  // namespace rondo
