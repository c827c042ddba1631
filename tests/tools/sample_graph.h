#pragma once

// Small graphs made by hand for the tests of the writers.

#include <string>
#include <vector>

#include "tools/export/graph_source.h"
#include "tools/export/writer/writers.h"

namespace rondo {

/// Chris Smalling, Roma and Manchester United with a loan, a contract and praise with evidence.
Subgraph SmallingGraph();

/// Text that breaks naive writers: quotes, line breaks, markup, control characters, right-to-left
/// marks, emoji of several code points, separators. Valid UTF-8.
std::vector<std::string> HostileTexts();

/// One node for each hostile text, in order, with the text as its name, label suffix and property
/// key; an edge of a hostile type from each to the next; and one node with a value of every type.
Subgraph HostileGraph();

/// A ring of `node_count` nodes with chords.
Subgraph RingGraph(size_t node_count);

/// `node_count` nodes in groups of fifty with three edges for each, most of them inside a group,
/// with times and confidence.
Subgraph CrowdGraph(size_t node_count);

using WriteFunction = Result<void> (*)(const GraphSource&, const WriterOptions&, Output&);

/// What the writer writes; fails the test where it fails.
std::string Written(WriteFunction write, const GraphSource& source,
                    const std::string& title = "test");

/// `text` without the characters that XML cannot hold.
std::string WithoutControls(std::string text);

}  // namespace rondo
