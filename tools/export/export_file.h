#pragma once

// An export as a file, or as a folder of files, that appears whole or not at all.
// Thread rule: free functions without state.

#include <string>

#include "graph/base/result.h"
#include "tools/export/export_format.h"
#include "tools/export/graph_source.h"

namespace rondo {

/// Writes the graph to `path`. Folder formats make `path` a folder (it may exist) with a file of
/// nodes and one of edges. Io where that is impossible, naming the path; nothing half-written is
/// left behind then.
Result<void> ExportToFile(const GraphSource& source, ExportFormat format,
                          const WriterOptions& options, const std::string& path);

}  // namespace rondo
