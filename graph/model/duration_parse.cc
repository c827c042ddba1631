// Reading durations from ISO 8601 text (declared in temporal_text.h).

#include <array>

#include "graph/model/calendar.h"
#include "graph/model/fixed_point_duration.h"
#include "graph/model/temporal_arithmetic.h"
#include "graph/model/temporal_text.h"
#include "graph/model/text_cursor.h"

namespace rondo {

namespace {

Error NotADuration(std::string_view text) {
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidTemporalText",
                             "`" + std::string(text) + "` cannot be read as a duration");
  error.hint = "write it as P1Y2M10DT2H30M";
  return error;
}

/// Where a unit goes, and how many of the part it makes.
struct Unit {
  char letter;
  Int128 FixedPointDuration::*part;
  int64_t factor;
};

constexpr std::array<Unit, 4> kDateUnits = {{{'Y', &FixedPointDuration::months, 12},
                                             {'M', &FixedPointDuration::months, 1},
                                             {'W', &FixedPointDuration::days, 7},
                                             {'D', &FixedPointDuration::days, 1}}};
constexpr std::array<Unit, 3> kTimeUnits = {{{'H', &FixedPointDuration::seconds, 3600},
                                             {'M', &FixedPointDuration::seconds, 60},
                                             {'S', &FixedPointDuration::seconds, 1}}};

/// `-12.5` in fixed point; digits beyond the 18th decimal are dropped.
bool TakeDecimal(TextCursor& cursor, FixedPointNumber& number) {
  bool negative = cursor.Take('-');
  if (!negative) {
    cursor.Take('+');
  }
  if (!cursor.TakeNumber(cursor.CountDigits(), number.whole)) {
    return false;
  }
  number.fraction = 0;
  if (cursor.Take('.') || cursor.Take(',')) {
    if (cursor.CountDigits() == 0) {
      return false;
    }
    int64_t weight = kFixedPointOne;
    while (cursor.CountDigits() > 0) {
      int64_t digit = 0;
      cursor.TakeNumber(1, digit);
      weight /= 10;
      number.fraction += digit * weight;
    }
  }
  if (negative) {
    number.whole = -number.whole;
    number.fraction = -number.fraction;
  }
  return true;
}

/// Reads amounts with units in the order of the table; false where something else stands there.
template <size_t size>
Result<bool> TakeUnits(TextCursor& cursor, const std::array<Unit, size>& units, int sign,
                       FixedPointDuration& amount, size_t& unit_count) {
  size_t next = 0;
  while (!cursor.empty() && !cursor.Peek('T')) {
    FixedPointNumber number;
    if (!TakeDecimal(cursor, number)) {
      return false;
    }
    while (next < size && !cursor.Take(units[next].letter)) {
      ++next;
    }
    if (next == size) {
      return false;
    }
    RONDO_TRY(FixedPointDuration::Accumulate(amount.*units[next].part, sign * number.whole,
                                             sign * number.fraction, units[next].factor));
    ++next;
    ++unit_count;
  }
  return true;
}

/// `P12Y5M14DT16H12M70S`, behind the P.
Result<Duration> ParseUnits(std::string_view text, TextCursor cursor, int sign) {
  FixedPointDuration amount;
  size_t unit_count = 0;
  RONDO_TRY_ASSIGN(bool well_formed, TakeUnits(cursor, kDateUnits, sign, amount, unit_count));
  if (well_formed && cursor.Take('T')) {
    size_t date_unit_count = unit_count;
    RONDO_TRY_ASSIGN(well_formed, TakeUnits(cursor, kTimeUnits, sign, amount, unit_count));
    well_formed = well_formed && unit_count > date_unit_count;
  }
  if (!well_formed || unit_count == 0 || !cursor.empty()) {
    return NotADuration(text);
  }
  return Settle(amount);
}

/// `P2012-02-02T14:37:21.545` and `P20120202T143721.545`, behind the P: as many years, months, days
/// and so on.
Result<Duration> ParseDateForm(std::string_view text, TextCursor cursor, int sign) {
  int64_t year = 0;
  int64_t month = 0;
  int64_t day = 0;
  if (!cursor.TakeNumber(4, year)) {
    return NotADuration(text);
  }
  bool extended = cursor.Take('-');
  if (!cursor.TakeNumber(2, month) || (extended && !cursor.Take('-')) ||
      !cursor.TakeNumber(2, day) || month > 12 || day > 31) {
    return NotADuration(text);
  }
  LocalTime time;
  if (cursor.Take('T')) {
    RONDO_TRY_ASSIGN(time, ParseLocalTime(cursor.rest()));
  } else if (!cursor.empty()) {
    return NotADuration(text);
  }
  return MakeDuration(sign * (year * 12 + month), sign * day, 0, sign * time.nanosecond_of_day);
}

}  // namespace

Result<Duration> ParseDuration(std::string_view text) {
  TextCursor cursor(text);
  int sign = cursor.Take('-') ? -1 : 1;
  if (sign == 1) {
    cursor.Take('+');
  }
  if (!cursor.Take('P')) {
    return NotADuration(text);
  }
  size_t digit_count = cursor.CountDigits();
  std::string_view behind = cursor.rest().substr(digit_count);
  bool extended_date = digit_count == 4 && behind.starts_with('-');
  bool basic_date = digit_count == 8 && (behind.empty() || behind.starts_with('T'));
  return extended_date || basic_date ? ParseDateForm(text, cursor, sign)
                                     : ParseUnits(text, cursor, sign);
}

}  // namespace rondo
