#pragma once

// The text form of a golden file: a `# why` line, then blocks that an empty line ends. A block is
// a directive, a statement, and behind `----` what is expected:
//
//   load tools/articles/samples        reads the articles of a folder of the sources
//   setup                              each statement must run; nothing is expected
//   query [unordered]                  column names, then rows, in the conformance suite's notation
//   error CODE PHASE DETAIL            the text that a user sees, with its caret
//   warning                            what a user is told beside the result
//   explain                            the plan
//   reopen                             a new connection: open transactions and settings are gone
//   limits [time=NS] [memory=BYTES] [rows=N]   what later statements may use; the others go back
//   parameters                         a map: the parameters of later statements, beside $folder
//   file NAME                          its statement is the content of a file in $folder
//   other                              as setup, on another connection
//
// Lines with `#` in front of a directive are comments and stay when expectations are rewritten.
// Thread rule: plain values.

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tests/tck/scenario.h"

namespace rondo::golden {

struct Block {
  std::string comment;    // Whole lines in front, `#` and newlines included.
  std::string directive;  // The first line: "query unordered".
  std::string statement;  // Lines in between, without the last newline.
  std::string expected;   // Lines behind `----`, likewise.
  size_t line = 0;        // Of the directive, from 1.

  std::string_view kind() const;
};

/// InvalidData for a file that does not begin with its reason, or for unknown directives.
Result<std::vector<Block>> ReadBlocks(std::string_view text);

/// The file again; ReadBlocks of it gives the same blocks.
std::string BlocksText(const std::vector<Block>& blocks);

/// Lines of cells with ` | ` between them. Bars inside quotes, brackets and back-ticks are no
/// borders.
tck::Table ReadTable(std::string_view text);

/// The table with its columns aligned.
std::string TableText(const tck::Table& table);

}  // namespace rondo::golden
