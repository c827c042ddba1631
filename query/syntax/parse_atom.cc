// Atoms: literals, parameters, variables, calls, CASE, quantifiers, subqueries, parentheses.

#include "query/syntax/statement_parser.h"

namespace rondo {

StatementParser::ExpressionNode StatementParser::ParseAtom() {
  switch (Peek().kind) {
    case TokenKind::kInteger:
    case TokenKind::kFloat:
      return ParseNumber(false, begin());
    case TokenKind::kString:
      return ParseLiteral();
    case TokenKind::kParameter:
      return ParseParameter();
    case TokenKind::kLeftParenthesis:
      return LooksAtPattern() ? ParsePatternPredicate() : ParseParenthesized();
    case TokenKind::kLeftBracket:
      return ParseBracket();
    case TokenKind::kLeftBrace:
      return ParseMap();
    case TokenKind::kIdentifier:
      return ParseWord();
    case TokenKind::kQuotedIdentifier:
      if (LooksAtFunctionCall()) {
        return ParseFunctionCall();
      }
      return LooksAt(TokenKind::kLeftBrace, 1) ? ParseMapProjection() : ParseVariable();
    default: {
      Error error = Unexpected();
      if (!LooksAt(TokenKind::kError)) {
        error.hint = "expected an expression";
      }
      return error;
    }
  }
}

StatementParser::ExpressionNode StatementParser::ParseWord() {
  bool before_parenthesis = LooksAt(TokenKind::kLeftParenthesis, 1);
  bool before_brace = LooksAt(TokenKind::kLeftBrace, 1);
  bool before_loop = before_parenthesis && LooksAtVariable(2) && LooksAt(Keyword::kIn, 3);
  switch (Peek().keyword) {
    case Keyword::kTrue:
    case Keyword::kFalse:
    case Keyword::kNull:
      return ParseLiteral();
    case Keyword::kCase:
      return ParseCase();
    case Keyword::kExists:
    case Keyword::kCount:
    case Keyword::kCollect:
      if (before_brace) {
        bool exists = LooksAt(Keyword::kExists);
        return ParseSubquery(exists                     ? ast::SubqueryKind::kExists
                             : LooksAt(Keyword::kCount) ? ast::SubqueryKind::kCount
                                                        : ast::SubqueryKind::kCollect);
      }
      break;
    case Keyword::kAll:
      if (before_loop) return ParseQuantifier(ast::QuantifierKind::kAll);
      break;
    case Keyword::kAny:
      if (before_loop) return ParseQuantifier(ast::QuantifierKind::kAny);
      break;
    case Keyword::kNone_:
      if (before_loop) return ParseQuantifier(ast::QuantifierKind::kNone);
      break;
    case Keyword::kSingle:
      if (before_loop) return ParseQuantifier(ast::QuantifierKind::kSingle);
      break;
    case Keyword::kReduce:
      if (before_parenthesis && LooksAt(TokenKind::kEqual, 3)) return ParseReduce();
      break;
    case Keyword::kShortestpath:
    case Keyword::kAllshortestpaths:
      if (before_parenthesis) return ParsePatternPredicate();
      break;
    default:
      break;
  }
  if (LooksAtFunctionCall()) {
    return ParseFunctionCall();
  }
  return before_brace && LooksAtVariable() ? ParseMapProjection() : ParseVariable();
}

StatementParser::ExpressionNode StatementParser::ParseLiteral() {
  auto* node = arena_.New<ast::Literal>();
  const Token& token = Peek();
  if (token.kind == TokenKind::kString) {
    node->literal = ast::LiteralKind::kString;
    std::string_view written = TextOf(token.span);
    if (written.find('\\') == std::string_view::npos) {
      node->string = written.substr(1, written.size() - 2);
    } else {
      RONDO_TRY_ASSIGN(std::string text, UnquoteString(written, token.span.begin));
      node->string = arena_.Copy(text);
    }
  } else if (token.keyword != Keyword::kNull) {
    node->literal = ast::LiteralKind::kBoolean;
    node->boolean = token.keyword == Keyword::kTrue;
  }
  uint32_t span_begin = begin();
  Advance();
  return Finish(node, span_begin, 0);
}

StatementParser::ExpressionNode StatementParser::ParseNumber(bool negative, uint32_t span_begin) {
  auto* node = arena_.New<ast::Literal>();
  SourceSpan where{span_begin, Peek().span.end};
  std::string_view written = TextOf(Peek().span);
  if (LooksAt(TokenKind::kInteger)) {
    node->literal = ast::LiteralKind::kInteger;
    RONDO_TRY_ASSIGN(node->integer, ParseInteger(written, negative, where));
  } else {
    node->literal = ast::LiteralKind::kFloat;
    RONDO_TRY_ASSIGN(double value, ParseFloat(written, where));
    node->floating = negative ? -value : value;
  }
  Advance();
  return Finish(node, span_begin, 0);
}

StatementParser::ExpressionNode StatementParser::ParseParameter() {
  auto* node = arena_.New<ast::Parameter>();
  std::string_view written = TextOf(Peek().span).substr(1);
  node->name = written.front() == '`' ? arena_.Copy(UnquoteIdentifier(written)) : written;
  uint32_t span_begin = begin();
  Advance();
  return Finish(node, span_begin, 0);
}

StatementParser::ExpressionNode StatementParser::ParseVariable() {
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Variable>();
  if (LooksAt(TokenKind::kIdentifier) && !LooksAtVariable()) {
    Error error = Unexpected();
    error.hint = "expected an expression";
    return error;
  }
  RONDO_TRY_ASSIGN(ast::Name name, ParseVariableName());
  node->name = name.text;
  return Finish(node, span_begin, 0);
}

StatementParser::ExpressionNode StatementParser::ParseParenthesized() {
  BarScope bar(*this, false);
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  RONDO_TRY_ASSIGN(const ast::Expression* inner, ParseExpression());
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  return inner;
}

bool StatementParser::LooksAtFunctionCall() const {
  size_t ahead = 0;
  while (LooksAtName(ahead) && LooksAt(TokenKind::kDot, ahead + 1)) {
    ahead += 2;
  }
  return LooksAtName(ahead) && LooksAt(TokenKind::kLeftParenthesis, ahead + 1) &&
         !IsReserved(Peek().keyword);
}

StatementParser::ExpressionNode StatementParser::ParseFunctionCall() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::FunctionCall>();
  RONDO_TRY_ASSIGN(node->name, ParseDottedName());
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  if (LooksAt(TokenKind::kStar) && LooksAt(TokenKind::kRightParenthesis, 1)) {
    Advance();
    Advance();
    node->star = true;
    return Finish(node, span_begin, 0);
  }
  node->distinct = Accept(Keyword::kDistinct);
  RONDO_TRY_ASSIGN(node->arguments, ParseExpressionList(TokenKind::kRightParenthesis));
  return Finish(node, span_begin, HeightOf(node->arguments));
}

