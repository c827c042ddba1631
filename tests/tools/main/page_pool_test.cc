#include "tools/main/page_pool.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

namespace rondo {
namespace {

constexpr size_t kPage = PagePool::kPageSize;
constexpr size_t kKeptMax = 64;

struct Block {
  char* data;
  size_t size;
  char mark;
};

/// A pool that has been opened. What it reserves stays reserved, so there are few in a test.
class PagePoolTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(pool_.Open(4096)); }

  char* Take(size_t size) { return static_cast<char*>(pool_.Take(size)); }

  /// How many of the pages from `begin` on have memory.
  static size_t ResidentCount(char* begin, size_t page_count) {
    std::vector<unsigned char> resident(page_count);
    EXPECT_EQ(mincore(begin, page_count * kPage, resident.data()), 0);
    return static_cast<size_t>(
        std::ranges::count_if(resident, [](unsigned char page) { return (page & 1) != 0; }));
  }

  PagePool pool_{kKeptMax};
};

TEST_F(PagePoolTest, ABlockBeginsWithAPageAndHasItsPagesAlone) {
  char* const first = Take(kPage + 1);
  char* const second = Take(1);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(first) % kPage, 0U);
  EXPECT_EQ(second, first + 2 * kPage);
  EXPECT_EQ(pool_.SizeOf(first), 2 * kPage);
  EXPECT_EQ(pool_.SizeOf(second), kPage);
  EXPECT_TRUE(pool_.Holds(first));
  int elsewhere = 0;
  EXPECT_FALSE(pool_.Holds(&elsewhere));
  EXPECT_FALSE(pool_.Holds(nullptr));
}

TEST_F(PagePoolTest, TheLowestPlaceThatIsLargeEnoughIsTaken) {
  char* const small = Take(kPage);
  Take(kPage);
  char* const large = Take(3 * kPage);
  char* const last = Take(kPage);
  pool_.Give(small);
  pool_.Give(large);
  EXPECT_EQ(Take(2 * kPage), large);
  EXPECT_EQ(Take(kPage), small);
  EXPECT_EQ(Take(kPage), large + 2 * kPage);
  EXPECT_EQ(Take(kPage), last + kPage);
}

TEST_F(PagePoolTest, OfFreedPagesFewKeepTheirMemory) {
  constexpr size_t kCount = 10 * kKeptMax;
  std::vector<char*> blocks;
  for (size_t i = 0; i < kCount; ++i) {
    blocks.push_back(Take(kPage));
    std::memset(blocks.back(), 1, kPage);
  }
  EXPECT_EQ(ResidentCount(blocks.front(), kCount), kCount);
  // One stays between every two, as on a heap, where none would come free.
  for (size_t i = 0; i < kCount; i += 2) {
    pool_.Give(blocks[i]);
  }
  EXPECT_LE(ResidentCount(blocks.front(), kCount), kCount / 2 + kKeptMax);
  EXPECT_GE(ResidentCount(blocks.front(), kCount), kCount / 2);
  // They can be taken again.
  char* const again = Take(kPage);
  EXPECT_EQ(again, blocks.front());
  std::memset(again, 2, kPage);
}

TEST_F(PagePoolTest, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(Take(4097 * kPage), nullptr);
  EXPECT_EQ(Take(SIZE_MAX), nullptr);
  char* const all = Take(4096 * kPage);
  ASSERT_NE(all, nullptr);
  all[0] = 1;
  all[4096 * kPage - 1] = 1;
  EXPECT_EQ(Take(1), nullptr);
  pool_.Give(all);
  EXPECT_EQ(Take(1), all);
}

TEST(PagePool, RefusesEverythingBeforeItIsOpen) {
  PagePool pool(kKeptMax);
  EXPECT_EQ(pool.Take(1), nullptr);
  EXPECT_FALSE(pool.Holds(nullptr));
  EXPECT_FALSE(pool.Holds(&pool));
}

/// Takes and gives at random; false if a block did not hold what was written to it.
bool TakeAndGive(PagePool& pool, uint32_t seed) {
  std::mt19937 generator(seed);
  std::vector<Block> blocks;
  bool sound = true;
  const auto give = [&](size_t at) {
    const Block block = blocks[at];
    sound = sound && std::all_of(block.data, block.data + block.size,
                                 [&](char byte) { return byte == block.mark; });
    pool.Give(block.data);
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at));
  };
  for (int step = 0; step < 2000; ++step) {
    if (blocks.size() > 20 || (!blocks.empty() && generator() % 2 == 0)) {
      give(generator() % blocks.size());
      continue;
    }
    Block block{nullptr, 1 + generator() % (20 * kPage), static_cast<char>(generator())};
    block.data = static_cast<char*>(pool.Take(block.size));
    if (block.data == nullptr) return false;
    std::memset(block.data, block.mark, block.size);
    blocks.push_back(block);
  }
  while (!blocks.empty()) give(blocks.size() - 1);
  return sound;
}

TEST_F(PagePoolTest, BlocksOfManyThreadsKeepWhatIsWritten) {
  std::vector<char> sound(4, 0);
  std::vector<std::thread> threads;
  for (uint32_t i = 0; i < sound.size(); ++i) {
    threads.emplace_back([&, i] { sound[i] = TakeAndGive(pool_, i) ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::ranges::count(sound, 1), 4);
}

}  // namespace
}  // namespace rondo
