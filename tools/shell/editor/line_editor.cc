#include "tools/shell/editor/line_editor.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tools/output/text_width.h"

namespace rondo::shell {
namespace {

/// The longest text with which all items begin.
std::string CommonPrefix(const std::vector<Completion>& items) {
  std::string prefix = items.front().text;
  for (const Completion& item : items) {
    size_t size = 0;
    while (size < prefix.size() && size < item.text.size() && prefix[size] == item.text[size]) {
      ++size;
    }
    prefix.resize(size);
  }
  // Not in the middle of a character.
  while (!prefix.empty() && prefix.size() < items.front().text.size() &&
         (static_cast<unsigned char>(items.front().text[prefix.size()]) & 0xC0) == 0x80) {
    prefix.pop_back();
  }
  return prefix;
}

}  // namespace

void LineEditor::Start(std::string prompt, std::string text) {
  prompt_ = std::move(prompt);
  buffer_.Reset(std::move(text));
  ended_ = false;
  prefix_pressed_ = false;
  history_index_ = history_.entries().size();
  draft_.clear();
  searching_ = false;
  CloseMenu();
}

EditorEvent LineEditor::HandleKey(const Key& key) {
  if (searching_) {
    return HandleSearchKey(key);
  }
  EditorEvent event = EditorEvent::kNone;
  if (menu_open_ && HandleMenuKey(key, event)) {
    return event;
  }
  if (std::exchange(prefix_pressed_, false) && key.code == KeyCode::kControl && key.letter == 'e') {
    return EditorEvent::kEditOutside;
  }
  return HandleEditKey(key);
}

EditorEvent LineEditor::HandleEditKey(const Key& key) {
  switch (key.code) {
    case KeyCode::kText:
      buffer_.Type(key.text);
      break;
    case KeyCode::kPaste:
      buffer_.Insert(key.text);
      break;
    case KeyCode::kControl:
      return HandleControl(key.letter);
    case KeyCode::kAlt:
      HandleAlt(key.letter);
      break;
    case KeyCode::kEnter:
      return Enter();
    case KeyCode::kAltEnter:
      BreakLine();
      break;
    case KeyCode::kTab:
      Complete();
      break;
    case KeyCode::kBackspace:
      buffer_.EraseBackward();
      break;
    case KeyCode::kAltBackspace:
      buffer_.KillWordBackward();
      break;
    case KeyCode::kDelete:
      buffer_.EraseForward();
      break;
    default:
      Move(key.code);
  }
  return EditorEvent::kNone;
}

void LineEditor::Move(KeyCode code) {
  switch (code) {
    case KeyCode::kLeft:
      return buffer_.MoveLeft();
    case KeyCode::kRight:
      return AcceptSuggestion(false) ? void() : buffer_.MoveRight();
    case KeyCode::kWordLeft:
      return buffer_.MoveWordLeft();
    case KeyCode::kWordRight:
      return AcceptSuggestion(true) ? void() : buffer_.MoveWordRight();
    case KeyCode::kUp:
      return Up();
    case KeyCode::kDown:
      return Down();
    case KeyCode::kHome:
      return buffer_.MoveToLineBegin();
    case KeyCode::kEnd:
      return AcceptSuggestion(false) ? void() : buffer_.MoveToLineEnd();
    case KeyCode::kPageUp:
      return PageThroughHistory(true);
    case KeyCode::kPageDown:
      return PageThroughHistory(false);
    default:
      return;  // Escape and sequences that mean nothing here.
  }
}

EditorEvent LineEditor::HandleControl(char letter) {
  struct Binding {
    char letter;
    void (*run)(LineEditor& editor);
  };
  static constexpr std::array kBindings = {
      Binding{'a', [](LineEditor& editor) { editor.buffer_.MoveToLineBegin(); }},
      Binding{'b', [](LineEditor& editor) { editor.buffer_.MoveLeft(); }},
      Binding{'e', [](LineEditor& editor) { editor.Move(KeyCode::kEnd); }},
      Binding{'f', [](LineEditor& editor) { editor.Move(KeyCode::kRight); }},
      Binding{'g', [](LineEditor& editor) { editor.CloseMenu(); }},
      Binding{'k', [](LineEditor& editor) { editor.buffer_.KillToLineEnd(); }},
      Binding{'n', [](LineEditor& editor) { editor.Down(); }},
      Binding{'p', [](LineEditor& editor) { editor.Up(); }},
      Binding{'r', [](LineEditor& editor) { editor.BeginSearch(); }},
      Binding{'t', [](LineEditor& editor) { editor.buffer_.Transpose(); }},
      Binding{'u', [](LineEditor& editor) { editor.buffer_.KillToLineBegin(); }},
      Binding{'w', [](LineEditor& editor) { editor.buffer_.KillSpacedWordBackward(); }},
      Binding{'x', [](LineEditor& editor) { editor.prefix_pressed_ = true; }},
      Binding{'y', [](LineEditor& editor) { editor.buffer_.Yank(); }},
      Binding{'_', [](LineEditor& editor) { editor.buffer_.Undo(); }},
  };
  switch (letter) {
    case 'c':
      ended_ = true;
      return EditorEvent::kDropped;
    case 'd':
      if (buffer_.empty()) {
        ended_ = true;
        return EditorEvent::kClosed;
      }
      buffer_.EraseForward();
      return EditorEvent::kNone;
    case 'l':
      return EditorEvent::kClearScreen;
    case 'z':
      return EditorEvent::kSuspended;
    default:
      break;
  }
  const auto* binding = std::ranges::find(kBindings, letter, &Binding::letter);
  if (binding != kBindings.end()) {
    binding->run(*this);
  }
  return EditorEvent::kNone;
}

void LineEditor::HandleAlt(char letter) {
  switch (letter) {
    case 'b':
      buffer_.MoveWordLeft();
      break;
    case 'f':
      Move(KeyCode::kWordRight);
      break;
    case 'd':
      buffer_.KillWordForward();
      break;
    case 'y':
      buffer_.YankPop();
      break;
    case '<':
      buffer_.MoveToBegin();
      break;
    case '>':
      buffer_.MoveToEnd();
      break;
    default:
      break;
  }
}

EditorEvent LineEditor::Enter() {
  if (options_.is_complete(buffer_.text())) {
    return Submit();
  }
  BreakLine();
  return EditorEvent::kNone;
}

EditorEvent LineEditor::Submit() {
  ended_ = true;
  buffer_.MoveToEnd();
  return EditorEvent::kSubmitted;
}

void LineEditor::BreakLine() {
  // The next line starts where this one does.
  const std::string_view text = buffer_.text();
  const size_t begin = buffer_.LineBegin(buffer_.cursor());
  size_t end = begin;
  while (end < buffer_.cursor() && text[end] == ' ') {
    ++end;
  }
  buffer_.Insert("\n" + std::string(text.substr(begin, end - begin)));
}

// ---------------------------------------------------------------- history

void LineEditor::Up() {
  if (!buffer_.MoveUp()) {
    PageThroughHistory(true);
  }
}

void LineEditor::Down() {
  if (!buffer_.MoveDown()) {
    PageThroughHistory(false);
  }
}

void LineEditor::PageThroughHistory(bool back) {
  const size_t last = history_.entries().size();
  if (back && history_index_ > 0) {
    ShowHistory(history_index_ - 1);
  } else if (!back && history_index_ < last) {
    ShowHistory(history_index_ + 1);
  }
}

void LineEditor::ShowHistory(size_t index) {
  if (history_index_ == history_.entries().size()) {
    draft_ = buffer_.text();
  }
  history_index_ = index;
  buffer_.Reset(index == history_.entries().size() ? draft_ : history_.entries()[index]);
}

std::string_view LineEditor::Suggestion() const {
  if (!options_.colored || ended_ || searching_ || menu_open_ || !buffer_.at_end()) {
    return {};
  }
  const std::string_view entry = history_.FindByPrefix(buffer_.text());
  return entry.empty() ? entry : entry.substr(buffer_.text().size());
}

bool LineEditor::AcceptSuggestion(bool one_word) {
  std::string_view rest = Suggestion();
  if (rest.empty()) {
    return false;
  }
  if (one_word) {
    EditBuffer suggested;
    suggested.Reset(std::string(rest));
    rest = rest.substr(0, suggested.WordEnd(0));
  }
  buffer_.Insert(std::string(rest));
  return true;
}

// ---------------------------------------------------------------- completion

void LineEditor::Complete() {
  if (!options_.complete) {
    return;
  }
  menu_ = options_.complete(buffer_.text(), buffer_.cursor());
  if (menu_.items.empty()) {
    return;
  }
  const std::string typed = buffer_.text().substr(menu_.begin, menu_.end - menu_.begin);
  const std::string prefix = CommonPrefix(menu_.items);
  if (menu_.items.size() == 1 || prefix.size() > typed.size()) {
    buffer_.Replace(menu_.begin, menu_.end, prefix);
    menu_.end = menu_.begin + prefix.size();
  }
  if (menu_.items.size() > 1) {
    menu_open_ = true;
    has_selection_ = false;
    before_selection_ = buffer_.text().substr(menu_.begin, menu_.end - menu_.begin);
  }
}

void LineEditor::Select(size_t index) {
  selected_ = index;
  has_selection_ = true;
  const std::string& text = menu_.items[index].text;
  buffer_.Replace(menu_.begin, menu_.end, text);
  menu_.end = menu_.begin + text.size();
}

void LineEditor::CloseMenu() {
  menu_open_ = false;
  has_selection_ = false;
}

/// Whether the menu took the key. Keys that it does not know close it and do what they always do.
bool LineEditor::HandleMenuKey(const Key& key, EditorEvent& event) {
  const size_t count = menu_.items.size();
  switch (key.code) {
    case KeyCode::kTab:
      Select(has_selection_ ? (selected_ + 1) % count : 0);
      return true;
    case KeyCode::kBackTab:
      Select(has_selection_ ? (selected_ + count - 1) % count : count - 1);
      return true;
    case KeyCode::kUp:
    case KeyCode::kDown:
      if (!has_selection_) {
        break;
      }
      return HandleMenuKey({key.code == KeyCode::kUp ? KeyCode::kBackTab : KeyCode::kTab}, event);
    case KeyCode::kEnter:
      if (!has_selection_) {
        break;
      }
      CloseMenu();
      return true;
    case KeyCode::kEscape:
      buffer_.Replace(menu_.begin, menu_.end, before_selection_);
      CloseMenu();
      return true;
    default:
      break;
  }
  CloseMenu();
  return false;
}

// ---------------------------------------------------------------- search

void LineEditor::BeginSearch() {
  searching_ = true;
  search_failed_ = false;
  search_text_.clear();
  search_index_ = history_.entries().size();
  before_search_ = buffer_.text();
}

void LineEditor::Search(bool again, bool forward) {
  const size_t count = history_.entries().size();
  if (search_text_.empty()) {
    return;
  }
  size_t found = count;
  if (forward) {
    found = history_.FindForward(search_text_, std::min(search_index_ + 1, count));
  } else {
    const size_t end = again ? search_index_ : std::min(search_index_ + 1, count);
    found = history_.FindBackward(search_text_, end);
    found = found == end ? count : found;
    // The same text again is no news.
    while (again && found < count && history_.entries()[found] == buffer_.text()) {
      const size_t next = history_.FindBackward(search_text_, found);
      found = next == found ? count : next;
    }
  }
  search_failed_ = found == count;
  if (!search_failed_) {
    search_index_ = found;
    buffer_.Reset(history_.entries()[found]);
  }
}

void LineEditor::EndSearch(bool keep) {
  searching_ = false;
  if (!keep) {
    buffer_.Reset(before_search_);
  } else if (search_index_ < history_.entries().size()) {
    draft_ = history_index_ == history_.entries().size() ? before_search_ : draft_;
    history_index_ = search_index_;
  }
}

EditorEvent LineEditor::HandleSearchKey(const Key& key) {
  switch (key.code) {
    case KeyCode::kText:
      search_text_ += key.text;
      Search(false, false);
      return EditorEvent::kNone;
    case KeyCode::kBackspace: {
      EditBuffer text;
      text.Reset(search_text_);
      text.EraseBackward();
      search_text_ = text.text();
      search_index_ = history_.entries().size();
      Search(false, false);
      return EditorEvent::kNone;
    }
    case KeyCode::kControl:
      if (key.letter == 'r' || key.letter == 's') {
        Search(true, key.letter == 's');
        return EditorEvent::kNone;
      }
      if (key.letter == 'c' || key.letter == 'g') {
        EndSearch(false);
        return EditorEvent::kNone;
      }
      break;
    case KeyCode::kEscape:
    case KeyCode::kTab:
      EndSearch(true);
      return EditorEvent::kNone;
    default:
      break;
  }
  EndSearch(true);
  return HandleEditKey(key);
}

// ---------------------------------------------------------------- what it looks like

void LineEditor::ComposeText(FrameBuilder& builder, size_t width) const {
  const size_t prompt_width = TextWidth(prompt_);
  // Lines after the first are marked, and stand where the first does.
  constexpr std::string_view kContinuation = "-> ";
  std::string continuation(prompt_width - std::min(prompt_width, kContinuation.size()), ' ');
  continuation += kContinuation;
  builder.set_wrap_indent(width > 2 * prompt_width ? prompt_width : 0);
  builder.Put(prompt_, TextStyle::kPrompt);
  const std::string_view text = buffer_.text();
  const std::vector<StyledSpan> spans =
      options_.colored ? Highlight(text) : std::vector<StyledSpan>();
  auto span = spans.begin();
  for (size_t offset = 0; offset < text.size();) {
    if (offset == buffer_.cursor()) {
      builder.PlaceCursor();
    }
    while (span != spans.end() && span->end <= offset) {
      ++span;
    }
    if (text[offset] == '\n') {
      builder.BeginRow();
      builder.Put(continuation, TextStyle::kGhost);
      ++offset;
      continue;
    }
    const bool inside = span != spans.end() && span->begin <= offset;
    const Grapheme grapheme = FirstGrapheme(text.substr(offset));
    builder.Put(grapheme.bytes, inside ? span->style : TextStyle::kPlain);
    offset += grapheme.bytes.size();
  }
  if (buffer_.at_end()) {
    builder.PlaceCursor();
  }
  // Of a suggestion of several lines the first is shown.
  const std::string_view suggestion = Suggestion();
  const size_t line_end = suggestion.find('\n');
  builder.Put(suggestion.substr(0, line_end), TextStyle::kGhost);
  if (line_end != std::string_view::npos) {
    builder.Put(" …", TextStyle::kGhost);
  }
}

void LineEditor::ComposeMenu(FrameBuilder& builder, size_t width) const {
  constexpr size_t kMenuRowCountMax = 6;
  constexpr size_t kItemWidthMax = 40;
  size_t item_width = 0;
  for (const Completion& item : menu_.items) {
    item_width = std::max(item_width, std::min(TextWidth(item.label), kItemWidthMax));
  }
  const size_t column_count = std::max<size_t>(1, width / (item_width + 2));
  const size_t page_size = column_count * kMenuRowCountMax;
  const size_t begin = has_selection_ ? selected_ / page_size * page_size : 0;
  const size_t end = std::min(begin + page_size, menu_.items.size());
  for (size_t index = begin; index < end; ++index) {
    if ((index - begin) % column_count == 0) {
      builder.BeginRow();
    }
    const std::string label =
        CutToWidth(menu_.items[index].label, std::min(item_width, width > 2 ? width - 2 : 1));
    const bool selected = has_selection_ && index == selected_;
    builder.Put(label, selected ? TextStyle::kSelected : TextStyle::kPlain);
    builder.Indent(item_width + 2 - std::min(TextWidth(label), item_width + 2));
  }
  if (end - begin < menu_.items.size()) {
    builder.BeginRow();
    builder.Put(std::to_string(begin + 1) + " to " + std::to_string(end) + " of " +
                    std::to_string(menu_.items.size()),
                TextStyle::kGhost);
  }
}

Frame LineEditor::Compose(size_t width, size_t height) const {
  FrameBuilder builder(width, options_.colored);
  ComposeText(builder, width);
  builder.set_wrap_indent(0);
  if (menu_open_ && !ended_) {
    ComposeMenu(builder, width);
  }
  if (searching_) {
    builder.BeginRow();
    builder.Put(search_failed_ ? "no statement holds: " : "search backwards: ",
                search_failed_ ? TextStyle::kError : TextStyle::kGhost);
    builder.Put(search_text_, TextStyle::kPlain);
  }
  return builder.Take(height);
}

}  // namespace rondo::shell
