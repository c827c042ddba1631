// Patterns as text.

#include <string>

#include "query/syntax/name_text.h"
#include "query/syntax/statement_printer.h"

namespace rondo {

void StatementPrinter::PrintPattern(std::span<const ast::PathPattern* const> paths) {
  bool first = true;
  for (const ast::PathPattern* path : paths) {
    WriteComma(first);
    PrintPath(*path);
  }
}

void StatementPrinter::PrintPath(const ast::PathPattern& path) {
  if (!path.variable.empty()) {
    Write(VariableText(path.variable.text));
    Write(" = ");
  }
  const bool shortest = path.selector == ast::PathSelector::kShortestPath;
  if (shortest || path.selector == ast::PathSelector::kAllShortestPaths) {
    Write(shortest ? "shortestPath(" : "allShortestPaths(");
    PrintElements(path.elements);
    Write(")");
    return;
  }
  PrintPathPrefix(path);
  PrintElements(path.elements);
}

void StatementPrinter::PrintPathPrefix(const ast::PathPattern& path) {
  const std::string count = std::to_string(path.selector_count);
  switch (path.selector) {
    case ast::PathSelector::kAll:
      Write("ALL ");
      break;
    case ast::PathSelector::kAny:
      Write("ANY " + (path.selector_count == 1 ? "" : count + " "));
      break;
    case ast::PathSelector::kAnyShortest:
      Write(path.selector_count == 1 ? "ANY SHORTEST " : "SHORTEST " + count + " ");
      break;
    case ast::PathSelector::kAllShortest:
      Write("ALL SHORTEST ");
      break;
    case ast::PathSelector::kShortestGroups:
      Write("SHORTEST " + count + " ");
      break;
    default:
      break;
  }
  constexpr std::string_view kModes[] = {"", "WALK ", "TRAIL ", "ACYCLIC ", "SIMPLE "};
  Write(kModes[static_cast<size_t>(path.mode)]);
  Write(path.selector == ast::PathSelector::kShortestGroups ? "GROUPS " : "");
}

void StatementPrinter::PrintElements(std::span<const ast::PatternElement* const> elements) {
  using ElementKind = ast::PatternElement::Kind;
  for (size_t index = 0; index < elements.size(); ++index) {
    const ast::PatternElement& element = *elements[index];
    const bool beside = index > 0 && element.kind != ElementKind::kEdge &&
                        elements[index - 1]->kind != ElementKind::kEdge;
    Write(beside ? " " : "");
    switch (element.kind) {
      case ElementKind::kNode:
        PrintNode(element.As<ast::NodePattern>());
        break;
      case ElementKind::kEdge:
        PrintEdge(element.As<ast::EdgePattern>());
        break;
      case ElementKind::kGroup:
        PrintGroup(element.As<ast::GroupPattern>());
        break;
    }
  }
}

void StatementPrinter::PrintNode(const ast::NodePattern& node) {
  Write("(");
  const size_t begin = text_.size();
  if (!node.variable.empty()) {
    Write(VariableText(node.variable.text));
  }
  if (node.labels != nullptr) {
    Write(":");
    PrintLabels(*node.labels);
  }
  if (node.properties != nullptr) {
    Write(text_.size() > begin ? " " : "");
    PrintExpression(*node.properties);
  }
  PrintOptional(text_.size() > begin ? " WHERE" : "WHERE", node.where);
  Write(")");
}

void StatementPrinter::PrintEdge(const ast::EdgePattern& edge) {
  const bool left =
      edge.direction == ast::EdgeDirection::kLeft || edge.direction == ast::EdgeDirection::kBoth;
  const bool right =
      edge.direction == ast::EdgeDirection::kRight || edge.direction == ast::EdgeDirection::kBoth;
  Write(left ? "<-" : "-");
  PrintEdgeDetail(edge);
  Write(right ? "->" : "-");
  if (edge.length && edge.length->is_quantifier) {
    PrintQuantifierSuffix(edge.length);
  }
}

void StatementPrinter::PrintEdgeDetail(const ast::EdgePattern& edge) {
  const bool has_length = edge.length && !edge.length->is_quantifier;
  if (edge.variable.empty() && edge.types == nullptr && !has_length && edge.properties == nullptr &&
      edge.where == nullptr) {
    return;
  }
  Write("[");
  const size_t begin = text_.size();
  if (!edge.variable.empty()) {
    Write(VariableText(edge.variable.text));
  }
  if (edge.types != nullptr) {
    Write(":");
    PrintLabels(*edge.types);
  }
  if (has_length) {
    PrintLength(*edge.length);
  }
  if (edge.properties != nullptr) {
    Write(text_.size() > begin ? " " : "");
    PrintExpression(*edge.properties);
  }
  PrintOptional(text_.size() > begin ? " WHERE" : "WHERE", edge.where);
  Write("]");
}

void StatementPrinter::PrintGroup(const ast::GroupPattern& group) {
  Write("(");
  PrintPath(*group.inner);
  PrintOptional(" WHERE", group.where);
  Write(")");
  PrintQuantifierSuffix(group.length);
}

void StatementPrinter::PrintLength(const ast::Length& length) {
  Write("*");
  if (length.max && *length.max == length.min) {
    return Write(std::to_string(length.min));
  }
  if (!length.max && length.min == 1) {
    return;
  }
  Write(std::to_string(length.min) + "..");
  Write(length.max ? std::to_string(*length.max) : "");
}

void StatementPrinter::PrintQuantifierSuffix(const std::optional<ast::Length>& length) {
  if (!length) {
    return;
  }
  if (!length->max && length->min <= 1) {
    return Write(length->min == 0 ? "*" : "+");
  }
  Write("{" + std::to_string(length->min));
  if (!length->max || *length->max != length->min) {
    Write("," + (length->max ? std::to_string(*length->max) : ""));
  }
  Write("}");
}

// ---------------------------------------------------------------- label expressions

void StatementPrinter::PrintLabels(const ast::LabelExpression& labels) {
  using LabelKind = ast::LabelExpression::Kind;
  switch (labels.kind) {
    case LabelKind::kName:
      return Write(LabelText(labels.name));
    case LabelKind::kAny:
      return Write("%");
    case LabelKind::kNot: {
      const ast::LabelExpression& operand = *labels.operands.front();
      Write("!");
      return PrintLabelOperand(operand,
                               operand.kind == LabelKind::kAnd || operand.kind == LabelKind::kOr);
    }
    case LabelKind::kAnd:
    case LabelKind::kOr:
      for (size_t index = 0; index < labels.operands.size(); ++index) {
        const ast::LabelExpression& operand = *labels.operands[index];
        const bool weaker = operand.kind == LabelKind::kOr ||
                            (operand.kind == LabelKind::kAnd && labels.kind == LabelKind::kAnd);
        Write(index == 0 ? "" : labels.kind == LabelKind::kAnd ? "&" : "|");
        PrintLabelOperand(operand, weaker);
      }
  }
}

void StatementPrinter::PrintLabelOperand(const ast::LabelExpression& labels, bool in_brackets) {
  Write(in_brackets ? "(" : "");
  PrintLabels(labels);
  Write(in_brackets ? ")" : "");
}

}  // namespace rondo