Result<StatementParser::Nodes<ast::Expression>> StatementParser::ParseExpressionList(
    TokenKind closing) {
  std::vector<const ast::Expression*> nodes;
  if (!Accept(closing)) {
    do {
      RONDO_TRY_ASSIGN(nodes.emplace_back(), ParseExpression());
    } while (Accept(TokenKind::kComma));
    RONDO_TRY(Expect(closing));
  }
  return arena_.Copy(nodes);
}

StatementParser::ExpressionNode StatementParser::ParseCase() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Case>();
  RONDO_TRY(Expect(Keyword::kCase));
  if (!At(Keyword::kWhen)) {
    RONDO_TRY_ASSIGN(node->operand, ParseExpression());
  }
  uint32_t height = HeightOf({node->operand});
  std::vector<ast::Case::Branch> branches;
  RONDO_TRY(Expect(Keyword::kWhen));
  do {
    ast::Case::Branch& branch = branches.emplace_back();
    RONDO_TRY_ASSIGN(branch.when, ParseExpression());
    RONDO_TRY(Expect(Keyword::kThen));
    RONDO_TRY_ASSIGN(branch.then, ParseExpression());
    height = std::max(height, HeightOf({branch.when, branch.then}));
  } while (Accept(Keyword::kWhen));
  node->branches = arena_.Copy(branches);
  if (Accept(Keyword::kElse)) {
    RONDO_TRY_ASSIGN(node->otherwise, ParseExpression());
    height = std::max(height, node->otherwise->height);
  }
  RONDO_TRY(Expect(Keyword::kEnd));
  return Finish(node, span_begin, height);
}

StatementParser::ExpressionNode StatementParser::ParseQuantifier(ast::QuantifierKind kind) {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Quantifier>();
  node->quantifier = kind;
  Advance();
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  RONDO_TRY_ASSIGN(node->variable, ParseVariableName());
  RONDO_TRY(Expect(Keyword::kIn));
  RONDO_TRY_ASSIGN(node->list, ParseExpression());
  if (Accept(Keyword::kWhere)) {
    RONDO_TRY_ASSIGN(node->predicate, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  return Finish(node, span_begin, {node->list, node->predicate});
}

StatementParser::ExpressionNode StatementParser::ParseReduce() {
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Reduce>();
  Advance();
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  RONDO_TRY_ASSIGN(node->accumulator, ParseVariableName());
  RONDO_TRY(Expect(TokenKind::kEqual));
  {
    BarScope bar(*this, false);
    RONDO_TRY_ASSIGN(node->initial, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kComma));
  RONDO_TRY_ASSIGN(node->variable, ParseVariableName());
  RONDO_TRY(Expect(Keyword::kIn));
  {
    BarScope bar(*this, true);
    RONDO_TRY_ASSIGN(node->list, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kPipe));
  BarScope bar(*this, false);
  RONDO_TRY_ASSIGN(node->step, ParseExpression());
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  return Finish(node, span_begin, {node->initial, node->list, node->step});
}

StatementParser::ExpressionNode StatementParser::ParseSubquery(ast::SubqueryKind kind) {
  BarScope bar(*this, false);
  Level level(*this);
  RONDO_TRY(level.Check());
  HeightMeter meter(*this);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::Subquery>();
  node->subquery = kind;
  Advance();
  RONDO_TRY(Expect(TokenKind::kLeftBrace));
  if (AtClause()) {
    RONDO_TRY_ASSIGN(node->query, ParseQuery());
  } else {
    RONDO_TRY_ASSIGN(node->pattern, ParsePattern());
    RONDO_TRY_ASSIGN(node->where, ParseInlineWhere());
  }
  RONDO_TRY(Expect(TokenKind::kRightBrace));
  return Finish(node, span_begin, meter.height());
}

}  // namespace rondo
