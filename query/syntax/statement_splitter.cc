#include "query/syntax/parser.h"

namespace rondo {
namespace {

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Moves over one token's worth of bytes at a time, just finely enough to know what is quoted.
class Scanner {
 public:
  Scanner(std::string_view text, size_t offset) : text_(text), offset_(offset) {}

  bool at_end() const { return offset_ >= text_.size(); }
  size_t offset() const { return offset_; }
  char current() const { return text_[offset_]; }
  bool unterminated() const { return unterminated_; }

  /// Skips white space and comments.
  void SkipBlank() {
    while (!at_end()) {
      if (IsSpace(current())) {
        ++offset_;
      } else if (StartsWith("//")) {
        size_t end = text_.find('\n', offset_);
        offset_ = end == std::string_view::npos ? text_.size() : end + 1;
      } else if (StartsWith("/*")) {
        SkipUntil("*/", offset_ + 2);
      } else {
        return;
      }
    }
  }

  /// Skips one quoted text or one byte of anything else. REQUIRES: !at_end().
  void SkipOne() {
    char c = current();
    if (c == '`') {
      SkipUntil("`", offset_ + 1);
    } else if (c == '\'' || c == '"') {
      SkipString(c);
    } else {
      ++offset_;
    }
  }

 private:
  bool StartsWith(std::string_view prefix) const {
    return text_.substr(offset_, prefix.size()) == prefix;
  }

  void SkipUntil(std::string_view closing, size_t from) {
    size_t end = text_.find(closing, from);
    unterminated_ = end == std::string_view::npos;
    offset_ = unterminated_ ? text_.size() : end + closing.size();
  }

  void SkipString(char quote) {
    for (++offset_; !at_end(); ++offset_) {
      if (current() == quote) {
        ++offset_;
        return;
      }
      if (current() == '\\') {
        ++offset_;
      }
    }
    offset_ = text_.size();
    unterminated_ = true;
  }

  std::string_view text_;
  size_t offset_;
  bool unterminated_ = false;
};

}  // namespace

std::vector<SourceSpan> SplitStatements(std::string_view script) {
  std::vector<SourceSpan> statements;
  Scanner scanner(script, 0);
  size_t begin = 0;
  size_t end = 0;  // Behind the last byte that is neither blank nor `;`.
  auto finish = [&] {
    if (end > begin) {
      statements.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
  };
  scanner.SkipBlank();
  begin = end = scanner.offset();
  while (!scanner.at_end()) {
    if (scanner.current() == ';') {
      finish();
      scanner.SkipOne();
      scanner.SkipBlank();
      begin = end = scanner.offset();
    } else {
      scanner.SkipOne();
      end = scanner.offset();
      scanner.SkipBlank();
    }
  }
  finish();
  return statements;
}

StatementEnd FindStatementEnd(std::string_view text) {
  StatementEnd result;
  Scanner scanner(text, 0);
  scanner.SkipBlank();
  while (!scanner.at_end()) {
    char c = scanner.current();
    scanner.SkipOne();
    if (c == ';') {
      result.complete = true;
      break;
    }
    result.blank = false;
    if (c == '(' || c == '[' || c == '{') {
      ++result.open_bracket_count;
    } else if ((c == ')' || c == ']' || c == '}') && result.open_bracket_count > 0) {
      --result.open_bracket_count;
    }
    scanner.SkipBlank();
  }
  result.offset = scanner.offset();
  result.inside_token = scanner.unterminated();
  return result;
}

}  // namespace rondo
