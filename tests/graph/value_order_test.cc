#include "graph/model/value_order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
const double kInfinity = std::numeric_limits<double>::infinity();

Value Map(std::vector<MapValue::Entry> entries) { return MapValue(std::move(entries)); }

TEST(Equal, NumbersCompareByValueWithoutRounding) {
  EXPECT_EQ(Equal(1, 1.0), true);
  EXPECT_EQ(Equal(INT64_MAX, 9223372036854775807.0), false);  // The float is 2^63.
  EXPECT_EQ(Equal(9007199254740993, 9007199254740992.0), false);
  EXPECT_EQ(Equal(kNan, kNan), false);
  EXPECT_EQ(Equal(0.0, -0.0), true);
  EXPECT_EQ(Equal(1, "1"), false);
}

TEST(Equal, NullMakesUnknownUnlessADifferenceDecides) {
  EXPECT_EQ(Equal(Value(), Value()), std::nullopt);
  EXPECT_EQ(Equal(ListValue{1, Value()}, ListValue{1, 2}), std::nullopt);
  EXPECT_EQ(Equal(ListValue{1, Value()}, ListValue{2, 2}), false);
  EXPECT_EQ(Equal(ListValue{Value(), 1}, ListValue{2, 2}), false);
  EXPECT_EQ(Equal(ListValue{Value()}, ListValue{}), false);
  EXPECT_EQ(Equal(Map({{"a", Value()}}), Map({{"a", 1}})), std::nullopt);
  EXPECT_EQ(Equal(Map({{"a", Value()}, {"b", 1}}), Map({{"a", Value()}, {"b", 2}})), false);
  EXPECT_EQ(Equal(Map({{"a", Value()}}), Map({{"b", Value()}})), false);
  EXPECT_EQ(Equal(Map({{"a", 1}}), Map({{"a", 1.0}})), true);
}

TEST(Equal, NodesEdgesAndPathsGoByIdentity) {
  NodeRecord record{NodeId(7), {"Player"}, MapValue()};
  EXPECT_EQ(Equal(NodeId(7), record), true);
  EXPECT_EQ(Equal(NodeId(7), NodeId(8)), false);
  EXPECT_EQ(Equal(NodeId(7), EdgeId(7)), false);
  PathValue path{{NodeId(1), NodeId(2)}, {EdgeId(1)}};
  PathValue other{{NodeId(1), NodeId(2)}, {EdgeId(2)}};
  EXPECT_EQ(Equal(path, path), true);
  EXPECT_EQ(Equal(path, other), false);
}

TEST(Equal, TemporalValuesOfOneMomentInTwoZonesDiffer) {
  Value utc = ParseDateTime("2020-01-30T12:00Z").value();
  Value paris = ParseDateTime("2020-01-30T13:00+01:00").value();
  EXPECT_EQ(Equal(utc, paris), false);
  EXPECT_EQ(CompareForInequality(utc, paris), std::partial_ordering::less);
  EXPECT_EQ(Equal(ParseDate("2020").value(), ParseLocalDateTime("2020").value()), false);
  EXPECT_EQ(Equal(ParseDuration("P1D").value(), ParseDuration("PT24H").value()), false);
}

TEST(CompareForInequality, KnowsWhatCanBeCompared) {
  EXPECT_EQ(CompareForInequality(1, 1.5), std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(kInfinity, INT64_MAX), std::partial_ordering::greater);
  EXPECT_EQ(CompareForInequality(-kInfinity, INT64_MIN), std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(INT64_MAX, 9223372036854775808.0), std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(-2, -2.5), std::partial_ordering::greater);
  EXPECT_EQ(CompareForInequality(kNan, 1), std::partial_ordering::unordered);
  EXPECT_EQ(CompareForInequality(kNan, "a"), std::nullopt);
  EXPECT_EQ(CompareForInequality("a", "b"), std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(false, true), std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(1, "1"), std::nullopt);
  EXPECT_EQ(CompareForInequality(Value(), 1), std::nullopt);
  EXPECT_EQ(CompareForInequality(Map({}), Map({})), std::nullopt);
  EXPECT_EQ(CompareForInequality(NodeId(1), NodeId(2)), std::nullopt);
  EXPECT_EQ(CompareForInequality(ParseDuration("P1D").value(), ParseDuration("P2D").value()),
            std::nullopt);
  EXPECT_EQ(
      CompareForInequality(ParseTime("10:35-08:00").value(), ParseTime("12:31:14+01:00").value()),
      std::partial_ordering::greater);
}

