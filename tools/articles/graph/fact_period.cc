#include "tools/articles/graph/fact_period.h"

#include <charconv>
#include <limits>

#include "graph/model/calendar.h"
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

constexpr int kMonthsPerYear = 12;
constexpr int64_t kUnbounded = std::numeric_limits<int64_t>::max();

std::optional<int> ParseDigits(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

/// First and last day of "YYYY", "YYYY-MM" or "YYYY-MM-DD"; unknown for anything else.
FactPeriod ParseSpan(std::string_view text) {
  FactPeriod period;
  if (text.size() == 10) {
    period.first = period.last = ParseIsoDay(text);
    return period;
  }
  const bool has_month = text.size() == 7 && text[4] == '-';
  const auto year = text.size() == 4 || has_month ? ParseDigits(text.substr(0, 4)) : std::nullopt;
  if (!year.has_value()) {
    return period;
  }
  const int month = has_month ? ParseDigits(text.substr(5)).value_or(0) : 1;
  const int last_month = has_month ? month : kMonthsPerYear;
  period.first = MakeDate(*year, month, 1);
  if (period.first.has_value()) {
    period.last = MakeDate(*year, last_month, DaysInMonth(*year, last_month));
  }
  return period;
}

}  // namespace

FactPeriod ParseFactPeriod(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return ParseSpan(text);
  }
  return {ParseSpan(text.substr(0, slash)).first, ParseSpan(text.substr(slash + 1)).last};
}

bool MayCoincide(const FactPeriod& left, const FactPeriod& right) {
  auto begins_after = [](const FactPeriod& a, const FactPeriod& b) {
    return a.first.has_value() && b.last.has_value() && *a.first > *b.last;
  };
  return !begins_after(left, right) && !begins_after(right, left);
}

int64_t Vagueness(const FactPeriod& period) {
  return period.first.has_value() && period.last.has_value()
             ? period.last->epoch_days - period.first->epoch_days
             : kUnbounded;
}

}  // namespace rondo::articles
