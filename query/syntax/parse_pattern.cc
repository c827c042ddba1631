// Patterns: paths, nodes, edges, quantified groups, label expressions.

#include "query/syntax/statement_parser.h"

namespace rondo {

// ---------------------------------------------------------------- paths

Result<StatementParser::Nodes<ast::PathPattern>> StatementParser::ParsePattern() {
  std::vector<const ast::PathPattern*> paths;
  do {
    RONDO_TRY_ASSIGN(paths.emplace_back(), ParsePathPattern());
  } while (Accept(TokenKind::kComma));
  return arena_.Copy(paths);
}

StatementParser::Node<ast::PathPattern> StatementParser::ParsePathPattern() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  auto* path = arena_.New<ast::PathPattern>();
  if (LooksAtName() && LooksAt(TokenKind::kEqual, 1)) {
    RONDO_TRY_ASSIGN(path->variable, ParseVariableName());
    Advance();
  }
  bool shortest_path = LooksAt(Keyword::kShortestpath) || LooksAt(Keyword::kAllshortestpaths);
  if (shortest_path && LooksAt(TokenKind::kLeftParenthesis, 1)) {
    RONDO_TRY(ParseShortestPath(path));
  } else {
    RONDO_TRY(ParsePathPrefix(*path));
    RONDO_TRY(ParsePathElements(*path, false));
  }
  path->span = SpanFrom(span_begin);
  return path;
}

Result<uint64_t> StatementParser::ParsePathCount() {
  SourceSpan where = Peek().span;
  RONDO_TRY_ASSIGN(uint64_t count, ParseCount());
  if (count == 0) {
    return SyntaxError("InvalidArgumentValue", "a number of paths must be at least 1", where,
                       "write SHORTEST 1, or ANY SHORTEST");
  }
  return count;
}

Result<void> StatementParser::ParsePathPrefix(ast::PathPattern& path) {
  bool all = Accept(Keyword::kAll);
  bool any = !all && Accept(Keyword::kAny);
  if (Accept(Keyword::kShortest)) {
    path.selector = all ? ast::PathSelector::kAllShortest : ast::PathSelector::kAnyShortest;
  } else if (all || any) {
    path.selector = all ? ast::PathSelector::kAll : ast::PathSelector::kAny;
  }
  bool counted = path.selector == ast::PathSelector::kAny ||
                 (path.selector == ast::PathSelector::kAnyShortest && !any);
  if (counted && LooksAt(TokenKind::kInteger)) {
    RONDO_TRY_ASSIGN(path.selector_count, ParsePathCount());
  }
  if (Accept(Keyword::kWalk)) {
    path.mode = ast::PathMode::kWalk;
  } else if (Accept(Keyword::kTrail)) {
    path.mode = ast::PathMode::kTrail;
  } else if (Accept(Keyword::kAcyclic)) {
    path.mode = ast::PathMode::kAcyclic;
  } else if (Accept(Keyword::kSimple)) {
    path.mode = ast::PathMode::kSimple;
  }
  if (path.mode != ast::PathMode::kNone || path.selector != ast::PathSelector::kNone) {
    if (!Accept(Keyword::kPath)) {
      Accept(Keyword::kPaths);
    }
  }
  if (path.selector == ast::PathSelector::kAnyShortest && !any &&
      (Accept(Keyword::kGroup) || Accept(Keyword::kGroups))) {
    path.selector = ast::PathSelector::kShortestGroups;
  }
  return {};
}

StatementParser::Node<ast::PathPattern> StatementParser::ParseShortestPath(ast::PathPattern* path) {
  path->selector = LooksAt(Keyword::kShortestpath) ? ast::PathSelector::kShortestPath
                                                   : ast::PathSelector::kAllShortestPaths;
  Advance();
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  RONDO_TRY(ParsePathElements(*path, false));
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  return path;
}

