// Operators, from OR down to the postfix ones: precedence climbing over one table of levels.

#include <optional>

#include "query/syntax/statement_parser.h"

namespace rondo {
namespace {

// Binding strength, weakest first. NOT stands between AND and the comparisons.
constexpr int kOrPrecedence = 1;
constexpr int kXorPrecedence = 2;
constexpr int kAndPrecedence = 3;
constexpr int kNotPrecedence = 4;
constexpr int kComparisonPrecedence = 5;
constexpr int kPredicatePrecedence = 6;  // IN, STARTS WITH, ENDS WITH, CONTAINS, =~, IS NULL
constexpr int kAddPrecedence = 7;
constexpr int kMultiplyPrecedence = 8;
constexpr int kPowerPrecedence = 9;

struct BinaryOperatorInfo {
  int precedence = 0;
  ast::BinaryOperator op = ast::BinaryOperator::kOr;  // Of junctions and arithmetic.
};

std::optional<BinaryOperatorInfo> WordOperator(Keyword keyword) {
  switch (keyword) {
    case Keyword::kOr:
      return BinaryOperatorInfo{kOrPrecedence, ast::BinaryOperator::kOr};
    case Keyword::kXor:
      return BinaryOperatorInfo{kXorPrecedence, ast::BinaryOperator::kXor};
    case Keyword::kAnd:
      return BinaryOperatorInfo{kAndPrecedence, ast::BinaryOperator::kAnd};
    case Keyword::kIn:
    case Keyword::kStarts:
    case Keyword::kEnds:
    case Keyword::kContains:
    case Keyword::kIs:
      return BinaryOperatorInfo{kPredicatePrecedence};
    default:
      return std::nullopt;
  }
}

std::optional<BinaryOperatorInfo> OperatorOf(const Token& token) {
  switch (token.kind) {
    case TokenKind::kIdentifier:
      return WordOperator(token.keyword);
    case TokenKind::kEqual:
    case TokenKind::kNotEqual:
    case TokenKind::kLess:
    case TokenKind::kLessEqual:
    case TokenKind::kGreater:
    case TokenKind::kGreaterEqual:
      return BinaryOperatorInfo{kComparisonPrecedence};
    case TokenKind::kRegexMatch:
      return BinaryOperatorInfo{kPredicatePrecedence};
    case TokenKind::kPlus:
      return BinaryOperatorInfo{kAddPrecedence, ast::BinaryOperator::kAdd};
    case TokenKind::kMinus:
      return BinaryOperatorInfo{kAddPrecedence, ast::BinaryOperator::kSubtract};
    case TokenKind::kStar:
      return BinaryOperatorInfo{kMultiplyPrecedence, ast::BinaryOperator::kMultiply};
    case TokenKind::kSlash:
      return BinaryOperatorInfo{kMultiplyPrecedence, ast::BinaryOperator::kDivide};
    case TokenKind::kPercent:
      return BinaryOperatorInfo{kMultiplyPrecedence, ast::BinaryOperator::kModulo};
    case TokenKind::kCaret:
      return BinaryOperatorInfo{kPowerPrecedence, ast::BinaryOperator::kPower};
    default:
      return std::nullopt;
  }
}

std::optional<ast::ComparisonOperator> ComparisonOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEqual:
      return ast::ComparisonOperator::kEqual;
    case TokenKind::kNotEqual:
      return ast::ComparisonOperator::kNotEqual;
    case TokenKind::kLess:
      return ast::ComparisonOperator::kLess;
    case TokenKind::kLessEqual:
      return ast::ComparisonOperator::kLessEqual;
    case TokenKind::kGreater:
      return ast::ComparisonOperator::kGreater;
    case TokenKind::kGreaterEqual:
      return ast::ComparisonOperator::kGreaterEqual;
    default:
      return std::nullopt;
  }
}

}  // namespace

StatementParser::ExpressionNode StatementParser::ParseExpression() {
  Level level(*this);
  RONDO_TRY(level.Check());
  return ParseBinary(kOrPrecedence);
}

