#include "query/syntax/lexer.h"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "graph/base/check.h"

namespace rondo {
namespace {

constexpr uint32_t kByteOrderMark = 0xFEFF;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int HexDigitValue(char c) {
  if (IsDigit(c)) {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct CodePoint {
  uint32_t value = 0;
  uint32_t size = 0;  // 0: the bytes are not UTF-8.
};

CodePoint DecodeAt(std::string_view text, size_t offset) {
  utf8proc_int32_t value = -1;
  auto available = static_cast<utf8proc_ssize_t>(text.size() - offset);
  utf8proc_ssize_t size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset), available, &value);
  if (size <= 0 || value < 0) {
    return {};
  }
  return {static_cast<uint32_t>(value), static_cast<uint32_t>(size)};
}

bool IsIdentifierStart(uint32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return false;
  }
}

bool IsIdentifierPart(uint32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_SC:
      return true;
    default:
      // Joiners hold the letters of some scripts and emoji together.
      return code_point == 0x200C || code_point == 0x200D || IsIdentifierStart(code_point);
  }
}

bool IsUnicodeSpace(uint32_t code_point) {
  if (code_point >= 0x1C && code_point <= 0x1F) {
    return true;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return code_point == 0x85;
  }
}

/// openCypher's Dash, LeftArrowHead and RightArrowHead.
TokenKind UnicodePunctuation(uint32_t code_point) {
  switch (code_point) {
    case 0x00AD:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return TokenKind::kUnicodeDash;
    case 0x27E8:
    case 0x3008:
    case 0xFE64:
    case 0xFF1C:
      return TokenKind::kUnicodeLeftArrow;
    case 0x27E9:
    case 0x3009:
    case 0xFE65:
    case 0xFF1E:
      return TokenKind::kUnicodeRightArrow;
    default:
      return TokenKind::kError;
  }
}

class Lexer {
 public:
  /// Reads the first `valid_size` bytes, which are UTF-8; if there are more, an error follows them.
  Lexer(std::string_view text, size_t valid_size)
      : text_(text.substr(0, valid_size)), is_valid_(valid_size == text.size()) {}

  TokenList Run() && {
    if (DecodeAt(text_, 0).value == kByteOrderMark) {
      position_ = 3;
    }
    while (!result_.error && SkipBlank()) {
      Next();
    }
    if (!is_valid_ && at_end()) {
      // Also where a string or comment runs into the invalid bytes.
      Fail("InvalidUnicodeCharacter", "the text is not valid UTF-8", text_.size(), text_.size() + 1,
           "save the statement as UTF-8");
    }
    auto end = static_cast<uint32_t>(text_.size());
    if (result_.error) {
      result_.tokens.push_back({TokenKind::kError, Keyword::kNone, *result_.error->span});
      end = result_.error->span->end;
    }
    result_.tokens.push_back({TokenKind::kEnd, Keyword::kNone, {end, end}});
    return std::move(result_);
  }

 private:
  char At(size_t offset) const {
    return position_ + offset < text_.size() ? text_[position_ + offset] : '\0';
  }
  bool at_end() const { return position_ >= text_.size(); }

  void Fail(std::string detail, std::string message, size_t begin, size_t end,
            std::string hint = {}) {
    result_.error = CompileError(ErrorCode::kSyntax, std::move(detail), std::move(message),
                                 {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    result_.error->hint = std::move(hint);
  }

  void Push(TokenKind kind, size_t begin, Keyword keyword = Keyword::kNone) {
    result_.tokens.push_back(
        {kind, keyword, {static_cast<uint32_t>(begin), static_cast<uint32_t>(position_)}});
  }

  void PushOperator(TokenKind kind, size_t size) {
    size_t begin = position_;
    position_ += size;
    Push(kind, begin);
  }

  /// Skips white space and comments; false at the end of the text or at an error.
  bool SkipBlank();
  void SkipComment();
  void Next();
  void NextOperator();
  void NextBeyondAscii();
  void NextWord();
  void NextQuotedIdentifier();
  void NextParameter();
  void NextNumber();
  void NextString();

  /// Moves over the characters that may stand inside an identifier.
  void SkipIdentifierParts();

  std::string_view text_;
  bool is_valid_;
  size_t position_ = 0;
  TokenList result_;
};

bool Lexer::SkipBlank() {
  while (!at_end() && !result_.error) {
    char c = At(0);
    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F)) {
      ++position_;
    } else if (c == '/' && (At(1) == '/' || At(1) == '*')) {
      SkipComment();
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      CodePoint code_point = DecodeAt(text_, position_);
      if (code_point.size == 0 || !IsUnicodeSpace(code_point.value)) {
        return true;
      }
      position_ += code_point.size;
    } else {
      return true;
    }
  }
  return false;
}

