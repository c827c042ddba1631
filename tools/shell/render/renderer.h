#pragma once

// How a result becomes text: one renderer for each output mode, fed row by row. Modes that are for
// programs (csv, tsv, json, jsonl) write each row as it comes and never leave one out; modes for
// people may hold rows back until they know the widths, and keep to the limits of a terminal.
//
// Thread rule: a renderer belongs to one thread. It borrows its Output.

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>

#include "graph/model/value.h"
#include "query/result.h"
#include "tools/output/output.h"

namespace rondo::shell {

/// What a person calls a node, or "" where it is gone.
using NodeNamer = std::function<std::string(NodeId)>;

struct RenderOptions {
  /// Cells of a line; 0: as wide as it gets. Only for modes that people read.
  size_t width_max = 0;
  /// Rows shown (of the graph mode: lines). Only for modes that people read.
  uint64_t row_count_max = std::numeric_limits<uint64_t>::max();
  /// Whether a terminal reads the output: values then cannot steer it, in any mode.
  bool to_terminal = false;
  bool colored = false;
  /// Names the ends of edges whose nodes are not in the result; may be empty. Called from Finish
  /// only, when the statement has ended.
  NodeNamer node_name = {};
};

class Renderer {
 public:
  virtual ~Renderer() = default;

  /// Starts a result. Call first, once.
  virtual void Begin(std::span<const std::string> columns) = 0;
  /// Takes the next row; as many values as there are columns.
  virtual void AddRow(std::span<const Value> values) = 0;
  /// Ends the result.
  virtual void Finish(const ExecutionSummary& summary) = 0;

  /// What the footer has to say about this result beyond the counts ("3 of 9 columns shown"), or
  /// "". Valid after Finish.
  virtual std::string remark() const { return {}; }
  /// Rows that were shown, out of those that were added; equal where the mode leaves none out.
  /// Valid after Finish.
  virtual uint64_t shown_count() const = 0;
  virtual uint64_t total_count() const = 0;
  /// What is counted: "row", or "line" where one row may give several lines or none.
  virtual std::string_view counted() const { return "row"; }
};

/// One line for people about a finished result, without a newline: "40 of 1,203 rows shown", "3
/// rows", "1 node created, 2 properties set"; "" where there is nothing to say.
std::string FooterText(const Renderer& renderer, size_t column_count,
                       const ExecutionSummary& summary);

/// "1,203".
std::string GroupedNumber(uint64_t number);

}  // namespace rondo::shell
