#pragma once

// RowBatch: typed columns that rows of a file fill until they go to the loader together; NodeBatch
// and EdgeBatch add what the loader wants to know beside them.
//
// Thread rule: as a vector.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "storage/bulk_loader.h"
#include "tools/import/cell_parser.h"
#include "tools/import/table_reader.h"

namespace rondo::import {

/// The columns of a batch of rows that go to the loader together.
class RowBatch {
 public:
  explicit RowBatch(const std::vector<PropertySource>& sources) : sources_(&sources) {
    for (const PropertySource& source : sources) {
      has_doubles_ = has_doubles_ || FindProperty(columns_, source.property) != columns_.end();
      columns_.push_back(MakeColumn(source));
    }
  }

  /// Appends the row's cells; a bad one leaves the batch as it was.
  Result<void> Append(const TableReader& table, const std::vector<size_t>& positions) {
    for (size_t index = 0; index < columns_.size(); ++index) {
      auto appended =
          AppendCell((*sources_)[index], table.field(positions[index]), arena_, columns_[index]);
      if (!appended.ok()) {
        while (index-- > 0) {
          DropLastRow(columns_[index]);
        }
        return appended;
      }
    }
    ++row_count_;
    return {};
  }

  void DropLast() {
    for (BulkColumn& column : columns_) {
      DropLastRow(column);
    }
    --row_count_;
  }

  /// Takes the integers of a property out of the rows; null for a row without one.
  std::vector<Value> TakeIntegers(std::string_view property) {
    std::vector<Value> taken(row_count_);
    for (BulkColumn& column : columns_) {
      for (size_t row = 0; column.property == property && row < row_count_; ++row) {
        if (Value value = column.ValueAt(row); value.is(Value::Kind::kInteger)) {
          taken[row] = std::move(value);
          column.present[row] = 0;
        }
      }
    }
    return taken;
  }

  void Clear() {
    for (BulkColumn& column : columns_) {
      column.Clear();
    }
    arena_.Clear();
    row_count_ = 0;
  }

  /// Whether it was made for exactly these columns.
  bool IsFor(const std::vector<PropertySource>& sources) const { return sources_ == &sources; }
  size_t row_count() const { return row_count_; }

  /// What goes to the loader: one column for each property. Valid until the batch changes.
  std::span<const BulkColumn> columns() {
    if (!has_doubles_) {
      return columns_;
    }
    merged_.clear();
    for (const BulkColumn& column : columns_) {
      const auto same = FindProperty(merged_, column.property);
      if (same == merged_.end()) {
        merged_.push_back(column);
      } else {
        MergeColumn(column, *same);
      }
    }
    return merged_;
  }

 private:
  static std::vector<BulkColumn>::iterator FindProperty(std::vector<BulkColumn>& columns,
                                                        std::string_view property) {
    return std::find_if(columns.begin(), columns.end(),
                        [&](const BulkColumn& column) { return column.property == property; });
  }

  const std::vector<PropertySource>* sources_;
  std::vector<BulkColumn> columns_;
  bool has_doubles_ = false;  // Several columns of the file are one property, of different types.
  std::vector<BulkColumn> merged_;
  TextArena arena_;
  size_t row_count_ = 0;
};

struct NodeBatch {
  explicit NodeBatch(const std::vector<PropertySource>& sources) : rows(sources) {}
  RowBatch rows;
  std::vector<std::string> labels;
  std::vector<std::string> ids;  // In row order; empty where the file has no ids.
};

struct EdgeBatch {
  explicit EdgeBatch(const std::vector<PropertySource>& sources) : rows(sources) {}
  RowBatch rows;
  std::vector<NodeId> starts;
  std::vector<NodeId> ends;

  void Clear() {
    rows.Clear();
    starts.clear();
    ends.clear();
  }
};

}  // namespace rondo::import
