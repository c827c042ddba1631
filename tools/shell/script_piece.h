#pragma once

// Scripts hold statements, which end at `;`, and meta commands, which start with `:` where a
// statement could start and end with their line.
// Thread rule: free functions without state.

#include <cstddef>
#include <string_view>

namespace rondo::shell {

struct ScriptPiece {
  size_t begin = 0;  // Of the piece, behind white space and comments.
  size_t end = 0;    // Behind its last byte, `;` not included. Equal to begin: nothing is left.
  size_t next = 0;   // Where to look for the next piece.
  bool is_meta = false;
  /// Its end was seen: a `;`, or the end of a meta command's line. False for a statement that the
  /// text breaks off.
  bool complete = false;
};

/// The first piece of `text` at or behind `offset`. O(piece).
ScriptPiece NextPiece(std::string_view text, size_t offset);

/// For line editors: whether Enter runs the text, because all its pieces are complete. A meta
/// command is, even without a newline; a text without any piece is.
bool IsCompleteInput(std::string_view text);

}  // namespace rondo::shell
