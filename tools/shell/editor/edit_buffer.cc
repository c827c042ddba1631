#include "tools/shell/editor/edit_buffer.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "tools/output/text_width.h"

namespace rondo::shell {
namespace {

constexpr size_t kUndoCountMax = 200;
constexpr size_t kUndoTextSizeMax = size_t{1} << 20;  // Larger texts are not copied at every step.
constexpr size_t kKillCountMax = 20;

/// Letters and digits of any script make words; all bytes beyond ASCII count as letters.
bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
}

bool IsSpaceByte(char c) { return c == ' ' || c == '\n' || c == '\t'; }

}  // namespace

void EditBuffer::Reset(std::string text) {
  text_ = std::move(text);
  cursor_ = text_.size();
  last_ = LastAction::kOther;
  undo_.clear();
}

void EditBuffer::Replace(size_t begin, size_t end, std::string_view text) {
  Remember();
  text_.replace(begin, end - begin, text);
  cursor_ = begin + text.size();
  last_ = LastAction::kOther;
}

void EditBuffer::Type(std::string_view text) {
  const bool joins = last_ == LastAction::kType && !text.empty() && !IsSpaceByte(text.front());
  if (!joins) {
    Remember();
  }
  text_.insert(cursor_, text);
  cursor_ += text.size();
  last_ = LastAction::kType;
}

void EditBuffer::Place(size_t cursor) {
  cursor_ = cursor;
  last_ = LastAction::kOther;
}

void EditBuffer::Remember() {
  if (text_.size() > kUndoTextSizeMax) {
    undo_.clear();
    return;
  }
  if (undo_.size() == kUndoCountMax) {
    undo_.erase(undo_.begin());
  }
  undo_.push_back({text_, cursor_});
}

bool EditBuffer::Undo() {
  if (undo_.empty()) {
    return false;
  }
  text_ = std::move(undo_.back().text);
  cursor_ = undo_.back().cursor;
  undo_.pop_back();
  last_ = LastAction::kOther;
  return true;
}

// ---------------------------------------------------------------- places

size_t EditBuffer::LineBegin(size_t offset) const {
  const size_t newline = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
  return newline == std::string::npos ? 0 : newline + 1;
}

size_t EditBuffer::LineEnd(size_t offset) const {
  return std::min(text_.find('\n', offset), text_.size());
}

size_t EditBuffer::WordBegin(size_t offset) const {
  while (offset > 0 && !IsWordByte(text_[offset - 1])) {
    --offset;
  }
  while (offset > 0 && IsWordByte(text_[offset - 1])) {
    --offset;
  }
  return offset;
}

size_t EditBuffer::WordEnd(size_t offset) const {
  while (offset < text_.size() && !IsWordByte(text_[offset])) {
    ++offset;
  }
  while (offset < text_.size() && IsWordByte(text_[offset])) {
    ++offset;
  }
  return offset;
}

size_t EditBuffer::GraphemeAfter(size_t offset) const {
  return offset == text_.size()
             ? offset
             : offset + FirstGrapheme(std::string_view(text_).substr(offset)).bytes.size();
}

size_t EditBuffer::GraphemeBefore(size_t offset) const {
  if (offset == 0) {
    return 0;
  }
  // Graphemes can only be found forwards; none spans a newline.
  size_t position = LineBegin(offset);
  if (position == offset) {
    return offset - 1;
  }
  while (true) {
    const size_t next = GraphemeAfter(position);
    if (next >= offset) {
      return position;
    }
    position = next;
  }
}

size_t EditBuffer::ColumnOf(size_t offset) const {
  const size_t begin = LineBegin(offset);
  return TextWidth(std::string_view(text_).substr(begin, offset - begin));
}

size_t EditBuffer::OffsetAt(size_t line_begin, size_t column) const {
  const size_t end = LineEnd(line_begin);
  size_t offset = line_begin;
  size_t width = 0;
  while (offset < end) {
    const Grapheme grapheme = FirstGrapheme(std::string_view(text_).substr(offset, end - offset));
    width += static_cast<size_t>(grapheme.width);
    if (width > column) {
      break;
    }
    offset += grapheme.bytes.size();
  }
  return offset;
}

