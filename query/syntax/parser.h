#pragma once

// From text to syntax tree, and from a script to its statements. First stage of a statement; knows
// nothing of graphs, functions or variables. GRAMMAR.md is the grammar, rule by rule.
// Thread rule: free functions without state.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "query/syntax/arena.h"
#include "query/syntax/ast.h"

namespace rondo {

/// Bounds of one statement's text; each gives LimitExceeded at the place where it is met.
struct SyntaxLimits {
  size_t text_size_max = size_t{64} << 20;
  /// How deep expressions, patterns and subqueries may stand inside each other. Also bounds the
  /// height of expressions, so every later stage may recurse over them.
  uint32_t nesting_depth_max = 500;
};

/// A parsed statement with everything that its tree points into. Moving it moves nothing inside.
class Ast {
 public:
  Ast(Arena arena, std::string_view text, const ast::Statement* statement)
      : arena_(std::move(arena)), text_(text), statement_(statement) {}

  /// The statement's text (a copy of its own).
  std::string_view text() const { return text_; }
  const ast::Statement& statement() const { return *statement_; }

 private:
  Arena arena_;  // Owns what the two others point to.
  std::string_view text_;
  const ast::Statement* statement_;
};

/// Parses exactly one statement, with or without a final `;`. Syntax errors carry their place and
/// openCypher's detail; LimitExceeded where a limit is passed. Any bytes may be given. O(n).
Result<Ast> ParseStatement(std::string_view text, const SyntaxLimits& limits = {});

/// The stretches of `script` that hold one statement each, without the `;` and the white space and
/// comments around it; empty statements are left out. A `;` inside strings, comments and
/// back-ticks ends nothing. What stands after the last `;` is a statement too. O(n).
std::vector<SourceSpan> SplitStatements(std::string_view script);

/// Whether and where the first statement of some text ends.
struct StatementEnd {
  /// A `;` was found; `offset` is just behind it.
  bool complete = false;
  size_t offset = 0;
  /// The text stops inside a string, a comment or back-ticks, or with open brackets.
  bool inside_token = false;
  uint32_t open_bracket_count = 0;
  /// Nothing but white space and comments.
  bool blank = true;
};

/// For line editors: looks for the `;` that ends the statement at the front of `text`. O(n).
StatementEnd FindStatementEnd(std::string_view text);

}  // namespace rondo
