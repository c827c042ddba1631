#include "query/execute/expression/evaluator.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

using namespace build;  // NOLINT: the builder's names are the test's vocabulary
using Kind = Value::Kind;

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

class Evaluator : public ExpressionTest {
 protected:
  std::string Compute(BinaryOperator op, Value left, Value right) {
    return Text(Binary(op, Literal(std::move(left)), Literal(std::move(right))));
  }
  std::string Holds(ComparisonOperator op, Value left, Value right) {
    return Text(rondo::build::Compare(op, Literal(std::move(left)), Literal(std::move(right))));
  }
  /// A column of integers 0, 1, 2, ...
  static Batch Numbers(size_t count) {
    std::vector<Value> values;
    for (size_t lane = 0; lane < count; ++lane) {
      values.emplace_back(lane);
    }
    return MakeBatch({values});
  }
};

// ---------------------------------------------------------------- arithmetic

TEST_F(Evaluator, IntegersStayIntegers) {
  EXPECT_EQ(Compute(BinaryOperator::kAdd, 2, 3), "5");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, 7, 2), "3");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, -7, 2), "-3");
  EXPECT_EQ(Compute(BinaryOperator::kModulo, -7, 2), "-1");
  EXPECT_EQ(Compute(BinaryOperator::kPower, 2, 3), "8.0");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, 7, 2.0), "3.5");
}

TEST_F(Evaluator, IntegersThatDoNotFitAreErrors) {
  EXPECT_EQ(Compute(BinaryOperator::kAdd, kMax, 1), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Compute(BinaryOperator::kSubtract, kMin, 1), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Compute(BinaryOperator::kMultiply, kMax, 2), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, kMin, -1), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(Compute(BinaryOperator::kModulo, kMin, -1), "0");
  EXPECT_EQ(Text(Unary(UnaryOperator::kMinus, Literal(kMin))), "ArithmeticError/IntegerOverflow");
}

TEST_F(Evaluator, OnlyIntegersCannotBeDividedByZero) {
  EXPECT_EQ(Compute(BinaryOperator::kDivide, 1, 0), "ArithmeticError/DivisionByZero");
  EXPECT_EQ(Compute(BinaryOperator::kModulo, 1, 0), "ArithmeticError/DivisionByZero");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, 0.0, 0), "NaN");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, 1.0, 0), "Infinity");
}

TEST_F(Evaluator, NullMakesEveryOperatorNull) {
  for (auto op : {BinaryOperator::kAdd, BinaryOperator::kDivide, BinaryOperator::kPower,
                  BinaryOperator::kIn, BinaryOperator::kContains, BinaryOperator::kRegexMatch}) {
    EXPECT_EQ(Compute(op, Value(), Value()), "null");
  }
  EXPECT_EQ(Compute(BinaryOperator::kAdd, ListValue{1}, Value()), "null");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, Value(), 0), "null");
}

TEST_F(Evaluator, PlusJoinsTextsAndLists) {
  EXPECT_EQ(Compute(BinaryOperator::kAdd, "Ro", "ma"), "'Roma'");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, "Roma ", 1927), "'Roma 1927'");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, 1.0, " goal"), "'1.0 goal'");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, ListValue{1}, ListValue{2, 3}), "[1, 2, 3]");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, ListValue{1}, "x"), "[1, 'x']");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, 0, ListValue{1}), "[0, 1]");
}

TEST_F(Evaluator, DurationsMoveTemporalValues) {
  Duration month{.months = 1, .days = 0, .seconds = 0, .nanoseconds = 0};
  EXPECT_EQ(Compute(BinaryOperator::kAdd, Date{0}, month), "'1970-02-01'");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, month, Date{0}), "'1970-02-01'");
  EXPECT_EQ(Compute(BinaryOperator::kSubtract, Date{31}, month), "'1970-01-01'");
  EXPECT_EQ(Compute(BinaryOperator::kMultiply, 3, month), "'P3M'");
  EXPECT_EQ(Compute(BinaryOperator::kDivide, Duration{.months = 4}, 2), "'P2M'");
}

TEST_F(Evaluator, WhatDoesNotGoTogetherIsATypeError) {
  EXPECT_EQ(Compute(BinaryOperator::kAdd, true, 1), "TypeError/InvalidArgumentType");
  EXPECT_EQ(Compute(BinaryOperator::kSubtract, "a", "b"), "TypeError/InvalidArgumentType");
  EXPECT_EQ(Compute(BinaryOperator::kSubtract, Date{0}, Date{0}), "TypeError/InvalidArgumentType");
  EXPECT_EQ(Text(Unary(UnaryOperator::kMinus, Literal("a"))), "TypeError/InvalidArgumentType");
}

