#pragma once

// The loop of a person at a terminal: prompt, edit, run, again.
// Thread rule: belongs to the main thread.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tools/shell/editor/frame.h"
#include "tools/shell/editor/history.h"
#include "tools/shell/editor/key_decoder.h"
#include "tools/shell/editor/line_editor.h"
#include "tools/shell/editor/terminal.h"
#include "tools/shell/session.h"

namespace rondo::shell {

class Repl {
 public:
  Repl(Session& session, History& history);
  Repl(const Repl&) = delete;
  Repl& operator=(const Repl&) = delete;
  ~Repl();

  /// Until the person leaves or the terminal is gone.
  void Run();

 private:
  /// The next text to run; nothing when the person leaves.
  std::optional<std::string> ReadText();
  /// Waits for keys; false when the terminal is gone.
  bool ReadKeys(std::vector<Key>& keys);
  /// Handles a key; whether the text is finished.
  bool Handle(const Key& key, std::optional<std::string>& text);
  void EditOutside();
  void Suspend();
  void Paint();
  void Remember(const std::string& text);
  std::string Prompt() const;

  Session& session_;
  History& history_;
  Terminal terminal_;
  std::array<int, 2> resize_pipe_ = {-1, -1};
  KeyDecoder decoder_;
  std::vector<Key> pending_;  // Keys that came behind those that ran the last text.
  LineEditor editor_;
  FramePainter painter_;
  bool history_complained_ = false;
};

}  // namespace rondo::shell
