#include "tests/tck/notation.h"

#include <gtest/gtest.h>

#include "tests/tck/canonical_text.h"

namespace rondo::tck {
namespace {

std::string Canonical(std::string_view text, ListOrder order = ListOrder::kMatters) {
  Result<Value> value = ParseNotation(text);
  return value.ok() ? CanonicalText(*value, order) : "error";
}

TEST(Notation, ScalarsKeepTheirTypes) {
  EXPECT_EQ(ParseNotation("1")->integer(), 1);
  EXPECT_EQ(ParseNotation("-9223372036854775808")->integer(), INT64_MIN);
  EXPECT_EQ(ParseNotation("1.0")->floating(), 1.0);
  EXPECT_EQ(ParseNotation("-.5")->floating(), -0.5);
  EXPECT_EQ(ParseNotation("1e-9")->floating(), 1e-9);
  EXPECT_TRUE(ParseNotation("null")->is_null());
  EXPECT_TRUE(ParseNotation("true")->boolean());
  EXPECT_EQ(ParseNotation(R"('a\'b\\c\n')")->string(), "a'b\\c\\n");
  EXPECT_NE(Canonical("1"), Canonical("1.0"));
  EXPECT_EQ(Canonical("NaN"), Canonical("NaN"));
  EXPECT_EQ(Canonical("0.0"), Canonical("-0.0"));
  EXPECT_NE(Canonical("'1'"), Canonical("1"));
  EXPECT_NE(Canonical("'null'"), Canonical("null"));
}

TEST(Notation, GraphElementsAreComparedByContent) {
  EXPECT_EQ(Canonical("(:A:B {p: 1, q: 's'})"), Canonical("( :B:A{q:'s',p:1} )"));
  EXPECT_EQ(Canonical("()"), Canonical("( {} )"));
  EXPECT_NE(Canonical("(:A)"), Canonical("(:B)"));
  EXPECT_NE(Canonical("(:A {p: null})"), Canonical("(:A)"));
  EXPECT_EQ(Canonical("[:T {a: 1}]"), Canonical("[:T  {a:1}]"));
  EXPECT_NE(Canonical("[:T]"), Canonical("[:U]"));
  EXPECT_NE(Canonical("[:T]"), Canonical("['T']"));
}

TEST(Notation, PathsKeepTheDirectionOfTheirEdges) {
  EXPECT_EQ(Canonical("<(:A)-[:R]->(:B)<-[:S {n: 1}]-()>"),
            Canonical("<(:A)-[:R {}]->(:B)<-[:S {n:1}]-()>"));
  EXPECT_NE(Canonical("<(:A)-[:R]->(:B)>"), Canonical("<(:A)<-[:R]-(:B)>"));
  EXPECT_NE(Canonical("<(:A)>"), Canonical("(:A)"));
  EXPECT_EQ(ParseNotation("<(:A)-[:R]->(:B)>")->path().edges.size(), 1u);
}

TEST(Notation, ListsCanBeComparedAsBags) {
  EXPECT_NE(Canonical("[1, 2]"), Canonical("[2, 1]"));
  EXPECT_EQ(Canonical("[[1, 2], 3]", ListOrder::kIgnored),
            Canonical("[3, [2, 1]]", ListOrder::kIgnored));
  EXPECT_NE(Canonical("[1, 1]", ListOrder::kIgnored), Canonical("[1]", ListOrder::kIgnored));
  EXPECT_EQ(Canonical("{a: [1, 2]}", ListOrder::kIgnored),
            Canonical("{a: [2, 1]}", ListOrder::kIgnored));
  EXPECT_EQ(Canonical("{b: 1, a: null}"), Canonical("{a: null, b: 1}"));
}

TEST(Notation, TemporalValuesAreStrings) {
  EXPECT_EQ(CanonicalText(Date{0}, ListOrder::kMatters), Canonical("'1970-01-01'"));
}

TEST(Notation, OtherTextIsAnError) {
  for (std::string_view text : {"", "x", "1 2", "[1", "{a 1}", "{1", "'a", "(:A", "[:T", "<(:A)",
                                "<(:A)-[:R]-(:B)>", "nulls", "1.5.5", "12345678901234567890"}) {
    EXPECT_FALSE(ParseNotation(text).ok()) << text;
  }
}

}  // namespace
}  // namespace rondo::tck
