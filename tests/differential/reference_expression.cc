// Values and their three-valued logic.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "tests/differential/reference.h"

namespace rondo::differential {

namespace {

using Kind = Expression::Kind;

Value Not(const Value& value) { return value.is_null() ? Value() : Value(!value.boolean()); }

Value And(const Value& left, const Value& right) {
  bool is_false = (!left.is_null() && !left.boolean()) || (!right.is_null() && !right.boolean());
  if (is_false) {
    return Value(false);
  }
  return left.is_null() || right.is_null() ? Value() : Value(true);
}

Value Or(const Value& left, const Value& right) { return Not(And(Not(left), Not(right))); }

Value EqualTo(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return Value();
  }
  if (left.kind() != right.kind()) {
    return Value(false);
  }
  if (!left.is(Value::Kind::kList)) {
    return Value(KeyOf(left) == KeyOf(right));
  }
  if (left.list().size() != right.list().size()) {
    return Value(false);
  }
  Value equal(true);
  for (size_t index = 0; index < left.list().size(); ++index) {
    equal = And(equal, EqualTo(left.list()[index], right.list()[index]));
  }
  return equal;
}

/// Integers, strings or dates; unknown between two of them.
Value LessThan(const Value& left, const Value& right) {
  if (left.is_null() || left.kind() != right.kind()) {
    return Value();
  }
  if (left.is(Value::Kind::kString)) {
    return Value(left.string() < right.string());
  }
  if (left.is(Value::Kind::kDate)) {
    return Value(left.date() < right.date());
  }
  return Value(left.integer() < right.integer());
}

Value Compare(const std::string& op, const Value& left, const Value& right) {
  if (op == "=") {
    return EqualTo(left, right);
  }
  if (op == "<>") {
    return Not(EqualTo(left, right));
  }
  if (op == "<") {
    return LessThan(left, right);
  }
  if (op == ">") {
    return LessThan(right, left);
  }
  return op == "<=" ? Not(LessThan(right, left)) : Not(LessThan(left, right));
}

Value IsIn(const Value& element, const Value& list) {
  if (list.is_null()) {
    return Value();
  }
  Value found(false);
  for (const Value& candidate : list.list()) {
    found = Or(found, EqualTo(element, candidate));
  }
  return found;
}

Value Calculate(Kind kind, const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return Value();
  }
  switch (kind) {
    case Kind::kAdd:
      return Value(left.integer() + right.integer());
    case Kind::kSubtract:
      return Value(left.integer() - right.integer());
    case Kind::kMultiply:
      return Value(left.integer() * right.integer());
    case Kind::kDivide:
      return Value(left.integer() / right.integer());
    case Kind::kModulo:
      return Value(left.integer() % right.integer());
    case Kind::kConcatenate:
      if (left.is(Value::Kind::kList)) {
        ListValue both = left.list();
        both.insert(both.end(), right.list().begin(), right.list().end());
        return Value(std::move(both));
      }
      return Value(std::string(left.string()) + std::string(right.string()));
    case Kind::kDateAdd:
      return Value(Date{left.date().epoch_days + right.integer()});
    case Kind::kEndsWith:
      return Value(left.string().ends_with(right.string()));
    case Kind::kContains:
      return Value(left.string().find(right.string()) != std::string_view::npos);
    default:
      return Value(left.string().starts_with(right.string()));
  }
}

/// The element at `index`, counted from the end if negative.
Value ElementAt(const ListValue& list, int64_t index) {
  auto size = static_cast<int64_t>(list.size());
  index += index < 0 ? size : 0;
  return index < 0 || index >= size ? Value() : list[static_cast<size_t>(index)];
}

Value SliceOf(const ListValue& list, int64_t begin, int64_t end) {
  auto size = static_cast<int64_t>(list.size());
  ListValue slice;
  begin = std::max<int64_t>(begin + (begin < 0 ? size : 0), 0);
  end = std::min(end + (end < 0 ? size : 0), size);
  for (int64_t index = begin; index < end; ++index) {
    slice.push_back(list[static_cast<size_t>(index)]);
  }
  return Value(std::move(slice));
}

