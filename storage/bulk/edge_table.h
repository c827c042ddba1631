#pragma once

// EdgeTable: the edges of one type while they wait for their numbers: pairs of node ids with
// values, taken in any order and given back ascending by (source, target), equal pairs in the order
// in which they came. What is told to leave memory goes to sorted runs on disk, which are merged at
// the end. The other direction is sorted by a second table, with source and target changed over.
//
// Thread rule: one thread at a time.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "storage/bulk/column_buffer.h"
#include "storage/bulk/run_file.h"

namespace rondo {

/// A column of a batch and the property that it belongs to.
struct KeyedColumn {
  PropertyKeyId key;
  const BulkColumn* column = nullptr;
};

/// Source and target in one number, in the order in which edges are sorted.
constexpr uint64_t PackEnds(uint64_t source, uint64_t target) { return source << 32 | target; }
constexpr uint64_t SourceOf(uint64_t ends) { return ends >> 32; }
constexpr uint64_t TargetOf(uint64_t ends) { return ends & UINT32_MAX; }

class EdgeTable {
 public:
  /// Runs are files whose paths begin with `run_path`.
  explicit EdgeTable(std::string run_path) : run_path_(std::move(run_path)) {}

  uint64_t row_count() const { return row_count_; }
  /// REQUIRES: ids below 2^32.
  void Append(std::span<const NodeId> sources, std::span<const NodeId> targets,
              std::span<const KeyedColumn> columns);
  /// Appends an edge without values. REQUIRES: no row was appended with any.
  void Append(uint64_t ends) {
    ends_.push_back(ends);
    ++row_count_;
  }

  void Reserve(size_t row_count) { ends_.reserve(row_count); }

  /// With what sorting will need.
  size_t MemorySize() const;
  /// Moves what is in memory to a run.
  Result<void> Spill();

  /// Ends appending; Read then begins with the least edge.
  Result<void> Sort();

  /// Some edges in order. The spans live until the next call.
  struct Rows {
    std::span<const uint64_t> ends;
    std::span<const uint64_t> numbers;  // The how many-th each was that came, from 0.
    std::span<const uint32_t> rows;     // Where each stands in the columns below.
  };
  /// The next edges, `count` of them except at the end.
  Result<Rows> Read(size_t count);
  /// Whether no row was spilled.
  bool is_in_memory() const { return runs_.empty(); }
  /// All edges in order, after Sort; `numbers` is left empty, for it would be `rows`. REQUIRES:
  /// is_in_memory().
  Rows ReadAll() const { return {ends_, {}, order_}; }
  /// The columns that the rows of the last Read refer to.
  const std::map<PropertyKeyId, ColumnBuffer>& columns() const {
    return runs_.empty() ? columns_ : merged_columns_;
  }

 private:
  struct Run {
    std::unique_ptr<RunFile> file;
    std::vector<uint64_t> ends;
    std::vector<uint64_t> numbers;
    std::map<PropertyKeyId, ColumnChunk> columns;
    size_t next = 0;
    bool at_end = false;
  };

  void SortRows();
  Result<void> WritePage(RunFile& file, size_t begin, size_t end);
  static Result<void> ReadPage(Run& run);
  Result<void> Merge(size_t count);

  const std::string run_path_;
  uint64_t row_count_ = 0;
  std::vector<uint64_t> ends_;
  std::map<PropertyKeyId, ColumnBuffer> columns_;
  std::vector<uint32_t> order_;  // Rows, sorted, once Sort was called; ends_ is then sorted too.
  size_t next_ = 0;
  std::vector<Run> runs_;
  std::vector<uint64_t> merged_ends_;
  std::vector<uint64_t> numbers_;  // Of the rows that were read last.
  std::map<PropertyKeyId, ColumnBuffer> merged_columns_;
};

}  // namespace rondo
