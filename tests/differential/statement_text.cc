// Statements in the language. Expressions stand in parentheses wherever they could be misread.

#include "graph/model/value_text.h"
#include "tests/differential/statement.h"

namespace rondo::differential {

namespace {

std::string PatternText(const Pattern& pattern);
std::string ExpressionText(const Expression& expression);
std::string LabelText(const LabelTest& test);

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

std::string PatternListText(const Pattern& pattern, const Expression* where,
                            const std::string& value) {
  return "[" + PatternText(pattern) + (where == nullptr ? "" : " WHERE " + ExpressionText(*where)) +
         " | " + value + "]";
}

std::string SubqueryText(const Expression& expression) {
  using Kind = Expression::Kind;
  switch (expression.kind) {
    case Kind::kExistsQuery:
      return "EXISTS { " + TextOf(*expression.statement) + " }";
    case Kind::kCountQuery:
      return "COUNT { " + TextOf(*expression.statement) + " }";
    case Kind::kCollectQuery:
      return "COLLECT { " + TextOf(*expression.statement) + " }";
    case Kind::kPatternHolds:
      return expression.key + "(" + PatternText(*expression.pattern) + ")";
    case Kind::kPatternListSum: {
      const std::vector<Expression>& operands = expression.operands;
      return "reduce(sum = 0, part IN " +
             PatternListText(*expression.pattern, operands.size() > 1 ? &operands[1] : nullptr,
                             ExpressionText(operands[0])) +
             " | sum + part)";
    }
    default:
      break;
  }
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

std::string AccessText(const Expression& expression) {
  using Kind = Expression::Kind;
  const std::vector<Expression>& operands = expression.operands;
  switch (expression.kind) {
    case Kind::kIndex:
      return ExpressionText(operands[0]) + "[" + ExpressionText(operands[1]) + "]";
    case Kind::kSlice:
      return ExpressionText(operands[0]) + "[" + ExpressionText(operands[1]) + ".." +
             ExpressionText(operands[2]) + "]";
    case Kind::kPart:
      return "(" + ExpressionText(operands[0]) + ")." + expression.key;
    case Kind::kEndProperty:
      return expression.operators[0] + "(" + expression.name + ")." + expression.key;
    default:
      return "(" + ExpressionText(operands[0]) +
             " + duration({days: " + ExpressionText(operands[1]) + "}))";
  }
}

std::string LiteralText(const Value& value) {
  return value.is(Value::Kind::kDate) ? "date(" + ValueText(value) + ")" : ValueText(value);
}

std::string ExpressionText(const Expression& expression) {
  using Kind = Expression::Kind;
  const std::vector<Expression>& operands = expression.operands;
  switch (expression.kind) {
    case Kind::kLiteral:
      return LiteralText(expression.literal);
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
    case Kind::kDivide:
      return InfixText(expression, "/");
    case Kind::kModulo:
      return InfixText(expression, "%");
    case Kind::kConcatenate:
      return InfixText(expression, "+");
    case Kind::kEndsWith:
      return InfixText(expression, "ENDS WITH");
    case Kind::kContains:
      return InfixText(expression, "CONTAINS");
    case Kind::kIn:
      return InfixText(expression, "IN");
    case Kind::kStartsWith:
      return InfixText(expression, "STARTS WITH");
    case Kind::kCase:
      return "CASE WHEN " + ExpressionText(operands[0]) + " THEN " + ExpressionText(operands[1]) +
             " ELSE " + ExpressionText(operands[2]) + " END";
    case Kind::kSimpleCase:
      return "CASE " + ExpressionText(operands[0]) + " WHEN " + ExpressionText(operands[1]) +
             " THEN " + ExpressionText(operands[2]) + " ELSE " + ExpressionText(operands[3]) +
             " END";
    case Kind::kCall:
      return CallText(expression, expression.key);
    case Kind::kIndex:
    case Kind::kSlice:
    case Kind::kPart:
    case Kind::kEndProperty:
    case Kind::kDateAdd:
      return AccessText(expression);
    case Kind::kReduce:
      return "reduce(" + expression.key + " = 0, " + expression.name + " IN " +
             ExpressionText(operands[0]) + " | " + expression.key + " + " +
             ExpressionText(operands[1]) + ")";
    case Kind::kMatchesLabels:
      return "(" + expression.name + ":" + LabelText(*expression.labels) + ")";
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
    case Kind::kPatternListSum:
    case Kind::kPatternHolds:
    case Kind::kExistsQuery:
    case Kind::kCountQuery:
    case Kind::kCollectQuery:
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
  std::string text = path.hides_first ? "" : NodeText(path.first);
  for (const PathStep& step : path.steps) {
    if (step.edge) {
      text += EdgeText(*step.edge);
    } else {
      text += "(" + PathStepsText(*step.group->inner) +
              (step.group->where ? " WHERE " + ExpressionText(*step.group->where) : "") + ")" +
              QuantifierText(step.group->length);
    }
    text += step.hides_node ? "" : NodeText(step.node);
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
  if (path.where) {
    return text + "(" + PathStepsText(path) + " WHERE " + ExpressionText(*path.where) + ")";
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
      case Item::Aggregate::kCollectSum:
        return "reduce(sum = 0, part IN collect(" + inside + ") | sum + part)";
      case Item::Aggregate::kPercentile:
        return "percentileDisc(" + inside + ", 0.5)";
      case Item::Aggregate::kAverage:
        return "avg(" + inside + ")";
    }
    return "";
  };
  std::string added = item.added == 0 ? "" : " + " + std::to_string(item.added);
  return text() + added + " AS " + item.alias;
}

std::string ProjectionText(const Projection& projection) {
  std::string text = projection.distinct ? " DISTINCT " : " ";
  text += Join(projection.items, ", ", ItemText);
  for (size_t index = 0; index < projection.order.size(); ++index) {
    const SortKey& key = projection.order[index];
    text += (index == 0 ? " ORDER BY " : ", ") + ExpressionText(key.expression) +
            (key.ascending ? "" : " DESC");
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

std::string ChangeText(const Change& change) {
  std::string map = "{" + change.key + ": " + ExpressionText(change.value) + "}";
  switch (change.kind) {
    case Change::Kind::kProperty:
      return change.variable + "." + change.key + " = " + ExpressionText(change.value);
    case Change::Kind::kReplaceAll:
      return change.variable + " = " + map;
    case Change::Kind::kAddAll:
      return change.variable + " += " + map;
    case Change::Kind::kCopy:
      return change.variable + " = " + change.source;
    case Change::Kind::kRemoveProperty:
      return change.variable + "." + change.key;
    default:
      return change.variable + ":" + Join(change.labels, ":", Identity);
  }
}

std::string ClauseText(const Clause& clause);

std::string UpdateText(const Clause& clause) {
  auto changes = [](const std::vector<Change>& list) { return Join(list, ", ", ChangeText); };
  switch (clause.kind) {
    case Clause::Kind::kCreate:
      return "CREATE " + PatternText(clause.pattern);
    case Clause::Kind::kMerge:
      return "MERGE " + PatternText(clause.pattern) +
             (clause.on_create.empty() ? "" : " ON CREATE SET " + changes(clause.on_create)) +
             (clause.changes.empty() ? "" : " ON MATCH SET " + changes(clause.changes));
    case Clause::Kind::kSet:
      return "SET " + changes(clause.changes);
    case Clause::Kind::kRemove:
      return "REMOVE " + changes(clause.changes);
    case Clause::Kind::kDelete:
      return (clause.detach ? "DETACH DELETE " : "DELETE ") + Join(clause.deleted, ", ", Identity);
    default:
      return "FOREACH (" + clause.variable + " IN " + ExpressionText(clause.expression) + " | " +
             Join(clause.inner, " ", ClauseText) + ")";
  }
}

std::string ClauseText(const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::kMatch:
      return (clause.optional ? "OPTIONAL MATCH " : "MATCH ") + PatternText(clause.pattern) +
             (clause.valid_day
                  ? " FOR VALID_TIME AS OF " + LiteralText(Value(Date{*clause.valid_day}))
                  : "") +
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
      std::string names = Join(clause.imports, ", ", Identity);
      std::string head = clause.optional ? "OPTIONAL CALL " : "CALL ";
      if (clause.imports_in_brackets) {
        return head + "(" + names + ") { " + TextOf(*clause.statement) + " }";
      }
      std::string import = names.empty() ? "" : "WITH " + names + " ";
      auto part = [&](const Query& query) { return import + QueryText(query); };
      return head + "{ " +
             Join(clause.statement->parts, clause.statement->union_all ? " UNION ALL " : " UNION ",
                  part) +
             " }";
    }
    case Clause::Kind::kReturn:
      return "RETURN" + ProjectionText(clause.projection);
    default:
      return UpdateText(clause);
  }
}

std::string QueryText(const Query& query) { return Join(query.clauses, " ", ClauseText); }

}  // namespace

std::string TextOf(const Statement& statement) {
  return Join(statement.parts, statement.union_all ? " UNION ALL " : " UNION ", QueryText);
}

}  // namespace rondo::differential
