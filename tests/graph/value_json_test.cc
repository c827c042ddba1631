#include "graph/model/value_json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

MapValue Map(std::vector<MapValue::Entry> entries) { return MapValue(std::move(entries)); }

TEST(ValueJson, ScalarsAndContainers) {
  EXPECT_EQ(ValueJson(Value()), "null");
  EXPECT_EQ(ValueJson(true), "true");
  EXPECT_EQ(ValueJson(-7), "-7");
  EXPECT_EQ(ValueJson(1.0), "1.0");
  EXPECT_EQ(ValueJson(1e100), "1e+100");
  EXPECT_EQ(ValueJson(std::nan("")), "null");
  EXPECT_EQ(ValueJson(HUGE_VAL), "null");
  EXPECT_EQ(ValueJson(ListValue{}), "[]");
  EXPECT_EQ(ValueJson(ListValue{1, "a", ListValue{Value()}}), "[1,\"a\",[null]]");
  EXPECT_EQ(ValueJson(Map({{"b", 1}, {"a\"", MapValue()}})), "{\"a\\\"\":{},\"b\":1}");
  EXPECT_EQ(ValueJson(ParseDuration("P1D").value()), "\"P1D\"");
}

TEST(ValueJson, GraphElements) {
  NodeRecord ada{NodeId(1), {"Player"}, Map({{"name", "Ada"}})};
  NodeRecord roma{NodeId(2), {}, MapValue()};
  EdgeRecord loan{EdgeId(9), "loaned-to", NodeId(1), NodeId(2), MapValue()};
  const std::string ada_json = R"({"id":1,"labels":["Player"],"properties":{"name":"Ada"}})";
  const std::string roma_json = R"({"id":2,"labels":[],"properties":{}})";
  const std::string loan_json = R"({"id":9,"type":"loaned-to","start":1,"end":2,"properties":{}})";
  EXPECT_EQ(ValueJson(ada), ada_json);
  EXPECT_EQ(ValueJson(loan), loan_json);
  EXPECT_EQ(ValueJson(PathValue{{ada, roma}, {loan}}),
            "{\"nodes\":[" + ada_json + "," + roma_json + "],\"edges\":[" + loan_json + "]}");
  EXPECT_EQ(ValueJson(NodeId(3)), "{\"id\":3}");
}

TEST(ValueJson, TextIsEscapedAndAlwaysUtf8) {
  EXPECT_EQ(ValueJson("a\"b\\c\n\r\t\x01\x7f"), R"("a\"b\\c\n\r\t\u0001\u007f")");
  EXPECT_EQ(ValueJson("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
            "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
  // A lone tail, an overlong slash, a surrogate, a value too large, a sequence cut off.
  EXPECT_EQ(ValueJson("\x80"), "\"\xef\xbf\xbd\"");
  EXPECT_EQ(ValueJson("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(ValueJson("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(ValueJson("\xf4\x90\x80\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(ValueJson("x\xe2\x82"), "\"x\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(ValueJson(std::string("a\0b", 3)), "\"a\\u0000b\"");
}

}  // namespace
}  // namespace rondo