TEST_F(Evaluator, GrowthIsBounded) {
  context.list_size_max = 10;
  EXPECT_EQ(Compute(BinaryOperator::kAdd, "12345", "12345"), "'1234512345'");
  EXPECT_EQ(Compute(BinaryOperator::kAdd, "12345", "123456"), "LimitExceeded/ValueTooLarge");
  ListValue ten(10, Value(1));
  EXPECT_EQ(Compute(BinaryOperator::kAdd, ten, 1), "LimitExceeded/ValueTooLarge");
}

TEST_F(Evaluator, ArithmeticOverColumnsOfEverySize) {
  for (size_t count : {size_t{0}, size_t{1}, kBatchCapacity, kBatchCapacity + 1}) {
    Batch batch = Numbers(count);
    auto twice = Binary(BinaryOperator::kMultiply, Slot(0), Literal(2));
    std::vector<std::string> lanes = Lanes(twice, batch);
    ASSERT_EQ(lanes.size(), count);
    if (count > 0) {
      EXPECT_EQ(lanes.back(), std::to_string(2 * (count - 1)));
    }
  }
}

TEST_F(Evaluator, ColumnsMixKinds) {
  Batch batch = MakeBatch({{1, 2.5, Value(), "a", ListValue{1}}, {1, 1, 1, 1, 1}});
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kAdd, Slot(0), Slot(1)), batch),
            (std::vector<std::string>{"2", "3.5", "null", "'a1'", "[1, 1]"}));
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kSubtract, Slot(0), Slot(1)), batch),
            (std::vector<std::string>{"TypeError/InvalidArgumentType"}));
}

TEST_F(Evaluator, AllNullColumns) {
  std::vector<Value> nulls(kBatchCapacity);
  Batch batch = MakeBatch({nulls, nulls});
  for (const std::string& lane : Lanes(Binary(BinaryOperator::kAdd, Slot(0), Slot(1)), batch)) {
    ASSERT_EQ(lane, "null");
  }
  for (const std::string& lane :
       Lanes(rondo::build::Compare(ComparisonOperator::kLess, Slot(0), Slot(1)), batch)) {
    ASSERT_EQ(lane, "null");
  }
}

// ---------------------------------------------------------------- comparisons

TEST_F(Evaluator, EqualityIsThreeValued) {
  EXPECT_EQ(Holds(ComparisonOperator::kEqual, 1, 1.0), "true");
  EXPECT_EQ(Holds(ComparisonOperator::kEqual, Value(), Value()), "null");
  EXPECT_EQ(Holds(ComparisonOperator::kNotEqual, Value(), 1), "null");
  EXPECT_EQ(Holds(ComparisonOperator::kEqual, 1, "1"), "false");
  EXPECT_EQ(Holds(ComparisonOperator::kEqual, ListValue{1, Value()}, ListValue{1, 2}), "null");
  EXPECT_EQ(Holds(ComparisonOperator::kEqual, ListValue{1, Value()}, ListValue{2, Value()}),
            "false");
}

TEST_F(Evaluator, OrderIsUnknownBetweenKinds) {
  EXPECT_EQ(Holds(ComparisonOperator::kLess, 1, 2.5), "true");
  EXPECT_EQ(Holds(ComparisonOperator::kLess, 1, "a"), "null");
  EXPECT_EQ(Holds(ComparisonOperator::kGreaterEqual, "b", "a"), "true");
  EXPECT_EQ(Holds(ComparisonOperator::kLess, std::numeric_limits<double>::quiet_NaN(), 1), "false");
  EXPECT_EQ(Holds(ComparisonOperator::kLess, Date{1}, Date{2}), "true");
}

TEST_F(Evaluator, ComparisonsOverColumnsAgreeWithSingleOnes) {
  std::vector<Value> values = {Value(),
                               1,
                               2.0,
                               "a",
                               "b",
                               true,
                               Date{1},
                               Date{2},
                               kMax,
                               kMin,
                               std::numeric_limits<double>::quiet_NaN(),
                               NodeId(1),
                               ListValue{1}};
  std::vector<Value> left;
  std::vector<Value> right;
  for (const Value& a : values) {
    for (const Value& b : values) {
      left.push_back(a);
      right.push_back(b);
    }
  }
  Batch batch = MakeBatch({left, right});
  for (auto op : {ComparisonOperator::kEqual, ComparisonOperator::kNotEqual,
                  ComparisonOperator::kLess, ComparisonOperator::kLessEqual,
                  ComparisonOperator::kGreater, ComparisonOperator::kGreaterEqual}) {
    EXPECT_EQ(Lanes(rondo::build::Compare(op, Slot(0), Slot(1)), batch).size(), left.size());
  }
}

