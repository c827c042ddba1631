#include "graph/model/value.h"

#include <gtest/gtest.h>

namespace rondo {
namespace {

TEST(Value, CopiesShareTheirText) {
  Value text = "a text that is too long for any small-string optimisation";
  Value copy = text;
  EXPECT_EQ(copy.string().data(), text.string().data());
}

TEST(Value, MovedFromValueIsNull) {
  Value text = "Roma";
  Value moved = std::move(text);
  EXPECT_TRUE(text.is_null());  // NOLINT: the point of the test
  EXPECT_EQ(moved.string(), "Roma");
}

TEST(Value, SelfAssignmentKeepsTheContent) {
  Value list = ListValue{1, 2.5, "three"};
  const Value& same = list;
  list = same;
  EXPECT_EQ(list.list().size(), 3u);
}

TEST(Value, DepthCountsListsAndMaps) {
  EXPECT_EQ(Value(1).depth(), 0);
  EXPECT_EQ(Value(LocalDateTime{0, 7}).depth(), 0);
  EXPECT_EQ(Value(ListValue{}).depth(), 1);
  Value map = MapValue(std::vector<MapValue::Entry>{{"a", ListValue{1}}, {"b", 2}});
  EXPECT_EQ(map.depth(), 2);
  Value list = ListValue{1, map, "three"};
  EXPECT_EQ(list.depth(), 3);
  Value moved = std::move(list);
  EXPECT_EQ(moved.depth(), 3);
  EXPECT_EQ(list.depth(), 0);  // NOLINT: the point of the test
}

TEST(MapValue, LaterEntryOfOneKeyWins) {
  MapValue map({{"b", 1}, {"a", 2}, {"b", 3}});
  ASSERT_EQ(map.size(), 2u);
  EXPECT_EQ(map.Find("b")->integer(), 3);
  EXPECT_EQ(map.Find("c"), nullptr);
}

TEST(Value, LocalDateTimeKeepsItsNanosecond) {
  Value value = LocalDateTime{-1, 999'999'999};
  EXPECT_EQ(value.local_date_time(), (LocalDateTime{-1, 999'999'999}));
}

}  // namespace
}  // namespace rondo
