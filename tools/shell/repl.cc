#include "tools/shell/repl.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include "graph/model/temporal_text.h"
#include "tools/shell/outside_editor.h"
#include "tools/shell/script_piece.h"

namespace rondo::shell {
namespace {

// A key's bytes come within this time, or they are several keys.
constexpr auto kSequencePause = std::chrono::milliseconds(50);

// Where the signal handler writes; a handler can reach nothing else.
std::atomic<int> resize_descriptor = -1;

void HandleResize(int) {
  const int saved = errno;
  static_cast<void>(!::write(resize_descriptor, "r", 1));
  errno = saved;
}

}  // namespace

Repl::Repl(Session& session, History& history)
    : session_(session),
      history_(history),
      terminal_(STDIN_FILENO, STDOUT_FILENO),
      editor_({.is_complete = IsCompleteInput,
               .complete = [this](std::string_view text,
                                  size_t cursor) { return session_.Complete(text, cursor); },
               .colored = session.streams().out_has_color()},
              history) {
  if (::pipe2(resize_pipe_.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
    resize_descriptor = resize_pipe_[1];
    struct sigaction action {};
    action.sa_handler = HandleResize;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGWINCH, &action, nullptr);
  }
  session_.OnLeaveTerminal([this] { terminal_.Enter(Terminal::Mode::kNormal); });
}

Repl::~Repl() {
  session_.OnLeaveTerminal({});
  std::signal(SIGWINCH, SIG_DFL);
  resize_descriptor = -1;
  ::close(resize_pipe_[0]);
  ::close(resize_pipe_[1]);
}

void Repl::Run() {
  while (!session_.wants_to_end()) {
    const std::optional<std::string> text = ReadText();
    if (!text) {
      break;
    }
    Remember(*text);
    terminal_.Enter(Terminal::Mode::kRunning);
    session_.watch().Reset();
    session_.RunScript(*text);
    // What cannot be written now cannot be told either.
    static_cast<void>(session_.streams().out().Flush().ok());
  }
  terminal_.Enter(Terminal::Mode::kNormal);
  if (session_.connection().in_transaction()) {
    session_.Remark("the open transaction is rolled back");
  }
}

std::string Repl::Prompt() const {
  std::string prompt = "rondo";
  prompt += session_.connection().in_transaction() ? "*" : "";
  const SessionTime& time = session_.connection().time();
  if (time.valid_at) {
    prompt += "@" + TemporalText(*time.valid_at);
  }
  if (time.reported_at) {
    prompt += "@reported:" + TemporalText(*time.reported_at);
  }
  return prompt + "> ";
}

void Repl::Remember(const std::string& text) {
  if (text.starts_with(' ')) {
    return;
  }
  for (ScriptPiece piece = NextPiece(text, 0); piece.begin != piece.end;
       piece = NextPiece(text, piece.next)) {
    const std::string_view entry =
        std::string_view(text).substr(piece.begin, piece.next - piece.begin);
    const Result<void> added = history_.Add(entry);
    if (!added.ok() && !std::exchange(history_complained_, true)) {
      session_.Remark(added.error().message);
    }
  }
}

std::optional<std::string> Repl::ReadText() {
  terminal_.Enter(Terminal::Mode::kEditing);
  editor_.Start(Prompt(), session_.TakeDraft());
  painter_.Forget();
  std::optional<std::string> text;
  std::vector<Key> keys = std::exchange(pending_, {});
  Paint();
  while (true) {
    for (size_t index = 0; index < keys.size(); ++index) {
      if (Handle(keys[index], text)) {
        // What was typed ahead is for the next prompt.
        pending_.assign(std::make_move_iterator(keys.begin() + static_cast<ptrdiff_t>(index) + 1),
                        std::make_move_iterator(keys.end()));
        Paint();
        terminal_.Write(painter_.Leave());
        return text;
      }
    }
    if (!keys.empty()) {
      Paint();
    }
    keys.clear();
    if (!ReadKeys(keys)) {
      return std::nullopt;
    }
  }
}

bool Repl::ReadKeys(std::vector<Key>& keys) {
  const Terminal::Input input = terminal_.Read(
      resize_pipe_[0],
      decoder_.waiting() ? std::optional<std::chrono::milliseconds>(kSequencePause) : std::nullopt);
  if (input.woken) {
    std::array<char, 64> bytes{};
    static_cast<void>(!::read(resize_pipe_[0], bytes.data(), bytes.size()));
    painter_.Resize(terminal_.size().width);
    Paint();
  }
  if (input.timed_out) {
    decoder_.Pause(keys);
  }
  decoder_.Feed(input.bytes, keys);
  return !input.closed;
}

bool Repl::Handle(const Key& key, std::optional<std::string>& text) {
  switch (editor_.HandleKey(key)) {
    case EditorEvent::kNone:
      return false;
    case EditorEvent::kSubmitted:
      text = editor_.text();
      return true;
    case EditorEvent::kDropped:
      text = "";
      return true;
    case EditorEvent::kClosed:
      return true;
    case EditorEvent::kClearScreen:
      terminal_.Write("\x1b[H\x1b[2J");
      painter_.Forget();
      return false;
    case EditorEvent::kEditOutside:
      EditOutside();
      return false;
    case EditorEvent::kSuspended:
      Suspend();
      return false;
  }
  return false;
}

void Repl::EditOutside() {
  terminal_.Write(painter_.Leave());
  Result<std::string> edited = EditText(session_, editor_.text());
  terminal_.Enter(Terminal::Mode::kEditing);
  if (edited.ok()) {
    editor_.Start(Prompt(), std::move(edited).value());
  } else {
    session_.Remark(edited.error().message);
  }
}

void Repl::Suspend() {
  terminal_.Write(painter_.Leave());
  terminal_.Enter(Terminal::Mode::kNormal);
  ::kill(0, SIGTSTP);
  terminal_.Enter(Terminal::Mode::kEditing);
}

void Repl::Paint() {
  const TerminalSize size = terminal_.size();
  terminal_.Write(painter_.Paint(editor_.Compose(size.width, size.height)));
}

}  // namespace rondo::shell
