#pragma once

// Tokens: what the lexer cuts the text into. A token is its kind and its place; texts and numbers
// are read from the place when they are needed.

#include <cstdint>
#include <string_view>

#include "graph/base/source_span.h"
#include "query/syntax/keyword.h"

namespace rondo {

enum class TokenKind : uint8_t {
  kEnd,         // Behind the last token.
  kError,       // Bytes that are no token; nothing follows but kEnd.
  kIdentifier,  // Keywords too: `Token::keyword` says which.
  kQuotedIdentifier,
  kParameter,  // $name, $1, $`a name`
  kString,
  kInteger,  // Decimal, 0x..., 0o...
  kFloat,
  kLeftParenthesis,
  kRightParenthesis,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kComma,
  kSemicolon,
  kColon,
  kDoubleColon,
  kDot,
  kDotDot,
  kPipe,
  kAmpersand,
  kExclamation,
  kPercent,
  kStar,
  kPlus,
  kPlusEqual,
  kMinus,
  kSlash,
  kCaret,
  kEqual,
  kRegexMatch,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  // Dashes and arrow heads beyond ASCII, which openCypher allows in edge patterns only.
  kUnicodeDash,
  kUnicodeLeftArrow,
  kUnicodeRightArrow,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Keyword keyword = Keyword::kNone;
  SourceSpan span;
};

/// How messages name a kind of token: "`(`", "a string", "the end".
std::string_view TokenKindText(TokenKind kind);

}  // namespace rondo
