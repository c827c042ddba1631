#pragma once

// One computation on several threads: the range that it works on is cut into one stretch per
// worker. Threads live for one call only, so this is for work of a millisecond or more.
// Thread rule: free functions without state.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

inline constexpr uint32_t kWorkerCountMax = 16;

/// How many threads `step_count` steps of a few nanoseconds are worth: one for little work, else as
/// many as the machine runs at once, at most kWorkerCountMax.
uint32_t WorkerCountFor(uint64_t step_count);

/// Where the stretches of [0, count) begin and end: worker i has [bounds[i], bounds[i + 1]).
std::vector<size_t> EvenBounds(size_t count, uint32_t worker_count);

/// As EvenBounds for the rows that `offsets` describe (row i has the entries [offsets[i],
/// offsets[i + 1])), such that all stretches hold about as many entries. REQUIRES: offsets is not
/// empty.
std::vector<size_t> BoundsByEntries(std::span<const uint32_t> offsets, uint32_t worker_count);

/// Does the work of [begin, end) as worker number `worker`.
using StretchBody = std::function<Result<void>(uint32_t worker, size_t begin, size_t end)>;

/// Calls `body` for each stretch, at once on threads of their own, the first on the caller's. Waits
/// for all; the error of the first stretch that has one.
Result<void> RunStretches(std::span<const size_t> bounds, const StretchBody& body);

}  // namespace rondo
