#pragma once

// Bound expressions made by hand, and their evaluation in every way at once.

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_text.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/evaluator.h"
#include "tests/query/memory_graph.h"

namespace rondo::build {

inline BoundExpressionPtr Literal(Value value) {
  auto literal = std::make_unique<BoundLiteral>();
  literal->type = value.is_null() ? TypeSet() : TypeSet(value.kind());
  literal->value = std::move(value);
  return literal;
}

inline BoundExpressionPtr Slot(SlotIndex slot, TypeSet type = TypeSet::Any()) {
  auto variable = std::make_unique<BoundSlot>();
  variable->slot = slot;
  variable->type = type;
  return variable;
}

inline BoundExpressionPtr Parameter(std::string name) {
  auto parameter = std::make_unique<BoundParameter>();
  parameter->name = std::move(name);
  return parameter;
}

inline BoundExpressionPtr PropertyOf(BoundExpressionPtr base, std::string key) {
  auto property = std::make_unique<BoundProperty>();
  property->base = std::move(base);
  property->key = std::move(key);
  return property;
}

inline BoundExpressionPtr Unary(UnaryOperator op, BoundExpressionPtr operand) {
  auto unary = std::make_unique<BoundUnary>();
  unary->op = op;
  unary->operand = std::move(operand);
  return unary;
}

inline BoundExpressionPtr Binary(BinaryOperator op, BoundExpressionPtr left,
                                 BoundExpressionPtr right) {
  auto binary = std::make_unique<BoundBinary>();
  binary->op = op;
  binary->left = std::move(left);
  binary->right = std::move(right);
  return binary;
}

inline BoundExpressionPtr Compare(ComparisonOperator op, BoundExpressionPtr left,
                                  BoundExpressionPtr right) {
  auto comparison = std::make_unique<BoundComparison>();
  comparison->type = Value::Kind::kBoolean;
  comparison->operands.push_back(std::move(left));
  comparison->operands.push_back(std::move(right));
  comparison->operators.push_back(op);
  return comparison;
}

template <typename... Arguments>
BoundExpressionPtr Call(std::string_view name, Arguments... arguments) {
  auto call = std::make_unique<BoundFunctionCall>();
  call->function = FindFunction(name);
  EXPECT_NE(call->function, nullptr) << name;
  (call->arguments.push_back(std::move(arguments)), ...);
  return call;
}

template <typename... Elements>
BoundExpressionPtr List(Elements... elements) {
  auto list = std::make_unique<BoundList>();
  (list->elements.push_back(std::move(elements)), ...);
  return list;
}

}  // namespace rondo::build

namespace rondo {

/// A graph, parameters and a context to evaluate in.
class ExpressionTest : public testing::Test {
 protected:
  MemoryGraph graph;
  ParameterValues parameters;
  EvaluationContext context{graph, parameters, 42};

  /// The result for one row without variables as text, or the error as "Code/Detail".
  std::string Text(const BoundExpression& expression) {
    return Text(EvaluateConstant(expression, context));
  }
  std::string Text(const BoundExpressionPtr& expression) { return Text(*expression); }

  /// The result of a function as text.
  std::string Apply(std::string_view name, std::vector<Value> arguments) {
    BoundFunctionCall call;
    call.function = FindFunction(name);
    EXPECT_NE(call.function, nullptr) << name;
    for (Value& argument : arguments) {
      call.arguments.push_back(build::Literal(std::move(argument)));
    }
    return Text(call);
  }

  static std::string Text(const Result<Value>& result) {
    if (!result.ok()) {
      return ErrorText(result.error());
    }
    return ValueText(*result, {.canonical = true});
  }
  static std::string ErrorText(const Error& error) {
    EXPECT_EQ(error.phase, ErrorPhase::kRuntime);
    EXPECT_FALSE(error.message.empty());
    return std::string(ErrorCodeName(error.code)) + "/" + error.detail;
  }

  /// The result in each lane, by columns; checks that lane by lane gives the same.
  std::vector<std::string> Lanes(const BoundExpression& expression, const Batch& batch) {
    Vector column;
    Result<void> by_column = Evaluate(expression, context, batch, column);
    std::vector<std::string> lanes;
    if (!by_column.ok()) {
      lanes.push_back(ErrorText(by_column.error()));
      bool fails_too = false;
      for (size_t lane = 0; lane < batch.lane_count(); ++lane) {
        fails_too = fails_too || !EvaluateLane(expression, context, RowView(batch, lane)).ok();
      }
      EXPECT_TRUE(fails_too);
      return lanes;
    }
    EXPECT_EQ(column.size(), batch.lane_count());
    for (size_t lane = 0; lane < batch.lane_count(); ++lane) {
      lanes.push_back(Text(Result<Value>(column.Get(lane))));
      EXPECT_EQ(lanes.back(), Text(EvaluateLane(expression, context, RowView(batch, lane))));
    }
    return lanes;
  }
  std::vector<std::string> Lanes(const BoundExpressionPtr& expression, const Batch& batch) {
    return Lanes(*expression, batch);
  }

  /// A batch whose slots hold these columns.
  static Batch MakeBatch(const std::vector<std::vector<Value>>& columns) {
    Batch batch(columns.size());
    batch.Reset(columns.empty() ? 0 : columns.front().size());
    for (SlotIndex slot = 0; slot < columns.size(); ++slot) {
      Vector& column = batch.Set(slot);
      column.Clear();
      for (const Value& value : columns[slot]) {
        column.Append(value);
      }
    }
    return batch;
  }
};

}  // namespace rondo
