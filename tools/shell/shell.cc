#include "tools/shell/shell.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "tools/shell/editor/history.h"
#include "tools/shell/interrupt_watch.h"
#include "tools/shell/render/renderer.h"
#include "tools/shell/repl.h"
#include "tools/shell/script_piece.h"
#include "tools/shell/session.h"
#include "tools/shell/streams.h"
#include "tools/shell/text_file.h"

namespace rondo::shell {
namespace {

/// Whether a program of that name can be started.
bool IsInPath(std::string_view path, const std::string& program) {
  while (!path.empty()) {
    const size_t end = std::min(path.find(':'), path.size());
    if (::access((std::string(path.substr(0, end)) + "/" + program).c_str(), X_OK) == 0) {
      return true;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

/// Whether more can be read from standard input at once.
enum class Waiting : uint8_t { kNothing, kSomething };

Waiting WaitForInput(int timeout_ms) {
  pollfd waited{STDIN_FILENO, POLLIN, 0};
  return ::poll(&waited, 1, timeout_ms) > 0 ? Waiting::kSomething : Waiting::kNothing;
}

/// Runs standard input as a script, each statement as soon as it is there.
class InputScript {
 public:
  explicit InputScript(Session& session) : session_(session) {}

  void Run() {
    bool at_end = false;
    while (!at_end && !IsOver()) {
      // So that Ctrl-C is heard while nothing comes.
      constexpr int kPeriodMs = 100;
      if (WaitForInput(kPeriodMs) == Waiting::kSomething) {
        at_end = !ReadSome();
        // A statement that comes in many pieces is not looked through for each of them.
        const bool grown = text_.size() >= scanned_size_ + scanned_size_ / 2;
        if (at_end || grown || WaitForInput(0) == Waiting::kNothing) {
          RunWhatIsThere(at_end);
        }
      }
    }
  }

 private:
  bool IsOver() const {
    return session_.wants_to_end() || session_.output_is_gone() || session_.watch().interrupted() ||
           failed_;
  }

  bool ReadSome() {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count > 0) {
      text_.append(buffer.data(), static_cast<size_t>(count));
    }
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
  }

  void RunWhatIsThere(bool at_end) {
    size_t end = offset_;
    while (!at_end) {
      const ScriptPiece piece = NextPiece(text_, end);
      if (piece.begin == piece.end || !piece.complete) {
        break;
      }
      end = piece.next;
    }
    scanned_size_ = text_.size() - end;
    end = at_end ? text_.size() : end;
    const bool good = session_.RunScript(std::string_view(text_).substr(0, end), {}, offset_);
    failed_ = !good && !session_.keep_going();
    offset_ = end;
  }

  Session& session_;
  std::string text_;  // Everything so far: places of errors are told in it.
  size_t offset_ = 0;
  size_t scanned_size_ = 0;  // Of an unfinished statement.
  bool failed_ = false;
};

void Greet(Session& session, const ShellOptions& options) {
  std::string counts;
  static_cast<void>(session.connection()
                        .Read([&](const GraphView& view) -> Result<void> {
                          counts = GroupedNumber(view.NodeCount()) + " nodes, " +
                                   GroupedNumber(view.EdgeCount()) + " edges";
                          return {};
                        })
                        .ok());
  session.Remark("Rondo " RONDO_VERSION ", " + options.store_name + ": " + counts);
  session.Remark("A statement ends with ; and :help shows the rest. Ctrl-D leaves.");
}

int RunInteractive(Session& session, const ShellOptions& options) {
  History history;
  const std::string& path = options.environment.history_file;
  if (!path.empty()) {
    Result<History> opened = History::Open(path);
    if (opened.ok()) {
      history = std::move(opened).value();
    } else {
      session.Remark(opened.error().message);
    }
  }
  Greet(session, options);
  const std::string& rc_file = options.environment.rc_file;
  if (!rc_file.empty() && ::access(rc_file.c_str(), F_OK) == 0) {
    const Result<std::string> text = ReadTextFile(rc_file);
    if (text.ok()) {
      session.RunScript(*text, rc_file);
    } else {
      session.Remark(text.error().message);
    }
  }
  Repl(session, history).Run();
  return 0;
}

}  // namespace

ShellEnvironment EnvironmentFrom(const char* (*get)(const char* name)) {
  auto text = [get](const char* name) {
    const char* value = get(name);
    return std::string(value == nullptr ? "" : value);
  };
  auto first = [&text](std::initializer_list<const char*> names) {
    for (const char* name : names) {
      if (std::string value = text(name); !value.empty()) {
        return value;
      }
    }
    return std::string();
  };
  ShellEnvironment environment;
  const std::string path = text("PATH");
  const std::string home = text("HOME");
  environment.dumb_terminal = text("TERM") == "dumb";
  environment.no_color = !text("NO_COLOR").empty() || environment.dumb_terminal;
  environment.editor = first({"VISUAL", "EDITOR"});
  for (const char* known : {"sensible-editor", "nano", "vim", "vi"}) {
    if (environment.editor.empty() && IsInPath(path, known)) {
      environment.editor = known;
    }
  }
  environment.pager = first({"RONDO_PAGER", "PAGER"});
  if (environment.pager.empty() && IsInPath(path, "less")) {
    environment.pager = "less -RSX";  // Colours, long lines cut, the screen kept.
  }
  environment.history_file = text("RONDO_HISTORY");
  environment.rc_file = text("RONDO_RC");
  if (!home.empty()) {
    environment.history_file =
        environment.history_file.empty() ? home + "/.rondo_history" : environment.history_file;
    environment.rc_file = environment.rc_file.empty() ? home + "/.rondorc" : environment.rc_file;
  }
  return environment;
}

int RunShell(Database& database, const ShellOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  Streams streams(STDOUT_FILENO, STDERR_FILENO, options.environment.no_color);
  InterruptWatch watch(streams);
  const bool interactive = ::isatty(STDIN_FILENO) == 1 && streams.out_is_terminal() &&
                           !options.environment.dumb_terminal;
  Session session(database, options, streams, watch, interactive);
  if (interactive) {
    return RunInteractive(session, options);
  }
  InputScript(session).Run();
  const Result<void> redirected = session.RedirectTo({}, false);
  const Result<void> written = streams.out().Flush();
  for (const Result<void>* result : {&redirected, &written}) {
    if (!result->ok() && !IsClosedPipe(result->error())) {
      streams.Complain("error: " + result->error().message + "\n");
      return 1;
    }
  }
  return watch.interrupted() ? 130 : session.exit_code();
}

}  // namespace rondo::shell
