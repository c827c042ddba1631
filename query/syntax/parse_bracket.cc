// What begins with a bracket: lists, comprehensions, maps, map projections, patterns as
// expressions; and the lookahead that tells them apart.

#include "query/syntax/statement_parser.h"

namespace rondo {
namespace {

int BracketStep(TokenKind kind) {
  switch (kind) {
    case TokenKind::kLeftParenthesis:
    case TokenKind::kLeftBracket:
    case TokenKind::kLeftBrace:
      return 1;
    case TokenKind::kRightParenthesis:
    case TokenKind::kRightBracket:
    case TokenKind::kRightBrace:
      return -1;
    default:
      return 0;
  }
}

}  // namespace

// ---------------------------------------------------------------- lookahead

StatementParser::BracketContent StatementParser::ScanBracket() const {
  BracketContent content;
  int depth = 0;
  for (size_t ahead = 0;; ++ahead) {
    const Token& token = Peek(ahead);
    depth += BracketStep(token.kind);
    if (depth <= 0 || token.kind == TokenKind::kEnd) {
      return content;
    }
    if (depth == 1) {
      content.has_bar |= token.kind == TokenKind::kPipe;
      content.has_comma |= token.kind == TokenKind::kComma;
      content.has_where |= token.keyword == Keyword::kWhere;
    }
  }
}

size_t StatementParser::BehindBracket(size_t position) const {
  int depth = 0;
  for (;; ++position) {
    depth += BracketStep(Peek(position - position_).kind);
    if (depth <= 0 || LooksAt(TokenKind::kEnd, position - position_)) {
      return position + 1;
    }
  }
}

bool StatementParser::LooksAtEdgeInExpression(size_t position) const {
  size_t ahead = position - position_;
  auto dash = [&](size_t at) {
    return LooksAt(TokenKind::kMinus, at) || LooksAt(TokenKind::kUnicodeDash, at);
  };
  if (LooksAt(TokenKind::kLess, ahead) || LooksAt(TokenKind::kUnicodeLeftArrow, ahead)) {
    ++ahead;
  }
  if (!dash(ahead)) {
    return false;
  }
  if (LooksAt(TokenKind::kLeftBracket, ahead + 1)) {
    // `(a)-[r]-`, not `(a) - [1]`.
    size_t behind = BehindBracket(position_ + ahead + 1);
    return dash(behind - position_);
  }
  return dash(ahead + 1);
}

bool StatementParser::LooksAtPattern() const {
  if (!LooksAt(TokenKind::kLeftParenthesis)) {
    return false;
  }
  size_t ahead = LooksAtVariable(1) ? 2 : 1;
  switch (Peek(ahead).kind) {
    case TokenKind::kRightParenthesis:
      return LooksAtEdgeInExpression(position_ + ahead + 1);
    case TokenKind::kLeftBrace:
    case TokenKind::kParameter: {
      // `(a {x: 1})--`, not `(COUNT {...} * 2) - -1`: nothing but WHERE comes behind properties.
      size_t behind = LooksAt(TokenKind::kLeftBrace, ahead) ? BehindBracket(position_ + ahead)
                                                            : position_ + ahead + 1;
      bool ends = LooksAt(TokenKind::kRightParenthesis, behind - position_) ||
                  LooksAt(Keyword::kWhere, behind - position_);
      return ends && LooksAtEdgeInExpression(BehindBracket(position_));
    }
    case TokenKind::kColon:
      return LooksAtEdgeInExpression(BehindBracket(position_));
    default:
      return ahead == 2 && LooksAt(Keyword::kWhere, 2) &&
             LooksAtEdgeInExpression(BehindBracket(position_));
  }
}

// ---------------------------------------------------------------- lists

StatementParser::ExpressionNode StatementParser::ParseBracket() {
  bool loop = LooksAtVariable(1) && LooksAt(Keyword::kIn, 2);
  bool named_path = LooksAtVariable(1) && LooksAt(TokenKind::kEqual, 2);
  bool parenthesis = LooksAt(TokenKind::kLeftParenthesis, 1) ||
                     (named_path && LooksAt(TokenKind::kLeftParenthesis, 3));
  if (!loop && !parenthesis) {
    return ParseList();
  }
  BracketContent content = ScanBracket();
  if (loop) {
    return content.has_bar || content.has_where || !content.has_comma ? ParseListComprehension()
                                                                      : ParseList();
  }
  if (content.has_bar) {
    Advance();
    bool pattern = named_path || LooksAtPattern();
    --position_;
    if (pattern) {
      return ParsePatternComprehension();
    }
  }
  return ParseList();
}

StatementParser::ExpressionNode StatementParser::ParseList() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::List>();
  RONDO_TRY(Expect(TokenKind::kLeftBracket));
  RONDO_TRY_ASSIGN(node->elements, ParseExpressionList(TokenKind::kRightBracket));
  return Finish(node, span_begin, HeightOf(node->elements));
}

