#include <gtest/gtest.h>

#include "query/bind/bound_statement.h"
#include "query/execute/expression/evaluator.h"
#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

using namespace build;  // NOLINT: the builder's names are the test's vocabulary

constexpr SlotIndex kElement = 0;

class Comprehension : public ExpressionTest {
 protected:
  /// quantifier(x IN list WHERE x > 0).
  std::string Quantify(QuantifierKind kind, Value list) {
    BoundQuantifier quantifier;
    quantifier.quantifier = kind;
    quantifier.slot = kElement;
    quantifier.list = Literal(std::move(list));
    quantifier.predicate = build::Compare(ComparisonOperator::kGreater, Slot(kElement), Literal(0));
    return Text(quantifier);
  }
};

TEST_F(Comprehension, FiltersAndProjects) {
  BoundListComprehension comprehension;
  comprehension.slot = kElement;
  comprehension.list = Literal(ListValue{1, Value(), -2, 3});
  EXPECT_EQ(Text(comprehension), "[1, null, -2, 3]");
  comprehension.predicate =
      build::Compare(ComparisonOperator::kGreater, Slot(kElement), Literal(0));
  EXPECT_EQ(Text(comprehension), "[1, 3]");
  comprehension.projection = Binary(BinaryOperator::kMultiply, Slot(kElement), Literal(10));
  EXPECT_EQ(Text(comprehension), "[10, 30]");
}

TEST_F(Comprehension, NeedsAListOrNull) {
  BoundListComprehension comprehension;
  comprehension.slot = kElement;
  comprehension.list = Literal(Value());
  EXPECT_EQ(Text(comprehension), "null");
  comprehension.list = Literal(1);
  EXPECT_EQ(Text(comprehension), "TypeError/InvalidArgumentType");
}

TEST_F(Comprehension, InnerVariablesHideOuterOnes) {
  BoundListComprehension outer;
  outer.slot = 0;
  outer.list = Literal(ListValue{1, 2});
  auto inner = std::make_unique<BoundListComprehension>();
  inner->slot = 1;
  inner->list = Literal(ListValue{10, 20});
  inner->projection = Binary(BinaryOperator::kAdd, Slot(0), Slot(1));
  outer.projection = std::move(inner);
  EXPECT_EQ(Text(outer), "[[11, 21], [12, 22]]");
}

TEST_F(Comprehension, ReadsTheColumnsOfTheRow) {
  BoundListComprehension comprehension;
  comprehension.slot = 1;
  comprehension.list = Literal(ListValue{1, 2});
  comprehension.projection = Binary(BinaryOperator::kAdd, Slot(0), Slot(1));
  EXPECT_EQ(Lanes(comprehension, MakeBatch({{10, 20}, {Value(), Value()}})),
            (std::vector<std::string>{"[11, 12]", "[21, 22]"}));
}

TEST_F(Comprehension, QuantifiersAreThreeValued) {
  struct Case {
    Value list;
    const char* all;
    const char* any;
    const char* none;
    const char* single;
  };
  const Case cases[] = {
      {ListValue{}, "true", "false", "true", "false"},
      {ListValue{1}, "true", "true", "false", "true"},
      {ListValue{1, 2}, "true", "true", "false", "false"},
      {ListValue{-1}, "false", "false", "true", "false"},
      {ListValue{1, -1}, "false", "true", "false", "true"},
      {ListValue{Value()}, "null", "null", "null", "null"},
      {ListValue{1, Value()}, "null", "true", "false", "null"},
      {ListValue{1, 2, Value()}, "null", "true", "false", "false"},
      {ListValue{-1, Value()}, "false", "null", "null", "null"},
      {Value(), "null", "null", "null", "null"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(ValueText(one.list));
    EXPECT_EQ(Quantify(QuantifierKind::kAll, one.list), one.all);
    EXPECT_EQ(Quantify(QuantifierKind::kAny, one.list), one.any);
    EXPECT_EQ(Quantify(QuantifierKind::kNone, one.list), one.none);
    EXPECT_EQ(Quantify(QuantifierKind::kSingle, one.list), one.single);
  }
}

TEST_F(Comprehension, ReduceCarriesItsAccumulator) {
  BoundReduce reduce;
  reduce.accumulator_slot = 0;
  reduce.slot = 1;
  reduce.initial = Literal("");
  reduce.list = Literal(ListValue{"a", "b", "c"});
  reduce.step = Binary(BinaryOperator::kAdd, Slot(0), Slot(1));
  EXPECT_EQ(Text(reduce), "'abc'");
  reduce.list = Literal(ListValue{});
  EXPECT_EQ(Text(reduce), "''");
  reduce.list = Literal(Value());
  EXPECT_EQ(Text(reduce), "null");
}

TEST_F(Comprehension, NestingIsBounded) {
  BoundReduce reduce;
  reduce.accumulator_slot = 0;
  reduce.slot = 1;
  reduce.initial = List();
  reduce.list = Call("range", Literal(2), Literal(1000));
  reduce.step = List(Slot(0));
  EXPECT_EQ(Text(Call("size", Literal(EvaluateConstant(reduce, context).value()))), "1");
  reduce.list = Call("range", Literal(1), Literal(1'000'000));
  EXPECT_EQ(Text(reduce), "LimitExceeded/ValueTooDeep");
  auto map = std::make_unique<BoundMap>();
  map->entries.emplace_back("inner", Slot(0));
  reduce.step = std::move(map);
  EXPECT_EQ(Text(reduce), "LimitExceeded/ValueTooDeep");
  reduce.step = Binary(BinaryOperator::kAdd, List(), List(Slot(0)));
  EXPECT_EQ(Text(reduce), "LimitExceeded/ValueTooDeep");
}

/// Answers every subquery with the sum of slots 0 and 1.
class SumRunner : public SubqueryRunner {
 public:
  Result<Value> Run(const BoundExpression&, const RowView& row) override {
    return Value(row.Get(0).integer() + row.Get(1).integer());
  }
};

TEST_F(Comprehension, SubqueriesSeeTheVariablesAround) {
  SumRunner runner;
  context.subqueries = &runner;
  BoundListComprehension comprehension;
  comprehension.slot = 1;
  comprehension.list = Literal(ListValue{1, 2});
  comprehension.projection = std::make_unique<BoundSubqueryExpression>();
  EXPECT_EQ(Lanes(comprehension, MakeBatch({{10, 20}, {0, 0}})),
            (std::vector<std::string>{"[11, 12]", "[21, 22]"}));
  EXPECT_EQ(Lanes(BoundSubqueryExpression(), MakeBatch({{10, 20}, {1, 2}})),
            (std::vector<std::string>{"11", "22"}));
}

}  // namespace
}  // namespace rondo
