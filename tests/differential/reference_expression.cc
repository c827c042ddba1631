// Values and their three-valued logic.

#include <algorithm>

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

/// Operands of one type, or null.
Value EqualTo(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return Value();
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

Value LessThan(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return Value();
  }
  if (left.is(Value::Kind::kString)) {
    return Value(left.string() < right.string());
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
    default:
      return Value(left.string().starts_with(right.string()));
  }
}

Value ListOrPathPart(Kind kind, const Value& value) {
  if (value.is_null()) {
    return Value();
  }
  switch (kind) {
    case Kind::kSize:
      return Value(value.list().size());
    case Kind::kLength:
      return Value(value.path().edges.size());
    case Kind::kNodes:
      return Value(value.path().nodes);
    default:
      return Value(value.path().edges);
  }
}

}  // namespace

std::string KeyOf(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    case Value::Kind::kInteger:
      return std::to_string(value.integer());
    case Value::Kind::kString:
      return "'" + std::string(value.string()) + "'";
    case Value::Kind::kNode:
      return "node " + std::to_string(value.node().value);
    case Value::Kind::kEdge:
      return "edge " + std::to_string(value.edge().value);
    case Value::Kind::kPath:
      return "path " + KeyOf(Value(value.path().nodes)) + KeyOf(Value(value.path().edges));
    case Value::Kind::kList: {
      std::string key = "[";
      for (const Value& element : value.list()) {
        key += KeyOf(element) + ", ";
      }
      return key + "]";
    }
    default:
      return "a value of another kind";
  }
}

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
    case Kind::kCase:
      return Evaluate(expression.operands[IsTrue(expression.operands[0], variables) ? 1 : 2],
                      variables);
    case Kind::kComprehension:
    case Kind::kQuantifier:
      return EvaluateScoped(expression, variables);
    case Kind::kExists:
    case Kind::kCount:
    case Kind::kPatternListSize:
      return EvaluateSubquery(expression, variables);
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
    case Kind::kStartsWith:
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

Value Reference::EvaluateSubquery(const Expression& expression, const Variables& variables) {
  size_t count = 0;
  Match(*expression.pattern, variables, [&](const Variables& found) {
    if (expression.operands.empty() || IsTrue(expression.operands[0], found)) {
      ++count;
    }
  });
  return expression.kind == Kind::kExists ? Value(count > 0) : Value(count);
}

}  // namespace rondo::differential
