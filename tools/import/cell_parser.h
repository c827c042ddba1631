#pragma once

// Cells of CSV files as typed values, straight into the columns of a bulk load.

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/operator/csv_reader.h"
#include "storage/bulk_loader.h"
#include "tools/import/import_plan.h"

namespace rondo::import {

/// Keeps texts alive until Clear; growing never moves what is kept.
class TextArena {
 public:
  std::string_view Keep(std::string_view text);
  void Clear();

 private:
  static constexpr size_t kBlockSize = size_t{64} << 10;
  std::vector<std::string> blocks_;
  size_t block_count_used_ = 0;
};

/// The column of a bulk load that cells of this source fill.
BulkColumn MakeColumn(const PropertySource& source);

/// Appends one row's cell. An unquoted empty cell is a missing value. A cell that is no value of
/// the type leaves the column as it was and gives InvalidData with a message that names column,
/// text and type, without a place.
Result<void> AppendCell(const PropertySource& source, const CsvField& cell, TextArena& arena,
                        BulkColumn& column);

/// Takes the last row away again.
void DropLastRow(BulkColumn& column);

/// Puts the values of `column` into `into`, another column of the same property and rows, which
/// then holds values of mixed kinds.
void MergeColumn(const BulkColumn& column, BulkColumn& into);

}  // namespace rondo::import
