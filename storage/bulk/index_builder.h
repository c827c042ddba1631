#pragma once

// IndexBuilder: makes the leaves and the directory of one index of a bulk load from entries that
// come in any order.
//
// Thread rule: one thread at a time.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "storage/bulk/record_sorter.h"
#include "storage/index/index_key.h"

namespace rondo {

class IndexBuilder {
 public:
  /// `unique`: equal values are a mistake. Runs are files whose paths begin with `run_path`.
  IndexBuilder(uint32_t index, bool unique, std::string run_path)
      : index_(index), unique_(unique), sorter_(std::move(run_path)) {}

  uint32_t index() const { return index_; }
  void Add(std::string_view key, NodeId node) { sorter_.Add(MakeIndexEntry(key, node), {}); }
  /// Adds the entry of a node or an edge; nothing if one of the values equals nothing.
  void AddValues(std::span<const Value> values, uint64_t id);

  size_t MemorySize() const { return sorter_.MemorySize(); }
  Result<void> Spill() { return sorter_.Spill(); }

  /// Hands every record of the index to `out`. Equal entries become one. If two have equal values
  /// in a unique index: the error that `not_unique` makes.
  Result<void> Build(
      RecordSorter& out,
      const std::function<Error(uint64_t holder, std::span<const Value> values)>& not_unique);

 private:
  const uint32_t index_;
  const bool unique_;
  RecordSorter sorter_;
};

}  // namespace rondo
