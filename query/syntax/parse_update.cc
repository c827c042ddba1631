// The clauses that write: CREATE, MERGE, SET, REMOVE, DELETE, FOREACH.

#include "query/syntax/statement_parser.h"

namespace rondo {

StatementParser::Node<ast::Clause> StatementParser::ParseCreate() {
  uint32_t span_begin = begin();
  auto* create = arena_.New<ast::Create>();
  RONDO_TRY(Expect(Keyword::kCreate));
  create->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(create->pattern, ParsePattern());
  create->span = SpanFrom(span_begin);
  return create;
}

StatementParser::Node<ast::Clause> StatementParser::ParseMerge() {
  uint32_t span_begin = begin();
  auto* merge = arena_.New<ast::Merge>();
  RONDO_TRY(Expect(Keyword::kMerge));
  merge->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(merge->pattern, ParsePathPattern());
  std::vector<ast::SetItem> on_create;
  std::vector<ast::SetItem> on_match;
  while (Accept(Keyword::kOn)) {
    bool create = Accept(Keyword::kCreate);
    if (!create) {
      RONDO_TRY(Expect(Keyword::kMatch));
    }
    RONDO_TRY(Expect(Keyword::kSet));
    RONDO_TRY_ASSIGN(std::span<const ast::SetItem> items, ParseSetItems());
    std::vector<ast::SetItem>& all = create ? on_create : on_match;
    all.insert(all.end(), items.begin(), items.end());
  }
  merge->on_create = arena_.Copy(on_create);
  merge->on_match = arena_.Copy(on_match);
  merge->span = SpanFrom(span_begin);
  return merge;
}

StatementParser::Node<ast::Clause> StatementParser::ParseSet() {
  uint32_t span_begin = begin();
  auto* set = arena_.New<ast::Set>();
  RONDO_TRY(Expect(Keyword::kSet));
  set->keyword = SpanFrom(span_begin);
  RONDO_TRY_ASSIGN(set->items, ParseSetItems());
  set->span = SpanFrom(span_begin);
  return set;
}

Result<std::span<const ast::SetItem>> StatementParser::ParseSetItems() {
  std::vector<ast::SetItem> items;
  do {
    RONDO_TRY_ASSIGN(items.emplace_back(), ParseSetItem());
  } while (Accept(TokenKind::kComma));
  return arena_.Copy(items);
}

Result<ast::SetItem> StatementParser::ParseSetItem() {
  uint32_t span_begin = begin();
  ast::SetItem item;
  RONDO_TRY_ASSIGN(const ast::Expression* atom, ParseAtom());
  RONDO_TRY_ASSIGN(item.target, ParsePostfix(atom, false));
  if (LooksAt(TokenKind::kColon)) {
    item.kind = ast::SetItem::Kind::kLabels;
    RONDO_TRY_ASSIGN(item.labels, ParseLabels());
    item.span = SpanFrom(span_begin);
    return item;
  }
  bool add = Accept(TokenKind::kPlusEqual);
  if (!add) {
    RONDO_TRY(Expect(TokenKind::kEqual));
  }
  item.kind = add ? ast::SetItem::Kind::kAddAll : ast::SetItem::Kind::kReplaceAll;
  if (!add && item.target->kind == ast::ExpressionKind::kProperty) {
    item.kind = ast::SetItem::Kind::kProperty;
    item.key = item.target->As<ast::Property>().key;
    item.target = item.target->As<ast::Property>().base;
  } else if (!add && item.target->kind == ast::ExpressionKind::kIndex) {
    item.kind = ast::SetItem::Kind::kProperty;
    item.dynamic_key = item.target->As<ast::Index>().index;
    item.target = item.target->As<ast::Index>().base;
  }
  RONDO_TRY_ASSIGN(item.value, ParseExpression());
  item.span = SpanFrom(span_begin);
  return item;
}

Result<std::span<const ast::Name>> StatementParser::ParseLabels() {
  std::vector<ast::Name> labels;
  RONDO_TRY(Expect(TokenKind::kColon));
  do {
    RONDO_TRY_ASSIGN(labels.emplace_back(), ParseLabelName());
  } while (Accept(TokenKind::kColon) || Accept(TokenKind::kAmpersand));
  return arena_.Copy(labels);
}

StatementParser::Node<ast::Clause> StatementParser::ParseRemove() {
  uint32_t span_begin = begin();
  auto* remove = arena_.New<ast::Remove>();
  RONDO_TRY(Expect(Keyword::kRemove));
  remove->keyword = SpanFrom(span_begin);
  std::vector<ast::RemoveItem> items;
  do {
    RONDO_TRY_ASSIGN(items.emplace_back(), ParseRemoveItem());
  } while (Accept(TokenKind::kComma));
  remove->items = arena_.Copy(items);
  remove->span = SpanFrom(span_begin);
  return remove;
}

Result<ast::RemoveItem> StatementParser::ParseRemoveItem() {
  uint32_t span_begin = begin();
  ast::RemoveItem item;
  RONDO_TRY_ASSIGN(const ast::Expression* atom, ParseAtom());
  RONDO_TRY_ASSIGN(item.target, ParsePostfix(atom, false));
  if (LooksAt(TokenKind::kColon)) {
    RONDO_TRY_ASSIGN(item.labels, ParseLabels());
  } else if (item.target->kind == ast::ExpressionKind::kProperty) {
    item.key = item.target->As<ast::Property>().key;
    item.target = item.target->As<ast::Property>().base;
  } else if (item.target->kind == ast::ExpressionKind::kIndex) {
    item.dynamic_key = item.target->As<ast::Index>().index;
    item.target = item.target->As<ast::Index>().base;
  } else {
    Error error = Unexpected();
    if (!LooksAt(TokenKind::kError)) {
      error.hint = "REMOVE takes a property (`n.name`) or labels (`n:Label`)";
    }
    return error;
  }
  item.span = SpanFrom(span_begin);
  return item;
}

StatementParser::Node<ast::Clause> StatementParser::ParseDelete() {
  uint32_t span_begin = begin();
  auto* clause = arena_.New<ast::Delete>();
  clause->detach = Accept(Keyword::kDetach);
  if (!clause->detach) {
    Accept(Keyword::kNodetach);
  }
  RONDO_TRY(Expect(Keyword::kDelete));
  clause->keyword = SpanFrom(span_begin);
  std::vector<const ast::Expression*> targets;
  do {
    RONDO_TRY_ASSIGN(targets.emplace_back(), ParseExpression());
  } while (Accept(TokenKind::kComma));
  clause->targets = arena_.Copy(targets);
  clause->span = SpanFrom(span_begin);
  return clause;
}

StatementParser::Node<ast::Clause> StatementParser::ParseForeach() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  auto* foreach = arena_.New<ast::Foreach>();
  RONDO_TRY(Expect(Keyword::kForeach));
  foreach
    ->keyword = SpanFrom(span_begin);
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  RONDO_TRY_ASSIGN(foreach->variable, ParseVariableName());
  RONDO_TRY(Expect(Keyword::kIn));
  {
    BarScope bar(*this, true);
    RONDO_TRY_ASSIGN(foreach->list, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kPipe));
  BarScope bar(*this, false);
  std::vector<const ast::Clause*> clauses;
  if (!AtClause()) {
    return Unexpected();
  }
  do {
    RONDO_TRY_ASSIGN(clauses.emplace_back(), ParseClause());
  } while (AtClause());
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  foreach
    ->clauses = arena_.Copy(clauses);
  foreach
    ->span = SpanFrom(span_begin);
  return foreach;
}

}  // namespace rondo
