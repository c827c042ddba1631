#pragma once

// BulkLoader: fills an empty store with a graph much faster than transactions can. Nodes come
// first, table by table, then edges; rows arrive as batches of typed columns. Nothing is visible,
// or survives a crash, until Finish has returned: all or nothing.
//
// Thread rule: one thread at a time. The store takes no transactions while a loader is open.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "storage/store.h"

namespace rondo {

/// Values of one property for a batch of rows. Which vector is used follows from the kind; it has
/// one entry per row.
struct BulkColumn {
  std::string property;
  /// kBoolean, kInteger and kDate (days since 1970) stand in `integers`, kFloat in `floats`,
  /// kString in `strings`, everything else (lists, other temporal values, mixed kinds) in `values`.
  Value::Kind kind = Value::Kind::kString;
  std::vector<uint8_t> present;  // 0: this row lacks the property. One entry per row.
  std::vector<int64_t> integers;
  std::vector<double> floats;
  std::vector<std::string_view> strings;  // Must live until the call that takes the batch returns.
  std::vector<Value> values;

  /// The property of one row; null where the row lacks it.
  Value ValueAt(size_t row) const;

  /// Forgets the rows, keeps the memory.
  void Clear() {
    present.clear();
    integers.clear();
    floats.clear();
    strings.clear();
    values.clear();
  }
};

struct BulkLoadOptions {
  /// Bytes that the loader may hold; what does not fit goes to sorted runs on disk.
  size_t memory_size_max = size_t{256} << 20;
  /// Asked now and then; Cancelled once it says true.
  std::function<bool()> should_stop = {};
  /// Told the id of each edge when its type is built: the how many-th of the type it was that came,
  /// from 0. By the thread that calls EndEdges or Finish.
  std::function<void(std::string_view type, uint64_t number, EdgeId id)> on_edge_id = {};
};

struct BulkLoadSummary {
  uint64_t node_count = 0;
  uint64_t edge_count = 0;
};

class BulkLoader {
 public:
  /// REQUIRES an empty store: Constraint("StoreNotEmpty") otherwise. Takes the writer's place until
  /// it ends.
  static Result<std::unique_ptr<BulkLoader>> Begin(Store& store, const BulkLoadOptions& options);

  /// Ends without a trace if Finish did not succeed.
  virtual ~BulkLoader() = default;

  /// Adds `row_count` nodes that all have `labels`; returns the id of the first, the others follow
  /// it.
  virtual Result<NodeId> AddNodes(std::span<const std::string> labels, size_t row_count,
                                  std::span<const BulkColumn> columns) = 0;

  /// Adds one edge per row, in any order over all calls. REQUIRES: ends that AddNodes gave, and a
  /// type that was not ended.
  virtual Result<void> AddEdges(std::string_view type, std::span<const NodeId> sources,
                                std::span<const NodeId> targets,
                                std::span<const BulkColumn> columns) = 0;

  /// Says that no more edges of this type will come, so that the loader may build them now instead
  /// of in Finish, and need not hold them.
  virtual Result<void> EndEdges(std::string_view type) = 0;

  /// Builds what is left, makes it durable and visible.
  virtual Result<BulkLoadSummary> Finish() = 0;
};

}  // namespace rondo
