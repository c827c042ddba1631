#pragma once

// The recursive-descent parser of one statement. Private to query/syntax; parser.h is the door. One
// function per rule of GRAMMAR.md, spread over files by subject: statement_parser.cc (tokens,
// names, errors), parse_expression.cc, parse_atom.cc, parse_bracket.cc, parse_pattern.cc,
// parse_clause.cc, parse_update.cc, parse_call.cc, parse_command.cc. Two or more tokens of
// lookahead decide; nothing is parsed twice.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "query/syntax/arena.h"
#include "query/syntax/ast.h"
#include "query/syntax/lexer.h"
#include "query/syntax/parser.h"

namespace rondo {

class StatementParser {
 public:
  template <typename T>
  using Node = Result<const T*>;
  using ExpressionNode = Node<ast::Expression>;
  template <typename T>
  using Nodes = std::span<const T* const>;

  /// `text` must live as long as `arena`.
  StatementParser(std::string_view text, TokenList tokens, const SyntaxLimits& limits, Arena& arena)
      : text_(text), tokens_(std::move(tokens)), limits_(limits), arena_(arena) {}

  Node<ast::Statement> ParseStatement();

 private:
  // ---- Tokens.
  const Token& Peek(size_t ahead = 0) const {
    size_t index = position_ + ahead;
    return index < tokens_.tokens.size() ? tokens_.tokens[index] : tokens_.tokens.back();
  }
  std::string_view TextOf(SourceSpan span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }
  void Advance() { ++position_; }
  uint32_t begin() const { return Peek().span.begin; }
  uint32_t previous_end() const {
    return position_ == 0 ? 0 : tokens_.tokens[position_ - 1].span.end;
  }
  SourceSpan SpanFrom(uint32_t span_begin) const { return {span_begin, previous_end()}; }

  /// Whether the current token is that one. What was asked for is remembered for the message that
  /// Unexpected makes.
  bool At(TokenKind kind);
  bool At(Keyword keyword);
  bool Accept(TokenKind kind);
  bool Accept(Keyword keyword);
  Result<void> Expect(TokenKind kind);
  Result<void> Expect(Keyword keyword);
  /// As At, without remembering.
  bool LooksAt(TokenKind kind, size_t ahead = 0) const { return Peek(ahead).kind == kind; }
  bool LooksAt(Keyword keyword, size_t ahead = 0) const { return Peek(ahead).keyword == keyword; }
  bool LooksAtName(size_t ahead = 0) const;
  bool LooksAtVariable(size_t ahead = 0) const;

  // ---- Errors.
  Error Unexpected();
  Error SyntaxError(std::string detail, std::string message, SourceSpan span,
                    std::string hint = {}) const;
  std::string ExpectedWords() const;

  /// Counts levels of nesting while it lives; see SyntaxLimits.
  class Level {
   public:
    explicit Level(StatementParser& parser) : parser_(parser) { ++parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.depth_; }
    Result<void> Check() const;

   private:
    StatementParser& parser_;
  };

  /// Gives the height of the highest expression that was parsed while it lives.
  class HeightMeter {
   public:
    explicit HeightMeter(StatementParser& parser) : parser_(parser), outer_(parser.height_max_) {
      parser_.height_max_ = 0;
    }
    HeightMeter(const HeightMeter&) = delete;
    HeightMeter& operator=(const HeightMeter&) = delete;
    ~HeightMeter() { parser_.height_max_ = std::max(parser_.height_max_, outer_); }
    uint32_t height() const { return parser_.height_max_; }

   private:
    StatementParser& parser_;
    uint32_t outer_;
  };

  /// Sets whether a `|` ends expressions (`[x IN list WHERE x:A | x.name]`) while it lives.
  class BarScope {
   public:
    BarScope(StatementParser& parser, bool bar_ends)
        : parser_(parser), outer_(parser.bar_ends_expression_) {
      parser_.bar_ends_expression_ = bar_ends;
    }
    BarScope(const BarScope&) = delete;
    BarScope& operator=(const BarScope&) = delete;
    ~BarScope() { parser_.bar_ends_expression_ = outer_; }

