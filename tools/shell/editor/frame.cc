#include "tools/shell/editor/frame.h"

#include <algorithm>

#include "tools/output/text_width.h"
#include "tools/output/visible_text.h"

namespace rondo::shell {
namespace {

constexpr std::string_view kClearToLineEnd = "\x1b[K";
constexpr std::string_view kClearBelow = "\x1b[J";
constexpr std::string_view kHideCursor = "\x1b[?25l";
constexpr std::string_view kShowCursor = "\x1b[?25h";

std::string Move(size_t count, char direction) {
  return count == 0 ? std::string() : "\x1b[" + std::to_string(count) + direction;
}

}  // namespace

// ---------------------------------------------------------------- builder

void FrameBuilder::SetStyle(TextStyle style) {
  if (!colored_ && style != TextStyle::kSelected) {
    style = TextStyle::kPlain;
  }
  if (style == style_) {
    return;
  }
  std::string& row = frame_.rows.back();
  if (style_ != TextStyle::kPlain) {
    row += kPlainSequence;
  }
  row += StyleSequence(style);
  style_ = style;
}

void FrameBuilder::BeginRow() {
  if (!frame_.rows.empty()) {
    SetStyle(TextStyle::kPlain);
  }
  frame_.rows.emplace_back();
  frame_.widths.push_back(0);
  column_ = 0;
}

void FrameBuilder::Indent(size_t count) {
  count = std::min(count, width_ - std::min(width_, column_));
  SetStyle(TextStyle::kPlain);
  frame_.rows.back().append(count, ' ');
  column_ += count;
  frame_.widths.back() = column_;
}

void FrameBuilder::PutGrapheme(std::string_view bytes, size_t width, TextStyle style) {
  if (column_ + width > width_) {
    BeginRow();
    Indent(wrap_indent_);
  }
  SetStyle(style);
  frame_.rows.back() += bytes;
  column_ += width;
  frame_.widths.back() = column_;
}

void FrameBuilder::Put(std::string_view text, TextStyle style) {
  const std::string visible = VisibleText(text);
  for (std::string_view rest = visible; !rest.empty();) {
    const Grapheme grapheme = FirstGrapheme(rest);
    PutGrapheme(grapheme.bytes, static_cast<size_t>(grapheme.width), style);
    rest.remove_prefix(grapheme.bytes.size());
  }
}

void FrameBuilder::PlaceCursor() {
  if (column_ >= width_) {
    BeginRow();
    Indent(wrap_indent_);
  }
  frame_.cursor_row = frame_.rows.size() - 1;
  frame_.cursor_column = column_;
}

Frame FrameBuilder::Take(size_t height) {
  SetStyle(TextStyle::kPlain);
  const size_t row_count = frame_.rows.size();
  if (row_count > height) {
    // As much of what stands above the cursor as there is, and at least the cursor's own row.
    size_t first = frame_.cursor_row + 1 > height ? frame_.cursor_row + 1 - height : 0;
    // A menu below the cursor is worth some rows of the text above it.
    const size_t below = std::min(row_count - 1 - frame_.cursor_row, height / 2);
    first = std::min(std::max(first, frame_.cursor_row + 1 + below > height
                                         ? frame_.cursor_row + 1 + below - height
                                         : 0),
                     row_count - height);
    auto cut = [&](auto& rows) {
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(first + height), rows.end());
      rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(first));
    };
    cut(frame_.rows);
    cut(frame_.widths);
    frame_.cursor_row -= first;
  }
  return std::move(frame_);
}

// ---------------------------------------------------------------- painter

std::string FramePainter::Paint(const Frame& frame) {
  std::string bytes(kHideCursor);
  // Up to the first row that changes; the ones above it stay as they are.
  size_t first = 0;
  while (first < rows_.size() && first < frame.rows.size() && rows_[first] == frame.rows[first]) {
    ++first;
  }
  // A row below the last one does not exist yet and is made by a newline.
  const size_t known = rows_.empty() ? 0 : rows_.size() - 1;
  const size_t start = std::min({first, known, frame.rows.size() - 1});
  bytes += "\r";
  bytes += start <= cursor_row_ ? Move(cursor_row_ - start, 'A') : Move(start - cursor_row_, 'B');
  // Cleared before they are written: behind a row that fills the terminal the cursor still stands
  // on its last cell.
  const bool has_rest = rows_.size() > frame.rows.size() || resized_;
  bytes += has_rest ? kClearBelow : "";
  for (size_t row = start; row < frame.rows.size(); ++row) {
    bytes += row > start ? "\r\n" : "";
    bytes += has_rest ? "" : kClearToLineEnd;
    bytes += frame.rows[row];
  }
  bytes += "\r" + Move(frame.rows.size() - 1 - frame.cursor_row, 'A');
  bytes += Move(frame.cursor_column, 'C');
  bytes += kShowCursor;
  rows_ = frame.rows;
  widths_ = frame.widths;
  cursor_row_ = frame.cursor_row;
  cursor_column_ = frame.cursor_column;
  resized_ = false;
  return bytes;
}

std::string FramePainter::Leave() {
  std::string bytes = rows_.empty() ? "" : Move(rows_.size() - 1 - cursor_row_, 'B');
  Forget();
  return bytes + "\r\n";
}

void FramePainter::Resize(size_t width) {
  // Terminals break the rows anew; count how far up the frame now begins, and repaint all of it.
  size_t above = 0;
  for (size_t row = 0; row < cursor_row_ && row < widths_.size(); ++row) {
    above += std::max<size_t>(1, (widths_[row] + width - 1) / width);
  }
  cursor_row_ = above + cursor_column_ / width;
  rows_.clear();
  widths_.clear();
  resized_ = true;
}

}  // namespace rondo::shell
