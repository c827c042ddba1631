#pragma once

// A place in a short text that is being read from left to right. Each Take moves behind what it
// takes, or stays where it is and says so.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rondo {

class TextCursor {
 public:
  /// The text must outlive the cursor.
  explicit TextCursor(std::string_view text) : rest_(text) {}

  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool Peek(char wanted) const { return rest_.starts_with(wanted); }

  bool Take(char wanted) {
    if (!Peek(wanted)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// How many decimal digits follow.
  size_t CountDigits() const {
    size_t count = rest_.find_first_not_of("0123456789");
    return count == std::string_view::npos ? rest_.size() : count;
  }

  /// Takes exactly `digit_count` digits, at least one and at most 18.
  bool TakeNumber(size_t digit_count, int64_t& number) {
    if (digit_count == 0 || digit_count > 18 || CountDigits() < digit_count) {
      return false;
    }
    number = 0;
    for (char digit : rest_.substr(0, digit_count)) {
      number = number * 10 + (digit - '0');
    }
    rest_.remove_prefix(digit_count);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace rondo
