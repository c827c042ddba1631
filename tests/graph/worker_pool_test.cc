#include "graph/base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace rondo {
namespace {

TEST(WorkerPool, CallsEachNumberOnce) {
  WorkerPool pool(3);
  for (uint32_t count : {0U, 1U, 2U, 4U, 9U}) {
    std::vector<std::atomic<int>> calls(count);
    pool.Run(count, [&](uint32_t index) { ++calls[index]; });
    for (const std::atomic<int>& called : calls) {
      EXPECT_EQ(called, 1);
    }
  }
}

TEST(WorkerPool, TheCallerDoesItAllWithoutThreads) {
  WorkerPool pool(0);
  const std::thread::id caller = std::this_thread::get_id();
  uint32_t calls = 0;
  pool.Run(5, [&](uint32_t index) {
    EXPECT_EQ(index, calls++);
    EXPECT_EQ(std::this_thread::get_id(), caller);
  });
  EXPECT_EQ(calls, 5U);
}

TEST(WorkerPool, SharesWorkAmongThreads) {
  WorkerPool pool(1);
  std::atomic<int> arrived{0};
  // Each waits for the other: one thread alone would never get through.
  pool.Run(2, [&](uint32_t) {
    ++arrived;
    while (arrived < 2) {
      std::this_thread::yield();
    }
  });
  EXPECT_EQ(arrived, 2);
}

TEST(WorkerPool, ServesSeveralCallersAtOnce) {
  WorkerPool pool(2);
  std::vector<std::thread> callers;
  std::atomic<uint64_t> sum{0};
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int run = 0; run < 200; ++run) {
        uint64_t own = 0;
        std::atomic<uint64_t> mine{0};
        pool.Run(3, [&](uint32_t index) { mine += index + 1; });
        own = mine;
        EXPECT_EQ(own, 6U);
        sum += own;
      }
    });
  }
  for (std::thread& caller : callers) {
    caller.join();
  }
  EXPECT_EQ(sum, uint64_t{4} * 200 * 6);
}

TEST(WorkerPool, RunsLaterWhatNobodyWaitsFor) {
  std::atomic<int> calls{0};
  auto held = std::make_shared<int>();
  std::weak_ptr<int> observed = held;
  WorkerPool pool(1);
  for (int count = 0; count < 3; ++count) {
    pool.RunLater([&calls, held] { ++calls; });
  }
  held.reset();
  while (calls < 3 || !observed.expired()) {  // What the work holds is given back, too.
    std::this_thread::yield();
  }
  pool.Run(2, [&](uint32_t) { ++calls; });
  EXPECT_EQ(calls, 5);
}

TEST(WorkerPool, RunsLaterAtOnceWithoutThreads) {
  WorkerPool pool(0);
  int calls = 0;
  pool.RunLater([&] { ++calls; });
  EXPECT_EQ(calls, 1);
}

TEST(WorkerPool, EndsWithWorkLeft) {
  std::atomic<bool> goes_on = false;
  auto held = std::make_shared<int>();
  std::weak_ptr<int> observed = held;
  std::thread waker;
  {
    WorkerPool pool(1);
    pool.RunLater([&] {
      while (!goes_on) {
        std::this_thread::yield();
      }
    });
    pool.RunLater([held] {});
    held.reset();
    waker = std::thread([&] { goes_on = true; });
  }
  waker.join();
  EXPECT_TRUE(observed.expired());
}

}  // namespace
}  // namespace rondo
