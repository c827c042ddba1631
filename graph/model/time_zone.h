#pragma once

// Time zones: fixed offsets from UTC, and the zones of the IANA database with their whole history
// (local mean time before the first law, daylight saving rules extended into the far future). The
// only door to the date library, whose exceptions end here.
//
// Thread rule: immutable; free to use from many threads.

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/temporal.h"

namespace date {
class time_zone;
}

namespace rondo {

/// The largest offset that ISO 8601 times are given here, 18 hours either way.
inline constexpr int32_t kMaxOffsetSeconds = 18 * 3600;

class TimeZone {
 public:
  /// UTC.
  TimeZone() = default;
  /// REQUIRES: -kMaxOffsetSeconds <= offset_seconds <= kMaxOffsetSeconds.
  static TimeZone FromOffset(int32_t offset_seconds);
  /// Reads `Z`, an offset (`+01`, `+0100`, `+01:00`, `-02:05:07`) or the name of a zone of the IANA
  /// database. Argument("InvalidTimeZone") for anything else.
  static Result<TimeZone> Parse(std::string_view text);
  /// Reads the name of a zone of the IANA database, in any case ("europe/stockholm").
  /// Argument("InvalidTimeZone") if there is none.
  static Result<TimeZone> FromName(std::string_view name);
  /// The zone in which `moment` is written: its named zone, or its offset.
  static TimeZone Of(const ZonedDateTime& moment);

  /// The name in the IANA database, or empty for a fixed offset.
  const std::string& name() const { return name_; }
  bool is_fixed_offset() const { return zone_ == nullptr; }

  /// Seconds east of UTC at a moment. Years outside the calendar of the date library are answered
  /// from a year with the same calendar inside it.
  int32_t OffsetAtInstant(int64_t epoch_seconds) const;

  /// Seconds east of UTC at a time on the wall clock. In the hour that is repeated the earlier
  /// offset is taken; in the hour that is left out, the offset before the gap.
  int32_t OffsetAtLocal(int64_t local_epoch_seconds) const;

  /// The moment at which the wall clock of this zone shows `local`. A time in a gap is moved later
  /// by the length of the gap, as clocks are.
  ZonedDateTime Resolve(const LocalDateTime& local) const;
  /// As Resolve, but keeps `preferred_offset` where the wall time occurs twice and that is one of
  /// the two offsets.
  ZonedDateTime Resolve(const LocalDateTime& local, int32_t preferred_offset) const;

  /// The moment `epoch_seconds` (UTC), written in this zone.
  ZonedDateTime AtInstant(int64_t epoch_seconds, int32_t nanosecond) const;

 private:
  std::string name_;
  const date::time_zone* zone_ = nullptr;  // Lives as long as the process.
  int32_t offset_seconds_ = 0;
};

/// What the clock on the wall shows at `moment`.
LocalDateTime LocalOf(const ZonedDateTime& moment);

}  // namespace rondo