Result<void> StatementParser::ParsePathElements(ast::PathPattern& path, bool in_expression) {
  std::vector<const ast::PatternElement*> elements;
  RONDO_TRY_ASSIGN(elements.emplace_back(), ParseNodeOrGroup(in_expression));
  while (true) {
    if (AtEdge(in_expression)) {
      RONDO_TRY_ASSIGN(elements.emplace_back(), ParseEdgePattern(in_expression));
      RONDO_TRY_ASSIGN(elements.emplace_back(), ParseNodeOrGroup(in_expression));
      continue;
    }
    // A group may stand directly beside a node or another group: `(a) ((x)-->(y))+ (b)`.
    bool beside_group = elements.back()->kind == ast::PatternElement::Kind::kGroup ||
                        LooksAt(TokenKind::kLeftParenthesis, 1);
    if (in_expression || !beside_group || !LooksAt(TokenKind::kLeftParenthesis)) {
      break;
    }
    RONDO_TRY_ASSIGN(elements.emplace_back(), ParseNodeOrGroup(in_expression));
  }
  path.elements = arena_.Copy(elements);
  return {};
}

StatementParser::Node<ast::PatternElement> StatementParser::ParseNodeOrGroup(bool in_expression) {
  bool group = LooksAt(TokenKind::kLeftParenthesis) && LooksAt(TokenKind::kLeftParenthesis, 1);
  return group && !in_expression ? ParseGroupPattern() : ParseNodePattern();
}

StatementParser::Node<ast::PatternElement> StatementParser::ParseGroupPattern() {
  Level level(*this);
  RONDO_TRY(level.Check());
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* group = arena_.New<ast::GroupPattern>();
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  auto* inner = arena_.New<ast::PathPattern>();
  uint32_t inner_begin = begin();
  RONDO_TRY(ParsePathElements(*inner, false));
  inner->span = SpanFrom(inner_begin);
  group->inner = inner;
  RONDO_TRY_ASSIGN(group->where, ParseInlineWhere());
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  RONDO_TRY_ASSIGN(group->length, ParseQuantifierSuffix());
  group->span = SpanFrom(span_begin);
  return group;
}

// ---------------------------------------------------------------- nodes and edges

StatementParser::Node<ast::PatternElement> StatementParser::ParseNodePattern() {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* node = arena_.New<ast::NodePattern>();
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  if (LooksAtVariable()) {
    RONDO_TRY_ASSIGN(node->variable, ParseVariableName());
  }
  if (Accept(TokenKind::kColon)) {
    RONDO_TRY_ASSIGN(node->labels, ParseLabelExpression());
  }
  RONDO_TRY_ASSIGN(node->properties, ParseElementProperties());
  RONDO_TRY_ASSIGN(node->where, ParseInlineWhere());
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  node->span = SpanFrom(span_begin);
  return node;
}

Result<const ast::Expression*> StatementParser::ParseElementProperties() {
  const ast::Expression* none = nullptr;
  if (LooksAt(TokenKind::kParameter)) {
    return ParseParameter();
  }
  if (!At(TokenKind::kLeftBrace)) {
    return none;
  }
  Level level(*this);
  RONDO_TRY(level.Check());
  return ParseMap();
}

Result<const ast::Expression*> StatementParser::ParseInlineWhere() {
  const ast::Expression* none = nullptr;
  if (!Accept(Keyword::kWhere)) {
    return none;
  }
  return ParseExpression();
}

bool StatementParser::AtEdge(bool in_expression) const {
  if (in_expression) {
    return LooksAtEdgeInExpression(position_);
  }
  bool arrow = LooksAt(TokenKind::kLess) || LooksAt(TokenKind::kUnicodeLeftArrow);
  size_t ahead = arrow ? 1 : 0;
  return LooksAt(TokenKind::kMinus, ahead) || LooksAt(TokenKind::kUnicodeDash, ahead);
}

bool StatementParser::AcceptDash() {
  if (LooksAt(TokenKind::kUnicodeDash)) {
    Advance();
    return true;
  }
  return Accept(TokenKind::kMinus);
}