void Lexer::SkipComment() {
  if (At(1) == '/') {
    size_t end = text_.find('\n', position_);
    position_ = end == std::string_view::npos ? text_.size() : end + 1;
    return;
  }
  size_t end = text_.find("*/", position_ + 2);
  if (end == std::string_view::npos) {
    size_t begin = position_;
    position_ = text_.size();
    Fail("UnexpectedSyntax", "a comment is not closed", begin, begin + 2, "close it with */");
    return;
  }
  position_ = end + 2;
}

void Lexer::Next() {
  char c = At(0);
  if (IsAsciiLetter(c) || c == '_') {
    NextWord();
  } else if (IsDigit(c) || (c == '.' && IsDigit(At(1)))) {
    NextNumber();
  } else if (c == '\'' || c == '"') {
    NextString();
  } else if (c == '`') {
    NextQuotedIdentifier();
  } else if (c == '$') {
    NextParameter();
  } else if (static_cast<unsigned char>(c) >= 0x80) {
    NextBeyondAscii();
  } else {
    NextOperator();
  }
}

void Lexer::NextBeyondAscii() {
  CodePoint code_point = DecodeAt(text_, position_);
  if (IsIdentifierStart(code_point.value)) {
    NextWord();
    return;
  }
  TokenKind kind = UnicodePunctuation(code_point.value);
  if (kind == TokenKind::kError) {
    Fail("InvalidUnicodeCharacter",
         "unexpected character `" + std::string(text_.substr(position_, code_point.size)) + "`",
         position_, position_ + code_point.size,
         "only strings and names in back-ticks hold such characters");
    return;
  }
  PushOperator(kind, code_point.size);
}

void Lexer::SkipIdentifierParts() {
  while (!at_end()) {
    char c = At(0);
    if (IsAsciiLetter(c) || IsDigit(c) || c == '_' || c == '$') {
      ++position_;
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x80) {
      return;
    }
    CodePoint code_point = DecodeAt(text_, position_);
    if (code_point.size == 0 || !IsIdentifierPart(code_point.value)) {
      return;
    }
    position_ += code_point.size;
  }
}

void Lexer::NextWord() {
  size_t begin = position_;
  SkipIdentifierParts();
  Push(TokenKind::kIdentifier, begin, FindKeyword(text_.substr(begin, position_ - begin)));
}

void Lexer::NextQuotedIdentifier() {
  size_t begin = position_;
  size_t end = begin + 1;
  while ((end = text_.find('`', end)) != std::string_view::npos) {
    if (text_.substr(end, 2) == "``") {
      end += 2;
      continue;
    }
    position_ = end + 1;
    Push(TokenKind::kQuotedIdentifier, begin);
    return;
  }
  position_ = text_.size();
  Fail("UnexpectedSyntax", "a name in back-ticks is not closed", begin, begin + 1,
       "close it with a back-tick; a back-tick inside is doubled");
}

void Lexer::NextParameter() {
  size_t begin = position_;
  ++position_;
  if (At(0) == '`') {
    NextQuotedIdentifier();
    if (!result_.error) {
      result_.tokens.pop_back();
      Push(TokenKind::kParameter, begin);
    }
    return;
  }
  SkipIdentifierParts();
  if (position_ == begin + 1) {
    Fail("UnexpectedSyntax", "a parameter needs a name behind the `$`", begin, position_,
         "write it as $name");
    return;
  }
  Push(TokenKind::kParameter, begin);
}

void Lexer::NextNumber() {
  size_t begin = position_;
  TokenKind kind = TokenKind::kInteger;
  bool well_formed = true;
  auto skip_digits = [&] {
    while (IsDigit(At(0))) {
      ++position_;
    }
  };
  if (At(0) == '0' && (At(1) == 'x' || At(1) == 'X' || At(1) == 'o' || At(1) == 'O')) {
    int base = At(1) == 'x' || At(1) == 'X' ? 16 : 8;
    position_ += 2;
    size_t digits_begin = position_;
    while (HexDigitValue(At(0)) >= 0 && HexDigitValue(At(0)) < base) {
      ++position_;
    }
    well_formed = position_ > digits_begin;
  } else {
    skip_digits();
    // Of the older octal form 017 nobody can tell what was meant.
    well_formed = position_ - begin < 2 || text_[begin] != '0';
    if (At(0) == '.' && IsDigit(At(1))) {
      kind = TokenKind::kFloat;
      well_formed = true;
      ++position_;
      skip_digits();
    }
    size_t sign_size = At(1) == '+' || At(1) == '-' ? 1 : 0;
    if ((At(0) == 'e' || At(0) == 'E') && IsDigit(At(1 + sign_size))) {
      kind = TokenKind::kFloat;
      well_formed = true;
      position_ += 1 + sign_size;
      skip_digits();
    }
  }
  size_t number_end = position_;
  SkipIdentifierParts();
  if (!well_formed || position_ != number_end) {
    Fail("InvalidNumberLiteral",
         "`" + std::string(text_.substr(begin, position_ - begin)) + "` is not a number", begin,
         position_);
    return;
  }
  Push(kind, begin);
}