Value PartOf(const std::string& part, Date date) {
  std::chrono::sys_days day{std::chrono::days(date.epoch_days)};
  std::chrono::year_month_day calendar(day);
  if (part == "year") {
    return Value(static_cast<int>(calendar.year()));
  }
  if (part == "month") {
    return Value(static_cast<unsigned>(calendar.month()));
  }
  if (part == "day") {
    return Value(static_cast<unsigned>(calendar.day()));
  }
  return Value(std::chrono::weekday(day).iso_encoding());  // dayOfWeek
}

/// A function of a list and what it gives for one that is known.
Value CallOnList(const std::string& function, const ListValue& list) {
  if (function == "head") {
    return list.empty() ? Value() : list.front();
  }
  if (function == "last") {
    return list.empty() ? Value() : list.back();
  }
  if (function == "tail") {
    return SliceOf(list, 1, static_cast<int64_t>(list.size()));
  }
  return Value(ListValue(list.rbegin(), list.rend()));  // reverse
}

Value CallFunction(const std::string& function, const std::vector<Value>& operands) {
  if (function == "nullIf") {
    Value equal = EqualTo(operands[0], operands[1]);
    return !equal.is_null() && equal.boolean() ? Value() : operands[0];
  }
  if (std::ranges::any_of(operands, [](const Value& operand) { return operand.is_null(); })) {
    return Value();
  }
  if (function == "id") {
    return Value(operands[0].is(Value::Kind::kNode) ? operands[0].node().value
                                                    : operands[0].edge().value);
  }
  if (operands[0].is(Value::Kind::kList)) {
    return CallOnList(function, operands[0].list());
  }
  if (function == "toString") {
    return Value(std::to_string(operands[0].integer()));
  }
  if (function == "toUpper") {
    std::string text(operands[0].string());
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
      return static_cast<char>(std::toupper(letter));
    });
    return Value(std::move(text));
  }
  if (function == "range") {
    ListValue list;
    for (int64_t value = operands[0].integer(); value <= operands[1].integer(); ++value) {
      list.emplace_back(value);
    }
    return Value(std::move(list));
  }
  int64_t number = operands[0].integer();
  if (function == "sign") {
    return Value(int64_t{number > 0} - int64_t{number < 0});
  }
  return Value(std::abs(number));
}

Value ListOrPathPart(Kind kind, const Value& value) {
  if (value.is_null()) {
    return Value();
  }
  switch (kind) {
    case Kind::kSize:
      return Value(value.is(Value::Kind::kString) ? value.string().size() : value.list().size());
    case Kind::kLength:
      return Value(value.path().edges.size());
    case Kind::kNodes:
      return Value(value.path().nodes);
    default:
      return Value(value.path().edges);
  }
}

std::string KeyText(const Value& value, bool exact) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    case Value::Kind::kInteger:
      return std::to_string(value.integer());
    case Value::Kind::kFloat: {
      constexpr double kExactMax = 1e15;
      const bool is_integer = value.floating() == std::trunc(value.floating()) &&
                              std::fabs(value.floating()) < kExactMax;
      char text[32];
      std::snprintf(text, sizeof(text), is_integer && !exact ? "%.15g" : "%.15g f",
                    value.floating());
      return text;
    }
    case Value::Kind::kDate:
      return "day " + std::to_string(value.date().epoch_days);
    case Value::Kind::kString:
      return "'" + std::string(value.string()) + "'";
    case Value::Kind::kNode:
      return "node " + std::to_string(value.node().value);
    case Value::Kind::kEdge:
      return "edge " + std::to_string(value.edge().value);
    case Value::Kind::kPath:
      return "path " + KeyText(Value(value.path().nodes), exact) +
             KeyText(Value(value.path().edges), exact);
    case Value::Kind::kList: {
      std::string key = "[";
      for (const Value& element : value.list()) {
        key += KeyText(element, exact) + ", ";
      }
      return key + "]";
    }
    default:
      return "a value of another kind";
  }
}

}  // namespace

std::string KeyOf(const Value& value) { return KeyText(value, false); }
std::string ExactKeyOf(const Value& value) { return KeyText(value, true); }

bool Reference::IsTrue(const Expression& expression, const Variables& variables) {
  Value value = Evaluate(expression, variables);
  return !value.is_null() && value.boolean();
}

