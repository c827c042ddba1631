#include "query/execute/function/aggregate.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "graph/model/value_text.h"

namespace rondo {
namespace {

using Lines = std::vector<std::string>;

class Aggregate : public testing::Test {
 protected:
  std::unique_ptr<Aggregator> Make(std::string_view name, bool distinct = false) {
    bound.function = FindFunction(name);
    bound.distinct = distinct;
    bound.star = false;
    return MakeAggregator(bound);
  }

  static Result<void> Add(Aggregator& aggregator, const std::vector<Value>& values,
                          const std::vector<uint32_t>& groups = {},
                          const std::vector<uint64_t>& weights = {},
                          const std::vector<Value>& second = {}) {
    Vector first_column;
    for (const Value& value : values) {
      first_column.Append(value);
    }
    Vector second_column;
    for (const Value& value : second) {
      second_column.Append(value);
    }
    const Vector* arguments[] = {&first_column, &second_column};
    AggregateInput input;
    input.lane_count = values.size();
    input.arguments = {arguments, second.empty() ? size_t{1} : size_t{2}};
    input.groups = groups;
    input.weights = weights;
    return aggregator.Update(input);
  }

  static std::string Text(const Result<Value>& result) {
    if (!result.ok()) {
      return std::string(ErrorCodeName(result.error().code)) + "/" + result.error().detail;
    }
    return ValueText(*result);
  }

  /// The result over all values in one group.
  std::string All(std::string_view name, const std::vector<Value>& values, bool distinct = false,
                  const std::vector<Value>& second = {}) {
    std::unique_ptr<Aggregator> aggregator = Make(name, distinct);
    aggregator->ResizeGroups(1);
    if (!values.empty()) {
      Result<void> added = Add(*aggregator, values, {}, {}, second);
      if (!added.ok()) {
        return Text(Result<Value>(added.error()));
      }
    }
    return Text(aggregator->Finish(0));
  }

  std::string Percentile(std::string_view name, const std::vector<Value>& values, Value share) {
    return All(name, values, false, std::vector<Value>(values.size(), share));
  }