TEST_F(Evaluator, NodesCompareById) {
  Batch batch(2);
  batch.Reset(3);
  std::span<NodeId> nodes = batch.Set(0).ResetToNodes(3);
  nodes[0] = NodeId(1);
  nodes[1] = NodeId(2);
  nodes[2] = NodeId();
  batch.Set(1).ResetToConstant(Value(NodeId(2)), 3);
  EXPECT_EQ(Lanes(rondo::build::Compare(ComparisonOperator::kEqual, Slot(0), Slot(1)), batch),
            (std::vector<std::string>{"false", "true", "null"}));
  EXPECT_EQ(Lanes(rondo::build::Compare(ComparisonOperator::kNotEqual, Slot(1), Slot(0)), batch),
            (std::vector<std::string>{"true", "false", "null"}));
}

TEST_F(Evaluator, ChainsHoldIfEachPairHolds) {
  auto chain = std::make_unique<BoundComparison>();
  for (SlotIndex slot : {0U, 1U, 2U}) {
    chain->operands.push_back(Slot(slot));
  }
  chain->operators = {ComparisonOperator::kLess, ComparisonOperator::kLessEqual};
  Batch batch = MakeBatch({{1, 1, 3, Value()}, {2, 2, 2, 2}, {2, Value(), Value(), 1}});
  EXPECT_EQ(Lanes(*chain, batch), (std::vector<std::string>{"true", "null", "false", "false"}));
}

// ---------------------------------------------------------------- logic

TEST_F(Evaluator, LogicIsThreeValued) {
  std::vector<Value> truths = {true, false, Value()};
  std::vector<Value> left;
  std::vector<Value> right;
  for (const Value& a : truths) {
    for (const Value& b : truths) {
      left.push_back(a);
      right.push_back(b);
    }
  }
  Batch batch = MakeBatch({left, right});
  using Lines = std::vector<std::string>;
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kAnd, Slot(0), Slot(1)), batch),
            (Lines{"true", "false", "null", "false", "false", "false", "null", "false", "null"}));
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kOr, Slot(0), Slot(1)), batch),
            (Lines{"true", "true", "true", "true", "false", "null", "true", "null", "null"}));
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kXor, Slot(0), Slot(1)), batch),
            (Lines{"false", "true", "null", "true", "false", "null", "null", "null", "null"}));
  EXPECT_EQ(Lanes(Unary(UnaryOperator::kNot, Slot(0)), MakeBatch({truths})),
            (Lines{"false", "true", "null"}));
}

TEST_F(Evaluator, ConditionsMustBeBooleans) {
  EXPECT_EQ(Compute(BinaryOperator::kAnd, true, 1), "TypeError/InvalidArgumentType");
  EXPECT_EQ(Compute(BinaryOperator::kAnd, false, 1), "false");
  EXPECT_EQ(Text(Unary(UnaryOperator::kNot, Literal("true"))), "TypeError/InvalidArgumentType");
  std::vector<uint32_t> lanes;
  EXPECT_FALSE(EvaluateFilter(*Literal(1), context, Numbers(1), lanes).ok());
}

TEST_F(Evaluator, WhatCannotMatterIsNotEvaluated) {
  Batch batch = MakeBatch({{0, 1, 2}});
  auto guard = rondo::build::Compare(ComparisonOperator::kNotEqual, Slot(0), Literal(0));
  auto quotient = Binary(BinaryOperator::kDivide, Literal(10), Slot(0));
  auto large = rondo::build::Compare(ComparisonOperator::kGreater, std::move(quotient), Literal(5));
  EXPECT_EQ(Lanes(Binary(BinaryOperator::kAnd, std::move(guard), std::move(large)), batch),
            (std::vector<std::string>{"false", "true", "false"}));

  auto choice = std::make_unique<BoundCase>();
  choice->operand = Slot(0);
  choice->branches.push_back({Literal(0), Literal("none")});
  choice->otherwise = Binary(BinaryOperator::kDivide, Literal(10), Slot(0));
  EXPECT_EQ(Lanes(*choice, batch), (std::vector<std::string>{"'none'", "10", "5"}));

  auto first = Call("coalesce", Slot(0), Binary(BinaryOperator::kDivide, Literal(1), Literal(0)));
  EXPECT_EQ(Lanes(first, batch), (std::vector<std::string>{"0", "1", "2"}));
  EXPECT_EQ(Lanes(first, MakeBatch({{1, Value()}})),
            (std::vector<std::string>{"ArithmeticError/DivisionByZero"}));
}