   private:
    StatementParser& parser_;
    bool outer_;
  };

  // ---- Names.
  Result<ast::Name> ParseVariableName();
  Result<ast::Name> ParseSchemaName();
  /// A label or edge type, hyphens included: `loaned-to`.
  Result<ast::Name> ParseLabelName();
  Result<ast::Name> ParseDottedName();
  ast::Name TakeName();

  // ---- Finishing nodes.
  /// Sets place and height. LimitExceeded if the expression has become too high.
  ExpressionNode Finish(ast::Expression* node, uint32_t span_begin, uint32_t children_height);
  ExpressionNode Finish(ast::Expression* node, uint32_t span_begin,
                        std::initializer_list<const ast::Expression*> children);
  static uint32_t HeightOf(std::span<const ast::Expression* const> nodes);
  static uint32_t HeightOf(std::initializer_list<const ast::Expression*> nodes);

  // ---- Expressions.
  ExpressionNode ParseExpression();
  ExpressionNode ParseBinary(int precedence_min);
  ExpressionNode ParseNot();
  ExpressionNode ParseJunction(const ast::Expression* left, ast::BinaryOperator op, int precedence);
  ExpressionNode ParseComparison(const ast::Expression* left);
  ExpressionNode ParsePredicate(const ast::Expression* left);
  ExpressionNode ParseArithmetic(const ast::Expression* left, ast::BinaryOperator op,
                                 int precedence);
  ExpressionNode ParseUnary();
  ExpressionNode ParsePostfix(const ast::Expression* base, bool with_labels);
  ExpressionNode ParseSubscript(const ast::Expression* base);
  ExpressionNode ParseAtom();
  ExpressionNode ParseWord();
  ExpressionNode ParseLiteral();
  ExpressionNode ParseNumber(bool negative, uint32_t span_begin);
  ExpressionNode ParseParameter();
  ExpressionNode ParseVariable();
  ExpressionNode ParseParenthesized();
  ExpressionNode ParseFunctionCall();
  ExpressionNode ParseCase();
  ExpressionNode ParseQuantifier(ast::QuantifierKind kind);
  ExpressionNode ParseReduce();
  ExpressionNode ParseSubquery(ast::SubqueryKind kind);
  ExpressionNode ParseBracket();
  ExpressionNode ParseList();
  ExpressionNode ParseListComprehension();
  ExpressionNode ParsePatternComprehension();
  ExpressionNode ParsePatternPredicate();
  ExpressionNode ParseMap();
  ExpressionNode ParseMapProjection();
  Result<ast::MapProjection::Item> ParseMapProjectionItem();
  Result<Nodes<ast::Expression>> ParseExpressionList(TokenKind closing);
  const ast::Expression* Balanced(std::span<const ast::Expression* const> operands,
                                  ast::BinaryOperator op);

  /// What stands between the current `[` and its `]`, outside inner brackets.
  struct BracketContent {
    bool has_bar = false;
    bool has_where = false;
    bool has_comma = false;
  };
  BracketContent ScanBracket() const;
  /// Index of the token behind the bracket that closes the one at `position`.
  size_t BehindBracket(size_t position) const;
  bool LooksAtPattern() const;
  bool LooksAtEdgeInExpression(size_t position) const;
  bool LooksAtFunctionCall() const;