  BoundAggregate bound;
};

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

TEST_F(Aggregate, NothingGivesTheNeutralResult) {
  EXPECT_EQ(All("count", {}), "0");
  EXPECT_EQ(All("sum", {}), "0");
  EXPECT_EQ(All("avg", {}), "null");
  EXPECT_EQ(All("min", {}), "null");
  EXPECT_EQ(All("collect", {}), "[]");
  EXPECT_EQ(All("stDev", {}), "0.0");
  EXPECT_EQ(All("percentileCont", {}), "null");
  EXPECT_EQ(All("collect", {}, true), "[]");
}

TEST_F(Aggregate, NullsAreLeftOut) {
  std::vector<Value> nulls(3);
  EXPECT_EQ(All("count", nulls), "0");
  EXPECT_EQ(All("sum", {Value(), 1, Value()}), "1");
  EXPECT_EQ(All("max", {Value(), 1}), "1");
  EXPECT_EQ(All("collect", nulls), "[]");
  EXPECT_EQ(All("collect", {Value(), 1, Value()}, true), "[1]");
  EXPECT_EQ(All("count", nulls, true), "0");
}

TEST_F(Aggregate, CountStarCountsLanes) {
  bound.function = FindFunction("count");
  bound.star = true;
  std::unique_ptr<Aggregator> count = MakeAggregator(bound);
  count->ResizeGroups(2);
  AggregateInput input;
  input.lane_count = 3;
  ASSERT_TRUE(count->Update(input).ok());
  std::vector<uint32_t> groups{1, 0, 1};
  input.groups = groups;
  std::vector<uint64_t> weights{10, 1, 100};
  input.weights = weights;
  ASSERT_TRUE(count->Update(input).ok());
  EXPECT_EQ(Text(count->Finish(0)), "4");
  EXPECT_EQ(Text(count->Finish(1)), "110");
}

TEST_F(Aggregate, SumsAreExactUntilTheEnd) {
  EXPECT_EQ(All("sum", {kMax, 1, -1}), std::to_string(kMax));
  EXPECT_EQ(All("sum", {kMax, 1}), "ArithmeticError/IntegerOverflow");
  EXPECT_EQ(All("sum", {1, 2.5}), "3.5");
  EXPECT_EQ(All("avg", {1, 2}), "1.5");
  EXPECT_EQ(All("avg", {kMax, kMax}), "9.223372036854776e18");
  EXPECT_EQ(All("sum", {"a"}), "TypeError/InvalidArgumentValue");
}

TEST_F(Aggregate, DurationsHaveSumsAndMeans) {
  Duration day{.days = 1};
  Duration hour{.seconds = 3600};
  EXPECT_EQ(All("sum", {day, hour}), "'P1DT1H'");
  EXPECT_EQ(All("avg", {day, Duration{.days = 3}}), "'P2D'");
  EXPECT_EQ(All("sum", {day, 1}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(All("sum", {1, day}), "TypeError/InvalidArgumentValue");
}

TEST_F(Aggregate, ExtremesFollowTheTotalOrder) {
  std::vector<Value> mixed = {1, "a", Value(), ListValue{1, 2}, 0.2, "b"};
  EXPECT_EQ(All("max", mixed), "1");
  EXPECT_EQ(All("min", mixed), "[1, 2]");
  EXPECT_EQ(All("min", {2, 1.5, 3}), "1.5");
  EXPECT_EQ(All("max", {Date{1}, Date{2}}), "'1970-01-03'");
}

TEST_F(Aggregate, Percentiles) {
  std::vector<Value> prices = {30.0, 10.0, 20.0};
  EXPECT_EQ(Percentile("percentileDisc", prices, 0.0), "10.0");
  EXPECT_EQ(Percentile("percentileDisc", prices, 0.5), "20.0");
  EXPECT_EQ(Percentile("percentileDisc", prices, 1), "30.0");
  EXPECT_EQ(Percentile("percentileDisc", {1, 2, 3, 4}, 0.5), "2");
  EXPECT_EQ(Percentile("percentileCont", prices, 0.5), "20.0");
  EXPECT_EQ(Percentile("percentileCont", prices, 0.25), "15.0");
  EXPECT_EQ(Percentile("percentileCont", {7}, 0.9), "7.0");
  for (Value share :
       {Value(1000), Value(-1), Value(1.1), Value(std::numeric_limits<double>::quiet_NaN())}) {
    EXPECT_EQ(Percentile("percentileDisc", prices, share), "ArgumentError/NumberOutOfRange");
  }
  EXPECT_EQ(Percentile("percentileDisc", prices, "half"), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Percentile("percentileDisc", {"a"}, 0.5), "TypeError/InvalidArgumentValue");
}

TEST_F(Aggregate, Deviations) {
  EXPECT_EQ(All("stDevP", {2, 4, 4, 4, 5, 5, 7, 9}), "2.0");
  EXPECT_EQ(All("stDev", {1, 3}), "1.4142135623730951");
  EXPECT_EQ(All("stDev", {5}), "0.0");
  EXPECT_EQ(All("stDev", {"a"}), "TypeError/InvalidArgumentValue");
}

TEST_F(Aggregate, DistinctValuesCountOnce) {
  EXPECT_EQ(All("count", {1, 1.0, 2, "1", Value()}, true), "3");
  EXPECT_EQ(All("sum", {1, 1, 2}, true), "3");
  EXPECT_EQ(All("avg", {1, 1, 4}, true), "2.5");
  EXPECT_EQ(All("collect", {"b", "a", "b"}, true), "['b', 'a']");
  EXPECT_EQ(All("min", {3, 1, 1}, true), "1");
  EXPECT_EQ(All("percentileDisc", {1, 1, 1, 9}, true, std::vector<Value>(4, Value(0.6))), "9");
}

TEST_F(Aggregate, DistinctNodesCountOnce) {
  std::unique_ptr<Aggregator> count = Make("count", true);
  count->ResizeGroups(2);
  Value huge(NodeId(uint64_t{1} << 40));
  ASSERT_TRUE(Add(*count, {NodeId(3), NodeId(700), NodeId(3)}).ok());
  ASSERT_TRUE(Add(*count, {NodeId(3), NodeId(3), huge, huge}, {0, 1, 0, 1}).ok());
  ASSERT_TRUE(Add(*count, {huge, NodeId()}).ok());
  EXPECT_EQ(Text(count->Finish(0)), "3");
  EXPECT_EQ(Text(count->Finish(1)), "2");
}

TEST_F(Aggregate, LanesGoToTheirGroups) {
  for (const char* name : {"sum", "collect", "max"}) {
    std::unique_ptr<Aggregator> aggregator = Make(name);
    aggregator->ResizeGroups(1);
    ASSERT_TRUE(Add(*aggregator, {1, 2}, {0, 0}).ok());
    aggregator->ResizeGroups(3);
    ASSERT_TRUE(Add(*aggregator, {4, 8, 16}, {2, 0, 2}).ok());
    Lines results = {Text(aggregator->Finish(0)), Text(aggregator->Finish(1)),
                     Text(aggregator->Finish(2))};
    if (std::string_view(name) == "sum") {
      EXPECT_EQ(results, (Lines{"11", "0", "20"}));
    } else if (std::string_view(name) == "collect") {
      EXPECT_EQ(results, (Lines{"[1, 2, 8]", "[]", "[4, 16]"}));
    } else {
      EXPECT_EQ(results, (Lines{"8", "null", "16"}));
    }
    EXPECT_GT(aggregator->memory_size(), 0u);
  }
}

TEST_F(Aggregate, WeightsStandForEqualRows) {
  for (const auto& [name, expected] :
       std::vector<std::pair<std::string, std::string>>{{"sum", "12"},
                                                        {"avg", "4.0"},
                                                        {"count", "3"},
                                                        {"collect", "[3, 3, 6]"},
                                                        {"stDevP", "1.4142135623730951"},
                                                        {"max", "6"}}) {
    std::unique_ptr<Aggregator> aggregator = Make(name);
    aggregator->ResizeGroups(1);
    ASSERT_TRUE(Add(*aggregator, {3, 6}, {}, {2, 1}).ok());
    EXPECT_EQ(Text(aggregator->Finish(0)), expected) << name;
  }
}

TEST_F(Aggregate, MergingEqualsAddingAll) {
  std::vector<Value> first = {5, 1, Value(), 2};
  std::vector<Value> second = {1, 8, 3};
  std::vector<Value> all = first;
  all.insert(all.end(), second.begin(), second.end());
  for (const char* name : {"count", "sum", "avg", "min", "max", "collect", "stDev", "stDevP",
                           "percentileCont", "percentileDisc"}) {
    for (bool distinct : {false, true}) {
      bool two = std::string_view(name).starts_with("percentile");
      auto share = [&](size_t count) { return std::vector<Value>(two ? count : 0, Value(0.5)); };
      std::unique_ptr<Aggregator> left = Make(name, distinct);
      std::unique_ptr<Aggregator> right = Make(name, distinct);
      left->ResizeGroups(2);
      right->ResizeGroups(1);
      ASSERT_TRUE(Add(*left, first, {1, 1, 1, 1}, {}, share(first.size())).ok());
      ASSERT_TRUE(Add(*right, second, {}, {}, share(second.size())).ok());
      std::vector<uint32_t> groups{1};
      ASSERT_TRUE(left->Merge(*right, groups).ok());
      EXPECT_EQ(Text(left->Finish(1)), All(name, all, distinct, share(all.size())))
          << name << (distinct ? " distinct" : "");
    }
  }
}

TEST_F(Aggregate, ManyDistinctValues) {
  std::unique_ptr<Aggregator> count = Make("count", true);
  count->ResizeGroups(3);
  std::vector<Value> values;
  std::vector<uint32_t> groups;
  for (uint32_t number = 0; number < 10'000; ++number) {
    values.emplace_back(number % 1000);
    groups.push_back(number % 3);
  }
  ASSERT_TRUE(Add(*count, values, groups).ok());
  for (size_t group = 0; group < 3; ++group) {
    EXPECT_EQ(Text(count->Finish(group)), "1000");
  }
}

}  // namespace
}  // namespace rondo
