// A column holds what was set, however it was read, copied and written on the way.

#include "storage/chunk/column_chunk.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "graph/model/value_order.h"

namespace rondo {
namespace {

Value RandomValue(std::mt19937& random, bool mixed) {
  switch (mixed ? random() % 6 : 0) {
    case 1:
      return Value(static_cast<int64_t>(random()) - 1000);
    case 2:
      return Value(Date{static_cast<int64_t>(random() % 30'000)});
    case 3:
      return Value(ListValue{Value("role=captain"), Value(static_cast<int64_t>(random() % 9))});
    case 4:
      return Value(MapValue({{"key", Value("text " + std::to_string(random() % 9))}}));
    case 5:
      return Value(random() % 2 == 0);
    default:
      return Value("2020-01-" + std::to_string(random() % 30));
  }
}

std::string Base(const ColumnChunk& chunk) {
  std::string bytes;
  chunk.EncodeBase(bytes);
  return bytes;
}

class ColumnChunkTest : public testing::TestWithParam<bool> {
 protected:
  void Set(ColumnChunk& chunk, Lane lane, const Value& value) {
    chunk.Set(lane, value);
    model_[lane] = value;
  }
  void Check(const ColumnChunk& chunk) const {
    for (Lane lane = 0; lane < kGroupSize; ++lane) {
      ASSERT_EQ(chunk.Has(lane), !model_[lane].is_null()) << lane;
      ASSERT_TRUE(Equivalent(chunk.Get(lane), model_[lane])) << lane;
    }
  }

  std::vector<Value> model_ = std::vector<Value>(kGroupSize);
};

TEST_P(ColumnChunkTest, HoldsWhatWasSetAfterReadingItBack) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    model_.assign(kGroupSize, Value());
    auto chunk = std::make_unique<ColumnChunk>();
    const Lane lane_count = 1 + static_cast<Lane>(random() % kGroupSize);
    for (int round = 0; round < 4; ++round) {
      GroupBitmap changed;
      const std::unique_ptr<ColumnChunk> frozen = std::move(chunk);
      const ColumnChunk& before = *frozen;
      chunk = std::make_unique<ColumnChunk>(before);
      const std::string base = Base(before);
      for (int change = 0; change < 300; ++change) {
        const Lane lane = static_cast<Lane>(random() % lane_count);
        changed.Set(lane);
        Set(*chunk, lane, random() % 4 == 0 ? Value() : RandomValue(random, GetParam()));
      }
      Check(*chunk);
      // The one that was copied saw nothing of it.
      ASSERT_TRUE(Base(before) == base);
      std::string delta;
      chunk->EncodeDelta(changed, delta);
      ColumnChunk from_delta;
      from_delta.DecodeBase(base).value();
      from_delta.ApplyDelta(delta).value();
      Check(from_delta);
      auto read = std::make_unique<ColumnChunk>();
      read->DecodeBase(Base(*chunk)).value();
      Check(*read);
      ASSERT_TRUE(Base(*read) == Base(*chunk));
      from_delta.ApplyDelta(delta).value();
      ASSERT_TRUE(Base(from_delta) == Base(*chunk));
      if (round % 2 == 0) chunk = std::move(read);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Mixed, ColumnChunkTest, testing::Bool());

TEST(ColumnChunk, WhatIsMixedTakesLittleMoreThanItsBytes) {
  ColumnChunk chunk;
  chunk.Set(0, Value(1));
  for (Lane lane = 1; lane < kGroupSize; ++lane) {
    chunk.Set(lane, Value(ListValue{Value("role=captain"), Value("shirt=10")}));
  }
  const std::string base = Base(chunk);
  ColumnChunk read;
  read.DecodeBase(base).value();
  EXPECT_LT(read.MemorySize(), base.size() + size_t{3} * kGroupSize);
  EXPECT_EQ(read.Get(7).list()[0].string(), "role=captain");
}

TEST(ColumnChunk, EveryTruncationOfMixedValuesIsRefused) {
  ColumnChunk chunk;
  std::mt19937 random(3);
  for (Lane lane = 0; lane < 40; ++lane) chunk.Set(lane, RandomValue(random, true));
  const std::string base = Base(chunk);
  for (size_t size = 0; size < base.size(); ++size) {
    ColumnChunk read;
    EXPECT_FALSE(read.DecodeBase(std::string_view(base).substr(0, size)).ok()) << size;
  }
  ColumnChunk read;
  EXPECT_FALSE(read.DecodeBase(base + std::string(1, '\0')).ok());
}

}  // namespace
}  // namespace rondo
