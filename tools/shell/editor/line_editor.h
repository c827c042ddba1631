#pragma once

// The editor of statements: keys in, frames out. Enter runs what is complete and breaks the line
// where it is not; Up and Down move inside the text first, then through the history. Knows nothing
// of terminals, so tests drive it with keys and look at its frames.
//
// Thread rule: belongs to one thread. Borrows the history that it is given.

#include <functional>
#include <string>
#include <string_view>

#include "tools/shell/editor/completion.h"
#include "tools/shell/editor/edit_buffer.h"
#include "tools/shell/editor/frame.h"
#include "tools/shell/editor/history.h"
#include "tools/shell/editor/key.h"

namespace rondo::shell {

/// What became of the text after a key.
enum class EditorEvent : uint8_t {
  kNone,
  kSubmitted,    // text() is to be run.
  kDropped,      // Ctrl-C: text() is thrown away.
  kClosed,       // Ctrl-D on an empty line.
  kClearScreen,  // Ctrl-L.
  kEditOutside,  // Ctrl-X Ctrl-E: text() wants a bigger editor.
  kSuspended,    // Ctrl-Z.
};

struct LineEditorOptions {
  /// Whether Enter runs the text.
  std::function<bool(std::string_view text)> is_complete;
  Completer complete = {};
  /// Colours, and the suggestion from the history, which without colour could not be told from what
  /// was typed.
  bool colored = false;
};

class LineEditor {
 public:
  LineEditor(LineEditorOptions options, const History& history)
      : options_(std::move(options)), history_(history) {}

  /// Begins a new text, holding `text`.
  void Start(std::string prompt, std::string text = {});

  EditorEvent HandleKey(const Key& key);

  const std::string& text() const { return buffer_.text(); }

  /// What to show on a terminal of that size. After kSubmitted and kDropped: the text alone,
  /// without suggestion and menu.
  Frame Compose(size_t width, size_t height) const;

 private:
  EditorEvent HandleEditKey(const Key& key);
  void Move(KeyCode code);
  EditorEvent HandleControl(char letter);
  void HandleAlt(char letter);
  bool HandleMenuKey(const Key& key, EditorEvent& event);
  EditorEvent HandleSearchKey(const Key& key);
  EditorEvent Enter();
  EditorEvent Submit();
  void BreakLine();

  void Up();
  void Down();
  void PageThroughHistory(bool back);
  void ShowHistory(size_t index);

  void Complete();
  void Select(size_t index);
  void CloseMenu();

  void BeginSearch();
  void Search(bool again, bool forward);
  void EndSearch(bool keep);

  std::string_view Suggestion() const;
  bool AcceptSuggestion(bool one_word);

  void ComposeText(FrameBuilder& builder, size_t width) const;
  void ComposeMenu(FrameBuilder& builder, size_t width) const;

  LineEditorOptions options_;
  const History& history_;
  std::string prompt_;
  EditBuffer buffer_;
  bool ended_ = false;           // Submitted or dropped.
  bool prefix_pressed_ = false;  // Ctrl-X came before.

  size_t history_index_ = 0;  // entries().size(): the text of this line itself.
  std::string draft_;         // That text, while an entry of the history is shown.

  bool menu_open_ = false;
  bool has_selection_ = false;
  size_t selected_ = 0;
  CompletionList menu_;
  std::string before_selection_;  // What stood in place of the selected item.

  bool searching_ = false;
  bool search_failed_ = false;
  std::string search_text_;
  size_t search_index_ = 0;
  std::string before_search_;
};

}  // namespace rondo::shell