void Lexer::NextString() {
  size_t begin = position_;
  char quote = At(0);
  for (++position_; !at_end(); ++position_) {
    if (At(0) == quote) {
      ++position_;
      Push(TokenKind::kString, begin);
      return;
    }
    if (At(0) == '\\') {
      ++position_;
    }
  }
  position_ = text_.size();
  Fail("UnexpectedSyntax", "a string is not closed", begin, begin + 1,
       std::string("close it with ") + quote + "; a " + quote + " inside is written \\" + quote);
}

void Lexer::NextOperator() {
  struct Operator {
    std::string_view text;
    TokenKind kind;
  };
  // Longer ones before those that they begin with.
  static constexpr Operator kOperators[] = {
      {"<>", TokenKind::kNotEqual},
      {"!=", TokenKind::kNotEqual},
      {"<=", TokenKind::kLessEqual},
      {">=", TokenKind::kGreaterEqual},
      {"=~", TokenKind::kRegexMatch},
      {"+=", TokenKind::kPlusEqual},
      {"..", TokenKind::kDotDot},
      {"::", TokenKind::kDoubleColon},
      {"(", TokenKind::kLeftParenthesis},
      {")", TokenKind::kRightParenthesis},
      {"[", TokenKind::kLeftBracket},
      {"]", TokenKind::kRightBracket},
      {"{", TokenKind::kLeftBrace},
      {"}", TokenKind::kRightBrace},
      {",", TokenKind::kComma},
      {";", TokenKind::kSemicolon},
      {":", TokenKind::kColon},
      {".", TokenKind::kDot},
      {"|", TokenKind::kPipe},
      {"&", TokenKind::kAmpersand},
      {"!", TokenKind::kExclamation},
      {"%", TokenKind::kPercent},
      {"*", TokenKind::kStar},
      {"+", TokenKind::kPlus},
      {"-", TokenKind::kMinus},
      {"/", TokenKind::kSlash},
      {"^", TokenKind::kCaret},
      {"=", TokenKind::kEqual},
      {"<", TokenKind::kLess},
      {">", TokenKind::kGreater},
  };
  std::string_view rest = text_.substr(position_);
  for (const Operator& candidate : kOperators) {
    if (rest.starts_with(candidate.text)) {
      PushOperator(candidate.kind, candidate.text.size());
      return;
    }
  }
  unsigned char c = static_cast<unsigned char>(At(0));
  std::string message = c < 0x20 || c == 0x7F ? std::string("unexpected control character")
                                              : std::string("unexpected `") + At(0) + "`";
  Fail("UnexpectedSyntax", std::move(message), position_, position_ + 1,
       "only strings and names in back-ticks hold such characters");
}

/// Appends the UTF-8 of a code point; false if it is none that text can hold.
bool AppendCodePoint(uint32_t code_point, std::string& out) {
  bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (surrogate || code_point > 0x10FFFF) {
    return false;
  }
  utf8proc_uint8_t bytes[4];
  utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
  return true;
}

std::optional<uint32_t> ReadHexDigits(std::string_view text, size_t offset, size_t count) {
  if (offset + count > text.size()) {
    return std::nullopt;
  }
  uint32_t value = 0;
  for (size_t index = offset; index < offset + count; ++index) {
    int digit = HexDigitValue(text[index]);
    if (digit < 0) {
      return std::nullopt;
    }
    value = value * 16 + static_cast<uint32_t>(digit);
  }
  return value;
}

/// Resolves a `\u` or `\U` escape at `offset` (of the backslash); how many bytes it takes, or 0 if
/// it is wrong. Two `\u` that form a surrogate pair are one character.
size_t AppendUnicodeEscape(std::string_view text, size_t offset, std::string& out) {
  size_t digit_count = text[offset + 1] == 'u' ? 4 : 8;
  size_t size = 2 + digit_count;
  std::optional<uint32_t> code_point = ReadHexDigits(text, offset + 2, digit_count);
  if (!code_point) {
    return 0;
  }
  if (*code_point >= 0xD800 && *code_point <= 0xDBFF && text.substr(offset + size, 2) == "\\u") {
    std::optional<uint32_t> low = ReadHexDigits(text, offset + size + 2, 4);
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (*low - 0xDC00);
      size += 6;
    }
  }
  return AppendCodePoint(*code_point, out) ? size : 0;
}

