// Statements in the language. Expressions stand in parentheses wherever they could be misread.

#include "graph/model/value_text.h"
#include "tests/differential/statement.h"

namespace rondo::differential {

namespace {

std::string PatternText(const Pattern& pattern);
std::string ExpressionText(const Expression& expression);

template <typename Elements, typename Text>
std::string Join(const Elements& elements, const std::string& separator, const Text& text) {
  std::string joined;
  bool is_first = true;
  for (const auto& element : elements) {
    joined += (is_first ? "" : separator) + text(element);
    is_first = false;
  }
  return joined;
}

std::string Identity(const std::string& text) { return text; }

std::string WhereText(const std::vector<Expression>& operands) {
  return operands.empty() ? "" : " WHERE " + ExpressionText(operands[0]);
}

std::string InfixText(const Expression& expression, const std::string& infix) {
  return "(" + Join(expression.operands, " " + infix + " ", ExpressionText) + ")";
}

std::string CallText(const Expression& expression, const std::string& function) {
  return function + "(" + Join(expression.operands, ", ", ExpressionText) + ")";
}

std::string CompareText(const Expression& expression) {
  std::string text = "(" + ExpressionText(expression.operands[0]);
  for (size_t index = 0; index < expression.operators.size(); ++index) {
    text +=
        " " + expression.operators[index] + " " + ExpressionText(expression.operands[index + 1]);
  }
  return text + ")";
}

std::string ScopedText(const Expression& expression) {
  const std::vector<Expression>& operands = expression.operands;
  std::string head = expression.name + " IN " + ExpressionText(operands[0]) + " WHERE " +
                     ExpressionText(operands[1]);
  if (expression.kind == Expression::Kind::kQuantifier) {
    return expression.key + "(" + head + ")";
  }
  return "[" + head + " | " + ExpressionText(operands[2]) + "]";
}

std::string SubqueryText(const Expression& expression) {
  std::string inner = PatternText(*expression.pattern) + WhereText(expression.operands);
  switch (expression.kind) {
    case Expression::Kind::kExists:
      return "EXISTS { " + inner + " }";
    case Expression::Kind::kCount:
      return "COUNT { " + inner + " }";
    default:
      return "size([" + inner + " | 1])";
  }
}

std::string ExpressionText(const Expression& expression) {
  using Kind = Expression::Kind;
  const std::vector<Expression>& operands = expression.operands;
  switch (expression.kind) {
    case Kind::kLiteral:
      return ValueText(expression.literal);
    case Kind::kVariable:
      return expression.name;
    case Kind::kProperty:
      return expression.name + "." + expression.key;
    case Kind::kNot:
      return "(NOT " + ExpressionText(operands[0]) + ")";
    case Kind::kIsNull:
      return "(" + ExpressionText(operands[0]) + " IS NULL)";
    case Kind::kIsNotNull:
      return "(" + ExpressionText(operands[0]) + " IS NOT NULL)";
    case Kind::kAnd:
      return InfixText(expression, "AND");
    case Kind::kOr:
      return InfixText(expression, "OR");
    case Kind::kXor:
      return InfixText(expression, "XOR");
    case Kind::kCompare:
      return CompareText(expression);
    case Kind::kAdd:
      return InfixText(expression, "+");
    case Kind::kSubtract:
      return InfixText(expression, "-");
    case Kind::kMultiply:
      return InfixText(expression, "*");
    case Kind::kIn:
      return InfixText(expression, "IN");
    case Kind::kStartsWith:
      return InfixText(expression, "STARTS WITH");
    case Kind::kCase:
      return "CASE WHEN " + ExpressionText(operands[0]) + " THEN " + ExpressionText(operands[1]) +
             " ELSE " + ExpressionText(operands[2]) + " END";
    case Kind::kCoalesce:
      return CallText(expression, "coalesce");
    case Kind::kSize:
      return CallText(expression, "size");
    case Kind::kLength:
      return CallText(expression, "length");
    case Kind::kNodes:
      return CallText(expression, "nodes");
    case Kind::kRelationships:
      return CallText(expression, "relationships");
    case Kind::kTypeOf:
      return CallText(expression, "type");
    case Kind::kHasLabel:
      return "(" + expression.name + ":" + expression.key + ")";
    case Kind::kList:
      return "[" + Join(operands, ", ", ExpressionText) + "]";
    case Kind::kComprehension:
    case Kind::kQuantifier:
      return ScopedText(expression);
    case Kind::kExists:
    case Kind::kCount:
    case Kind::kPatternListSize:
      return SubqueryText(expression);
  }
  return "";
}

// ---------------------------------------------------------------- patterns

std::string LabelText(const LabelTest& test) {
  switch (test.kind) {
    case LabelTest::Kind::kName:
      return test.name;
    case LabelTest::Kind::kNot:
      return "!" + LabelText(test.operands[0]);
    case LabelTest::Kind::kAnd:
      return "(" + Join(test.operands, "&", LabelText) + ")";
    case LabelTest::Kind::kOr:
      return "(" + Join(test.operands, "|", LabelText) + ")";
  }
  return "";
}

std::string PropertiesText(const PropertyTests& properties) {
  if (properties.empty()) {
    return "";
  }
  return " {" +
         Join(properties, ", ",
              [](const auto& test) { return test.first + ": " + ExpressionText(test.second); }) +
         "}";
}

std::string NodeText(const NodePattern& node) {
  return "(" + node.variable + (node.labels ? ":" + LabelText(*node.labels) : "") +
         PropertiesText(node.properties) +
         (node.where ? " WHERE " + ExpressionText(*node.where) : "") + ")";
}

std::string QuantifierText(const Length& length) {
  if (length.max) {
    return "{" + std::to_string(length.min) + "," + std::to_string(*length.max) + "}";
  }
  return length.min == 0 ? "*" : length.min == 1 ? "+" : "{" + std::to_string(length.min) + ",}";
}

std::string StarText(const Length& length) {
  if (length.max && *length.max == length.min) {
    return "*" + std::to_string(length.min);
  }
  return "*" + std::to_string(length.min) + ".." + (length.max ? std::to_string(*length.max) : "");
}

std::string EdgeText(const EdgePattern& edge) {
  std::string inside = edge.variable;
  if (!edge.types.empty()) {
    std::string types = Join(edge.types, "|", Identity);
    inside += edge.negates_types ? ":!(" + types + ")" : ":" + types;
  }
  if (edge.length && !edge.length_is_quantifier) {
    inside += StarText(*edge.length);
  }
  inside += PropertiesText(edge.properties);
  if (edge.where) {
    inside += " WHERE " + ExpressionText(*edge.where);
  }
  std::string text = edge.direction == Direction::kIncoming ? "<-[" : "-[";
  text += inside + (edge.direction == Direction::kOutgoing ? "]->" : "]-");
  if (edge.length && edge.length_is_quantifier) {
    text += QuantifierText(*edge.length);
  }
  return text;
}

std::string PathStepsText(const PathPattern& path) {
  std::string text = NodeText(path.first);
  for (const PathStep& step : path.steps) {
    if (step.edge) {
      text += EdgeText(*step.edge);
    } else {
      text += "(" + PathStepsText(*step.group->inner) +
              (step.group->where ? " WHERE " + ExpressionText(*step.group->where) : "") + ")" +
              QuantifierText(step.group->length);
    }
    text += NodeText(step.node);
  }
  return text;
}

std::string ModeText(Mode mode) {
  switch (mode) {
    case Mode::kNone:
      return "";
    case Mode::kTrail:
      return "TRAIL ";
    case Mode::kWalk:
      return "WALK ";
    case Mode::kAcyclic:
      return "ACYCLIC ";
    case Mode::kSimple:
      return "SIMPLE ";
  }
  return "";
}

std::string SelectorText(const PathPattern& path) {
  std::string count = std::to_string(path.count);
  switch (path.selector) {
    case Selector::kAny:
      return "ANY " + count + " ";
    case Selector::kAnyShortest:
      return path.count == 1 ? "ANY SHORTEST " : "SHORTEST " + count + " ";
    case Selector::kAllShortest:
      return "ALL SHORTEST ";
    case Selector::kShortestGroups:
      return "SHORTEST " + count + " " + ModeText(path.mode) + "GROUPS ";
    default:
      return "";
  }
}

std::string PathText(const PathPattern& path) {
  std::string text = path.variable.empty() ? "" : path.variable + " = ";
  text += SelectorText(path);
  if (path.selector != Selector::kShortestGroups) {
    text += ModeText(path.mode);
  }
  if (path.selector == Selector::kShortestPath) {
    return text + "shortestPath(" + PathStepsText(path) + ")";
  }
  if (path.selector == Selector::kAllShortestPaths) {
    return text + "allShortestPaths(" + PathStepsText(path) + ")";
  }
  return text + PathStepsText(path);
}

std::string PatternText(const Pattern& pattern) { return Join(pattern.paths, ", ", PathText); }

// ---------------------------------------------------------------- clauses

std::string ItemText(const Item& item) {
  std::string inside = (item.distinct ? "DISTINCT " : "") + ExpressionText(item.expression);
  auto text = [&]() -> std::string {
    switch (item.aggregate) {
      case Item::Aggregate::kNone:
        return inside;
      case Item::Aggregate::kCountRows:
        return "count(*)";
      case Item::Aggregate::kCount:
        return "count(" + inside + ")";
      case Item::Aggregate::kSum:
        return "sum(" + inside + ")";
      case Item::Aggregate::kMin:
        return "min(" + inside + ")";
      case Item::Aggregate::kMax:
        return "max(" + inside + ")";
      case Item::Aggregate::kCollectSize:
        return "size(collect(" + inside + "))";
    }
    return "";
  };
  return text() + " AS " + item.alias;
}

std::string ProjectionText(const Projection& projection) {
  std::string text = projection.distinct ? " DISTINCT " : " ";
  text += Join(projection.items, ", ", ItemText);
  for (size_t index = 0; index < projection.order.size(); ++index) {
    text += (index == 0 ? " ORDER BY " : ", ") + projection.items[index].alias +
            (projection.order[index] ? "" : " DESC");
  }
  if (projection.skip) {
    text += " SKIP " + std::to_string(*projection.skip);
  }
  if (projection.limit) {
    text += " LIMIT " + std::to_string(*projection.limit);
  }
  return text + (projection.where ? " WHERE " + ExpressionText(*projection.where) : "");
}

std::string QueryText(const Query& query);

std::string ClauseText(const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::kMatch:
      return (clause.optional ? "OPTIONAL MATCH " : "MATCH ") + PatternText(clause.pattern) +
             (clause.where ? " WHERE " + ExpressionText(*clause.where) : "");
    case Clause::Kind::kUnwind:
      return "UNWIND " + ExpressionText(clause.expression) + " AS " + clause.variable;
    case Clause::Kind::kFor:
      return "FOR " + clause.variable + " IN " + ExpressionText(clause.expression);
    case Clause::Kind::kLet:
      return "LET " + clause.variable + " = " + ExpressionText(clause.expression);
    case Clause::Kind::kFilter:
      return "FILTER " + ExpressionText(clause.expression);
    case Clause::Kind::kWith:
      return "WITH" + ProjectionText(clause.projection);
    case Clause::Kind::kCall: {
      std::string import =
          clause.imports.empty() ? "" : "WITH " + Join(clause.imports, ", ", Identity) + " ";
      return "CALL { " + import + QueryText(*clause.query) + " }";
    }
    case Clause::Kind::kReturn:
      return "RETURN" + ProjectionText(clause.projection);
  }
  return "";
}

std::string QueryText(const Query& query) { return Join(query.clauses, " ", ClauseText); }

}  // namespace

std::string TextOf(const Statement& statement) {
  return Join(statement.parts, statement.union_all ? " UNION ALL " : " UNION ", QueryText);
}

}  // namespace rondo::differential