TEST(CompareForInequality, ListsCompareLikeWords) {
  EXPECT_EQ(CompareForInequality(ListValue{1, 0}, ListValue{1}), std::partial_ordering::greater);
  EXPECT_EQ(CompareForInequality(ListValue{1, Value()}, ListValue{1}),
            std::partial_ordering::greater);
  EXPECT_EQ(CompareForInequality(ListValue{1, 2}, ListValue{1, Value()}), std::nullopt);
  EXPECT_EQ(CompareForInequality(ListValue{1, 2}, ListValue{3, Value()}),
            std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(ListValue{Map({}), 2}, ListValue{Map({}), 3}),
            std::partial_ordering::less);
  EXPECT_EQ(CompareForInequality(ListValue{kNan}, ListValue{1}), std::partial_ordering::unordered);
}

/// In ascending order; neighbours in one inner list are equivalent.
std::vector<std::vector<Value>> Ladder() {
  PathValue path{{NodeId(1)}, {}};
  PathValue longer{{NodeId(1), NodeId(2)}, {EdgeId(1)}};
  return {{Map({})},
          {Map({{"a", 1}})},
          {Map({{"a", 1}, {"b", 0}})},
          {Map({{"a", 2}}), Map({{"a", 2.0}})},
          {Map({{"b", 1}})},
          {NodeId(1)},
          {NodeId(2)},
          {EdgeId(1)},
          {ListValue{}},
          {ListValue{"a"}},
          {ListValue{"a", 1}, ListValue{"a", 1.0}},
          {ListValue{1}},
          {ListValue{Value()}},
          {path},
          {longer},
          {ParseDateTime("2020-01-30T12:00Z").value()},
          {ParseDateTime("2020-01-30T13:00+01:00").value()},
          {ParseDateTime("2020-01-30T13:00[Europe/Paris]").value()},
          {ParseLocalDateTime("2020").value()},
          {ParseDate("1000").value()},
          {ParseDate("2020").value()},
          {ParseTime("12:30+01:01").value()},
          {ParseTime("12:30+01:00").value()},
          {ParseLocalTime("12").value()},
          {ParseDuration("P30D").value()},
          {ParseDuration("P1M").value()},
          {"", ""},
          {"a"},
          {"ab"},
          {"\xc3\xa9"},
          {false},
          {true},
          {-kInfinity},
          {INT64_MIN, -9223372036854775808.0},
          {-1.5},
          {0, -0.0, 0.0},
          {1, 1.0},
          {INT64_MAX},
          {9223372036854775808.0},
          {kInfinity},
          {kNan, -kNan},
          {Value(), Value()}};
}

TEST(CompareForOrder, PutsAllValuesInOneOrder) {
  std::vector<std::vector<Value>> ladder = Ladder();
  for (size_t low = 0; low < ladder.size(); ++low) {
    for (size_t high = 0; high < ladder.size(); ++high) {
      for (const Value& left : ladder[low]) {
        for (const Value& right : ladder[high]) {
          EXPECT_TRUE(CompareForOrder(left, right) == (low <=> high)) << low << " " << high;
          EXPECT_EQ(Equivalent(left, right), low == high) << low << " " << high;
        }
      }
    }
  }
}

TEST(HashForEquivalence, EquivalentValuesHashAlikeAndOthersHardlyEver) {
  std::vector<std::vector<Value>> ladder = Ladder();
  for (size_t low = 0; low < ladder.size(); ++low) {
    for (size_t high = 0; high < ladder.size(); ++high) {
      EXPECT_EQ(HashForEquivalence(ladder[low].front()) == HashForEquivalence(ladder[high].back()),
                low == high)
          << low << " " << high;
    }
  }
}

TEST(HashForEquivalence, AgreesWithEquivalenceOfIntegersAndFloats) {
  std::mt19937_64 random(42);
  for (int round = 0; round < 100'000; ++round) {
    auto integer = static_cast<int64_t>(random()) >> (random() % 64);
    auto floating = static_cast<double>(integer);
    if (Equivalent(integer, floating)) {
      EXPECT_EQ(HashForEquivalence(integer), HashForEquivalence(floating));
    }
  }
  // Kept in files and sent between machines: the same everywhere, for ever.
  EXPECT_EQ(HashForEquivalence("rondo"), HashForEquivalence(std::string("rondo")));
}

}  // namespace
}  // namespace rondo
