// Queries, and the clauses that read: MATCH, UNWIND, FOR, WITH, RETURN, LET, FILTER, LOAD CSV.

#include "query/syntax/statement_parser.h"

namespace rondo {

// ---------------------------------------------------------------- queries

StatementParser::Node<ast::Query> StatementParser::ParseQuery() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  auto* query = arena_.New<ast::Query>();
  std::vector<const ast::SingleQuery*> parts;
  RONDO_TRY_ASSIGN(parts.emplace_back(), ParseSingleQuery());
  while (LooksAt(Keyword::kUnion)) {
    uint32_t union_begin = begin();
    Advance();
    bool all = Accept(Keyword::kAll);
    if (!all) {
      Accept(Keyword::kDistinct);
    }
    if (parts.size() > 1 && all != query->union_all) {
      return SyntaxError("InvalidClauseComposition",
                         "UNION and UNION ALL cannot be mixed in one query", SpanFrom(union_begin),
                         "put the one inside a CALL { ... } subquery of the other");
    }
    query->union_all = all;
    RONDO_TRY_ASSIGN(parts.emplace_back(), ParseSingleQuery());
  }
  Remember(TokenKind::kIdentifier, Keyword::kUnion);
  query->parts = arena_.Copy(parts);
  query->span = SpanFrom(span_begin);
  return query;
}

StatementParser::Node<ast::SingleQuery> StatementParser::ParseSingleQuery() {
  uint32_t span_begin = begin();
  std::vector<const ast::Clause*> clauses;
  if (!AtClause()) {
    Error error = Unexpected();
    if (error.hint.empty() && error.detail == "UnexpectedSyntax") {
      error.hint = "a query begins with a clause such as MATCH, CREATE or RETURN";
    }
    return error;
  }
  do {
    RONDO_TRY_ASSIGN(clauses.emplace_back(), ParseClause());
  } while (AtClause());
  auto* query = arena_.New<ast::SingleQuery>();
  query->clauses = arena_.Copy(clauses);
  query->span = SpanFrom(span_begin);
  return query;
}

bool StatementParser::AtClause() {
  static constexpr Keyword kFirstWords[] = {
      Keyword::kMatch,   Keyword::kOptional, Keyword::kUnwind, Keyword::kFor,    Keyword::kWith,
      Keyword::kReturn,  Keyword::kLet,      Keyword::kFilter, Keyword::kCreate, Keyword::kMerge,
      Keyword::kSet,     Keyword::kRemove,   Keyword::kDelete, Keyword::kDetach, Keyword::kNodetach,
      Keyword::kForeach, Keyword::kCall,     Keyword::kLoad,
  };
  for (Keyword keyword : kFirstWords) {
    if (At(keyword)) {
      return true;
    }
  }
  return false;
}

StatementParser::Node<ast::Clause> StatementParser::ParseClause() {
  switch (Peek().keyword) {
    case Keyword::kOptional:
      return LooksAt(Keyword::kCall, 1) ? ParseCall() : ParseMatch();
    case Keyword::kMatch:
      return ParseMatch();
    case Keyword::kUnwind:
      return ParseUnwind();
    case Keyword::kFor:
      return ParseFor();
    case Keyword::kWith:
    case Keyword::kReturn:
      return ParseProjection();
    case Keyword::kLet:
      return ParseLet();
    case Keyword::kFilter:
      return ParseFilter();
    case Keyword::kCreate:
      return ParseCreate();
    case Keyword::kMerge:
      return ParseMerge();
    case Keyword::kSet:
      return ParseSet();
    case Keyword::kRemove:
      return ParseRemove();
    case Keyword::kDelete:
    case Keyword::kDetach:
    case Keyword::kNodetach:
      return ParseDelete();
    case Keyword::kForeach:
      return ParseForeach();
    case Keyword::kCall:
      return ParseCall();
    case Keyword::kLoad:
      return ParseLoadCsv();
    default:
      return Unexpected();
  }
}