StatementParser::Node<ast::PatternElement> StatementParser::ParseEdgePattern(bool in_expression) {
  BarScope bar(*this, false);
  uint32_t span_begin = begin();
  auto* edge = arena_.New<ast::EdgePattern>();
  bool left = LooksAt(TokenKind::kUnicodeLeftArrow) || LooksAt(TokenKind::kLess);
  position_ += left ? 1 : 0;
  bool dash = AcceptDash();
  if (LooksAt(TokenKind::kLeftBracket)) {
    RONDO_TRY(ParseEdgeDetail(*edge));
    dash = AcceptDash();
  } else {
    AcceptDash();  // `-->` or, shorter, `->`.
  }
  if (!dash) {
    return Unexpected();
  }
  bool right = LooksAt(TokenKind::kUnicodeRightArrow) || LooksAt(TokenKind::kGreater);
  position_ += right ? 1 : 0;
  if (left) {
    edge->direction = right ? ast::EdgeDirection::kBoth : ast::EdgeDirection::kLeft;
  } else {
    edge->direction = right ? ast::EdgeDirection::kRight : ast::EdgeDirection::kNone;
  }
  if (!in_expression) {
    SourceSpan where = Peek().span;
    RONDO_TRY_ASSIGN(std::optional<ast::Length> quantifier, ParseQuantifierSuffix());
    if (quantifier && edge->length) {
      return SyntaxError("InvalidRelationshipPattern",
                         "the edge has two lengths: one inside its brackets, one behind them",
                         where, "take one of them away");
    }
    edge->length = quantifier ? quantifier : edge->length;
  }
  edge->span = SpanFrom(span_begin);
  return edge;
}

Result<void> StatementParser::ParseEdgeDetail(ast::EdgePattern& edge) {
  RONDO_TRY(Expect(TokenKind::kLeftBracket));
  if (LooksAtVariable()) {
    RONDO_TRY_ASSIGN(edge.variable, ParseVariableName());
  }
  if (Accept(TokenKind::kColon)) {
    RONDO_TRY_ASSIGN(edge.types, ParseLabelExpression());
  }
  RONDO_TRY_ASSIGN(edge.length, ParseLength());
  RONDO_TRY_ASSIGN(edge.properties, ParseElementProperties());
  RONDO_TRY_ASSIGN(edge.where, ParseInlineWhere());
  return Expect(TokenKind::kRightBracket);
}

Result<uint64_t> StatementParser::ParseCount() {
  if (!At(TokenKind::kInteger)) {
    return Unexpected();
  }
  SourceSpan where = Peek().span;
  RONDO_TRY_ASSIGN(int64_t value, ParseInteger(TextOf(where), false, where));
  Advance();
  return static_cast<uint64_t>(value);
}

Result<std::optional<ast::Length>> StatementParser::ParseLength() {
  uint32_t span_begin = begin();
  if (LooksAt(TokenKind::kDotDot)) {
    return SyntaxError("InvalidRelationshipPattern", "a number of edges is written with a star",
                       Peek().span, "write it as [:knows*1..3]");
  }
  if (!Accept(TokenKind::kStar)) {
    return std::optional<ast::Length>();
  }
  ast::Length length;
  if (LooksAt(TokenKind::kMinus) || LooksAt(TokenKind::kFloat)) {
    return SyntaxError("InvalidRelationshipPattern",
                       "the number of edges must be a whole number that is not negative",
                       Peek().span, "write it as *1..3");
  }
  bool has_min = LooksAt(TokenKind::kInteger);
  if (has_min) {
    RONDO_TRY_ASSIGN(length.min, ParseCount());
    length.max = length.min;
  }
  if (Accept(TokenKind::kDotDot)) {
    length.max.reset();
    if (LooksAt(TokenKind::kInteger)) {
      RONDO_TRY_ASSIGN(length.max, ParseCount());
    }
  }
  length.span = SpanFrom(span_begin);
  return std::optional(length);
}