// ---------------------------------------------------------------- moves

void EditBuffer::MoveLeft() { Place(GraphemeBefore(cursor_)); }
void EditBuffer::MoveRight() { Place(GraphemeAfter(cursor_)); }
void EditBuffer::MoveWordLeft() { Place(WordBegin(cursor_)); }
void EditBuffer::MoveWordRight() { Place(WordEnd(cursor_)); }
void EditBuffer::MoveToLineBegin() { Place(LineBegin(cursor_)); }
void EditBuffer::MoveToLineEnd() { Place(LineEnd(cursor_)); }

size_t EditBuffer::GoalColumn() {
  if (last_ != LastAction::kVertical) {
    goal_column_ = ColumnOf(cursor_);
  }
  return goal_column_;
}

bool EditBuffer::MoveUp() {
  const size_t begin = LineBegin(cursor_);
  if (begin == 0) {
    return false;
  }
  cursor_ = OffsetAt(LineBegin(begin - 1), GoalColumn());
  last_ = LastAction::kVertical;
  return true;
}

bool EditBuffer::MoveDown() {
  const size_t end = LineEnd(cursor_);
  if (end == text_.size()) {
    return false;
  }
  cursor_ = OffsetAt(end + 1, GoalColumn());
  last_ = LastAction::kVertical;
  return true;
}

// ---------------------------------------------------------------- changes

void EditBuffer::EraseBackward() {
  if (cursor_ > 0) {
    Replace(GraphemeBefore(cursor_), cursor_, {});
  }
}

void EditBuffer::EraseForward() {
  if (!at_end()) {
    const size_t begin = cursor_;
    Replace(begin, GraphemeAfter(begin), {});
  }
}

void EditBuffer::Transpose() {
  const size_t line_begin = LineBegin(cursor_);
  const size_t middle = cursor_ == LineEnd(cursor_) ? GraphemeBefore(cursor_) : cursor_;
  if (middle <= line_begin) {
    return;
  }
  const size_t begin = GraphemeBefore(middle);
  const size_t end = GraphemeAfter(middle);
  Replace(begin, end, text_.substr(middle, end - middle) + text_.substr(begin, middle - begin));
}

void EditBuffer::Kill(size_t begin, size_t end, bool backward) {
  if (begin == end) {
    return;
  }
  const bool joins = last_ == LastAction::kKill && !kills_.empty();
  const std::string killed = text_.substr(begin, end - begin);
  Replace(begin, end, {});
  if (!joins) {
    kills_.push_front(killed);
    if (kills_.size() > kKillCountMax) {
      kills_.pop_back();
    }
  } else if (backward) {
    kills_.front().insert(0, killed);
  } else {
    kills_.front() += killed;
  }
  last_ = LastAction::kKill;
}

void EditBuffer::KillToLineEnd() {
  const size_t end = LineEnd(cursor_);
  // At the end of a line its newline goes, which joins it with the next.
  Kill(cursor_, end == cursor_ ? GraphemeAfter(end) : end, false);
}

void EditBuffer::KillToLineBegin() { Kill(LineBegin(cursor_), cursor_, true); }
void EditBuffer::KillWordBackward() { Kill(WordBegin(cursor_), cursor_, true); }
void EditBuffer::KillWordForward() { Kill(cursor_, WordEnd(cursor_), false); }

void EditBuffer::KillSpacedWordBackward() {
  size_t begin = cursor_;
  while (begin > 0 && IsSpaceByte(text_[begin - 1])) {
    --begin;
  }
  while (begin > 0 && !IsSpaceByte(text_[begin - 1])) {
    --begin;
  }
  Kill(begin, cursor_, true);
}

void EditBuffer::Yank() {
  if (kills_.empty()) {
    return;
  }
  yank_begin_ = cursor_;
  yank_index_ = 0;
  Insert(kills_.front());
  last_ = LastAction::kYank;
}

void EditBuffer::YankPop() {
  if (last_ != LastAction::kYank) {
    return;
  }
  yank_index_ = (yank_index_ + 1) % kills_.size();
  Replace(yank_begin_, cursor_, kills_[yank_index_]);
  last_ = LastAction::kYank;
}

}  // namespace rondo::shell