// ---------------------------------------------------------------- MATCH

StatementParser::Node<ast::Clause> StatementParser::ParseMatch() {
  uint32_t span_begin = begin();
  auto* match = arena_.New<ast::Match>();
  match->optional = Accept(Keyword::kOptional);
  RONDO_TRY(Expect(Keyword::kMatch));
  match->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(match->pattern, ParsePattern());
  while (true) {
    bool time = LooksAt(Keyword::kFor) &&
                (LooksAt(Keyword::kValidTime, 1) || LooksAt(Keyword::kReportedTime, 1));
    if (time) {
      RONDO_TRY(ParseTimeRestriction(*match));
    } else if (match->where == nullptr && At(Keyword::kWhere)) {
      RONDO_TRY_ASSIGN(match->where, ParseInlineWhere());
    } else {
      break;
    }
  }
  match->span = SpanFrom(span_begin);
  return match;
}

Result<void> StatementParser::ParseTimeRestriction(ast::Match& match) {
  RONDO_TRY(Expect(Keyword::kFor));
  SourceSpan where = Peek().span;
  const ast::Expression*& day =
      LooksAt(Keyword::kValidTime) ? match.valid_time : match.reported_time;
  Advance();
  if (day != nullptr) {
    return SyntaxError("UnexpectedSyntax", "the same clock is set twice", where,
                       "VALID_TIME and REPORTED_TIME are set once each");
  }
  RONDO_TRY(Expect(Keyword::kAs));
  RONDO_TRY(Expect(Keyword::kOf));
  RONDO_TRY_ASSIGN(day, ParseExpression());
  return {};
}

// ---------------------------------------------------------------- lists to rows

StatementParser::Node<ast::Clause> StatementParser::ParseUnwind() {
  uint32_t span_begin = begin();
  auto* unwind = arena_.New<ast::Unwind>();
  RONDO_TRY(Expect(Keyword::kUnwind));
  unwind->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(unwind->list, ParseExpression());
  RONDO_TRY(Expect(Keyword::kAs));
  RONDO_TRY_ASSIGN(unwind->variable, ParseVariableName());
  unwind->span = SpanFrom(span_begin);
  return unwind;
}

StatementParser::Node<ast::Clause> StatementParser::ParseFor() {
  uint32_t span_begin = begin();
  auto* unwind = arena_.New<ast::Unwind>();
  unwind->is_for = true;
  RONDO_TRY(Expect(Keyword::kFor));
  unwind->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(unwind->variable, ParseVariableName());
  RONDO_TRY(Expect(Keyword::kIn));
  RONDO_TRY_ASSIGN(unwind->list, ParseExpression());
  unwind->span = SpanFrom(span_begin);
  return unwind;
}

StatementParser::Node<ast::Clause> StatementParser::ParseLoadCsv() {
  uint32_t span_begin = begin();
  auto* load = arena_.New<ast::LoadCsv>();
  RONDO_TRY(Expect(Keyword::kLoad));
  RONDO_TRY(Expect(Keyword::kCsv));
  load->keyword = SpanFrom(span_begin);
  if (Accept(Keyword::kWith)) {
    RONDO_TRY(Expect(Keyword::kHeaders));
    load->with_headers = true;
  }
  RONDO_TRY(Expect(Keyword::kFrom));
  RONDO_TRY_ASSIGN(load->location, ParseExpression());
  RONDO_TRY(Expect(Keyword::kAs));
  RONDO_TRY_ASSIGN(load->variable, ParseVariableName());
  if (Accept(Keyword::kFieldterminator)) {
    if (!At(TokenKind::kString)) {
      return Unexpected();
    }
    RONDO_TRY_ASSIGN(load->field_terminator, ParseLiteral());
  }
  load->span = SpanFrom(span_begin);
  return load;
}

// ---------------------------------------------------------------- WITH and RETURN

