// CALL: procedures and subqueries.

#include "query/syntax/statement_parser.h"

namespace rondo {

StatementParser::Node<ast::Clause> StatementParser::ParseCall() {
  uint32_t span_begin = begin();
  bool optional = Accept(Keyword::kOptional);
  RONDO_TRY(Expect(Keyword::kCall));
  if (LooksAt(TokenKind::kLeftBrace) || LooksAt(TokenKind::kLeftParenthesis)) {
    return ParseCallSubquery(optional, span_begin);
  }
  return ParseProcedureCall(optional, span_begin);
}

StatementParser::Node<ast::Clause> StatementParser::ParseProcedureCall(bool optional,
                                                                       uint32_t span_begin) {
  auto* call = arena_.New<ast::CallProcedure>();
  call->optional = optional;
  call->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(call->procedure, ParseDottedName());
  if (Accept(TokenKind::kLeftParenthesis)) {
    call->with_parentheses = true;
    RONDO_TRY_ASSIGN(call->arguments, ParseExpressionList(TokenKind::kRightParenthesis));
  }
  if (Accept(Keyword::kYield)) {
    RONDO_TRY(ParseYield(*call));
  }
  call->span = SpanFrom(span_begin);
  return call;
}

Result<void> StatementParser::ParseYield(ast::CallProcedure& call) {
  call.has_yield = true;
  if (Accept(TokenKind::kStar)) {
    call.yield_star = true;
  } else if (!Accept(TokenKind::kMinus)) {
    std::vector<ast::CallProcedure::Yield> yields;
    do {
      ast::CallProcedure::Yield& yield = yields.emplace_back();
      RONDO_TRY_ASSIGN(yield.field, ParseSchemaName());
      if (Accept(Keyword::kAs)) {
        RONDO_TRY_ASSIGN(yield.alias, ParseVariableName());
      }
    } while (Accept(TokenKind::kComma));
    call.yields = arena_.Copy(yields);
  }
  RONDO_TRY_ASSIGN(call.where, ParseInlineWhere());
  return {};
}

StatementParser::Node<ast::Clause> StatementParser::ParseCallSubquery(bool optional,
                                                                      uint32_t span_begin) {
  BarScope bar(*this, false);
  auto* call = arena_.New<ast::CallSubquery>();
  call->optional = optional;
  call->keyword = SpanFrom(span_begin);
  if (LooksAt(TokenKind::kLeftParenthesis)) {
    RONDO_TRY(ParseSubqueryScope(*call));
  }
  RONDO_TRY(Expect(TokenKind::kLeftBrace));
  RONDO_TRY_ASSIGN(call->query, ParseQuery());
  RONDO_TRY(Expect(TokenKind::kRightBrace));
  if (Accept(Keyword::kIn)) {
    RONDO_TRY(Expect(Keyword::kTransactions));
    call->in_transactions = true;
    if (Accept(Keyword::kOf)) {
      RONDO_TRY_ASSIGN(call->batch_row_count, ParseExpression());
      if (!Accept(Keyword::kRow)) {
        RONDO_TRY(Expect(Keyword::kRows));
      }
    }
  }
  call->span = SpanFrom(span_begin);
  return call;
}

Result<void> StatementParser::ParseSubqueryScope(ast::CallSubquery& call) {
  call.has_scope = true;
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  if (Accept(TokenKind::kStar)) {
    call.scope_star = true;
    return Expect(TokenKind::kRightParenthesis);
  }
  if (Accept(TokenKind::kRightParenthesis)) {
    return {};
  }
  std::vector<ast::Name> names;
  do {
    RONDO_TRY_ASSIGN(names.emplace_back(), ParseVariableName());
  } while (Accept(TokenKind::kComma));
  call.scope = arena_.Copy(names);
  return Expect(TokenKind::kRightParenthesis);
}

}  // namespace rondo
