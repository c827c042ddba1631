#include "tools/shell/script_piece.h"

#include <algorithm>
#include <array>

#include "query/syntax/parser.h"

namespace rondo::shell {
namespace {

constexpr std::string_view kSpaces = " \t\r\n\f\v";

/// Behind white space and comments; the end of the text if a comment is open there.
size_t SkipBlank(std::string_view text, size_t offset) {
  while (offset < text.size()) {
    const std::string_view rest = text.substr(offset);
    if (kSpaces.find(rest.front()) != std::string_view::npos) {
      ++offset;
    } else if (rest.starts_with("//")) {
      offset += std::min(rest.find('\n'), rest.size());
    } else if (rest.starts_with("/*")) {
      const size_t end = rest.find("*/", 2);
      offset = end == std::string_view::npos ? text.size() : offset + end + 2;
    } else {
      break;
    }
  }
  return offset;
}

/// Words that people type to leave or to ask for help, without a colon.
bool IsPlainWord(std::string_view text) {
  constexpr std::array<std::string_view, 3> kWords = {"exit", "quit", "help"};
  const size_t begin = text.find_first_not_of(kSpaces);
  const size_t end = text.find_last_not_of(" \t\r\n;");
  return begin != std::string_view::npos && end != std::string_view::npos && end >= begin &&
         std::ranges::find(kWords, text.substr(begin, end + 1 - begin)) != kWords.end();
}

}  // namespace

ScriptPiece NextPiece(std::string_view text, size_t offset) {
  ScriptPiece piece;
  piece.begin = SkipBlank(text, offset);
  piece.end = piece.next = piece.begin;
  if (piece.begin == text.size()) {
    return piece;
  }
  const std::string_view rest = text.substr(piece.begin);
  if (rest.front() == ':') {
    const size_t newline = rest.find('\n');
    piece.is_meta = true;
    piece.complete = newline != std::string_view::npos;
    piece.next = piece.begin + std::min(newline, rest.size());
    piece.end = piece.next;
    return piece;
  }
  const StatementEnd end = FindStatementEnd(rest);
  piece.complete = end.complete;
  piece.next = piece.begin + end.offset;
  piece.end = piece.next - (end.complete ? 1 : 0);
  if (piece.end == piece.begin) {  // A lone `;`.
    return NextPiece(text, piece.next);
  }
  return piece;
}

bool IsCompleteInput(std::string_view text) {
  if (IsPlainWord(text)) {
    return true;
  }
  for (size_t offset = 0;;) {
    const ScriptPiece piece = NextPiece(text, offset);
    if (piece.begin == piece.end) {
      // An open comment goes on in the next line.
      return !FindStatementEnd(text.substr(offset)).inside_token;
    }
    if (!piece.complete && !piece.is_meta) {
      return false;
    }
    offset = piece.next;
  }
}

}  // namespace rondo::shell
