#pragma once

// The components of a temporal value as a map names them ({year: 1984, week: 10, hour: 12, ...}),
// read and checked, and how they make a day and a time of day, alone or over a value that they
// override. Used by construction and truncation.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "graph/model/time_zone.h"
#include "graph/model/value.h"

namespace rondo {

enum class TemporalField : uint8_t {
  kYear,
  kQuarter,
  kMonth,
  kWeek,
  kDay,
  kOrdinalDay,
  kDayOfQuarter,
  kDayOfWeek,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kMicrosecond,
  kNanosecond,
  kEpochSeconds,
  kEpochMillis,
};
inline constexpr size_t kTemporalFieldCount = 16;

/// The field's name as openCypher writes it ("dayOfQuarter").
std::string_view TemporalFieldName(TemporalField field);

/// The error of components that do not fit: Argument("InvalidArgumentValue").
Error InvalidTemporalComponents(std::string message, std::string hint = {});

class TemporalComponents {
 public:
  /// Reads a map for a value of `kind`; names are found in any case, nulls count as absent.
  /// Argument("InvalidArgumentValue") for names that the kind has no use for,
  /// Type("InvalidArgumentValue") for values of a wrong type. The components borrow the temporal
  /// values in the map.
  static Result<TemporalComponents> Read(Value::Kind kind, const MapValue& map);

  std::optional<int64_t> Get(TemporalField field) const {
    return numbers_[static_cast<size_t>(field)];
  }
  bool Has(TemporalField field) const { return Get(field).has_value(); }
  bool HasAnyNumber() const;

  /// Other values to start from, or null.
  const Value* date() const { return date_; }
  const Value* time() const { return time_; }
  const Value* datetime() const { return datetime_; }
  const std::optional<TimeZone>& zone() const { return zone_; }

  /// The day that the components name, filled up from `base` or, without one, from the beginning of
  /// the unit. A year, quarter or month moves `base` to the last day where its own does not exist.
  Result<Date> MakeDay(std::optional<Date> base) const;

  /// The time of day that the components name, filled up from `base`, or with zeros.
  Result<LocalTime> MakeTime(std::optional<LocalTime> base) const;

  /// Milliseconds, microseconds and nanoseconds together; `base` if none is named.
  Result<int64_t> MakeNanosecond(int64_t base) const;

 private:
  Result<void> ReadEntry(Value::Kind kind, const MapValue::Entry& entry);
  Result<Date> MakeCalendarDay(std::optional<Date> base) const;
  Result<Date> MakeWeekDay(std::optional<Date> base) const;
  Result<Date> MakeQuarterDay(std::optional<Date> base) const;
  Result<Date> MakeOrdinalDay(std::optional<Date> base) const;

  std::array<std::optional<int64_t>, kTemporalFieldCount> numbers_;
  const Value* date_ = nullptr;
  const Value* time_ = nullptr;
  const Value* datetime_ = nullptr;
  std::optional<TimeZone> zone_;
};

/// Whether the two are equal but for the case of ASCII letters.
bool EqualIgnoringCase(std::string_view left, std::string_view right);

}  // namespace rondo
