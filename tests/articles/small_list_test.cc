#include "tools/articles/small_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace rondo::articles {
namespace {

using Numbers = SmallList<uint32_t, 2>;
using ::testing::ElementsAre;

TEST(SmallList, GrowsBeyondWhatStandsInItself) {
  Numbers list{1};
  EXPECT_THAT(list, ElementsAre(1));
  for (uint32_t number = 2; number <= 9; ++number) {
    list.push_back(number);
  }
  EXPECT_THAT(list, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
  list.shrink(3);
  EXPECT_EQ(list.back(), 3U);
  list.clear();
  EXPECT_TRUE(list.empty());
  list.push_back(7);
  EXPECT_EQ(list.front(), 7U);
}

TEST(SmallList, CopiesAndMovesShortAndLongOnes) {
  const Numbers small{1, 2};
  const Numbers large{1, 2, 3, 4};
  for (const Numbers& list : {small, large}) {
    Numbers copy(list);
    EXPECT_EQ(copy, list);
    Numbers moved(std::move(copy));
    EXPECT_EQ(moved, list);
    EXPECT_TRUE(copy.empty());
    copy.push_back(5);
    EXPECT_THAT(copy, ElementsAre(5)) << "what was moved from is as new";
    copy = moved;
    EXPECT_EQ(copy, list);
    copy = small;
    EXPECT_EQ(copy, small);
    copy = std::move(moved);
    EXPECT_EQ(copy, list);
  }
}

}  // namespace
}  // namespace rondo::articles