/// Of a float that no double holds: whether it is too large, rather than too close to zero.
bool IsTooLarge(std::string_view token_text) {
  std::string_view digits = token_text.substr(0, token_text.find_first_of("eE"));
  bool negative_exponent = token_text.find('-') != std::string_view::npos;
  uint64_t exponent = 0;
  for (char c : token_text.substr(digits.size())) {
    if (IsDigit(c)) {
      exponent = std::min(exponent * 10 + static_cast<uint64_t>(c - '0'), uint64_t{1} << 40);
    }
  }
  size_t point = std::min(digits.find('.'), digits.size());
  size_t first = std::min(digits.find_first_of("123456789"), digits.size());
  // The first digit that counts stands this many places before (or behind) the point.
  int64_t magnitude = static_cast<int64_t>(point) - static_cast<int64_t>(first);
  magnitude += negative_exponent ? -static_cast<int64_t>(exponent) : static_cast<int64_t>(exponent);
  return magnitude > 0;
}

/// The character that a backslash and `c` stand for, if there is one.
std::optional<char> SimpleEscape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"':
    case '`':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return std::nullopt;
  }
}

}  // namespace

TokenList Tokenize(std::string_view text) {
  size_t valid_size = 0;
  while (valid_size < text.size()) {
    if (static_cast<unsigned char>(text[valid_size]) < 0x80) {
      ++valid_size;
      continue;
    }
    CodePoint code_point = DecodeAt(text, valid_size);
    if (code_point.size == 0) {
      break;
    }
    valid_size += code_point.size;
  }
  return Lexer(text, valid_size).Run();
}

std::string UnquoteIdentifier(std::string_view token_text) {
  if (token_text.empty() || token_text.front() != '`') {
    return std::string(token_text);
  }
  std::string name;
  for (size_t index = 1; index + 1 < token_text.size(); ++index) {
    name += token_text[index];
    if (token_text[index] == '`') {
      ++index;
    }
  }
  return name;
}

Result<std::string> UnquoteString(std::string_view token_text, uint32_t begin) {
  std::string_view content = token_text.substr(1, token_text.size() - 2);
  std::string out;
  out.reserve(content.size());
  size_t index = 0;
  while (index < content.size()) {
    size_t backslash = content.find('\\', index);
    out.append(content.substr(index, backslash - index));
    if (backslash == std::string_view::npos) {
      break;
    }
    char escaped = content[backslash + 1];  // Exists: the string would not be closed otherwise.
    auto place = [&](size_t size) {
      auto at = static_cast<uint32_t>(begin + 1 + backslash);
      return SourceSpan{at, at + static_cast<uint32_t>(size)};
    };
    if (escaped == 'u' || escaped == 'U') {
      size_t size = AppendUnicodeEscape(content, backslash, out);
      if (size == 0) {
        return CompileError(ErrorCode::kSyntax, "InvalidUnicodeLiteral",
                            std::string("`\\") + escaped + "` needs " +
                                (escaped == 'u' ? "four" : "eight") +
                                " hexadecimal digits of a character",
                            place(2));
      }
      index = backslash + size;
      continue;
    }
    std::optional<char> character = SimpleEscape(escaped);
    if (!character) {
      Error error = CompileError(ErrorCode::kSyntax, "UnexpectedSyntax",
                                 "unknown escape in a string", place(2));
      error.hint = "a backslash itself is written `\\\\`";
      return error;
    }
    out += *character;
    index = backslash + 2;
  }
  return out;
}

Result<int64_t> ParseInteger(std::string_view token_text, bool negative, SourceSpan where) {
  uint64_t base = 10;
  std::string_view digits = token_text;
  if (digits.size() > 1 && !IsDigit(digits[1])) {
    base = digits[1] == 'x' || digits[1] == 'X' ? 16 : 8;
    digits.remove_prefix(2);
  }
  uint64_t limit = uint64_t{std::numeric_limits<int64_t>::max()} + (negative ? 1 : 0);
  uint64_t magnitude = 0;
  for (char c : digits) {
    auto digit = static_cast<uint64_t>(HexDigitValue(c));
    if (magnitude > (limit - digit) / base) {
      return CompileError(ErrorCode::kSyntax, "IntegerOverflow",
                          "the integer is too large: integers have 64 bits", where);
    }
    magnitude = magnitude * base + digit;
  }
  return static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
}

Result<double> ParseFloat(std::string_view token_text, SourceSpan where) {
  double value = 0;
  std::errc status =
      std::from_chars(token_text.data(), token_text.data() + token_text.size(), value).ec;
  if (status == std::errc::result_out_of_range && IsTooLarge(token_text)) {
    return CompileError(ErrorCode::kSyntax, "FloatingPointOverflow",
                        "the number is too large for a float", where);
  }
  return value;
}

}  // namespace rondo