Result<std::optional<ast::Length>> StatementParser::ParseQuantifierSuffix() {
  uint32_t span_begin = begin();
  ast::Length length;
  if (Accept(TokenKind::kPlus)) {
    length.min = 1;
  } else if (Accept(TokenKind::kStar)) {
    length.min = 0;
  } else if (LooksAt(TokenKind::kLeftBrace)) {
    RONDO_TRY_ASSIGN(length, ParseBraceQuantifier());
  } else {
    return std::optional<ast::Length>();
  }
  length.is_quantifier = true;
  length.span = SpanFrom(span_begin);
  return std::optional(length);
}

Result<ast::Length> StatementParser::ParseBraceQuantifier() {
  ast::Length length;
  length.min = 0;
  RONDO_TRY(Expect(TokenKind::kLeftBrace));
  bool has_min = At(TokenKind::kInteger);
  if (has_min) {
    RONDO_TRY_ASSIGN(length.min, ParseCount());
  }
  if (Accept(TokenKind::kComma)) {
    if (At(TokenKind::kInteger)) {
      RONDO_TRY_ASSIGN(length.max, ParseCount());
    }
  } else if (has_min) {
    length.max = length.min;
  } else {
    return Unexpected();
  }
  RONDO_TRY(Expect(TokenKind::kRightBrace));
  return length;
}

// ---------------------------------------------------------------- label expressions

StatementParser::Node<ast::LabelExpression> StatementParser::ParseLabelExpression() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  std::vector<const ast::LabelExpression*> operands;
  do {
    if (!operands.empty()) {
      Accept(TokenKind::kColon);  // The older `:A|:B`.
    }
    RONDO_TRY_ASSIGN(operands.emplace_back(), ParseLabelConjunction());
  } while (!bar_ends_expression_ && Accept(TokenKind::kPipe));
  if (operands.size() == 1) {
    return operands.front();
  }
  auto* node = arena_.New<ast::LabelExpression>();
  node->kind = ast::LabelExpression::Kind::kOr;
  node->operands = arena_.Copy(operands);
  node->span = SpanFrom(span_begin);
  return node;
}

StatementParser::Node<ast::LabelExpression> StatementParser::ParseLabelConjunction() {
  uint32_t span_begin = begin();
  std::vector<const ast::LabelExpression*> operands;
  do {
    RONDO_TRY_ASSIGN(operands.emplace_back(), ParseLabelPrimary());
  } while (Accept(TokenKind::kAmpersand) || Accept(TokenKind::kColon));
  if (operands.size() == 1) {
    return operands.front();
  }
  auto* node = arena_.New<ast::LabelExpression>();
  node->kind = ast::LabelExpression::Kind::kAnd;
  node->operands = arena_.Copy(operands);
  node->span = SpanFrom(span_begin);
  return node;
}

StatementParser::Node<ast::LabelExpression> StatementParser::ParseLabelPrimary() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  if (Accept(TokenKind::kLeftParenthesis)) {
    BarScope bar(*this, false);
    RONDO_TRY_ASSIGN(const ast::LabelExpression* inner, ParseLabelExpression());
    RONDO_TRY(Expect(TokenKind::kRightParenthesis));
    return inner;
  }
  auto* node = arena_.New<ast::LabelExpression>();
  if (Accept(TokenKind::kExclamation)) {
    node->kind = ast::LabelExpression::Kind::kNot;
    RONDO_TRY_ASSIGN(const ast::LabelExpression* operand, ParseLabelPrimary());
    node->operands = arena_.Copy(std::vector{operand});
  } else if (Accept(TokenKind::kPercent)) {
    node->kind = ast::LabelExpression::Kind::kAny;
  } else {
    RONDO_TRY_ASSIGN(ast::Name name, ParseLabelName());
    node->name = name.text;
  }
  node->span = SpanFrom(span_begin);
  return node;
}

}  // namespace rondo