  // ---- Patterns.
  Result<Nodes<ast::PathPattern>> ParsePattern();
  Node<ast::PathPattern> ParsePathPattern();
  Result<void> ParsePathPrefix(ast::PathPattern& path);
  Result<uint64_t> ParsePathCount();
  Node<ast::PathPattern> ParseShortestPath(ast::PathPattern* path);
  Result<void> ParsePathElements(ast::PathPattern& path, bool in_expression);
  Node<ast::PatternElement> ParseNodeOrGroup(bool in_expression);
  Node<ast::PatternElement> ParseNodePattern();
  Node<ast::PatternElement> ParseGroupPattern();
  Node<ast::PatternElement> ParseEdgePattern(bool in_expression);
  Result<void> ParseEdgeDetail(ast::EdgePattern& edge);
  Result<std::optional<ast::Length>> ParseLength();
  Result<std::optional<ast::Length>> ParseQuantifierSuffix();
  Result<ast::Length> ParseBraceQuantifier();
  Result<uint64_t> ParseCount();
  Result<const ast::Expression*> ParseElementProperties();
  Result<const ast::Expression*> ParseInlineWhere();
  bool AtEdge(bool in_expression) const;
  bool AcceptDash();
  Node<ast::LabelExpression> ParseLabelExpression();
  Node<ast::LabelExpression> ParseLabelConjunction();
  Node<ast::LabelExpression> ParseLabelPrimary();

  // ---- Queries and clauses.
  Node<ast::Query> ParseQuery();
  Node<ast::SingleQuery> ParseSingleQuery();
  bool AtClause();
  Node<ast::Clause> ParseClause();
  Node<ast::Clause> ParseMatch();
  Result<void> ParseTimeRestriction(ast::Match& match);
  Node<ast::Clause> ParseUnwind();
  Node<ast::Clause> ParseFor();
  Node<ast::Clause> ParseProjection();
  Result<void> ParseProjectionBody(ast::Projection& projection);
  Result<std::span<const ast::ProjectionItem>> ParseProjectionItems();
  Result<std::span<const ast::SortItem>> ParseOrderBy();
  Node<ast::Clause> ParseLet();
  Node<ast::Clause> ParseFilter();
  Node<ast::Clause> ParseCreate();
  Node<ast::Clause> ParseMerge();
  Node<ast::Clause> ParseSet();
  Result<std::span<const ast::SetItem>> ParseSetItems();
  Result<ast::SetItem> ParseSetItem();
  Node<ast::Clause> ParseRemove();
  Result<ast::RemoveItem> ParseRemoveItem();
  Result<std::span<const ast::Name>> ParseLabels();
  Node<ast::Clause> ParseDelete();
  Node<ast::Clause> ParseForeach();
  Node<ast::Clause> ParseCall();
  Node<ast::Clause> ParseProcedureCall(bool optional, uint32_t span_begin);
  Result<void> ParseYield(ast::CallProcedure& call);
  Node<ast::Clause> ParseCallSubquery(bool optional, uint32_t span_begin);
  Result<void> ParseSubqueryScope(ast::CallSubquery& call);
  Node<ast::Clause> ParseLoadCsv();

  // ---- Commands.
  bool LooksAtCommand() const;
  Node<ast::Command> ParseCommand();
  Node<ast::Command> ParseTransactionCommand();
  Node<ast::Command> ParseShow();
  Node<ast::Command> ParseDrop();
  Node<ast::Command> ParseCreateIndex();
  Node<ast::Command> ParseCreateConstraint();
  Result<void> ParseCreationName(ast::Command& command);
  /// `(n:Label)` or `()-[r:type]-()`; the variable.
  Result<ast::Name> ParseSchemaTarget(ast::Command& command);
  Result<void> ParseSchemaProperties(ast::Command& command, const ast::Name& variable);
  Result<ast::Name> ParseSchemaProperty(const ast::Name& variable);
  Result<void> ParseConstraintForm(ast::Command& command);
  Result<std::string_view> ParseTypeName();

  std::string_view text_;
  TokenList tokens_;
  const SyntaxLimits& limits_;
  Arena& arena_;
  size_t position_ = 0;
  uint32_t depth_ = 0;
  uint32_t height_max_ = 0;
  bool bar_ends_expression_ = false;

  // What was asked for at the token where the parser stands.
  struct Expectation {
    TokenKind kind = TokenKind::kEnd;  // kIdentifier: the keyword.
    Keyword keyword = Keyword::kNone;
  };
  void Remember(TokenKind kind, Keyword keyword);
  std::vector<Expectation> expectations_;
  size_t expectations_position_ = 0;
};

}  // namespace rondo
