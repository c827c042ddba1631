#include "graph/base/marked_numbers.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace rondo {
namespace {

TEST(MarkedNumbers, MarksNumbersOneByOne) {
  MarkedNumbers numbers;
  EXPECT_TRUE(numbers.Mark(0));
  EXPECT_TRUE(numbers.Mark(63));
  EXPECT_TRUE(numbers.Mark(64));
  EXPECT_FALSE(numbers.Mark(63));
  EXPECT_EQ(numbers.count(), 3u);
  numbers.Clear();
  EXPECT_EQ(numbers.count(), 0u);
  EXPECT_TRUE(numbers.Mark(63));
}

TEST(MarkedNumbers, ForgetsInEveryRound) {
  MarkedNumbers numbers;
  for (uint64_t round = 0; round < 1000; ++round) {
    // What an earlier round marked last is new in this one, however many lie between.
    ASSERT_TRUE(numbers.Mark(round % 300)) << round;
    ASSERT_TRUE(numbers.Mark(1000)) << round;
    std::vector<uint64_t> all;
    numbers.ForEach([&](uint64_t number) { all.push_back(number); });
    ASSERT_EQ(all, (std::vector<uint64_t>{round % 300, 1000}));
    numbers.Clear();
  }
}

TEST(MarkedNumbers, MarksManyAsItMarksEach) {
  std::mt19937 random(1);
  MarkedNumbers numbers;
  std::set<uint64_t> known;
  for (size_t round = 0; round < 200; ++round) {
    std::vector<uint64_t> list(random() % 20);
    for (uint64_t& number : list) {
      number = random() % (1 + round * 10);
    }
    std::vector<uint64_t> expected;
    for (uint64_t number : list) {
      if (known.insert(number).second) {
        expected.push_back(number);
      }
    }
    std::vector<uint64_t> found(list.size());
    size_t count = numbers.MarkAll(
        list.size(), 1 + round * 10, [&](size_t i) { return list[i]; }, found.data());
    found.resize(count);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(numbers.count(), known.size());
  }
  for (uint64_t number : known) {
    EXPECT_FALSE(numbers.Mark(number));
  }
}

}  // namespace
}  // namespace rondo
