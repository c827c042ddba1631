#pragma once

// The text being edited: a cursor that moves by what a person takes for characters, words and
// lines, a ring of killed texts, and undo. The cursor always stands between two graphemes.
// Thread rule: belongs to one thread.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace rondo::shell {

class EditBuffer {
 public:
  const std::string& text() const { return text_; }
  size_t cursor() const { return cursor_; }
  bool empty() const { return text_.empty(); }
  bool at_end() const { return cursor_ == text_.size(); }

  /// Replaces everything; the cursor goes to the end. Forgets what could be undone.
  void Reset(std::string text);
  /// Replaces [begin, end); the cursor goes behind the new text. Can be undone.
  void Replace(size_t begin, size_t end, std::string_view text);
  void Insert(std::string_view text) { Replace(cursor_, cursor_, text); }
  /// Inserts what was typed; a run of it is undone as one.
  void Type(std::string_view text);

  // ---- Moves; those that return a bool say whether there was room.
  void MoveLeft();
  void MoveRight();
  void MoveWordLeft();
  void MoveWordRight();
  void MoveToLineBegin();
  void MoveToLineEnd();
  void MoveToBegin() { Place(0); }
  void MoveToEnd() { Place(text_.size()); }
  /// To the line above or below, keeping the column through shorter lines.
  bool MoveUp();
  bool MoveDown();

  // ---- Changes.
  void EraseBackward();
  void EraseForward();
  /// Swaps the two characters around the cursor.
  void Transpose();
  bool Undo();

  // ---- Kills go to the ring; kills that follow one another join there.
  void KillToLineEnd();
  void KillToLineBegin();
  void KillWordBackward();
  void KillSpacedWordBackward();  // Up to white space, as Ctrl-W does.
  void KillWordForward();
  void Yank();
  /// Right after a yank: takes the text killed before instead.
  void YankPop();

  // ---- Places.
  size_t LineBegin(size_t offset) const;
  size_t LineEnd(size_t offset) const;
  size_t WordBegin(size_t offset) const;
  size_t WordEnd(size_t offset) const;

 private:
  struct Snapshot {
    std::string text;
    size_t cursor;
  };
  enum class LastAction : unsigned char { kOther, kType, kKill, kYank, kVertical };

  void Place(size_t cursor);
  void Remember();
  void Kill(size_t begin, size_t end, bool backward);
  size_t GraphemeBefore(size_t offset) const;
  size_t GraphemeAfter(size_t offset) const;
  size_t ColumnOf(size_t offset) const;
  size_t OffsetAt(size_t line_begin, size_t column) const;
  size_t GoalColumn();

  std::string text_;
  size_t cursor_ = 0;
  LastAction last_ = LastAction::kOther;
  size_t goal_column_ = 0;  // Cells; while last_ is kVertical.
  std::vector<Snapshot> undo_;
  std::deque<std::string> kills_;  // The latest in front.
  size_t yank_begin_ = 0;
  size_t yank_index_ = 0;
};

}  // namespace rondo::shell