const Value* Reference::PropertyOf(const Value& entity, const std::string& key) const {
  if (entity.is(Value::Kind::kNode)) {
    return &graph_.nodes[entity.node().value].Property(key);
  }
  return entity.is(Value::Kind::kEdge) ? &graph_.edges[entity.edge().value].Property(key) : nullptr;
}

Value Reference::Evaluate(const Expression& expression, const Variables& variables) {
  switch (expression.kind) {
    case Kind::kLiteral:
      return expression.literal;
    case Kind::kVariable:
      return variables.at(expression.name);
    case Kind::kProperty: {
      const Value* property = PropertyOf(variables.at(expression.name), expression.key);
      return property == nullptr ? Value() : *property;
    }
    case Kind::kHasLabel: {
      const Value& node = variables.at(expression.name);
      if (node.is_null()) {
        return Value();
      }
      const std::vector<std::string>& labels = graph_.nodes[node.node().value].labels;
      return Value(std::ranges::find(labels, expression.key) != labels.end());
    }
    case Kind::kEndProperty: {
      const Value& edge = variables.at(expression.name);
      if (edge.is_null()) {
        return Value();
      }
      const SmallEdge& content = graph_.edges[edge.edge().value];
      bool is_source = expression.operators[0] == "startNode";
      return graph_.nodes[is_source ? content.source : content.target].Property(expression.key);
    }
    case Kind::kMatchesLabels: {
      const Value& node = variables.at(expression.name);
      return node.is_null()
                 ? Value()
                 : Value(Matches(*expression.labels, graph_.nodes[node.node().value].labels));
    }
    case Kind::kSimpleCase: {
      Value equal = EqualTo(Evaluate(expression.operands[0], variables),
                            Evaluate(expression.operands[1], variables));
      bool holds = !equal.is_null() && equal.boolean();
      return Evaluate(expression.operands[holds ? 2 : 3], variables);
    }
    case Kind::kCase:
      return Evaluate(expression.operands[IsTrue(expression.operands[0], variables) ? 1 : 2],
                      variables);
    case Kind::kComprehension:
    case Kind::kQuantifier:
      return EvaluateScoped(expression, variables);
    case Kind::kExists:
    case Kind::kCount:
    case Kind::kPatternListSize:
    case Kind::kPatternListSum:
    case Kind::kPatternHolds:
      return EvaluatePattern(expression, variables);
    case Kind::kExistsQuery:
    case Kind::kCountQuery:
    case Kind::kCollectQuery:
      return EvaluateQuery(expression, variables);
    case Kind::kReduce:
      return EvaluateReduce(expression, variables);
    default:
      break;
  }
  std::vector<Value> operands;
  for (const Expression& operand : expression.operands) {
    operands.push_back(Evaluate(operand, variables));
  }
  return EvaluateOperator(expression, operands);
}

Value Reference::EvaluateOperator(const Expression& expression,
                                  const std::vector<Value>& operands) {
  switch (expression.kind) {
    case Kind::kNot:
      return Not(operands[0]);
    case Kind::kIsNull:
      return Value(operands[0].is_null());
    case Kind::kIsNotNull:
      return Value(!operands[0].is_null());
    case Kind::kAnd:
      return And(operands[0], operands[1]);
    case Kind::kOr:
      return Or(operands[0], operands[1]);
    case Kind::kXor:
      return operands[0].is_null() || operands[1].is_null()
                 ? Value()
                 : Value(operands[0].boolean() != operands[1].boolean());
    case Kind::kCompare: {
      Value holds(true);
      for (size_t index = 0; index < expression.operators.size(); ++index) {
        holds =
            And(holds, Compare(expression.operators[index], operands[index], operands[index + 1]));
      }
      return holds;
    }
    case Kind::kAdd:
    case Kind::kSubtract:
    case Kind::kMultiply:
    case Kind::kDivide:
    case Kind::kModulo:
    case Kind::kConcatenate:
    case Kind::kDateAdd:
    case Kind::kStartsWith:
    case Kind::kEndsWith:
    case Kind::kContains:
      return Calculate(expression.kind, operands[0], operands[1]);
    case Kind::kIn:
      return IsIn(operands[0], operands[1]);
    case Kind::kCoalesce: {
      auto known =
          std::ranges::find_if(operands, [](const Value& operand) { return !operand.is_null(); });
      return known == operands.end() ? Value() : *known;
    }
    case Kind::kTypeOf:
      return operands[0].is_null() ? Value() : Value(graph_.edges[operands[0].edge().value].type);
    case Kind::kCall:
      return CallFunction(expression.key, operands);
    case Kind::kPart:
      return operands[0].is_null() ? Value() : PartOf(expression.key, operands[0].date());
    case Kind::kIndex:
      return operands[0].is_null() || operands[1].is_null()
                 ? Value()
                 : ElementAt(operands[0].list(), operands[1].integer());
    case Kind::kSlice:
      return operands[0].is_null() || operands[1].is_null() || operands[2].is_null()
                 ? Value()
                 : SliceOf(operands[0].list(), operands[1].integer(), operands[2].integer());
    case Kind::kList:
      return Value(ListValue(operands.begin(), operands.end()));
    default:
      return ListOrPathPart(expression.kind, operands[0]);
  }
}

