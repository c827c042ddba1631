#pragma once

// What the editor shows, as rows of cells, and how it gets onto a terminal. Composing is pure;
// painting turns two frames into the bytes that lead from one to the other.
// Thread rule: belongs to one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/shell/editor/highlight.h"

namespace rondo::shell {

struct Frame {
  std::vector<std::string> rows;  // None wider than the terminal.
  std::vector<size_t> widths;     // Cells that each row takes.
  size_t cursor_row = 0;
  size_t cursor_column = 0;
};

/// Fills a frame from the top left, breaking rows at the width.
class FrameBuilder {
 public:
  FrameBuilder(size_t width, bool colored) : width_(width), colored_(colored) { BeginRow(); }

  /// Adds text, grapheme by grapheme; control characters are made visible, newlines too.
  void Put(std::string_view text, TextStyle style);
  void BeginRow();
  /// The cursor stands where the next text goes.
  void PlaceCursor();
  /// Adds `count` spaces to the current row, as far as it goes.
  void Indent(size_t count);
  /// How far rows are indented where text was too long for one.
  void set_wrap_indent(size_t indent) { wrap_indent_ = indent; }

  /// The frame, cut to `height` rows around the cursor.
  Frame Take(size_t height);

 private:
  void SetStyle(TextStyle style);
  void PutGrapheme(std::string_view bytes, size_t width, TextStyle style);

  size_t width_;
  bool colored_;
  Frame frame_;
  size_t column_ = 0;
  size_t wrap_indent_ = 0;
  TextStyle style_ = TextStyle::kPlain;
};

/// Remembers what is on the terminal.
class FramePainter {
 public:
  /// The bytes that replace the last frame by this one.
  std::string Paint(const Frame& frame);
  /// The bytes that leave the last frame on the screen and go to the line below it.
  std::string Leave();
  /// The terminal has a new width, and rows of the last frame may have been broken by it.
  void Resize(size_t width);
  /// The screen was cleared: nothing is left of the last frame.
  void Forget() { *this = {}; }

 private:
  std::vector<std::string> rows_;
  std::vector<size_t> widths_;
  size_t cursor_row_ = 0;
  size_t cursor_column_ = 0;
  bool resized_ = false;  // What is on the terminal is not known row by row.
};

}  // namespace rondo::shell
