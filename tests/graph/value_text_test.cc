#include "graph/model/value_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

namespace rondo {
namespace {

MapValue Map(std::vector<MapValue::Entry> entries) { return MapValue(std::move(entries)); }

std::string Float(double number) {
  std::string text;
  AppendFloatText(number, text);
  return text;
}

TEST(ValueText, ScalarsAreWrittenAsTheLanguageReadsThem) {
  EXPECT_EQ(ValueText(Value()), "null");
  EXPECT_EQ(ValueText(true), "true");
  EXPECT_EQ(ValueText(INT64_MIN), "-9223372036854775808");
  EXPECT_EQ(ValueText("it's a \\ and\na line"), "'it\\'s a \\\\ and\na line'");
  EXPECT_EQ(ValueText("bare", {.quote_strings = false}), "bare");
  EXPECT_EQ(ValueText(Date{0}), "'1970-01-01'");
  EXPECT_EQ(ValueText(Date{0}, {.quote_strings = false}), "1970-01-01");
  EXPECT_EQ(ValueText(ListValue{"a, b", Date{0}}, {.quote_strings = false}),
            "['a, b', '1970-01-01']");
}

TEST(ValueText, FloatsShowThatTheyAreFloats) {
  EXPECT_EQ(Float(1.0), "1.0");
  EXPECT_EQ(Float(-0.0), "-0.0");
  EXPECT_EQ(Float(0.1), "0.1");
  EXPECT_EQ(Float(123456789.125), "123456789.125");
  EXPECT_EQ(Float(1e15), "1000000000000000.0");
  EXPECT_EQ(Float(1e16), "1e16");
  EXPECT_EQ(Float(-2.5e-7), "-2.5e-7");
  EXPECT_EQ(Float(1e-5), "0.00001");
  EXPECT_EQ(Float(1.7976931348623157e308), "1.7976931348623157e308");
  EXPECT_EQ(Float(5e-324), "5e-324");
  EXPECT_EQ(Float(std::nan("")), "NaN");
  EXPECT_EQ(Float(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(Float(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(ValueText, EveryFloatReadsBackTheSame) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 50'000; ++round) {
    uint64_t bits = random();
    double number = 0;
    static_assert(sizeof(number) == sizeof(bits));
    std::memcpy(&number, &bits, sizeof(number));
    if (std::isfinite(number)) {
      EXPECT_EQ(std::strtod(Float(number).c_str(), nullptr), number);
    }
  }
}

TEST(ValueText, GraphElementsAreDrawn) {
  NodeRecord ada{NodeId(1), {"Player", "Captain"}, Map({{"name", "Ada"}, {"age", 27}})};
  NodeRecord roma{NodeId(2), {"Club"}, MapValue()};
  NodeRecord nobody{NodeId(3), {}, Map({{"x", Value()}})};
  EdgeRecord loan{EdgeId(1), "loaned-to", NodeId(1), NodeId(2), Map({{"since", 2019}})};
  EXPECT_EQ(ValueText(ada), "(:Player:Captain {age: 27, name: 'Ada'})");
  EXPECT_EQ(ValueText(ada, {.canonical = true}), "(:Captain:Player {age: 27, name: 'Ada'})");
  EXPECT_EQ(ValueText(nobody), "({x: null})");
  EXPECT_EQ(ValueText(NodeRecord{}), "()");
  EXPECT_EQ(ValueText(loan), "[:loaned-to {since: 2019}]");
  EXPECT_EQ(ValueText(NodeId(5)), "(#5)");
  EXPECT_EQ(ValueText(EdgeId(5)), "[#5]");
  EXPECT_EQ(ValueText(PathValue{{ada, roma}, {loan}}),
            "<(:Player:Captain {age: 27, name: 'Ada'})-[:loaned-to {since: 2019}]->(:Club)>");
  EXPECT_EQ(ValueText(PathValue{{roma, ada}, {loan}}),
            "<(:Club)<-[:loaned-to {since: 2019}]-(:Player:Captain {age: 27, name: 'Ada'})>");
  EXPECT_EQ(ValueText(PathValue{{roma}, {}}), "<(:Club)>");
}

TEST(ValueText, NamesThatNeedQuotesHaveThem) {
  EXPECT_EQ(ValueText(Map({{"a b", 1}, {"c`d", 2}, {"\xc3\xa9", 3}, {"", 4}})),
            "{``: 4, `a b`: 1, `c``d`: 2, \xc3\xa9: 3}");
}

}  // namespace
}  // namespace rondo