Value Reference::EvaluateScoped(const Expression& expression, const Variables& variables) {
  Value list = Evaluate(expression.operands[0], variables);
  if (list.is_null()) {
    return Value();
  }
  ListValue made;
  size_t true_count = 0;
  size_t null_count = 0;
  Variables inner = variables;
  for (const Value& element : list.list()) {
    inner[expression.name] = element;
    Value holds = Evaluate(expression.operands[1], inner);
    null_count += holds.is_null() ? 1 : 0;
    if (!holds.is_null() && holds.boolean()) {
      ++true_count;
      if (expression.kind == Kind::kComprehension) {
        made.push_back(Evaluate(expression.operands[2], inner));
      }
    }
  }
  if (expression.kind == Kind::kComprehension) {
    return Value(std::move(made));
  }
  size_t false_count = list.list().size() - true_count - null_count;
  auto unless_unknown = [&](bool value) { return null_count > 0 ? Value() : Value(value); };
  if (expression.key == "any") {
    return true_count > 0 ? Value(true) : unless_unknown(false);
  }
  if (expression.key == "none") {
    return true_count > 0 ? Value(false) : unless_unknown(true);
  }
  if (expression.key == "all") {
    return false_count > 0 ? Value(false) : unless_unknown(true);
  }
  return true_count > 1 ? Value(false) : unless_unknown(true_count == 1);
}

Value Reference::EvaluateReduce(const Expression& expression, const Variables& variables) {
  Value list = Evaluate(expression.operands[0], variables);
  if (list.is_null()) {
    return Value();
  }
  Variables inner = variables;
  Value sum(int64_t{0});
  for (const Value& element : list.list()) {
    inner[expression.name] = element;
    inner[expression.key] = sum;
    sum = Calculate(Kind::kAdd, sum, Evaluate(expression.operands[1], inner));
  }
  return sum;
}

Value Reference::EvaluatePattern(const Expression& expression, const Variables& variables) {
  bool sums = expression.kind == Kind::kPatternListSum;
  size_t condition = sums ? 1 : 0;
  size_t count = 0;
  Value sum(int64_t{0});
  std::optional<int64_t> day = std::exchange(valid_day_, std::nullopt);
  Match(*expression.pattern, variables, [&](const Variables& found) {
    if (expression.operands.size() == condition || IsTrue(expression.operands[condition], found)) {
      ++count;
      sum = sums ? Calculate(Kind::kAdd, sum, Evaluate(expression.operands[0], found)) : Value();
    }
  });
  valid_day_ = day;
  if (sums) {
    return sum;
  }
  bool tests = expression.kind == Kind::kExists || expression.kind == Kind::kPatternHolds;
  return tests ? Value(count > 0) : Value(count);
}

Value Reference::EvaluateQuery(const Expression& expression, const Variables& variables) {
  std::optional<int64_t> day = std::exchange(valid_day_, std::nullopt);
  std::vector<Variables> rows = RunParts(*expression.statement, variables);
  valid_day_ = day;
  switch (expression.kind) {
    case Kind::kExistsQuery:
      return Value(!rows.empty());
    case Kind::kCountQuery:
      return Value(rows.size());
    default: {
      ListValue list;
      for (const Variables& row : rows) {
        list.push_back(row.at(expression.statement->result().items[0].alias));
      }
      return Value(std::move(list));
    }
  }
}

}  // namespace rondo::differential
