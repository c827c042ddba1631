#pragma once

// What one shell knows between statements: the connection, parameters, how results are printed and
// where they go. Runs statements, meta commands and scripts; knows no line editor.
// Thread rule: belongs to the main thread.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/database.h"
#include "tools/output/atomic_file.h"
#include "tools/shell/editor/completion.h"
#include "tools/shell/interrupt_watch.h"
#include "tools/shell/render/output_mode.h"
#include "tools/shell/shell.h"
#include "tools/shell/streams.h"

namespace rondo::shell {

struct PagerOptions;

struct SessionSettings {
  const OutputMode* mode = nullptr;
  bool timing = false;
  bool echo = false;  // Scripts: print each statement before its result.
  bool pager = true;
  bool progress = true;
  uint64_t row_count_max = 40;  // Shown on a terminal; 0: all.
};

class Session {
 public:
  Session(Database& database, const ShellOptions& options, Streams& streams, InterruptWatch& watch,
          bool interactive);

  /// Runs everything in `text`: statements and meta commands. Stops at the first error, which has
  /// been told, and returns false; goes on behind it where keep_going() is set. `name` is what
  /// errors call the text; empty: nothing.
  /// Starts at `offset`, so that places are told in a text of which the front ran before.
  bool RunScript(std::string_view text, std::string_view name = {}, size_t offset = 0);

  /// Prints a table of the shell's own making, as a result of a statement would be.
  void PrintTable(const std::vector<std::string>& columns,
                  const std::vector<std::vector<Value>>& rows);
  /// Prints text as it is, through the pager where it is long.
  void PrintText(std::string_view text);
  /// A line for people on standard error; only if a person is there.
  void Remark(std::string_view line);

  /// Results go to a file from now on: all, or those of the next statement. Empty: to standard
  /// output again, which puts the file in its place.
  Result<void> RedirectTo(const std::string& path, bool once);
  const std::string& redirection() const { return redirected_path_; }

  CompletionList Complete(std::string_view text, size_t cursor);

  Connection& connection() { return connection_; }
  Database& database() { return database_; }
  Parameters& parameters() { return parameters_; }
  SessionSettings& settings() { return settings_; }
  const ShellEnvironment& environment() const { return options_.environment; }
  Streams& streams() { return streams_; }
  InterruptWatch& watch() { return watch_; }
  bool interactive() const { return interactive_; }

  /// `:quit` was given.
  bool wants_to_end() const { return wants_to_end_; }
  void End() { wants_to_end_ = true; }

  /// The last statement that ran, for `:edit`.
  const std::string& last_statement() const { return last_statement_; }
  /// What the next prompt starts with, for `:edit`.
  void set_draft(std::string text) { draft_ = std::move(text); }
  std::string TakeDraft() { return std::exchange(draft_, {}); }

  bool keep_going() const { return keep_going_; }
  void set_keep_going(bool keep_going) { keep_going_ = keep_going; }

  /// What a script ends with: 0; 1 a statement failed, 3 because of the store; 130 interrupted.
  int exit_code() const { return exit_code_; }
  bool output_is_gone() const { return output_is_gone_; }

  /// Called before another program takes the terminal.
  void OnLeaveTerminal(std::function<void()> leave) { leave_terminal_ = std::move(leave); }
  void LeaveTerminal() const;

  /// Names of procedures, read once.
  const std::vector<std::string>& ProcedureNames();

 private:
  /// Runs the meta command or statement at [begin, end) of the script.
  Result<void> RunPiece(std::string_view piece);
  Result<void> RunStatement(std::string_view text);
  /// Prints the statement's result to `output`; it began to run at `start`.
  Result<void> RunInto(Statement& statement, Output& output, bool to_terminal,
                       std::chrono::steady_clock::time_point start);
  RenderOptions OptionsFor(bool to_terminal);
  void Tell(Error error, std::string_view script, SourceSpan piece, std::string_view name);
  /// Tells what was noticed about the statement that has run, and forgets it.
  void TellNotifications(std::string_view script, SourceSpan piece, std::string_view name);
  std::string FooterOf(const Renderer& renderer, size_t column_count,
                       const ExecutionSummary& summary, std::chrono::nanoseconds elapsed) const;
  PagerOptions PagerForTerminal();

  Database& database_;
  ShellOptions options_;
  Streams& streams_;
  InterruptWatch& watch_;
  bool interactive_;
  Connection connection_;
  Parameters parameters_;
  SessionSettings settings_;
  bool keep_going_;
  bool wants_to_end_ = false;
  bool output_is_gone_ = false;  // Nobody reads the results any more.
  int exit_code_ = 0;
  size_t script_depth_ = 0;
  std::string last_statement_;
  std::vector<Notification> notifications_;  // Of the statement that runs, told behind its result.
  std::string draft_;
  std::function<void()> leave_terminal_;
  std::optional<AtomicFile> redirected_;
  std::string redirected_path_;
  bool redirected_once_ = false;
  std::optional<std::vector<std::string>> procedure_names_;
};

/// Detail of an error that a script met and told: nobody needs to hear of it again.
inline constexpr std::string_view kToldAlready = "ToldAlready";

/// "0.41 ms", "12 ms", "1.23 s", "2 min 3 s".
std::string DurationText(std::chrono::nanoseconds duration);

}  // namespace rondo::shell
