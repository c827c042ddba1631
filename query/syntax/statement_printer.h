#pragma once

// The printer behind print_statement.h, the mirror of StatementParser: one function per kind of
// node, spread over print_expression.cc, print_pattern.cc, print_clause.cc and print_command.cc.
// Private to query/syntax.
//
// Invariants: what is printed parses to the same tree, but for junctions, which the parser balances
// anew. No text outside patterns has two dashes in a row or a dash before a bracket, since those
// could be read as an edge.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "query/syntax/ast.h"

namespace rondo {

class StatementPrinter {
 public:
  void PrintStatement(const ast::Statement& statement);
  std::string TakeText() { return std::move(text_); }

 private:
  // ---- Expressions.
  void PrintExpression(const ast::Expression& node);
  /// In brackets if it binds weaker than `precedence_min`.
  void PrintOperand(const ast::Expression& node, int precedence_min);
  /// As an operand behind a minus sign: in brackets also where it begins with `-`, `[` or a digit.
  void PrintBehindMinus(const ast::Expression& node, int precedence_min);
  /// What a `.key`, `[index]` or `:Label` may follow.
  void PrintBase(const ast::Expression& node);
  void PrintLiteral(const ast::Literal& node);
  void PrintString(std::string_view string);
  void PrintParameter(const ast::Parameter& node);
  void PrintUnary(const ast::Unary& node);
  void PrintBinary(const ast::Binary& node);
  void PrintJunction(const ast::Binary& node);
  void PrintJunctionOperands(const ast::Expression& node, ast::BinaryOperator op, bool& first);
  void PrintComparison(const ast::Comparison& node);
  void PrintFunctionCall(const ast::FunctionCall& node);
  void PrintList(const ast::List& node);
  void PrintMap(const ast::Map& node);
  void PrintMapProjection(const ast::MapProjection& node);
  void PrintSlice(const ast::Slice& node);
  void PrintCase(const ast::Case& node);
  void PrintHasLabels(const ast::HasLabels& node);
  void PrintListComprehension(const ast::ListComprehension& node);
  void PrintQuantifier(const ast::Quantifier& node);
  void PrintReduce(const ast::Reduce& node);
  void PrintSubquery(const ast::Subquery& node);
  void PrintPatternComprehension(const ast::PatternComprehension& node);
  void PrintExpressions(std::span<const ast::Expression* const> nodes);

  // ---- Patterns.
  void PrintPattern(std::span<const ast::PathPattern* const> paths);
  void PrintPath(const ast::PathPattern& path);
  void PrintPathPrefix(const ast::PathPattern& path);
  void PrintElements(std::span<const ast::PatternElement* const> elements);
  void PrintNode(const ast::NodePattern& node);
  void PrintEdge(const ast::EdgePattern& edge);
  void PrintEdgeDetail(const ast::EdgePattern& edge);
  void PrintGroup(const ast::GroupPattern& group);
  void PrintLength(const ast::Length& length);
  void PrintQuantifierSuffix(const std::optional<ast::Length>& length);
  void PrintLabels(const ast::LabelExpression& labels);
  void PrintLabelOperand(const ast::LabelExpression& labels, bool in_brackets);

  // ---- Queries and clauses.
  void PrintQuery(const ast::Query& query);
  void PrintClauses(std::span<const ast::Clause* const> clauses);
  void PrintClause(const ast::Clause& clause);
  void PrintMatch(const ast::Match& match);
  void PrintUnwind(const ast::Unwind& unwind);
  void PrintProjection(const ast::Projection& projection);
  void PrintLet(const ast::Let& let);
  void PrintMerge(const ast::Merge& merge);
  void PrintSetItems(std::string_view words, std::span<const ast::SetItem> items);
  void PrintSetItem(const ast::SetItem& item);
  void PrintPropertyTarget(const ast::Expression& target, const ast::Name& key,
                           const ast::Expression* dynamic_key);
  void PrintLabelNames(std::span<const ast::Name> labels);
  void PrintRemove(const ast::Remove& remove);
  void PrintDelete(const ast::Delete& clause);
  void PrintForeach(const ast::Foreach& clause);
  void PrintCallProcedure(const ast::CallProcedure& call);
  void PrintCallSubquery(const ast::CallSubquery& call);
  void PrintLoadCsv(const ast::LoadCsv& load);
  /// ` WORDS expression`, or nothing where there is none.
  void PrintOptional(std::string_view words, const ast::Expression* expression);

  // ---- Commands.
  void PrintCommand(const ast::Command& command);
  void PrintCreation(const ast::Command& command);
  void PrintConstraintForm(const ast::Command& command);

  void PrintDottedName(const ast::Name& name, bool is_function);
  void Write(std::string_view text) { text_ += text; }
  /// Writes `, ` unless it is the first time.
  void WriteComma(bool& first);

  std::string text_;
};

}  // namespace rondo
