#include "graph/base/parallel.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <thread>

namespace rondo {
namespace {

// Starting a thread costs about as much as this many steps.
constexpr uint64_t kStepsPerWorker = 100'000;

}  // namespace

uint32_t WorkerCountFor(uint64_t step_count) {
  const uint64_t hardware = std::max(1U, std::thread::hardware_concurrency());
  const uint64_t wanted = std::min<uint64_t>(hardware, step_count / kStepsPerWorker);
  return static_cast<uint32_t>(std::clamp<uint64_t>(wanted, 1, kWorkerCountMax));
}

std::vector<size_t> EvenBounds(size_t count, uint32_t worker_count) {
  std::vector<size_t> bounds(size_t{worker_count} + 1);
  for (size_t index = 0; index <= worker_count; ++index) {
    bounds[index] = count / worker_count * index + std::min(index, count % worker_count);
  }
  return bounds;
}

std::vector<size_t> BoundsByEntries(std::span<const uint32_t> offsets, uint32_t worker_count) {
  std::vector<size_t> bounds(size_t{worker_count} + 1);
  for (size_t index = 1; index < worker_count; ++index) {
    const uint64_t entry = uint64_t{offsets.back()} * index / worker_count;
    const auto row = std::lower_bound(offsets.begin(), offsets.end() - 1, entry);
    bounds[index] = static_cast<size_t>(row - offsets.begin());
  }
  bounds.back() = offsets.size() - 1;
  return bounds;
}

Result<void> RunStretches(std::span<const size_t> bounds, const StretchBody& body) {
  const auto worker_count = static_cast<uint32_t>(bounds.size() - 1);
  std::vector<std::optional<Result<void>>> results(worker_count);
  auto run = [&](uint32_t worker) {
    results[worker].emplace(body(worker, bounds[worker], bounds[worker + 1]));
  };
  std::vector<std::thread> threads;
  for (uint32_t worker = 1; worker < worker_count; ++worker) {
    try {
      threads.emplace_back(run, worker);
    } catch (const std::system_error&) {
      break;  // No more threads to be had: the caller does what is left.
    }
  }
  for (uint32_t worker = 0; worker < worker_count; ++worker) {
    if (worker == 0 || worker > threads.size()) {
      run(worker);
    }
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (std::optional<Result<void>>& result : results) {
    RONDO_TRY(std::move(*result));
  }
  return {};
}

}  // namespace rondo
