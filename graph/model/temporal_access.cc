// Components of temporal values (declared in temporal_construction.h).

#include <array>
#include <limits>
#include <optional>

#include "graph/model/calendar.h"
#include "graph/model/fixed_point_duration.h"
#include "graph/model/temporal_components.h"
#include "graph/model/temporal_construction.h"
#include "graph/model/temporal_parts.h"
#include "graph/model/temporal_text.h"
#include "graph/model/wide_integer.h"

namespace rondo {

namespace {

Result<Value> Narrow(Int128 number) {
  if (number < std::numeric_limits<int64_t>::min() ||
      number > std::numeric_limits<int64_t>::max()) {
    return TemporalOutOfRange("the component");
  }
  return Value(static_cast<int64_t>(number));
}

template <typename Argument>
struct NamedComponent {
  std::string_view name;
  Int128 (*get)(const Argument&);
};

constexpr std::array<NamedComponent<Date>, 10> kDateComponents = {{
    {"year", [](const Date& d) -> Int128 { return CivilFromDays(d.epoch_days).year; }},
    {"quarter",
     [](const Date& d) -> Int128 { return QuarterOfMonth(CivilFromDays(d.epoch_days).month); }},
    {"month", [](const Date& d) -> Int128 { return CivilFromDays(d.epoch_days).month; }},
    {"week", [](const Date& d) -> Int128 { return WeekDateOf(d).week; }},
    {"weekYear", [](const Date& d) -> Int128 { return WeekDateOf(d).week_year; }},
    {"day", [](const Date& d) -> Int128 { return CivilFromDays(d.epoch_days).day; }},
    {"ordinalDay", [](const Date& d) -> Int128 { return OrdinalDayOf(d); }},
    {"weekDay", [](const Date& d) -> Int128 { return WeekDateOf(d).day_of_week; }},
    {"dayOfWeek", [](const Date& d) -> Int128 { return WeekDateOf(d).day_of_week; }},
    {"dayOfQuarter", [](const Date& d) -> Int128 { return DayOfQuarterOf(d); }},
}};

constexpr int64_t kSecond = kNanosecondsPerSecond;

constexpr std::array<NamedComponent<LocalTime>, 6> kTimeComponents = {{
    {"hour", [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day / (3600 * kSecond); }},
    {"minute",
     [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day / (60 * kSecond) % 60; }},
    {"second", [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day / kSecond % 60; }},
    {"millisecond",
     [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day % kSecond / 1'000'000; }},
    {"microsecond",
     [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day % kSecond / 1'000; }},
    {"nanosecond", [](const LocalTime& t) -> Int128 { return t.nanosecond_of_day % kSecond; }},
}};

/// The time of a duration in nanoseconds.
Int128 TimeOfDuration(const Duration& d) { return Int128{d.seconds} * kSecond + d.nanoseconds; }

/// Whole units towards zero, as the text of a duration shows them.
constexpr std::array<NamedComponent<Duration>, 20> kDurationComponents = {{
    {"years", [](const Duration& d) -> Int128 { return d.months / 12; }},
    {"quarters", [](const Duration& d) -> Int128 { return d.months / 3; }},
    {"months", [](const Duration& d) -> Int128 { return d.months; }},
    {"weeks", [](const Duration& d) -> Int128 { return d.days / 7; }},
    {"days", [](const Duration& d) -> Int128 { return d.days; }},
    {"hours", [](const Duration& d) { return TimeOfDuration(d) / (3600 * kSecond); }},
    {"minutes", [](const Duration& d) { return TimeOfDuration(d) / (60 * kSecond); }},
    {"seconds", [](const Duration& d) { return TimeOfDuration(d) / kSecond; }},
    {"milliseconds", [](const Duration& d) { return TimeOfDuration(d) / 1'000'000; }},
    {"microseconds", [](const Duration& d) { return TimeOfDuration(d) / 1'000; }},
    {"nanoseconds", [](const Duration& d) { return TimeOfDuration(d); }},
    {"quartersOfYear", [](const Duration& d) -> Int128 { return d.months / 3 % 4; }},
    {"monthsOfYear", [](const Duration& d) -> Int128 { return d.months % 12; }},
    {"monthsOfQuarter", [](const Duration& d) -> Int128 { return d.months % 3; }},
    {"daysOfWeek", [](const Duration& d) -> Int128 { return d.days % 7; }},
    {"minutesOfHour", [](const Duration& d) { return TimeOfDuration(d) / (60 * kSecond) % 60; }},
    {"secondsOfMinute", [](const Duration& d) { return TimeOfDuration(d) / kSecond % 60; }},
    {"millisecondsOfSecond",
     [](const Duration& d) { return TimeOfDuration(d) / 1'000'000 % 1'000; }},
    {"microsecondsOfSecond",
     [](const Duration& d) { return TimeOfDuration(d) / 1'000 % 1'000'000; }},
    {"nanosecondsOfSecond", [](const Duration& d) { return TimeOfDuration(d) % kSecond; }},
}};

constexpr std::array<NamedComponent<ZonedDateTime>, 2> kInstantComponents = {{
    {"epochSeconds", [](const ZonedDateTime& m) -> Int128 { return m.epoch_seconds; }},
    {"epochMillis",
     [](const ZonedDateTime& m) {
       return Int128{m.epoch_seconds} * 1'000 + m.nanosecond / 1'000'000;
     }},
}};

template <typename Argument, size_t size>
std::optional<Int128> Find(const std::array<NamedComponent<Argument>, size>& components,
                           const Argument& argument, std::string_view name) {
  for (const NamedComponent<Argument>& component : components) {
    if (EqualIgnoringCase(component.name, name)) {
      return component.get(argument);
    }
  }
  return std::nullopt;
}

template <typename Argument, size_t size>
void AppendNames(const std::array<NamedComponent<Argument>, size>& components, std::string& text) {
  for (const NamedComponent<Argument>& component : components) {
    text += (text.empty() ? "it has " : ", ") + std::string(component.name);
  }
}

/// "it has year, quarter, ...": the parts that many ask for; times of day have the others too.
std::string ComponentNames(const Value& temporal) {
  std::string text;
  if (temporal.is(Value::Kind::kDuration)) {
    AppendNames(kDurationComponents, text);
  } else if (HasDate(temporal.kind())) {
    AppendNames(kDateComponents, text);
  } else {
    AppendNames(kTimeComponents, text);
  }
  return text;
}

/// `timezone`, `offset`, `offsetMinutes`, `offsetSeconds`.
std::optional<Value> FindZoneComponent(const Value& temporal, std::string_view name) {
  bool is_moment = temporal.is(Value::Kind::kDateTime);
  int32_t offset = is_moment ? temporal.date_time().offset_seconds : temporal.time().offset_seconds;
  bool wants_zone = EqualIgnoringCase(name, "timezone");
  if (wants_zone && is_moment && !temporal.date_time().zone_name.empty()) {
    return Value(temporal.date_time().zone_name);
  }
  if (wants_zone || EqualIgnoringCase(name, "offset")) {
    std::string text;
    AppendOffsetText(offset, text);
    return Value(std::move(text));
  }
  if (EqualIgnoringCase(name, "offsetMinutes")) {
    return Value(offset / 60);
  }
  if (EqualIgnoringCase(name, "offsetSeconds")) {
    return Value(offset);
  }
  return std::nullopt;
}

}  // namespace

Result<Value> TemporalComponent(const Value& temporal, std::string_view name) {
  std::optional<Int128> number;
  if (temporal.is(Value::Kind::kDuration)) {
    number = Find(kDurationComponents, temporal.duration(), name);
  } else {
    TemporalParts parts = PartsOf(temporal);
    if (parts.date) {
      number = Find(kDateComponents, *parts.date, name);
    }
    if (!number && parts.time) {
      number = Find(kTimeComponents, *parts.time, name);
    }
    if (!number && temporal.is(Value::Kind::kDateTime)) {
      number = Find(kInstantComponents, temporal.date_time(), name);
    }
    if (!number && HasZone(temporal.kind())) {
      if (std::optional<Value> value = FindZoneComponent(temporal, name)) {
        return *value;
      }
    }
  }
  if (!number) {
    Error error = RuntimeError(ErrorCode::kArgument, "UnknownTemporalComponent",
                               "a value of type " + std::string(KindName(temporal.kind())) +
                                   " has no component `" + std::string(name) + "`");
    error.hint = ComponentNames(temporal);
    return error;
  }
  return Narrow(*number);
}

}  // namespace rondo
