#include "tools/articles/iso_date.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<Date> MakeDay(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok() || year < 1800 || year > 2200) {
    return std::nullopt;
  }
  return Date{std::chrono::sys_days{date}.time_since_epoch().count()};
}

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

/// The number at the beginning of `text`, which is cut off; -1 if there is none of `digits_max` or
/// fewer.
int TakeNumber(std::string_view& text, std::size_t digits_max) {
  std::size_t size = 0;
  int value = 0;
  while (size < text.size() && IsDigit(text[size])) {
    if (size == digits_max) {
      return -1;
    }
    value = value * 10 + (text[size++] - '0');
  }
  text.remove_prefix(size);
  return size == 0 ? -1 : value;
}

void SkipFiller(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',' || text.front() == '.')) {
    text.remove_prefix(1);
  }
}

/// 1 to 12, or 0; the word is cut off.
unsigned TakeMonth(std::string_view& text) {
  std::string word;
  std::size_t size = 0;
  while (size < text.size() && ((text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z')) {
    word += static_cast<char>(text[size++] | 0x20);
  }
  for (unsigned index = 0; index < kMonths.size(); ++index) {
    if (word.size() >= 3 && word.starts_with(kMonths[index])) {
      text.remove_prefix(size);
      return index + 1;
    }
  }
  return 0;
}

void SkipOrdinal(std::string_view& text) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (text.starts_with(ending)) {
      text.remove_prefix(2);
      return;
    }
  }
}

std::chrono::year_month_day CalendarDay(Date date) {
  return std::chrono::sys_days{
      std::chrono::days{static_cast<std::chrono::days::rep>(date.epoch_days)}};
}

}  // namespace

std::optional<Date> ParseIsoDay(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  std::string_view year_text = text.substr(0, 4);
  std::string_view month_text = text.substr(5, 2);
  std::string_view day_text = text.substr(8, 2);
  const int year = TakeNumber(year_text, 4);
  const int month = TakeNumber(month_text, 2);
  const int day = TakeNumber(day_text, 2);
  if (!year_text.empty() || !month_text.empty() || !day_text.empty() || year < 0 || month < 0 ||
      day < 0 || (text.size() > 10 && IsDigit(text[10]))) {
    return std::nullopt;
  }
  return MakeDay(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<Date> ParseWrittenDay(std::string_view text) {
  if (auto iso = ParseIsoDay(text)) {
    return iso;
  }
  int day = -1;
  unsigned month = TakeMonth(text);
  if (month == 0) {
    day = TakeNumber(text, 2);
    SkipOrdinal(text);
    SkipFiller(text);
    month = TakeMonth(text);
  } else {
    SkipFiller(text);
    day = TakeNumber(text, 2);
    SkipOrdinal(text);
  }
  SkipFiller(text);
  const int year = TakeNumber(text, 4);
  if (month == 0 || day < 1 || year < 0) {
    return std::nullopt;
  }
  return MakeDay(year, month, static_cast<unsigned>(day));
}

std::string IsoDay(Date date) {
  const std::chrono::year_month_day day = CalendarDay(date);
  return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

unsigned MonthOf(Date date) { return static_cast<unsigned>(CalendarDay(date).month()); }

std::string_view FirstOf(std::string_view date) { return date.substr(0, date.find('/')); }

std::string_view LastOf(std::string_view date) {
  return date.substr(date.find('/') == std::string_view::npos ? 0 : date.find('/') + 1);
}

int YearIn(std::string_view date) {
  int year = 0;
  std::from_chars(date.data(), date.data() + date.size(), year);
  return year;
}

}  // namespace rondo::articles
