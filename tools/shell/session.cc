#include "tools/shell/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "query/error_text.h"
#include "tools/output/visible_text.h"
#include "tools/shell/completer.h"
#include "tools/shell/graph_names.h"
#include "tools/shell/meta_command.h"
#include "tools/shell/paged_output.h"
#include "tools/shell/script_piece.h"

namespace rondo::shell {
namespace {

using Clock = std::chrono::steady_clock;

// Scripts that read scripts that read themselves must end.
constexpr size_t kScriptDepthMax = 16;
// Lines of the terminal that the prompt and the command above the output take.
constexpr size_t kLinesAround = 2;

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

/// The meta command that a plain word stands for, or "".
std::string_view MetaOfPlainWord(std::string_view piece) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWords = {
      {{"exit", ":quit"}, {"quit", ":quit"}, {"help", ":help"}}};
  for (const auto& [word, meta] : kWords) {
    if (piece == word) {
      return meta;
    }
  }
  return {};
}

}  // namespace

std::string DurationText(std::chrono::nanoseconds duration) {
  const double ms = static_cast<double>(duration.count()) / 1e6;
  if (ms < 10) {
    return fmt::format("{:.2f} ms", ms);
  }
  if (ms < 1000) {
    return fmt::format("{:.0f} ms", ms);
  }
  if (ms < 60'000) {
    return fmt::format("{:.2f} s", ms / 1000);
  }
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

Session::Session(Database& database, const ShellOptions& options, Streams& streams,
                 InterruptWatch& watch, bool interactive)
    : database_(database),
      options_(options),
      streams_(streams),
      watch_(watch),
      interactive_(interactive),
      connection_(database.Connect()),
      keep_going_(options.keep_going) {
  const OutputMode* mode = FindOutputMode(options.mode);
  settings_.mode = mode != nullptr             ? mode
                   : streams.out_is_terminal() ? &DefaultTerminalMode()
                                               : &DefaultPipeMode();
  settings_.timing = interactive && streams.out_is_terminal();
}

void Session::LeaveTerminal() const {
  if (leave_terminal_) {
    leave_terminal_();
  }
}

void Session::Remark(std::string_view line) {
  if (interactive_) {
    streams_.Complain(VisibleText(line) + "\n");
  }
}

// ---------------------------------------------------------------- scripts

bool Session::RunScript(std::string_view text, std::string_view name, size_t offset) {
  if (script_depth_ == kScriptDepthMax) {
    streams_.Complain("error: scripts read each other too deeply\n");
    exit_code_ = 1;
    return false;
  }
  ++script_depth_;
  bool good = true;
  while (!wants_to_end_ && !output_is_gone_) {
    const ScriptPiece piece = NextPiece(text, offset);
    if (piece.begin == piece.end) {
      break;
    }
    if (watch_.interrupted()) {
      good = false;
      break;
    }
    offset = piece.next;
    const SourceSpan span{static_cast<uint32_t>(piece.begin), static_cast<uint32_t>(piece.end)};
    const Result<void> done = RunPiece(text.substr(piece.begin, piece.end - piece.begin));
    TellNotifications(text, span, name);
    if (done.ok()) {
      continue;
    }
    good = false;
    Tell(done.error(), text, span, name);
    if (!keep_going_ || watch_.interrupted()) {
      const ScriptPiece next = NextPiece(text, offset);
      if (interactive_ && next.begin != next.end && name.empty()) {
        Remark("what stands behind it was not run");
      }
      break;
    }
  }
  --script_depth_;
  return good;
}

Result<void> Session::RunPiece(std::string_view piece) {
  if (settings_.echo) {
    streams_.out().Write(VisibleText(piece, LineBreaks::kKept) + "\n");
  }
  if (piece.front() == ':') {
    return RunMetaCommand(*this, piece);
  }
  if (const std::string_view meta = MetaOfPlainWord(Trimmed(piece)); !meta.empty()) {
    return RunMetaCommand(*this, meta);
  }
  last_statement_ = std::string(piece) + ";";
  return RunStatement(piece);
}

void Session::Tell(Error error, std::string_view script, SourceSpan piece, std::string_view name) {
  if (IsClosedPipe(error)) {
    output_is_gone_ = !interactive_;  // A pager that was closed has shown enough.
    return;
  }
  if (error.detail == kToldAlready) {
    return;
  }
  if (error.code == ErrorCode::kCancelled && watch_.interrupted()) {
    exit_code_ = 130;
    streams_.Complain("interrupted\n");
    return;
  }
  const bool is_store =
      error.code == ErrorCode::kCorruption || error.code == ErrorCode::kUnavailable;
  exit_code_ = is_store ? 3 : 1;
  if (error.span) {  // Places are told in the script.
    error.span = Shifted(*error.span, piece.begin);
  }
  std::string text = streams_.err_is_terminal()
                         ? ErrorText(error, script, streams_.err_size().width)
                         : ErrorText(error, script);
  if (!error.span && !interactive_) {
    text += fmt::format("\n  in line {}", PositionOf(script, piece.begin).line);
  }
  constexpr std::string_view kWord = "error:";
  if (streams_.err_has_color() && text.starts_with(kWord)) {
    text = "\x1b[1;31m" + std::string(kWord) + "\x1b[0m" + text.substr(kWord.size());
  }
  streams_.Complain((name.empty() ? "" : VisibleText(name) + ": ") + text + "\n");
}

void Session::TellNotifications(std::string_view script, SourceSpan piece, std::string_view name) {
  for (Notification notification : std::exchange(notifications_, {})) {
    notification.span = Shifted(notification.span, piece.begin);  // As those of errors.
    const std::string text = streams_.err_is_terminal()
                                 ? NotificationText(notification, script, streams_.err_size().width)
                                 : NotificationText(notification, script);
    streams_.Complain((name.empty() ? "" : VisibleText(name) + ": ") + text + "\n");
  }
}

// ---------------------------------------------------------------- statements

RenderOptions Session::OptionsFor(bool to_terminal) {
  RenderOptions options;
  options.to_terminal = to_terminal;
  options.colored = to_terminal && streams_.out_has_color();
  if (to_terminal) {
    options.width_max = streams_.out_size().width;
    if (settings_.row_count_max > 0) {
      options.row_count_max = settings_.row_count_max;
    }
  }
  options.node_name = [this](NodeId node) {
    std::string name;
    // Without a name its number is shown; whatever is wrong shows elsewhere.
    static_cast<void>(connection_
                          .Read([&](const GraphView& view) -> Result<void> {
                            RONDO_TRY_ASSIGN(name, NameOfNode(view, node));
                            return {};
                          })
                          .ok());
    return name;
  };
  return options;
}

PagerOptions Session::PagerForTerminal() {
  const TerminalSize size = streams_.out_size();
  PagerOptions pager;
  pager.command = settings_.pager && interactive_ ? options_.environment.pager : std::string();
  pager.line_count_max = size.height > kLinesAround ? size.height - kLinesAround : 1;
  pager.width = size.width;
  pager.descriptor = streams_.out_descriptor();
  pager.before_start = [this] {
    watch_.HideProgress();
    LeaveTerminal();
  };
  return pager;
}

Result<void> Session::RunStatement(std::string_view text) {
  const auto start = Clock::now();
  RONDO_TRY_ASSIGN(Statement statement, connection_.Prepare(text));
  if (redirected_) {
    RONDO_TRY(RunInto(statement, redirected_->output(), false, start));
    return redirected_once_ ? RedirectTo({}, false) : Result<void>();
  }
  if (!streams_.out_is_terminal()) {
    RONDO_TRY(RunInto(statement, streams_.out(), false, start));
    return streams_.out().Flush();
  }
  RONDO_TRY(streams_.out().Flush());
  PagedOutput paged(PagerForTerminal());
  Result<void> done = RunInto(statement, paged.output(), true, start);
  Result<void> finished = paged.Finish();
  return done.ok() ? std::move(finished) : std::move(done);
}

Result<void> Session::RunInto(Statement& statement, Output& output, bool to_terminal,
                              Clock::time_point start) {
  const std::unique_ptr<Renderer> renderer =
      settings_.mode->make_renderer(OptionsFor(to_terminal), output);
  const bool streams = settings_.mode->for_programs && to_terminal;
  watch_.Begin([this] { connection_.Interrupt(); }, settings_.progress && !streams);
  renderer->Begin(statement.columns());
  Result<ExecutionSummary> result =
      statement.ExecuteStreaming(parameters_, [&](const Row& row) -> Result<bool> {
        watch_.CountRow();
        renderer->AddRow(row.values());
        RONDO_TRY(output.status());
        return true;
      });
  watch_.End();
  RONDO_TRY_ASSIGN(const ExecutionSummary summary, std::move(result));
  const auto elapsed = Clock::now() - start;
  if (summary.plan.empty() || !statement.columns().empty()) {
    renderer->Finish(summary);
  }
  notifications_ = summary.notifications;
  output.Write(VisibleText(summary.plan, LineBreaks::kKept));
  if (!summary.plan.empty() && !summary.plan.ends_with('\n')) {
    output.Write("\n");
  }
  if (to_terminal) {
    const std::string footer = FooterOf(*renderer, statement.columns().size(), summary, elapsed);
    output.Write(footer.empty() ? footer : footer + "\n");
  }
  return output.status();
}

std::string Session::FooterOf(const Renderer& renderer, size_t column_count,
                              const ExecutionSummary& summary,
                              std::chrono::nanoseconds elapsed) const {
  std::string footer = FooterText(renderer, column_count, summary);
  if (settings_.timing) {
    footer += (footer.empty() ? "done in " : " in ") + DurationText(elapsed);
  }
  return footer;
}

// ---------------------------------------------------------------- the shell's own output

void Session::PrintTable(const std::vector<std::string>& columns,
                         const std::vector<std::vector<Value>>& rows) {
  auto render = [&](Output& output, bool to_terminal) {
    RenderOptions options = OptionsFor(to_terminal);
    options.row_count_max = RenderOptions().row_count_max;
    const std::unique_ptr<Renderer> renderer = settings_.mode->make_renderer(options, output);
    renderer->Begin(columns);
    for (const std::vector<Value>& row : rows) {
      renderer->AddRow(row);
    }
    renderer->Finish({});
  };
  if (redirected_) {
    render(redirected_->output(), false);
  } else if (!streams_.out_is_terminal()) {
    render(streams_.out(), false);
  } else {
    PagedOutput paged(PagerForTerminal());
    render(paged.output(), true);
    // A closed pager has shown enough.
    static_cast<void>(paged.Finish().ok());
  }
}

void Session::PrintText(std::string_view text) {
  if (!streams_.out_is_terminal()) {
    streams_.out().Write(text);
    return;
  }
  PagedOutput paged(PagerForTerminal());
  paged.output().Write(text);
  static_cast<void>(paged.Finish().ok());
}

Result<void> Session::RedirectTo(const std::string& path, bool once) {
  redirected_once_ = false;
  redirected_path_.clear();
  if (redirected_) {
    Result<void> committed = redirected_->Commit();
    redirected_.reset();
    RONDO_TRY(std::move(committed));
  }
  if (!path.empty()) {
    RONDO_TRY_ASSIGN(AtomicFile file, AtomicFile::Create(path));
    redirected_.emplace(std::move(file));
    redirected_path_ = path;
    redirected_once_ = once;
  }
  return {};
}

// ---------------------------------------------------------------- completion

const std::vector<std::string>& Session::ProcedureNames() {
  if (!procedure_names_) {
    procedure_names_.emplace();
    const Result<QueryResult> result =
        connection_.Execute("CALL dbms.procedures() YIELD name RETURN name ORDER BY name");
    if (result.ok()) {
      for (const Row& row : *result) {
        procedure_names_->push_back(row.Get<std::string>("name"));
      }
    }
  }
  return *procedure_names_;
}

CompletionList Session::Complete(std::string_view text, size_t cursor) {
  std::vector<std::string> parameters;
  for (const auto& [name, value] : parameters_.values()) {
    parameters.push_back(name);
  }
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin != std::string_view::npos && text[begin] == ':') {
    return CompleteMetaCommand(text, begin, cursor, parameters);
  }
  CompletionList list{cursor, cursor, {}};
  const std::vector<std::string>& procedures = ProcedureNames();
  // What cannot be read cannot be completed; the statement will tell why.
  static_cast<void>(connection_
                        .Read([&](const GraphView& view) -> Result<void> {
                          list = CompleteStatement(text, cursor, {&view, procedures, parameters});
                          return {};
                        })
                        .ok());
  return list;
}

}  // namespace rondo::shell
