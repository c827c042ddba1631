#pragma once

// The lexer: bytes to tokens. Also for highlighting, where half-typed text must give what tokens it
// has. Thread rule: free functions without state.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "query/syntax/token.h"

namespace rondo {

struct TokenList {
  /// In order of the text, the last one kEnd; a kError just before it where `error` is set.
  std::vector<Token> tokens;
  std::optional<Error> error;
};

/// Cuts `text` into tokens; stops at the first bytes that are none. Any bytes may be given. O(n).
TokenList Tokenize(std::string_view text);

// ---- What tokens mean. `token_text` is the text at the token's place.

/// Without back-ticks, doubled ones made single.
std::string UnquoteIdentifier(std::string_view token_text);

/// The content of a string token: quotes taken off, escapes resolved. InvalidUnicodeLiteral,
/// UnexpectedSyntax for an unknown escape. `begin` is where the token stands, for the error.
Result<std::string> UnquoteString(std::string_view token_text, uint32_t begin);

/// An integer token with a minus before it or not. IntegerOverflow.
Result<int64_t> ParseInteger(std::string_view token_text, bool negative, SourceSpan where);

/// FloatingPointOverflow.
Result<double> ParseFloat(std::string_view token_text, SourceSpan where);

}  // namespace rondo
