// The chunk cache: what it holds fits its budget, whatever else counts in it.

#include "storage/chunk/chunk_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "storage/chunk/column_chunk.h"
#include "storage/codec/frame.h"
#include "storage/rocks/rocks_store.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

constexpr size_t kBudget = size_t{1} << 18;
constexpr uint32_t kChunkCount = 400;

ChunkKey KeyOf(uint32_t number) { return {KeyTag::kNodeColumn, 1, number}; }

/// A store with so many columns of texts, which together are larger than the budget.
std::unique_ptr<OrderedStore> MakeStore() {
  auto store = OpenRocksStore("/rondo", RocksOptions{.in_memory = true}).value();
  ColumnChunk column;
  for (Lane lane = 0; lane < 8; ++lane) column.Set(lane, Value(std::string(500, 'a')));
  std::string payload;
  column.EncodeBase(payload);
  std::string record;
  AppendFrame(FrameKind::kBase, payload, record);
  OrderedBatch batch;
  for (uint32_t number = 0; number < kChunkCount; ++number) {
    batch.Put(EncodeKey(KeyOf(number)), record);
  }
  const OrderedBatch* const batches[] = {&batch};
  store->Write(batches, false).value();
  return store;
}

TEST(ChunkCache, MakesRoomForWhatElseTheStoreTakes) {
  const auto store = MakeStore();
  EpochDomain epochs;
  ChunkCache cache(*store, epochs, kBudget);
  std::vector<std::unique_ptr<ChunkHandle>> handles;
  for (uint32_t number = 0; number < kChunkCount; ++number) {
    handles.push_back(std::make_unique<ChunkHandle>(KeyOf(number)));
  }
  const auto used_after_all = [&] {
    for (const auto& handle : handles) EXPECT_TRUE(cache.Load(*handle, nullptr).ok());
    return cache.used();
  };
  const size_t used = used_after_all();
  EXPECT_LE(used, kBudget);
  EXPECT_GT(used, kBudget * 9 / 10);
  cache.SetOtherSize(kBudget / 4);
  EXPECT_LE(cache.used(), kBudget * 3 / 4);
  EXPECT_GT(used_after_all(), kBudget * 5 / 8);
  // However much it is, half of the budget stays.
  cache.SetOtherSize(10 * kBudget);
  EXPECT_LE(cache.used(), kBudget / 2);
  EXPECT_GT(used_after_all(), kBudget * 3 / 8);
  cache.SetOtherSize(0);
  EXPECT_GT(used_after_all(), used * 9 / 10);
}

TEST(ChunkCache, MakesRoomForCopiesOfTheLongestRecord) {
  const auto store = MakeStore();
  ColumnChunk column;
  column.Set(0, Value(std::string(kBudget / 8, 'b')));
  std::string payload;
  column.EncodeBase(payload);
  std::string record;
  AppendFrame(FrameKind::kBase, payload, record);
  OrderedBatch batch;
  batch.Put(EncodeKey(KeyOf(kChunkCount)), record);
  const OrderedBatch* const batches[] = {&batch};
  ASSERT_TRUE(store->Write(batches, false).ok());
  EpochDomain epochs;
  ChunkCache cache(*store, epochs, kBudget);
  std::vector<std::unique_ptr<ChunkHandle>> handles;
  for (uint32_t number = 0; number <= kChunkCount; ++number) {
    handles.push_back(std::make_unique<ChunkHandle>(KeyOf(kChunkCount - number)));
    ASSERT_TRUE(cache.Load(*handles.back(), nullptr).ok());
  }
  EXPECT_GT(cache.used(), kBudget * 7 / 8);
  cache.SetOtherSize(0);
  EXPECT_LE(cache.used(), kBudget * 3 / 4);
}

TEST(OrderedStore, ToldOverheadIsNotThatOfRecordsInMemory) {
  EXPECT_EQ(MakeStore()->OverheadSize(), 0u);
  const TemporaryFolder folder;
  const auto store = OpenRocksStore(folder / "db", RocksOptions{}).value();
  OrderedBatch batch;
  batch.Put("key", "value");
  const OrderedBatch* const batches[] = {&batch};
  ASSERT_TRUE(store->Write(batches, false).ok());
  EXPECT_GT(store->OverheadSize(), 0u);
}

}  // namespace
}  // namespace rondo
