// Numbers in few bytes: whatever their range and the order in which they come, they are what a
// plain array would hold, and copies keep what they had.

#include "storage/chunk/number_array.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/chunk/column_chunk.h"

namespace rondo {
namespace {

void ExpectHolds(const NumberArray& array, const std::vector<int64_t>& numbers) {
  ASSERT_EQ(array.size(), numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) ASSERT_EQ(array[i], numbers[i]) << i;
  for (size_t begin = 0; begin < numbers.size(); begin += 7) {
    std::vector<int64_t> copied(numbers.size() - begin);
    array.CopyTo(begin, copied.size(), copied.data());
    ASSERT_TRUE(std::equal(copied.begin(), copied.end(),
                           numbers.begin() + static_cast<std::ptrdiff_t>(begin)));
  }
}

/// A number of a range that takes `bits` bits, on either side of 0.
int64_t NumberOf(std::mt19937_64& random, unsigned bits) {
  const uint64_t number = bits == 64 ? random() : random() % (uint64_t{1} << bits);
  return static_cast<int64_t>(number - (bits == 64 ? 0 : (uint64_t{1} << bits) / 3));
}

TEST(NumberArray, TakesAsManyBytesAsTheRangeNeeds) {
  const auto size_of = [](std::vector<int64_t> numbers) {
    const NumberArray array(numbers);
    ExpectHolds(array, numbers);
    return array.MemorySize();
  };
  EXPECT_EQ(size_of({}), 0U);
  EXPECT_EQ(size_of({17}), 0U);
  EXPECT_EQ(size_of({-1, 0, 1, 2}), 0U);
  EXPECT_EQ(size_of({std::numeric_limits<int64_t>::max() - 1, std::numeric_limits<int64_t>::max()}),
            0U);
  EXPECT_EQ(size_of({1000, 1255, 1001}), 3U);
  EXPECT_EQ(size_of({1000, 1256, 1001}), 6U);
  EXPECT_EQ(size_of({-30000, 35536, 0}), 12U);
  EXPECT_EQ(size_of({std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}),
            16U);
}

TEST(NumberArray, HoldsWhatWasSetInAnyOrder) {
  std::mt19937_64 random(5);
  for (const unsigned bits : {1U, 7U, 9U, 16U, 20U, 33U, 64U}) {
    std::vector<int64_t> numbers;
    NumberArray array;
    for (size_t i = 0; i < 300; ++i) {
      // Mostly at the end; the range of the first half is narrow.
      const size_t at = random() % 4 == 0 && !numbers.empty() ? random() % numbers.size() : i;
      const int64_t number = NumberOf(random, i < 150 ? std::min(bits, 5U) : bits);
      while (numbers.size() <= at) {
        array.Set(numbers.size(), number);
        numbers.push_back(number);
      }
      array.Set(at, number);
      numbers[at] = number;
    }
    ExpectHolds(array, numbers);
    ExpectHolds(NumberArray(numbers), numbers);
  }
}

TEST(NumberArray, SequencesGrowAndEnd) {
  NumberArray array;
  std::vector<int64_t> numbers;
  for (int64_t number = -3; number < 100; ++number) {
    array.Set(numbers.size(), number);
    numbers.push_back(number);
  }
  EXPECT_EQ(array.MemorySize(), 0U);
  array.Set(50, 47);  // As it is.
  EXPECT_EQ(array.MemorySize(), 0U);
  const NumberArray copy = array;
  array.Set(50, 1'000'000);
  ExpectHolds(copy, numbers);
  numbers[50] = 1'000'000;
  ExpectHolds(array, numbers);
}

TEST(NumberArray, CopiesKeepWhatTheyHad) {
  std::mt19937_64 random(9);
  std::vector<std::pair<NumberArray, std::vector<int64_t>>> copies;
  NumberArray array;
  std::vector<int64_t> numbers;
  for (size_t round = 0; round < 200; ++round) {
    array = NumberArray(array);  // As a commit does: the one before stays for its readers.
    for (size_t i = 0; i < 3; ++i) {
      const size_t at =
          random() % 3 == 0 && !numbers.empty() ? random() % numbers.size() : numbers.size();
      const int64_t number = NumberOf(random, static_cast<unsigned>(1 + round / 4));
      if (at == numbers.size()) numbers.push_back(number);
      numbers[at] = number;
      array.Set(at, number);
    }
    copies.emplace_back(array, numbers);
  }
  for (const auto& [copy, expected] : copies) ExpectHolds(copy, expected);
}

TEST(NumberArray, AFallingSeriesIsRewrittenRarely) {
  NumberArray array;
  size_t changes = 0;
  size_t before = 0;
  std::vector<int64_t> numbers;
  for (int64_t number = 0; number > -3000; number -= 3) {
    array.Set(numbers.size(), number);
    numbers.push_back(number);
    changes += array.MemorySize() != before ? 1 : 0;
    before = array.MemorySize();
  }
  ExpectHolds(array, numbers);
  EXPECT_LT(changes, 16U);
}

TEST(ColumnChunk, NumbersOfFewLanesStayInTheirPlaces) {
  ColumnChunk column;
  std::vector<std::pair<Lane, Value>> values;
  for (const Lane lane : {Lane{3}, Lane{64}, Lane{65}, Lane{2000}}) {
    values.emplace_back(lane, Value(int64_t{lane} * lane));
    column.Set(lane, values.back().second);
  }
  std::string payload;
  column.EncodeBase(payload);
  ColumnChunk decoded;
  ASSERT_TRUE(decoded.DecodeBase(payload).ok());
  for (const ColumnChunk* chunk : {&column, &decoded}) {
    for (const auto& [lane, value] : values) {
      EXPECT_EQ(chunk->Get(lane).integer(), value.integer());
      EXPECT_TRUE(chunk->Get(lane + 2).is_null());
    }
    EXPECT_TRUE(chunk->Get(0).is_null());
  }
  // The first lanes fill up, and one of them is taken out again.
  for (Lane lane = 0; lane < 100; ++lane) decoded.Set(lane, Value(int64_t{7}));
  decoded.Set(40, Value());
  for (Lane lane = 0; lane < 100; ++lane) EXPECT_EQ(decoded.Has(lane), lane != 40) << lane;
  decoded.Set(40, Value(int64_t{8}));
  EXPECT_EQ(decoded.Get(40).integer(), 8);
  EXPECT_EQ(decoded.Get(2000).integer(), 4'000'000);
}

TEST(ColumnChunk, TextsThatEachLaneHasForItselfNeedNoCodes) {
  ColumnChunk column;
  for (Lane lane = 0; lane < kGroupSize; ++lane) {
    column.Set(lane, Value("name " + std::to_string(lane)));
  }
  std::string payload;
  column.EncodeBase(payload);
  ColumnChunk decoded;
  ASSERT_TRUE(decoded.DecodeBase(payload).ok());
  const std::unique_ptr<Chunk> copy = decoded.Clone();
  decoded.Set(5, Value("another"));
  decoded.Set(9, Value("name 8"));
  const auto& unchanged = static_cast<const ColumnChunk&>(*copy);
  for (Lane lane = 0; lane < kGroupSize; ++lane) {
    const std::string name = "name " + std::to_string(lane);
    EXPECT_EQ(unchanged.Get(lane).string(), name);
    EXPECT_EQ(decoded.Get(lane).string(), lane == 5 ? "another" : lane == 9 ? "name 8" : name);
  }
}

}  // namespace
}  // namespace rondo
