#include "tests/golden/golden_file.h"

#include <algorithm>
#include <array>

#include "graph/base/error.h"

namespace rondo::golden {

namespace {

constexpr std::string_view kExpectationMark = "----";
constexpr std::array<std::string_view, 11> kKinds = {"load",       "setup",   "query",  "error",
                                                     "explain",    "warning", "reopen", "limits",
                                                     "parameters", "file",    "other"};

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Code points are as good as columns for the tables of golden files.
size_t WidthOf(std::string_view cell) {
  return static_cast<size_t>(
      std::ranges::count_if(cell, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Trimmed(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const size_t end = text.find_last_not_of(' ');
  return std::string(text.substr(begin, end == std::string_view::npos ? 0 : end + 1 - begin));
}

std::vector<std::string> CellsOf(std::string_view line) {
  std::vector<std::string> cells;
  size_t begin = 0;
  int depth = 0;
  char quote = '\0';
  for (size_t index = 0; index < line.size(); ++index) {
    const char c = line[index];
    if (quote != '\0') {
      if (c == '\\') {
        ++index;
      } else if (c == quote) {
        quote = '\0';
      }
    } else if (c == '\'' || c == '`') {
      quote = c;
    } else if (c == '[' || c == '{' || c == '(') {
      ++depth;
    } else if (c == ']' || c == '}' || c == ')') {
      --depth;
    } else if (depth == 0 && line.compare(index, 3, " | ") == 0) {
      cells.push_back(Trimmed(line.substr(begin, index - begin)));
      begin = index + 3;
    }
  }
  cells.push_back(Trimmed(line.substr(begin)));
  return cells;
}

void AppendLine(std::string& text, std::string_view line) {
  text += text.empty() ? "" : "\n";
  text += line;
}

Error Malformed(size_t line, std::string_view what) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedGoldenFile",
                      "line " + std::to_string(line) + ": " + std::string(what));
}

}  // namespace

std::string_view Block::kind() const {
  return std::string_view(directive).substr(0, directive.find(' '));
}

Result<std::vector<Block>> ReadBlocks(std::string_view text) {
  if (!text.starts_with("# ")) {
    return Malformed(1, "a golden file begins with its reason: # why");
  }
  std::vector<Block> blocks;
  std::string comment;
  bool inside = false;
  bool expecting = false;
  size_t number = 0;
  for (std::string_view line : LinesOf(text)) {
    ++number;
    if (line.empty()) {
      comment += inside || comment.empty() ? "" : "\n";
      inside = false;
    } else if (inside && !expecting && line == kExpectationMark) {
      expecting = true;
    } else if (inside) {
      AppendLine(expecting ? blocks.back().expected : blocks.back().statement, line);
    } else if (line.starts_with('#')) {
      comment += std::string(line) + "\n";
    } else {
      blocks.push_back({std::move(comment), std::string(line), {}, {}, number});
      comment.clear();
      inside = true;
      expecting = false;
      if (std::ranges::find(kKinds, blocks.back().kind()) == kKinds.end()) {
        return Malformed(number, "unknown directive `" + std::string(line) + "`");
      }
    }
  }
  return blocks;
}

std::string BlocksText(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    text += (text.empty() ? "" : "\n") + block.comment + block.directive + "\n";
    text += block.statement.empty() ? "" : block.statement + "\n";
    const bool expects = block.kind() == "query" || block.kind() == "error" ||
                         block.kind() == "explain" || block.kind() == "warning";
    text += expects ? std::string(kExpectationMark) + "\n" : "";
    text += block.expected.empty() ? "" : block.expected + "\n";
  }
  return text;
}

tck::Table ReadTable(std::string_view text) {
  tck::Table table;
  for (std::string_view line : LinesOf(text)) {
    table.push_back(CellsOf(line));
  }
  return table;
}

std::string TableText(const tck::Table& table) {
  std::vector<size_t> widths;
  for (const auto& row : table) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], WidthOf(row[column]));
    }
  }
  std::string text;
  for (const auto& row : table) {
    std::string line;
    for (size_t column = 0; column < row.size(); ++column) {
      line += (column == 0 ? "" : " | ") + row[column];
      if (column + 1 < row.size()) {
        line.append(widths[column] - WidthOf(row[column]), ' ');
      }
    }
    AppendLine(text, line);
  }
  return text;
}

}  // namespace rondo::golden