StatementParser::ExpressionNode StatementParser::ParseBinary(int precedence_min) {
  const ast::Expression* left = nullptr;
  if (LooksAt(Keyword::kNot) && precedence_min <= kNotPrecedence) {
    RONDO_TRY_ASSIGN(left, ParseNot());
  } else {
    RONDO_TRY_ASSIGN(left, ParseUnary());
  }
  while (true) {
    std::optional<BinaryOperatorInfo> info = OperatorOf(Peek());
    if (!info || info->precedence < precedence_min) {
      return left;
    }
    if (info->precedence <= kAndPrecedence) {
      RONDO_TRY_ASSIGN(left, ParseJunction(left, info->op, info->precedence));
    } else if (info->precedence == kComparisonPrecedence) {
      RONDO_TRY_ASSIGN(left, ParseComparison(left));
    } else if (info->precedence == kPredicatePrecedence) {
      RONDO_TRY_ASSIGN(left, ParsePredicate(left));
    } else {
      RONDO_TRY_ASSIGN(left, ParseArithmetic(left, info->op, info->precedence));
    }
  }
}

StatementParser::ExpressionNode StatementParser::ParseNot() {
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  RONDO_TRY(Expect(Keyword::kNot));
  auto* node = arena_.New<ast::Unary>();
  node->op = ast::UnaryOperator::kNot;
  RONDO_TRY_ASSIGN(node->operand, ParseBinary(kNotPrecedence));
  return Finish(node, span_begin, {node->operand});
}

const ast::Expression* StatementParser::Balanced(std::span<const ast::Expression* const> operands,
                                                 ast::BinaryOperator op) {
  if (operands.size() == 1) {
    return operands.front();
  }
  size_t middle = (operands.size() + 1) / 2;
  auto* node = arena_.New<ast::Binary>();
  node->op = op;
  node->left = Balanced(operands.first(middle), op);
  node->right = Balanced(operands.subspan(middle), op);
  node->span = Cover(node->left->span, node->right->span);
  node->height = 1 + std::max(node->left->height, node->right->height);
  height_max_ = std::max(height_max_, node->height);
  return node;
}

StatementParser::ExpressionNode StatementParser::ParseJunction(const ast::Expression* left,
                                                               ast::BinaryOperator op,
                                                               int precedence) {
  Keyword keyword = Peek().keyword;
  std::vector<const ast::Expression*> operands = {left};
  while (Accept(keyword)) {
    RONDO_TRY_ASSIGN(operands.emplace_back(), ParseBinary(precedence + 1));
  }
  return Balanced(operands, op);
}

StatementParser::ExpressionNode StatementParser::ParseComparison(const ast::Expression* left) {
  std::vector<const ast::Expression*> operands = {left};
  std::vector<ast::ComparisonOperator> operators;
  while (std::optional<ast::ComparisonOperator> op = ComparisonOf(Peek().kind)) {
    Advance();
    operators.push_back(*op);
    RONDO_TRY_ASSIGN(operands.emplace_back(), ParseBinary(kComparisonPrecedence + 1));
  }
  auto* node = arena_.New<ast::Comparison>();
  node->operands = arena_.Copy(operands);
  node->operators = arena_.Copy(operators);
  return Finish(node, left->span.begin, HeightOf(operands));
}

StatementParser::ExpressionNode StatementParser::ParsePredicate(const ast::Expression* left) {
  if (Accept(Keyword::kIs)) {
    auto* node = arena_.New<ast::Unary>();
    node->op = Accept(Keyword::kNot) ? ast::UnaryOperator::kIsNotNull : ast::UnaryOperator::kIsNull;
    node->operand = left;
    RONDO_TRY(Expect(Keyword::kNull));
    return Finish(node, left->span.begin, {left});
  }
  auto* node = arena_.New<ast::Binary>();
  if (Accept(Keyword::kIn)) {
    node->op = ast::BinaryOperator::kIn;
  } else if (Accept(Keyword::kContains)) {
    node->op = ast::BinaryOperator::kContains;
  } else if (Accept(TokenKind::kRegexMatch)) {
    node->op = ast::BinaryOperator::kRegexMatch;
  } else {
    node->op = Accept(Keyword::kStarts) ? ast::BinaryOperator::kStartsWith
                                        : ast::BinaryOperator::kEndsWith;
    Accept(Keyword::kEnds);
    RONDO_TRY(Expect(Keyword::kWith));
  }
  node->left = left;
  RONDO_TRY_ASSIGN(node->right, ParseBinary(kPredicatePrecedence + 1));
  return Finish(node, left->span.begin, {node->left, node->right});
}