TEST_F(Evaluator, FilterKeepsTrueLanes) {
  for (size_t count : {size_t{0}, size_t{1}, kBatchCapacity, kBatchCapacity + 1}) {
    auto odd =
        rondo::build::Compare(ComparisonOperator::kEqual,
                              Binary(BinaryOperator::kModulo, Slot(0), Literal(2)), Literal(1));
    std::vector<uint32_t> lanes{7};
    Batch batch = Numbers(count);
    ASSERT_TRUE(EvaluateFilter(*odd, context, batch, lanes).ok());
    ASSERT_EQ(lanes.size(), count / 2);
    for (size_t index = 0; index < lanes.size(); ++index) {
      ASSERT_EQ(lanes[index], 2 * index + 1);
    }
  }
  std::vector<uint32_t> lanes;
  ASSERT_TRUE(EvaluateFilter(*Literal(Value()), context, Numbers(3), lanes).ok());
  EXPECT_TRUE(lanes.empty());
  ASSERT_TRUE(EvaluateFilter(*Literal(true), context, Numbers(3), lanes).ok());
  EXPECT_EQ(lanes.size(), 3u);
}

// ---------------------------------------------------------------- CASE and coalesce

TEST_F(Evaluator, CaseTakesTheFirstBranchThatHolds) {
  auto choice = std::make_unique<BoundCase>();
  choice->branches.push_back(
      {rondo::build::Compare(ComparisonOperator::kLess, Slot(0), Literal(1)), Literal("low")});
  choice->branches.push_back(
      {rondo::build::Compare(ComparisonOperator::kLess, Slot(0), Literal(2)), Literal("middle")});
  Batch batch = MakeBatch({{0, 1, 2, Value()}});
  EXPECT_EQ(Lanes(*choice, batch), (std::vector<std::string>{"'low'", "'middle'", "null", "null"}));
  choice->otherwise = Slot(0);
  EXPECT_EQ(Lanes(*choice, batch), (std::vector<std::string>{"'low'", "'middle'", "2", "null"}));
}

TEST_F(Evaluator, CaseNeverMatchesNull) {
  auto choice = std::make_unique<BoundCase>();
  choice->operand = Slot(0);
  choice->branches.push_back({Literal(Value()), Literal("null")});
  choice->branches.push_back({Literal(1.0), Literal("one")});
  EXPECT_EQ(Lanes(*choice, MakeBatch({{Value(), 1}})), (std::vector<std::string>{"null", "'one'"}));
}

TEST_F(Evaluator, CoalesceFillsNulls) {
  Batch batch = MakeBatch({{1, Value(), Value()}, {Value(), 2, Value()}});
  EXPECT_EQ(Lanes(Call("coalesce", Slot(0), Slot(1), Literal(3)), batch),
            (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(Lanes(Call("coalesce", Slot(0)), batch),
            (std::vector<std::string>{"1", "null", "null"}));
}

// ---------------------------------------------------------------- text predicates

TEST_F(Evaluator, TextPredicatesAreUnknownForOtherKinds) {
  EXPECT_EQ(Compute(BinaryOperator::kStartsWith, "Roma", "Ro"), "true");
  EXPECT_EQ(Compute(BinaryOperator::kEndsWith, "Roma", "Ro"), "false");
  EXPECT_EQ(Compute(BinaryOperator::kContains, "Roma", ""), "true");
  EXPECT_EQ(Compute(BinaryOperator::kContains, "Roma", 1), "null");
  EXPECT_EQ(Compute(BinaryOperator::kStartsWith, ListValue{1}, "a"), "null");
}

TEST_F(Evaluator, RegularExpressionsMatchTheWholeText) {
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "Roma", "Ro"), "false");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "Roma", "Ro.*"), "true");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "ROMA", "(?i)roma"), "true");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "Müller", "M.ller"), "true");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "Roma", 1), "null");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "Roma", "("),
            "ArgumentError/InvalidRegularExpression");
}

TEST_F(Evaluator, HostileRegularExpressionsTakeLinearTime) {
  std::string text(100'000, 'a');
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, text + "b", "(a+)+"), "false");
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, text, "(a|aa)+b?"), "true");
  std::string nested = "a{1000}";
  EXPECT_EQ(Compute(BinaryOperator::kRegexMatch, "a", "(" + nested + "){1000}"),
            "ArgumentError/InvalidRegularExpression");
}

// ---------------------------------------------------------------- IN, lists, maps