StatementParser::ExpressionNode StatementParser::ParseListComprehension() {
  BarScope bar(*this, true);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::ListComprehension>();
  RONDO_TRY(Expect(TokenKind::kLeftBracket));
  RONDO_TRY_ASSIGN(node->variable, ParseVariableName());
  RONDO_TRY(Expect(Keyword::kIn));
  RONDO_TRY_ASSIGN(node->list, ParseExpression());
  if (Accept(Keyword::kWhere)) {
    RONDO_TRY_ASSIGN(node->predicate, ParseExpression());
  }
  if (Accept(TokenKind::kPipe)) {
    BarScope inner_bar(*this, false);
    RONDO_TRY_ASSIGN(node->projection, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kRightBracket));
  return Finish(node, span_begin, {node->list, node->predicate, node->projection});
}

StatementParser::ExpressionNode StatementParser::ParsePatternComprehension() {
  BarScope bar(*this, true);
  HeightMeter meter(*this);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::PatternComprehension>();
  auto* path = arena_.New<ast::PathPattern>();
  RONDO_TRY(Expect(TokenKind::kLeftBracket));
  uint32_t path_begin = begin();
  if (LooksAt(TokenKind::kEqual, 1)) {
    RONDO_TRY_ASSIGN(path->variable, ParseVariableName());
    Advance();
  }
  RONDO_TRY(ParsePathElements(*path, true));
  path->span = SpanFrom(path_begin);
  node->pattern = path;
  if (Accept(Keyword::kWhere)) {
    RONDO_TRY_ASSIGN(node->predicate, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kPipe));
  BarScope inner_bar(*this, false);
  RONDO_TRY_ASSIGN(node->projection, ParseExpression());
  RONDO_TRY(Expect(TokenKind::kRightBracket));
  return Finish(node, span_begin, meter.height());
}

StatementParser::ExpressionNode StatementParser::ParsePatternPredicate() {
  BarScope bar(*this, false);
  HeightMeter meter(*this);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::PatternPredicate>();
  auto* path = arena_.New<ast::PathPattern>();
  node->pattern = path;
  if (LooksAtName()) {
    RONDO_TRY_ASSIGN(node->pattern, ParseShortestPath(path));
  } else {
    RONDO_TRY(ParsePathElements(*path, true));
  }
  path->span = SpanFrom(span_begin);
  return Finish(node, span_begin, meter.height());
}

// ---------------------------------------------------------------- maps

StatementParser::ExpressionNode StatementParser::ParseMap() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Map>();
  std::vector<ast::MapEntry> entries;
  uint32_t height = 0;
  RONDO_TRY(Expect(TokenKind::kLeftBrace));
  if (!Accept(TokenKind::kRightBrace)) {
    do {
      ast::MapEntry& entry = entries.emplace_back();
      RONDO_TRY_ASSIGN(entry.key, ParseSchemaName());
      RONDO_TRY(Expect(TokenKind::kColon));
      RONDO_TRY_ASSIGN(entry.value, ParseExpression());
      height = std::max(height, entry.value->height);
    } while (Accept(TokenKind::kComma));
    RONDO_TRY(Expect(TokenKind::kRightBrace));
  }
  node->entries = arena_.Copy(entries);
  return Finish(node, span_begin, height);
}

StatementParser::ExpressionNode StatementParser::ParseMapProjection() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::MapProjection>();
  RONDO_TRY_ASSIGN(node->base, ParseVariable());
  std::vector<ast::MapProjection::Item> items;
  uint32_t height = node->base->height;
  RONDO_TRY(Expect(TokenKind::kLeftBrace));
  if (!Accept(TokenKind::kRightBrace)) {
    do {
      RONDO_TRY_ASSIGN(items.emplace_back(), ParseMapProjectionItem());
      height = std::max(height, HeightOf({items.back().value}));
    } while (Accept(TokenKind::kComma));
    RONDO_TRY(Expect(TokenKind::kRightBrace));
  }
  node->items = arena_.Copy(items);
  return Finish(node, span_begin, height);
}

Result<ast::MapProjection::Item> StatementParser::ParseMapProjectionItem() {
  ast::MapProjection::Item item;
  if (Accept(TokenKind::kDot)) {
    if (Accept(TokenKind::kStar)) {
      item.kind = ast::MapProjection::ItemKind::kAllProperties;
    } else {
      RONDO_TRY_ASSIGN(item.key, ParseSchemaName());
    }
    return item;
  }
  if (LooksAt(TokenKind::kColon, 1)) {
    item.kind = ast::MapProjection::ItemKind::kEntry;
    RONDO_TRY_ASSIGN(item.key, ParseSchemaName());
    RONDO_TRY(Expect(TokenKind::kColon));
    RONDO_TRY_ASSIGN(item.value, ParseExpression());
    return item;
  }
  item.kind = ast::MapProjection::ItemKind::kVariable;
  RONDO_TRY_ASSIGN(item.key, ParseVariableName());
  return item;
}

}  // namespace rondo
