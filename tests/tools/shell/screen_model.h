#pragma once

// A terminal in memory, as far as the painter uses one: tests paint onto it and read its rows.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "tools/output/text_width.h"

namespace rondo::shell {

class ScreenModel {
 public:
  ScreenModel(size_t width, size_t height) : width_(width), rows_(height, Row(width, " ")) {}

  void Write(std::string_view bytes) {
    while (!bytes.empty()) {
      if (bytes.starts_with("\x1b[")) {
        bytes.remove_prefix(TakeSequence(bytes));
      } else if (bytes[0] == '\r' || bytes[0] == '\n') {
        bytes[0] == '\r' ? static_cast<void>(column_ = 0) : LineFeed();
        bytes.remove_prefix(1);
      } else {
        const Grapheme grapheme = FirstGrapheme(bytes);
        PutCell(grapheme);
        bytes.remove_prefix(grapheme.bytes.size());
      }
    }
  }

  /// The rows without trailing spaces, and without empty rows at the end.
  std::vector<std::string> Rows() const {
    std::vector<std::string> lines;
    for (const Row& row : rows_) {
      std::string line;
      for (const std::string& cell : row) {
        line += cell;
      }
      line.erase(line.find_last_not_of(' ') + 1);
      lines.push_back(line);
    }
    while (!lines.empty() && lines.back().empty()) {
      lines.pop_back();
    }
    return lines;
  }

  size_t cursor_row() const { return row_; }
  size_t cursor_column() const { return column_; }

 private:
  using Row = std::vector<std::string>;  // One text a cell; empty behind a wide one.

  void LineFeed() {
    if (row_ + 1 < rows_.size()) {
      ++row_;
    } else {
      rows_.erase(rows_.begin());
      rows_.emplace_back(width_, " ");
    }
  }

  void PutCell(const Grapheme& grapheme) {
    const auto width = static_cast<size_t>(grapheme.width);
    if (column_ + width > width_) {
      column_ = 0;
      LineFeed();
    }
    for (size_t cell = 0; cell < width; ++cell) {
      rows_[row_][column_ + cell] = cell == 0 ? std::string(grapheme.bytes) : "";
    }
    column_ += width;
  }

  size_t TakeSequence(std::string_view bytes) {
    size_t size = 2;
    while (size < bytes.size() && (bytes[size] < 0x40 || bytes[size] > 0x7E)) {
      ++size;
    }
    const std::string digits(bytes.substr(2, size - 2));
    const size_t count = digits.empty() || std::isdigit(static_cast<unsigned char>(digits[0])) == 0
                             ? 1
                             : std::stoul(digits);
    switch (bytes[size]) {
      case 'A':
        row_ -= std::min(row_, count);
        break;
      case 'B':
        row_ = std::min(row_ + count, rows_.size() - 1);
        break;
      case 'C':
        column_ = std::min(column_ + count, width_ - 1);
        break;
      case 'K':
      case 'J':
        Clear(bytes[size] == 'J');
        break;
      default:
        break;
    }
    return size + 1;
  }

  void Clear(bool below) {
    // As terminals do: behind the last cell the cursor stands on it.
    std::fill(rows_[row_].begin() + static_cast<std::ptrdiff_t>(std::min(column_, width_ - 1)),
              rows_[row_].end(), " ");
    for (size_t row = row_ + 1; below && row < rows_.size(); ++row) {
      rows_[row].assign(width_, " ");
    }
  }

  size_t width_;
  std::vector<Row> rows_;
  size_t row_ = 0;
  size_t column_ = 0;
};

}  // namespace rondo::shell