TEST_F(Evaluator, InFollowsThreeValuedEquality) {
  EXPECT_EQ(Compute(BinaryOperator::kIn, 1, ListValue{1, Value()}), "true");
  EXPECT_EQ(Compute(BinaryOperator::kIn, 2, ListValue{1, Value()}), "null");
  EXPECT_EQ(Compute(BinaryOperator::kIn, Value(), ListValue{}), "false");
  EXPECT_EQ(Compute(BinaryOperator::kIn, Value(), ListValue{1}), "null");
  EXPECT_EQ(Compute(BinaryOperator::kIn, ListValue{1}, ListValue{1, ListValue{1}}), "true");
  EXPECT_EQ(Compute(BinaryOperator::kIn, 1, 1), "TypeError/InvalidArgumentType");
}

TEST_F(Evaluator, ElementsAreCountedFromBothEnds) {
  auto element = [&](Value base, Value index) {
    auto expression = std::make_unique<BoundIndex>();
    expression->base = Literal(std::move(base));
    expression->index = Literal(std::move(index));
    return Text(*expression);
  };
  Value list = ListValue{1, 2, 3};
  EXPECT_EQ(element(list, 0), "1");
  EXPECT_EQ(element(list, -1), "3");
  EXPECT_EQ(element(list, 3), "null");
  EXPECT_EQ(element(list, -4), "null");
  EXPECT_EQ(element(list, kMin), "null");
  EXPECT_EQ(element(list, Value()), "null");
  EXPECT_EQ(element(list, 1.0), "TypeError/InvalidArgumentType");
  EXPECT_EQ(element(100, 0), "TypeError/InvalidArgumentType");
  Value map = MapValue({{"a", 1}});
  EXPECT_EQ(element(map, "a"), "1");
  EXPECT_EQ(element(map, "A"), "null");
  EXPECT_EQ(element(map, 0), "TypeError/MapElementAccessByNonString");
}

TEST_F(Evaluator, SlicesAreClamped) {
  auto slice = [&](std::optional<Value> from, std::optional<Value> to) {
    auto expression = std::make_unique<BoundSlice>();
    expression->base = Literal(ListValue{1, 2, 3, 4});
    expression->from = from ? Literal(*from) : nullptr;
    expression->to = to ? Literal(*to) : nullptr;
    std::vector<std::string> lanes = Lanes(*expression, Numbers(2));
    EXPECT_EQ(lanes.front(), lanes.back());
    return lanes.front();
  };
  EXPECT_EQ(slice(1, 3), "[2, 3]");
  EXPECT_EQ(slice(std::nullopt, -1), "[1, 2, 3]");
  EXPECT_EQ(slice(-2, std::nullopt), "[3, 4]");
  EXPECT_EQ(slice(3, 1), "[]");
  EXPECT_EQ(slice(kMin, kMax), "[1, 2, 3, 4]");
  EXPECT_EQ(slice(Value(), 1), "null");
  EXPECT_EQ(slice(0, 1.5), "TypeError/InvalidArgumentType");
}

TEST_F(Evaluator, ListsAndMapsAreMadePerLane) {
  Batch batch = Numbers(3);
  EXPECT_EQ(Lanes(List(Slot(0), Literal("a"), List()), batch).back(), "[2, 'a', []]");
  auto map = std::make_unique<BoundMap>();
  map->entries.emplace_back("key", Slot(0));
  map->entries.emplace_back("other", Literal(Value()));
  EXPECT_EQ(Lanes(*map, batch).back(), "{key: 2, other: null}");
}

TEST_F(Evaluator, ManyElementsAreEvaluated) {
  BoundList list;
  for (int element = 0; element < 10; ++element) {
    list.elements.push_back(Slot(0));
  }
  EXPECT_EQ(Lanes(list, Numbers(2)).back(), "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
}

// ---------------------------------------------------------------- parameters

TEST_F(Evaluator, MissingParametersAreReported) {
  parameters["club"] = "Roma";
  EXPECT_EQ(Text(Parameter("club")), "'Roma'");
  EXPECT_EQ(Text(Parameter("player")), "ParameterMissing/MissingParameter");
}

// ---------------------------------------------------------------- interruption

TEST_F(Evaluator, LongLoopsCanBeInterrupted) {
  std::atomic<bool> interrupted = true;
  context.interrupt.interrupted = &interrupted;
  BoundListComprehension comprehension;
  comprehension.slot = 0;
  comprehension.list = Call("range", Literal(1), Literal(10'000));
  EXPECT_EQ(Text(comprehension), "Cancelled/Interrupted");
}

}  // namespace
}  // namespace rondo