StatementParser::Node<ast::Clause> StatementParser::ParseProjection() {
  uint32_t span_begin = begin();
  auto* projection = arena_.New<ast::Projection>();
  projection->is_return = Accept(Keyword::kReturn);
  if (!projection->is_return) {
    RONDO_TRY(Expect(Keyword::kWith));
  }
  projection->keyword = SpanFrom(span_begin);
  RONDO_TRY(ParseProjectionBody(*projection));
  if (!projection->is_return) {
    RONDO_TRY_ASSIGN(projection->where, ParseInlineWhere());
  }
  projection->span = SpanFrom(span_begin);
  return projection;
}

Result<void> StatementParser::ParseProjectionBody(ast::Projection& projection) {
  projection.distinct = Accept(Keyword::kDistinct);
  projection.star = Accept(TokenKind::kStar);
  if (!projection.star || Accept(TokenKind::kComma)) {
    RONDO_TRY_ASSIGN(projection.items, ParseProjectionItems());
  }
  if (Accept(Keyword::kOrder)) {
    RONDO_TRY(Expect(Keyword::kBy));
    RONDO_TRY_ASSIGN(projection.order_by, ParseOrderBy());
  }
  if (Accept(Keyword::kSkip)) {
    RONDO_TRY_ASSIGN(projection.skip, ParseExpression());
  }
  if (Accept(Keyword::kLimit)) {
    RONDO_TRY_ASSIGN(projection.limit, ParseExpression());
  }
  return {};
}

Result<std::span<const ast::ProjectionItem>> StatementParser::ParseProjectionItems() {
  std::vector<ast::ProjectionItem> items;
  do {
    ast::ProjectionItem& item = items.emplace_back();
    uint32_t item_begin = begin();
    RONDO_TRY_ASSIGN(item.expression, ParseExpression());
    item.text = TextOf(SpanFrom(item_begin));
    if (Accept(Keyword::kAs)) {
      RONDO_TRY_ASSIGN(item.alias, ParseVariableName());
    }
  } while (Accept(TokenKind::kComma));
  return arena_.Copy(items);
}

Result<std::span<const ast::SortItem>> StatementParser::ParseOrderBy() {
  std::vector<ast::SortItem> items;
  do {
    ast::SortItem& item = items.emplace_back();
    RONDO_TRY_ASSIGN(item.expression, ParseExpression());
    if (Accept(Keyword::kDesc) || Accept(Keyword::kDescending)) {
      item.ascending = false;
    } else if (!Accept(Keyword::kAsc)) {
      Accept(Keyword::kAscending);
    }
  } while (Accept(TokenKind::kComma));
  return arena_.Copy(items);
}

StatementParser::Node<ast::Clause> StatementParser::ParseLet() {
  uint32_t span_begin = begin();
  auto* let = arena_.New<ast::Let>();
  RONDO_TRY(Expect(Keyword::kLet));
  let->keyword = SpanFrom(span_begin);
  std::vector<ast::Let::Item> items;
  do {
    ast::Let::Item& item = items.emplace_back();
    RONDO_TRY_ASSIGN(item.variable, ParseVariableName());
    RONDO_TRY(Expect(TokenKind::kEqual));
    RONDO_TRY_ASSIGN(item.value, ParseExpression());
  } while (Accept(TokenKind::kComma));
  let->items = arena_.Copy(items);
  let->span = SpanFrom(span_begin);
  return let;
}

StatementParser::Node<ast::Clause> StatementParser::ParseFilter() {
  uint32_t span_begin = begin();
  auto* filter = arena_.New<ast::Filter>();
  RONDO_TRY(Expect(Keyword::kFilter));
  filter->keyword = SpanFrom(span_begin);
  Accept(Keyword::kWhere);  // GQL allows `FILTER WHERE p` as well.
  RONDO_TRY_ASSIGN(filter->condition, ParseExpression());
  filter->span = SpanFrom(span_begin);
  return filter;
}

}  // namespace rondo