StatementParser::ExpressionNode StatementParser::ParseArithmetic(const ast::Expression* left,
                                                                 ast::BinaryOperator op,
                                                                 int precedence) {
  Advance();
  auto* node = arena_.New<ast::Binary>();
  node->op = op;
  node->left = left;
  RONDO_TRY_ASSIGN(node->right, ParseBinary(precedence + 1));
  return Finish(node, left->span.begin, {node->left, node->right});
}

StatementParser::ExpressionNode StatementParser::ParseUnary() {
  bool minus = LooksAt(TokenKind::kMinus);
  if (!minus && !LooksAt(TokenKind::kPlus)) {
    RONDO_TRY_ASSIGN(const ast::Expression* atom, ParseAtom());
    return ParsePostfix(atom, true);
  }
  Level level(*this);
  RONDO_TRY(level.Check());
  uint32_t span_begin = begin();
  Advance();
  bool number = LooksAt(TokenKind::kInteger) || LooksAt(TokenKind::kFloat);
  bool with_postfix = LooksAt(TokenKind::kDot, 1) || LooksAt(TokenKind::kLeftBracket, 1) ||
                      LooksAt(TokenKind::kColon, 1);
  if (minus && number && !with_postfix) {
    return ParseNumber(true, span_begin);  // The least integer exists only with its sign.
  }
  auto* node = arena_.New<ast::Unary>();
  node->op = minus ? ast::UnaryOperator::kMinus : ast::UnaryOperator::kPlus;
  RONDO_TRY_ASSIGN(node->operand, ParseUnary());
  return Finish(node, span_begin, {node->operand});
}

StatementParser::ExpressionNode StatementParser::ParsePostfix(const ast::Expression* base,
                                                              bool with_labels) {
  while (true) {
    if (Accept(TokenKind::kDot)) {
      auto* node = arena_.New<ast::Property>();
      node->base = base;
      RONDO_TRY_ASSIGN(node->key, ParseSchemaName());
      RONDO_TRY_ASSIGN(base, Finish(node, base->span.begin, {base}));
    } else if (Accept(TokenKind::kLeftBracket)) {
      RONDO_TRY_ASSIGN(base, ParseSubscript(base));
    } else if (with_labels && Accept(TokenKind::kColon)) {
      auto* node = arena_.New<ast::HasLabels>();
      node->operand = base;
      RONDO_TRY_ASSIGN(node->labels, ParseLabelExpression());
      RONDO_TRY_ASSIGN(base, Finish(node, base->span.begin, {base}));
    } else {
      return base;
    }
  }
}

StatementParser::ExpressionNode StatementParser::ParseSubscript(const ast::Expression* base) {
  BarScope bar(*this, false);
  const ast::Expression* from = nullptr;
  if (!LooksAt(TokenKind::kDotDot)) {
    RONDO_TRY_ASSIGN(from, ParseExpression());
  }
  if (!Accept(TokenKind::kDotDot)) {
    RONDO_TRY(Expect(TokenKind::kRightBracket));
    auto* node = arena_.New<ast::Index>();
    node->base = base;
    node->index = from;
    return Finish(node, base->span.begin, {base, from});
  }
  auto* node = arena_.New<ast::Slice>();
  node->base = base;
  node->from = from;
  if (!LooksAt(TokenKind::kRightBracket)) {
    RONDO_TRY_ASSIGN(node->to, ParseExpression());
  }
  RONDO_TRY(Expect(TokenKind::kRightBracket));
  return Finish(node, base->span.begin, {base, from, node->to});
}

}  // namespace rondo
