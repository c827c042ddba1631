// Expressions as text: brackets where the grammar needs them.

#include <cmath>
#include <string>

#include "graph/model/value_text.h"
#include "query/syntax/keyword.h"
#include "query/syntax/name_text.h"
#include "query/syntax/statement_printer.h"

namespace rondo {
namespace {

using Kind = ast::ExpressionKind;
using Op = ast::BinaryOperator;

// Binding strength, weakest first, as in parse_expression.cc.
constexpr int kNotPrecedence = 4;
constexpr int kComparisonPrecedence = 5;
constexpr int kPredicatePrecedence = 6;
constexpr int kUnaryPrecedence = 10;
constexpr int kPostfixPrecedence = 11;
constexpr int kAtomPrecedence = 12;

struct OperatorText {
  int precedence;
  std::string_view text;
};

OperatorText TextOf(Op op) {
  switch (op) {
    case Op::kOr:
      return {1, " OR "};
    case Op::kXor:
      return {2, " XOR "};
    case Op::kAnd:
      return {3, " AND "};
    case Op::kIn:
      return {kPredicatePrecedence, " IN "};
    case Op::kStartsWith:
      return {kPredicatePrecedence, " STARTS WITH "};
    case Op::kEndsWith:
      return {kPredicatePrecedence, " ENDS WITH "};
    case Op::kContains:
      return {kPredicatePrecedence, " CONTAINS "};
    case Op::kRegexMatch:
      return {kPredicatePrecedence, " =~ "};
    case Op::kAdd:
      return {7, " + "};
    case Op::kSubtract:
      return {7, " - "};
    case Op::kMultiply:
      return {8, " * "};
    case Op::kDivide:
      return {8, " / "};
    case Op::kModulo:
      return {8, " % "};
    case Op::kPower:
      return {9, " ^ "};
  }
  return {0, ""};
}

std::string_view TextOf(ast::ComparisonOperator op) {
  switch (op) {
    case ast::ComparisonOperator::kEqual:
      return " = ";
    case ast::ComparisonOperator::kNotEqual:
      return " <> ";
    case ast::ComparisonOperator::kLess:
      return " < ";
    case ast::ComparisonOperator::kLessEqual:
      return " <= ";
    case ast::ComparisonOperator::kGreater:
      return " > ";
    case ast::ComparisonOperator::kGreaterEqual:
      return " >= ";
  }
  return "";
}

bool IsJunction(Op op) { return op == Op::kOr || op == Op::kXor || op == Op::kAnd; }

bool IsNegative(const ast::Literal& literal) {
  return (literal.literal == ast::LiteralKind::kInteger && literal.integer < 0) ||
         (literal.literal == ast::LiteralKind::kFloat && std::signbit(literal.floating));
}

bool IsNumber(const ast::Expression& node) {
  return node.kind == Kind::kLiteral &&
         (node.As<ast::Literal>().literal == ast::LiteralKind::kInteger ||
          node.As<ast::Literal>().literal == ast::LiteralKind::kFloat);
}

int PrecedenceOf(const ast::Expression& node) {
  switch (node.kind) {
    case Kind::kBinary:
      return TextOf(node.As<ast::Binary>().op).precedence;
    case Kind::kComparison:
      return kComparisonPrecedence;
    case Kind::kUnary:
      switch (node.As<ast::Unary>().op) {
        case ast::UnaryOperator::kNot:
          return kNotPrecedence;
        case ast::UnaryOperator::kIsNull:
        case ast::UnaryOperator::kIsNotNull:
          return kPredicatePrecedence;
        default:
          return kUnaryPrecedence;
      }
    case Kind::kLiteral:
      return IsNegative(node.As<ast::Literal>()) ? kUnaryPrecedence : kAtomPrecedence;
    case Kind::kProperty:
    case Kind::kIndex:
    case Kind::kSlice:
    case Kind::kHasLabels:
      return kPostfixPrecedence;
    case Kind::kPatternPredicate:
      // A dash or `<` behind it would go on with the pattern.
      return kNotPrecedence;
    default:
      return kAtomPrecedence;
  }
}

/// Whether the text of `node` begins `variable IN`, as a list comprehension does.
bool BeginsLikeLoop(const ast::Expression& node) {
  const ast::Expression* leftmost = &node;
  while (true) {
    if (leftmost->kind == Kind::kBinary) {
      const auto& binary = leftmost->As<ast::Binary>();
      if (binary.op == Op::kIn && binary.left->kind == Kind::kVariable) {
        return true;
      }
      leftmost = binary.left;
    } else if (leftmost->kind == Kind::kComparison) {
      leftmost = leftmost->As<ast::Comparison>().operands.front();
    } else if (leftmost->kind == Kind::kUnary && PrecedenceOf(*leftmost) == kPredicatePrecedence) {
      leftmost = leftmost->As<ast::Unary>().operand;
    } else {
      return false;
    }
  }
}

}  // namespace

void StatementPrinter::PrintExpression(const ast::Expression& node) {
  switch (node.kind) {
    case Kind::kLiteral:
      return PrintLiteral(node.As<ast::Literal>());
    case Kind::kParameter:
      return PrintParameter(node.As<ast::Parameter>());
    case Kind::kVariable:
      return Write(VariableText(node.As<ast::Variable>().name));
    case Kind::kProperty:
      PrintBase(*node.As<ast::Property>().base);
      Write(".");
      return Write(SchemaNameText(node.As<ast::Property>().key.text));
    case Kind::kUnary:
      return PrintUnary(node.As<ast::Unary>());
    case Kind::kBinary:
      return PrintBinary(node.As<ast::Binary>());
    case Kind::kComparison:
      return PrintComparison(node.As<ast::Comparison>());
    case Kind::kFunctionCall:
      return PrintFunctionCall(node.As<ast::FunctionCall>());
    case Kind::kList:
      return PrintList(node.As<ast::List>());
    case Kind::kMap:
      return PrintMap(node.As<ast::Map>());
    case Kind::kMapProjection:
      return PrintMapProjection(node.As<ast::MapProjection>());
    case Kind::kIndex:
      PrintBase(*node.As<ast::Index>().base);
      Write("[");
      PrintExpression(*node.As<ast::Index>().index);
      return Write("]");
    case Kind::kSlice:
      return PrintSlice(node.As<ast::Slice>());
    case Kind::kCase:
      return PrintCase(node.As<ast::Case>());
    case Kind::kHasLabels:
      return PrintHasLabels(node.As<ast::HasLabels>());
    case Kind::kListComprehension:
      return PrintListComprehension(node.As<ast::ListComprehension>());
    case Kind::kQuantifier:
      return PrintQuantifier(node.As<ast::Quantifier>());
    case Kind::kReduce:
      return PrintReduce(node.As<ast::Reduce>());
    case Kind::kSubquery:
      return PrintSubquery(node.As<ast::Subquery>());
    case Kind::kPatternPredicate:
      return PrintPath(*node.As<ast::PatternPredicate>().pattern);
    case Kind::kPatternComprehension:
      return PrintPatternComprehension(node.As<ast::PatternComprehension>());
  }
}

void StatementPrinter::PrintOperand(const ast::Expression& node, int precedence_min) {
  const bool brackets = PrecedenceOf(node) < precedence_min;
  Write(brackets ? "(" : "");
  PrintExpression(node);
  Write(brackets ? ")" : "");
}

void StatementPrinter::PrintBehindMinus(const ast::Expression& node, int precedence_min) {
  const size_t begin = text_.size();
  PrintOperand(node, precedence_min);
  const char first = text_[begin];
  if (first == '-' || first == '[' || (first >= '0' && first <= '9')) {
    text_.insert(begin, 1, '(');
    text_ += ')';
  }
}

void StatementPrinter::PrintBase(const ast::Expression& node) {
  const bool brackets =
      IsNumber(node) || node.kind == Kind::kHasLabels || PrecedenceOf(node) < kPostfixPrecedence;
  Write(brackets ? "(" : "");
  PrintExpression(node);
  Write(brackets ? ")" : "");
}

void StatementPrinter::PrintLiteral(const ast::Literal& node) {
  switch (node.literal) {
    case ast::LiteralKind::kNull:
      return Write("null");
    case ast::LiteralKind::kBoolean:
      return Write(node.boolean ? "true" : "false");
    case ast::LiteralKind::kInteger:
      return Write(std::to_string(node.integer));
    case ast::LiteralKind::kFloat:
      return AppendFloatText(node.floating, text_);
    case ast::LiteralKind::kString:
      return PrintString(node.string);
  }
}

void StatementPrinter::PrintString(std::string_view string) {
  Write("'");
  for (const char c : string) {
    switch (c) {
      case '\\':
        Write("\\\\");
        break;
      case '\'':
        Write("\\'");
        break;
      case '\n':
        Write("\\n");
        break;
      case '\r':
        Write("\\r");
        break;
      case '\t':
        Write("\\t");
        break;
      default:
        text_ += c;
    }
  }
  Write("'");
}

void StatementPrinter::PrintParameter(const ast::Parameter& node) {
  Write("$");
  const bool digits =
      !node.name.empty() && node.name.find_first_not_of("0123456789") == std::string_view::npos;
  Write(digits ? std::string(node.name) : SchemaNameText(node.name));
}

void StatementPrinter::PrintUnary(const ast::Unary& node) {
  switch (node.op) {
    case ast::UnaryOperator::kNot:
      Write("NOT ");
      return PrintOperand(*node.operand, kNotPrecedence);
    case ast::UnaryOperator::kPlus:
      Write("+");
      return PrintOperand(*node.operand, kUnaryPrecedence);
    case ast::UnaryOperator::kMinus:
      Write("-");
      return PrintBehindMinus(*node.operand, kUnaryPrecedence);
    case ast::UnaryOperator::kIsNull:
      PrintOperand(*node.operand, kPredicatePrecedence);
      return Write(" IS NULL");
    case ast::UnaryOperator::kIsNotNull:
      PrintOperand(*node.operand, kPredicatePrecedence);
      return Write(" IS NOT NULL");
  }
}

void StatementPrinter::PrintBinary(const ast::Binary& node) {
  if (IsJunction(node.op)) {
    return PrintJunction(node);
  }
  const OperatorText op = TextOf(node.op);
  PrintOperand(*node.left, op.precedence);
  Write(op.text);
  if (node.op == Op::kSubtract) {
    PrintBehindMinus(*node.right, op.precedence + 1);
  } else {
    PrintOperand(*node.right, op.precedence + 1);
  }
}

void StatementPrinter::PrintJunction(const ast::Binary& node) {
  bool first = true;
  PrintJunctionOperands(node, node.op, first);
}

void StatementPrinter::PrintJunctionOperands(const ast::Expression& node, Op op, bool& first) {
  if (node.kind == Kind::kBinary && node.As<ast::Binary>().op == op) {
    PrintJunctionOperands(*node.As<ast::Binary>().left, op, first);
    PrintJunctionOperands(*node.As<ast::Binary>().right, op, first);
    return;
  }
  Write(first ? "" : TextOf(op).text);
  first = false;
  PrintOperand(node, TextOf(op).precedence + 1);
}

void StatementPrinter::PrintComparison(const ast::Comparison& node) {
  for (size_t index = 0; index < node.operands.size(); ++index) {
    Write(index == 0 ? "" : TextOf(node.operators[index - 1]));
    PrintOperand(*node.operands[index], kComparisonPrecedence + 1);
  }
}

void StatementPrinter::PrintFunctionCall(const ast::FunctionCall& node) {
  PrintDottedName(node.name, true);
  Write(node.star ? "(*" : node.distinct ? "(DISTINCT " : "(");
  PrintExpressions(node.arguments);
  Write(")");
}

void StatementPrinter::PrintExpressions(std::span<const ast::Expression* const> nodes) {
  bool first = true;
  for (const ast::Expression* node : nodes) {
    WriteComma(first);
    PrintExpression(*node);
  }
}

void StatementPrinter::PrintList(const ast::List& node) {
  Write("[");
  const bool brackets = !node.elements.empty() && BeginsLikeLoop(*node.elements.front());
  Write(brackets ? "(" : "");
  bool first = true;
  for (const ast::Expression* element : node.elements) {
    WriteComma(first);
    PrintExpression(*element);
    Write(brackets && element == node.elements.front() ? ")" : "");
  }
  Write("]");
}

void StatementPrinter::PrintMap(const ast::Map& node) {
  Write("{");
  bool first = true;
  for (const ast::MapEntry& entry : node.entries) {
    WriteComma(first);
    Write(SchemaNameText(entry.key.text));
    Write(": ");
    PrintExpression(*entry.value);
  }
  Write("}");
}

void StatementPrinter::PrintMapProjection(const ast::MapProjection& node) {
  using ItemKind = ast::MapProjection::ItemKind;
  PrintExpression(*node.base);
  Write(" {");
  bool first = true;
  for (const ast::MapProjection::Item& item : node.items) {
    WriteComma(first);
    switch (item.kind) {
      case ItemKind::kProperty:
        Write(".");
        Write(SchemaNameText(item.key.text));
        break;
      case ItemKind::kAllProperties:
        Write(".*");
        break;
      case ItemKind::kEntry:
        Write(SchemaNameText(item.key.text));
        Write(": ");
        PrintExpression(*item.value);
        break;
      case ItemKind::kVariable:
        Write(VariableText(item.key.text));
        break;
    }
  }
  Write("}");
}

void StatementPrinter::PrintSlice(const ast::Slice& node) {
  PrintBase(*node.base);
  Write("[");
  if (node.from != nullptr) {
    PrintExpression(*node.from);
  }
  Write("..");
  if (node.to != nullptr) {
    PrintExpression(*node.to);
  }
  Write("]");
}

void StatementPrinter::PrintCase(const ast::Case& node) {
  Write("CASE");
  PrintOptional("", node.operand);
  for (const ast::Case::Branch& branch : node.branches) {
    PrintOptional(" WHEN", branch.when);
    PrintOptional(" THEN", branch.then);
  }
  PrintOptional(" ELSE", node.otherwise);
  Write(" END");
}

void StatementPrinter::PrintHasLabels(const ast::HasLabels& node) {
  PrintBase(*node.operand);
  Write(":");
  // A bar without brackets would end the list of a comprehension.
  PrintLabelOperand(*node.labels, node.labels->kind == ast::LabelExpression::Kind::kOr);
}

void StatementPrinter::PrintListComprehension(const ast::ListComprehension& node) {
  Write("[");
  Write(VariableText(node.variable.text));
  Write(" IN ");
  PrintExpression(*node.list);
  PrintOptional(" WHERE", node.predicate);
  PrintOptional(" |", node.projection);
  Write("]");
}

void StatementPrinter::PrintQuantifier(const ast::Quantifier& node) {
  constexpr std::string_view kWords[] = {"all(", "any(", "none(", "single("};
  Write(kWords[static_cast<size_t>(node.quantifier)]);
  Write(VariableText(node.variable.text));
  Write(" IN ");
  PrintExpression(*node.list);
  PrintOptional(" WHERE", node.predicate);
  Write(")");
}

void StatementPrinter::PrintReduce(const ast::Reduce& node) {
  Write("reduce(");
  Write(VariableText(node.accumulator.text));
  Write(" = ");
  PrintExpression(*node.initial);
  Write(", ");
  Write(VariableText(node.variable.text));
  Write(" IN ");
  PrintExpression(*node.list);
  PrintOptional(" |", node.step);
  Write(")");
}

void StatementPrinter::PrintSubquery(const ast::Subquery& node) {
  constexpr std::string_view kWords[] = {"EXISTS { ", "COUNT { ", "COLLECT { "};
  Write(kWords[static_cast<size_t>(node.subquery)]);
  if (node.query != nullptr) {
    PrintQuery(*node.query);
  } else {
    PrintPattern(node.pattern);
    PrintOptional(" WHERE", node.where);
  }
  Write(" }");
}

void StatementPrinter::PrintPatternComprehension(const ast::PatternComprehension& node) {
  Write("[");
  PrintPath(*node.pattern);
  PrintOptional(" WHERE", node.predicate);
  PrintOptional(" |", node.projection);
  Write("]");
}

}  // namespace rondo
