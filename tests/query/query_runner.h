#pragma once

// Runs statements on any view of a graph, or on a store, with the planner's and the executor's
// switches at hand: what the public API keeps to itself.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "query/execute/expression/vector.h"
#include "storage/store.h"

namespace rondo::test {

struct QueryRunOptions {
  bool optimise = true;
  size_t batch_capacity = kBatchCapacity;
  uint32_t thread_count = 1;  // More: all scans are shared that can be, however small.
  std::optional<std::chrono::milliseconds> time_max =
      std::nullopt;  // LimitExceeded("Timeout") after that.
  /// Becomes, for each batch, whether it was marked as the last.
  std::vector<bool>* marks = nullptr;
};

/// The columns of all rows. Nodes and edges are ids.
Result<std::vector<std::vector<Value>>> RunQuery(const GraphView& view, const std::string& text,
                                                 const QueryRunOptions& options = {});

/// The same for a statement that may write, in a transaction of its own.
Result<std::vector<std::vector<Value>>> RunUpdate(Store& store, const std::string& text,
                                                  const QueryRunOptions& options = {});

}  // namespace rondo::test
