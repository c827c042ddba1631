#pragma once

// Importer: runs an import plan against a bulk loader. Nodes first, then edges; every bad row is
// named by file and line. All or nothing: the store changes only when everything went well. Reports
// are pointed at their facts by a transaction of its own behind that.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "storage/bulk_loader.h"
#include "storage/store.h"
#include "tools/import/import_plan.h"

namespace rondo::import {

struct ImportProgress {
  std::string path;            // The file being read.
  uint64_t consumed_size = 0;  // Bytes of all files together.
  uint64_t total_size = 0;
  uint64_t row_count = 0;
};

struct ImportOptions {
  BulkLoadOptions load;
  /// Bad rows are counted and passed over instead of failing the import.
  bool skip_bad = false;
  /// So many bad rows are named; without skip_bad the import ends after them.
  size_t named_bad_row_count_max = 20;
  /// Called every few thousand rows.
  std::function<void(const ImportProgress&)> on_progress;
};

struct ImportSummary {
  uint64_t node_count = 0;
  uint64_t edge_count = 0;
  uint64_t bad_row_count = 0;
  std::vector<std::string>
      bad_rows;  // "FILE:LINE: what is wrong", the first named_bad_row_count_max.
};

/// InvalidData with all named bad rows, one a line, if there are any and they may not be skipped;
/// also for columns that the plan names and a file lacks. Other errors are those of BulkLoader and
/// of reading files.
Result<ImportSummary> ImportFiles(Store& store, const ImportPlan& plan,
                                  const ImportOptions& options);

}  // namespace rondo::import
