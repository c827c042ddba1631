#include "query/syntax/token.h"

namespace rondo {

std::string_view TokenKindText(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEnd:
      return "the end";
    case TokenKind::kError:
      return "an error";
    case TokenKind::kIdentifier:
    case TokenKind::kQuotedIdentifier:
      return "a name";
    case TokenKind::kParameter:
      return "a parameter";
    case TokenKind::kString:
      return "a string";
    case TokenKind::kInteger:
      return "an integer";
    case TokenKind::kFloat:
      return "a float";
    case TokenKind::kLeftParenthesis:
      return "`(`";
    case TokenKind::kRightParenthesis:
      return "`)`";
    case TokenKind::kLeftBracket:
      return "`[`";
    case TokenKind::kRightBracket:
      return "`]`";
    case TokenKind::kLeftBrace:
      return "`{`";
    case TokenKind::kRightBrace:
      return "`}`";
    case TokenKind::kComma:
      return "`,`";
    case TokenKind::kSemicolon:
      return "`;`";
    case TokenKind::kColon:
      return "`:`";
    case TokenKind::kDoubleColon:
      return "`::`";
    case TokenKind::kDot:
      return "`.`";
    case TokenKind::kDotDot:
      return "`..`";
    case TokenKind::kPipe:
      return "`|`";
    case TokenKind::kAmpersand:
      return "`&`";
    case TokenKind::kExclamation:
      return "`!`";
    case TokenKind::kPercent:
      return "`%`";
    case TokenKind::kStar:
      return "`*`";
    case TokenKind::kPlus:
      return "`+`";
    case TokenKind::kPlusEqual:
      return "`+=`";
    case TokenKind::kMinus:
    case TokenKind::kUnicodeDash:
      return "`-`";
    case TokenKind::kSlash:
      return "`/`";
    case TokenKind::kCaret:
      return "`^`";
    case TokenKind::kEqual:
      return "`=`";
    case TokenKind::kRegexMatch:
      return "`=~`";
    case TokenKind::kNotEqual:
      return "`<>`";
    case TokenKind::kLess:
    case TokenKind::kUnicodeLeftArrow:
      return "`<`";
    case TokenKind::kLessEqual:
      return "`<=`";
    case TokenKind::kGreater:
    case TokenKind::kUnicodeRightArrow:
      return "`>`";
    case TokenKind::kGreaterEqual:
      return "`>=`";
  }
  return "something";
}

}  // namespace rondo
