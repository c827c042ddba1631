#pragma once

// JSON lines as `rondo export --format jsonl` writes them: one node or edge a line, back into a
// graph. All or nothing: one transaction, whose changes are held in memory until the end. The graph
// need not be empty; everything that is read becomes new. Reports keep pointing at their facts.

#include <string>

#include "graph/base/result.h"
#include "storage/store.h"
#include "tools/import/importer.h"

namespace rondo::import {

/// "-" reads standard input. Bad lines as ImportFiles treats bad rows. `options.load` counts only
/// for should_stop.
Result<ImportSummary> ImportJsonLines(Store& store, const std::string& path,
                                      const ImportOptions& options);

}  // namespace rondo::import
