#include "graph/model/time_zone.h"

#include <date/tz.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <optional>

#include "graph/model/calendar.h"
#include "graph/model/time_zone_link.h"

namespace rondo {

namespace {

Error InvalidTimeZone(std::string_view text) {
  return RuntimeError(ErrorCode::kArgument, "InvalidTimeZone",
                      "`" + std::string(text) + "` is no time zone");
}

/// Reads two digits at `position` and moves behind them.
std::optional<int32_t> ReadTwoDigits(std::string_view text, size_t& position) {
  auto is_digit = [&](size_t index) {
    return index < text.size() && text[index] >= '0' && text[index] <= '9';
  };
  if (!is_digit(position) || !is_digit(position + 1)) {
    return std::nullopt;
  }
  int32_t number = (text[position] - '0') * 10 + (text[position + 1] - '0');
  position += 2;
  return number;
}

/// `+01`, `+0100`, `+01:00`, `+010203`, `+01:02:03`.
std::optional<int32_t> ParseOffset(std::string_view text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) {
    return std::nullopt;
  }
  size_t position = 1;
  int32_t parts[3] = {0, 0, 0};
  bool has_colons = false;
  for (size_t index = 0; index < 3 && position < text.size(); ++index) {
    bool colon = index > 0 && text[position] == ':';
    if (index == 1) {
      has_colons = colon;
    }
    if (index > 0 && colon != has_colons) {
      return std::nullopt;
    }
    position += colon ? 1 : 0;
    std::optional<int32_t> part = ReadTwoDigits(text, position);
    if (!part || (index > 0 && *part > 59)) {
      return std::nullopt;
    }
    parts[index] = *part;
  }
  int32_t seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
  if (position == 1 || position != text.size() || seconds > kMaxOffsetSeconds) {
    return std::nullopt;
  }
  return text.front() == '-' ? -seconds : seconds;
}

// The names of the database are looked for as written first, then in any case and with blanks for
// underscores.
bool SameZoneName(std::string_view name, std::string_view wanted) {
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    auto fold = [](char c) {
      return c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    };
    return fold(a) == fold(b);
  });
}

// The date library throws where a zone or its file is missing.
const date::time_zone* LocateZone(std::string_view name) noexcept {
  try {
    const date::time_zone* zone = date::locate_zone(name);
    zone->get_info(date::sys_seconds{});  // Loads the history now, so that later calls cannot fail.
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::string FindZoneName(std::string_view wanted) noexcept {
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) {
      if (SameZoneName(zone.name(), wanted)) {
        return zone.name();
      }
    }
  } catch (const std::exception&) {
    // No database is installed: then there are only offsets.
  }
  return {};
}

// Before every change of the clocks that the database knows.
constexpr int64_t kFirstKnownSecond = -12'000'000'000;  // 1589.
constexpr int64_t kLastKnownYear = 2037;

/// The files of the database end with 2037, since the rules of the last years repeat for ever. A
/// later moment is answered from the same day of a year before the end in which the weekdays, which
/// the rules go by, fall alike. Those years are common years; the days after a leap day are looked
/// up in the one that agrees from March on.
int64_t MoveIntoKnownYears(int64_t epoch_seconds) {
  if (epoch_seconds < kFirstKnownSecond) {
    return kFirstKnownSecond;
  }
  int64_t epoch_days = FloorDivide(epoch_seconds, kSecondsPerDay);
  YearMonthDay civil = CivilFromDays(epoch_days);
  if (civil.year <= kLastKnownYear) {
    return epoch_seconds;
  }
  bool after_leap_day = IsLeapYear(civil.year) && civil.month > 2;
  int64_t first_weekday =
      FloorModulo(DaysFromCivil(civil.year, 1, 1) + (after_leap_day ? 1 : 0), 7);
  int64_t year = kLastKnownYear;
  while (IsLeapYear(year) || FloorModulo(DaysFromCivil(year, 1, 1), 7) != first_weekday) {
    --year;
  }
  return DaysFromCivil(year, civil.month, civil.day) * kSecondsPerDay +
         FloorModulo(epoch_seconds, kSecondsPerDay);
}

}  // namespace

TimeZone TimeZone::FromOffset(int32_t offset_seconds) {
  RONDO_CHECK(offset_seconds >= -kMaxOffsetSeconds && offset_seconds <= kMaxOffsetSeconds);
  TimeZone zone;
  zone.offset_seconds_ = offset_seconds;
  return zone;
}

Result<TimeZone> TimeZone::Parse(std::string_view text) {
  if (text == "Z" || text == "z") {
    return TimeZone();
  }
  if (std::optional<int32_t> offset = ParseOffset(text)) {
    return FromOffset(*offset);
  }
  return FromName(text);
}

Result<TimeZone> TimeZone::FromName(std::string_view name) {
  TimeZone zone;
  zone.name_ = std::string(name);
  const date::time_zone* located = LocateZone(zone.name_);
  if (located == nullptr) {
    zone.name_ = FindZoneName(name);
    located = zone.name_.empty() ? nullptr : LocateZone(zone.name_);
  }
  if (located == nullptr) {
    return InvalidTimeZone(name);
  }
  const date::time_zone* target = LocateZone(TimeZoneLinkTarget(zone.name_));
  zone.zone_ = target != nullptr ? target : located;
  return zone;
}

TimeZone TimeZone::Of(const ZonedDateTime& moment) {
  if (!moment.zone_name.empty()) {
    // The zone may be missing on this machine although it was known where the value was made.
    if (Result<TimeZone> zone = FromName(moment.zone_name); zone.ok()) {
      return std::move(zone).value();
    }
  }
  return FromOffset(moment.offset_seconds);
}

int32_t TimeZone::OffsetAtInstant(int64_t epoch_seconds) const {
  if (zone_ == nullptr) {
    return offset_seconds_;
  }
  date::sys_seconds moment{std::chrono::seconds{MoveIntoKnownYears(epoch_seconds)}};
  return static_cast<int32_t>(zone_->get_info(moment).offset.count());
}

int32_t TimeZone::OffsetAtLocal(int64_t local_epoch_seconds) const {
  if (zone_ == nullptr) {
    return offset_seconds_;
  }
  // No offset reaches a day, so these two surround every change that can matter here.
  int32_t before = OffsetAtInstant(local_epoch_seconds - kSecondsPerDay);
  int32_t after = OffsetAtInstant(local_epoch_seconds + kSecondsPerDay);
  if (before == after || OffsetAtInstant(local_epoch_seconds - before) == before) {
    return before;
  }
  return OffsetAtInstant(local_epoch_seconds - after) == after ? after : before;
}

ZonedDateTime TimeZone::Resolve(const LocalDateTime& local) const {
  // In a gap the offset before it applies, and the clock there is already past the gap.
  return AtInstant(local.epoch_seconds - OffsetAtLocal(local.epoch_seconds), local.nanosecond);
}

ZonedDateTime TimeZone::Resolve(const LocalDateTime& local, int32_t preferred_offset) const {
  int64_t preferred = local.epoch_seconds - preferred_offset;
  if (OffsetAtInstant(preferred) == preferred_offset) {
    return AtInstant(preferred, local.nanosecond);
  }
  return Resolve(local);
}

ZonedDateTime TimeZone::AtInstant(int64_t epoch_seconds, int32_t nanosecond) const {
  return ZonedDateTime{epoch_seconds, nanosecond, OffsetAtInstant(epoch_seconds), name_};
}

LocalDateTime LocalOf(const ZonedDateTime& moment) {
  return LocalDateTime{moment.epoch_seconds + moment.offset_seconds, moment.nanosecond};
}

}  // namespace rondo
