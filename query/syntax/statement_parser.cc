#include "query/syntax/statement_parser.h"

#include <algorithm>

#include "query/syntax/spelling.h"

namespace rondo {
namespace {

// With more alternatives than this a list of them says nothing.
constexpr size_t kExpectationCountShown = 6;

}  // namespace

// ---------------------------------------------------------------- tokens

void StatementParser::Remember(TokenKind kind, Keyword keyword) {
  if (expectations_position_ != position_) {
    expectations_position_ = position_;
    expectations_.clear();
  }
  auto known = [&](const Expectation& other) {
    return other.kind == kind && other.keyword == keyword;
  };
  if (std::ranges::none_of(expectations_, known)) {
    expectations_.push_back({kind, keyword});
  }
}

bool StatementParser::At(TokenKind kind) {
  if (Peek().kind == kind) {
    return true;
  }
  Remember(kind, Keyword::kNone);
  return false;
}

bool StatementParser::At(Keyword keyword) {
  if (Peek().keyword == keyword) {
    return true;
  }
  Remember(TokenKind::kIdentifier, keyword);
  return false;
}

bool StatementParser::Accept(TokenKind kind) {
  bool found = At(kind);
  position_ += found ? 1 : 0;
  return found;
}

bool StatementParser::Accept(Keyword keyword) {
  bool found = At(keyword);
  position_ += found ? 1 : 0;
  return found;
}

Result<void> StatementParser::Expect(TokenKind kind) {
  if (!Accept(kind)) {
    return Unexpected();
  }
  return {};
}

Result<void> StatementParser::Expect(Keyword keyword) {
  if (!Accept(keyword)) {
    return Unexpected();
  }
  return {};
}

bool StatementParser::LooksAtName(size_t ahead) const {
  TokenKind kind = Peek(ahead).kind;
  return kind == TokenKind::kIdentifier || kind == TokenKind::kQuotedIdentifier;
}

bool StatementParser::LooksAtVariable(size_t ahead) const {
  return LooksAtName(ahead) && !IsReserved(Peek(ahead).keyword);
}

// ---------------------------------------------------------------- errors

Error StatementParser::SyntaxError(std::string detail, std::string message, SourceSpan span,
                                   std::string hint) const {
  Error error = CompileError(ErrorCode::kSyntax, std::move(detail), std::move(message), span);
  error.hint = std::move(hint);
  return error;
}

std::string StatementParser::ExpectedWords() const {
  std::vector<std::string> words;
  for (const Expectation& expectation : expectations_) {
    words.push_back(expectation.keyword == Keyword::kNone
                        ? std::string(TokenKindText(expectation.kind))
                        : "`" + std::string(KeywordText(expectation.keyword)) + "`");
  }
  if (words.empty()) {
    return {};
  }
  if (words.size() > kExpectationCountShown) {
    return "expected an operator, the next clause or the end";
  }
  std::string text = "expected " + words.front();
  for (size_t index = 1; index < words.size(); ++index) {
    text += (index + 1 == words.size() ? " or " : ", ") + words[index];
  }
  return text;
}

Error StatementParser::Unexpected() {
  const Token& token = Peek();
  if (token.kind == TokenKind::kError) {
    return *tokens_.error;
  }
  if (expectations_position_ != position_) {
    expectations_.clear();
  }
  std::string written(TextOf(token.span));
  if (token.kind >= TokenKind::kUnicodeDash) {
    return SyntaxError("InvalidUnicodeCharacter", "unexpected character `" + written + "`",
                       token.span, "did you mean " + std::string(TokenKindText(token.kind)) + "?");
  }
  Error error = token.kind == TokenKind::kEnd
                    ? SyntaxError("UnexpectedSyntax", "the statement ends too early", token.span)
                    : SyntaxError("UnexpectedSyntax", "unexpected `" + written + "`", token.span);
  if (token.kind == TokenKind::kIdentifier) {
    std::vector<std::string_view> candidates;
    for (const Expectation& expectation : expectations_) {
      if (expectation.keyword != Keyword::kNone) {
        candidates.push_back(KeywordText(expectation.keyword));
      }
    }
    if (std::string_view nearest = NearestName(written, candidates); !nearest.empty()) {
      error.hint = "did you mean `" + std::string(nearest) + "`?";
      return error;
    }
  }
  error.hint = ExpectedWords();
  return error;
}

Result<void> StatementParser::Level::Check() const {
  if (parser_.depth_ > parser_.limits_.nesting_depth_max) {
    return CompileError(ErrorCode::kLimitExceeded, "NestingTooDeep",
                        "the statement is nested more than " +
                            std::to_string(parser_.limits_.nesting_depth_max) + " levels deep",
                        parser_.Peek().span);
  }
  return {};
}

// ---------------------------------------------------------------- names

ast::Name StatementParser::TakeName() {
  const Token& token = Peek();
  std::string_view written = TextOf(token.span);
  ast::Name name{written, token.span};
  if (token.kind == TokenKind::kQuotedIdentifier) {
    name.text = arena_.Copy(UnquoteIdentifier(written));
  }
  Advance();
  return name;
}

Result<ast::Name> StatementParser::ParseVariableName() {
  if (LooksAtVariable()) {
    return TakeName();
  }
  if (LooksAtName()) {
    std::string written(TextOf(Peek().span));
    return SyntaxError("UnexpectedSyntax", "`" + written + "` is a word of the language",
                       Peek().span, "as a name it is written in back-ticks: ``" + written + "``");
  }
  Remember(TokenKind::kQuotedIdentifier, Keyword::kNone);
  return Unexpected();
}

Result<ast::Name> StatementParser::ParseSchemaName() {
  if (!LooksAtName()) {
    Remember(TokenKind::kQuotedIdentifier, Keyword::kNone);
    return Unexpected();
  }
  return TakeName();
}

Result<ast::Name> StatementParser::ParseLabelName() {
  bool quoted = LooksAt(TokenKind::kQuotedIdentifier);
  RONDO_TRY_ASSIGN(ast::Name name, ParseSchemaName());
  // `loaned-to`: hyphens without blanks around them. No operator can follow a label directly.
  while (!quoted && LooksAt(TokenKind::kMinus) && Peek().span.begin == name.span.end &&
         Peek(1).span.begin == Peek().span.end &&
         (LooksAt(TokenKind::kIdentifier, 1) || LooksAt(TokenKind::kInteger, 1))) {
    Advance();
    name.span.end = Peek().span.end;
    Advance();
    name.text = TextOf(name.span);
  }
  return name;
}

Result<ast::Name> StatementParser::ParseDottedName() {
  RONDO_TRY_ASSIGN(ast::Name name, ParseSchemaName());
  if (!LooksAt(TokenKind::kDot)) {
    return name;
  }
  std::string text(name.text);
  while (Accept(TokenKind::kDot)) {
    RONDO_TRY_ASSIGN(ast::Name part, ParseSchemaName());
    text += "." + std::string(part.text);
    name.span.end = part.span.end;
  }
  name.text = arena_.Copy(text);
  return name;
}

// ---------------------------------------------------------------- finishing nodes

StatementParser::ExpressionNode StatementParser::Finish(ast::Expression* node, uint32_t span_begin,
                                                        uint32_t children_height) {
  node->span = SpanFrom(span_begin);
  node->height = children_height + 1;
  height_max_ = std::max(height_max_, node->height);
  // Nesting alone makes at most one level each; the rest is for chains like 1 + 2 + 3 + ...
  if (node->height > 2 * limits_.nesting_depth_max) {
    return CompileError(
        ErrorCode::kLimitExceeded, "NestingTooDeep",
        "the expression has more than " + std::to_string(2 * limits_.nesting_depth_max) + " levels",
        node->span);
  }
  return node;
}

StatementParser::ExpressionNode StatementParser::Finish(
    ast::Expression* node, uint32_t span_begin,
    std::initializer_list<const ast::Expression*> children) {
  return Finish(node, span_begin, HeightOf(children));
}

uint32_t StatementParser::HeightOf(std::span<const ast::Expression* const> nodes) {
  uint32_t height = 0;
  for (const ast::Expression* node : nodes) {
    height = std::max(height, node == nullptr ? 0 : node->height);
  }
  return height;
}

uint32_t StatementParser::HeightOf(std::initializer_list<const ast::Expression*> nodes) {
  return HeightOf(std::span(nodes.begin(), nodes.size()));
}

// ---------------------------------------------------------------- statements

StatementParser::Node<ast::Statement> StatementParser::ParseStatement() {
  auto* statement = arena_.New<ast::Statement>();
  if (LooksAtCommand()) {
    RONDO_TRY_ASSIGN(statement->command, ParseCommand());
  } else {
    if (Accept(Keyword::kExplain)) {
      statement->mode = ast::StatementMode::kExplain;
    } else if (Accept(Keyword::kProfile)) {
      statement->mode = ast::StatementMode::kProfile;
    }
    RONDO_TRY_ASSIGN(statement->query, ParseQuery());
  }
  bool ended = Accept(TokenKind::kSemicolon);
  if (!At(TokenKind::kEnd)) {
    Error error = Unexpected();
    if (ended && !LooksAt(TokenKind::kError)) {
      error.message = "only one statement can be run at a time";
      error.hint = "run what stands behind the `;` by itself";
    }
    return error;
  }
  return statement;
}

Result<Ast> ParseStatement(std::string_view text, const SyntaxLimits& limits) {
  if (text.size() > limits.text_size_max) {
    return CompileError(
        ErrorCode::kLimitExceeded, "TextTooLong",
        "the statement is longer than " + std::to_string(limits.text_size_max) + " bytes", {0, 0});
  }
  Arena arena;
  std::string_view own_text = arena.Copy(text);
  StatementParser parser(own_text, Tokenize(own_text), limits, arena);
  RONDO_TRY_ASSIGN(const ast::Statement* statement, parser.ParseStatement());
  return Ast(std::move(arena), own_text, statement);
}

}  // namespace rondo
