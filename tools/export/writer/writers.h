#pragma once

// One function per format: walks a source and writes it. Each file of this folder holds one of
// them; ../export_format.cc lists them all.
//
// Invariants: whatever bytes names and values hold, the output is well-formed; the same source
// gives the same bytes; formats that stream need constant memory.
// Each fails with the errors of the source and of the output.

#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tools/export/graph_source.h"
#include "tools/output/output.h"

namespace rondo {

struct WriterOptions {
  /// What pictures and pages are headed with; may be empty.
  std::string title;
  /// Turtle and N-Quads: facts about edges as RDF-star, which older readers reject.
  bool rdf_star = false;
  /// What a Markdown report is about; others do not look at it.
  std::vector<NodeId> focus = {};
};

// ---- Data
Result<void> WriteNodeLinkJson(const GraphSource& source, const WriterOptions& options,
                               Output& output);
Result<void> WriteCytoscapeJson(const GraphSource& source, const WriterOptions& options,
                                Output& output);
Result<void> WriteJsonLines(const GraphSource& source, const WriterOptions& options,
                            Output& output);
Result<void> WriteGraphml(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteGexf(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteCypher(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteTurtle(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteNquads(const GraphSource& source, const WriterOptions& options, Output& output);

/// A report about options.focus: Argument("NoFocus") without one.
Result<void> WriteMarkdown(const GraphSource& source, const WriterOptions& options, Output& output);

/// The two files of neo4j-admin's layout.
Result<void> WriteCsvNodes(const GraphSource& source, Output& output);
Result<void> WriteCsvEdges(const GraphSource& source, Output& output);

/// Two Parquet files with the same columns.
Result<void> WriteParquetNodes(const GraphSource& source, Output& output);
Result<void> WriteParquetEdges(const GraphSource& source, Output& output);

// ---- Pictures; these hold the graph in memory.
Result<void> WriteDot(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteSvg(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WritePng(const GraphSource& source, const WriterOptions& options, Output& output);
Result<void> WriteHtml(const GraphSource& source, const WriterOptions& options, Output& output);

}  // namespace rondo
