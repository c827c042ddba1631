#include <gtest/gtest.h>

#include "query/execute/function/unicode_text.h"
#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

class TextFunction : public ExpressionTest {};

TEST_F(TextFunction, CharactersAreCodePoints) {
  EXPECT_EQ(Apply("char_length", {"Müller"}), "6");
  EXPECT_EQ(Apply("size", {"⚽️"}), "2");
  EXPECT_EQ(Apply("size", {"𝔊"}), "1");
  EXPECT_EQ(Apply("size", {""}), "0");
  EXPECT_EQ(Apply("reverse", {"Özil"}), "'lizÖ'");
  EXPECT_EQ(Apply("left", {"Özil", 2}), "'Öz'");
  EXPECT_EQ(Apply("right", {"Dembélé", 2}), "'lé'");
}

TEST_F(TextFunction, BytesThatAreNoUnicodeCountOnce) {
  std::string broken = "a\xFF\xC3";
  EXPECT_EQ(Apply("size", {broken}), "3");
  EXPECT_EQ(Apply("toUpper", {broken}), "'A\xFF\xC3'");
  EXPECT_EQ(Apply("reverse", {broken}),
            "'\xC3\xFF"
            "a'");
  EXPECT_EQ(Apply("right", {broken, 1}), "'\xC3'");
  EXPECT_EQ(Apply("normalize", {broken}), "'" + broken + "'");
}

TEST_F(TextFunction, CountsMayBeLargerThanTheText) {
  EXPECT_EQ(Apply("left", {"abc", 10}), "'abc'");
  EXPECT_EQ(Apply("right", {"abc", 10}), "'abc'");
  EXPECT_EQ(Apply("left", {"abc", 0}), "''");
  EXPECT_EQ(Apply("substring", {"abc", 5}), "''");
  EXPECT_EQ(Apply("substring", {"abc", 1, 100}), "'bc'");
  EXPECT_EQ(Apply("left", {"abc", -1}), "ArgumentError/NumberOutOfRange");
  EXPECT_EQ(Apply("substring", {"abc", -1}), "ArgumentError/NumberOutOfRange");
  EXPECT_EQ(Apply("substring", {"abc", 0, -1}), "ArgumentError/NumberOutOfRange");
}

TEST_F(TextFunction, SubstringCountsFromZero) {
  EXPECT_EQ(Apply("substring", {"0123456789", 1}), "'123456789'");
  EXPECT_EQ(Apply("substring", {"Özil", 1, 2}), "'zi'");
}

TEST_F(TextFunction, SplitKeepsEmptyParts) {
  EXPECT_EQ(Apply("split", {"a,b,,c,", ","}), "['a', 'b', '', 'c', '']");
  EXPECT_EQ(Apply("split", {"abc", "x"}), "['abc']");
  EXPECT_EQ(Apply("split", {"", ","}), "['']");
  EXPECT_EQ(Apply("split", {"äb", ""}), "['ä', 'b']");
  EXPECT_EQ(Apply("split", {"a, b;c", ListValue{",", ", ", ";"}}), "['a', 'b', 'c']");
  EXPECT_EQ(Apply("split", {"abc", ListValue{}}), "['abc']");
  EXPECT_EQ(Apply("split", {"abc", ListValue{Value()}}), "null");
  EXPECT_EQ(Apply("split", {"abc", ListValue{1}}), "TypeError/InvalidArgumentValue");
}

TEST_F(TextFunction, ReplaceTakesALimit) {
  EXPECT_EQ(Apply("replace", {"banana", "a", "o"}), "'bonono'");
  EXPECT_EQ(Apply("replace", {"banana", "a", "o", 2}), "'bonona'");
  EXPECT_EQ(Apply("replace", {"banana", "a", "o", 0}), "'banana'");
  EXPECT_EQ(Apply("replace", {"aaa", "aa", "b"}), "'ba'");
  EXPECT_EQ(Apply("replace", {"äb", "", "-"}), "'-ä-b-'");
  EXPECT_EQ(Apply("replace", {"ab", "", "-", 1}), "'-ab'");
  EXPECT_EQ(Apply("replace", {"ab", "a", Value()}), "null");
}

TEST_F(TextFunction, ReplaceCannotGrowWithoutBound) {
  context.list_size_max = 1000;
  std::string hundred(100, 'a');
  EXPECT_EQ(Apply("replace", {hundred, "a", hundred}), "LimitExceeded/ValueTooLarge");
  EXPECT_EQ(Apply("replace", {hundred, "", hundred}), "LimitExceeded/ValueTooLarge");
}

TEST_F(TextFunction, TrimKnowsUnicodeWhitespace) {
  EXPECT_EQ(Apply("trim", {" \t\u00A0Roma\u2003\n"}), "'Roma'");
  EXPECT_EQ(Apply("ltrim", {"  Roma "}), "'Roma '");
  EXPECT_EQ(Apply("rtrim", {"  Roma "}), "'  Roma'");
  EXPECT_EQ(Apply("btrim", {"xxRomaxy", "xy"}), "'Roma'");
  EXPECT_EQ(Apply("ltrim", {"ööä", "ö"}), "'ä'");
  EXPECT_EQ(Apply("trim", {"   "}), "''");
  EXPECT_EQ(Apply("trim", {""}), "''");
}

TEST_F(TextFunction, CaseIsThatOfUnicode) {
  EXPECT_EQ(Apply("toUpper", {"Özil"}), "'ÖZIL'");
  EXPECT_EQ(Apply("lower", {"ΣΑΠΦΏ"}), "'σαπφώ'");
  EXPECT_EQ(Apply("upper", {""}), "''");
}

TEST_F(TextFunction, NormalFormsAreNamed) {
  EXPECT_EQ(Apply("normalize", {"e\u0301"}), "'é'");
  EXPECT_EQ(Apply("normalize", {"é", "NFD"}), "'e\u0301'");
  EXPECT_EQ(Apply("normalize", {"ﬁ", "nfkc"}), "'fi'");
  EXPECT_EQ(Apply("normalize", {"é", "XYZ"}), "ArgumentError/InvalidArgumentValue");
}

TEST_F(TextFunction, OtherKindsAreTypeErrors) {
  EXPECT_EQ(Apply("toUpper", {1}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("left", {"abc", 1.0}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("size", {1}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("toUpper", {Value()}), "null");
  EXPECT_EQ(Apply("left", {Value(), 1}), "null");
}

TEST(UnicodeText, CharactersAreFoundFromBothSides) {
  std::string_view text = "a𝔊é";
  EXPECT_EQ(CharacterAt(text, 1).code_point, 0x1D50A);
  EXPECT_EQ(CharacterAt(text, 1).size, 4u);
  EXPECT_EQ(CharacterBefore(text, text.size()).code_point, 0xE9);
  EXPECT_EQ(CharacterBefore(text, 5).code_point, 0x1D50A);
  EXPECT_EQ(OffsetOfCharacter(text, 2), 5u);
  EXPECT_EQ(OffsetOfCharacter(text, 9), text.size());
}

}  // namespace
}  // namespace rondo
