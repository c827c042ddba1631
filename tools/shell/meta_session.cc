// Meta commands about the session: help, parameters, scripts, transactions, time, leaving.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <utility>

#include "graph/model/temporal_text.h"
#include "tools/shell/measure_text.h"
#include "tools/shell/meta_command.h"
#include "tools/shell/outside_editor.h"
#include "tools/shell/outside_program.h"
#include "tools/shell/session.h"
#include "tools/shell/text_file.h"

namespace rondo::shell {
namespace {

std::string HelpLine(const MetaCommand& command) {
  constexpr size_t kUsageWidth = 34;
  std::string line = "  :" + std::string(command.name);
  line += command.usage.empty() ? "" : " " + std::string(command.usage);
  if (line.size() >= kUsageWidth) {
    line += '\n';  // The description goes below, into its column.
    return line + std::string(kUsageWidth, ' ') + std::string(command.description) + "\n";
  }
  line.append(kUsageWidth - line.size(), ' ');
  return line + std::string(command.description) + "\n";
}

constexpr std::string_view kHelpHead =
    "A statement ends with ; and runs on Enter. Commands of the shell start with a colon and\n"
    "may be shortened (:h, :q).\n\n";
constexpr std::string_view kHelpKeys =
    "\nKeys: Tab completes, Up and Down move in the text and then through the history, Ctrl-R\n"
    "searches it, Alt-Enter breaks the line, Ctrl-X Ctrl-E opens your editor, Ctrl-C drops the\n"
    "text or stops what runs, Ctrl-D leaves.\n";

Result<Value> Evaluate(Session& session, std::string_view expression) {
  RONDO_TRY_ASSIGN(const QueryResult result,
                   session.connection().Execute("RETURN " + std::string(expression) + " AS value",
                                                session.parameters()));
  return result.rows().front()[0];
}

std::string TimeText(const SessionTime& time) {
  std::string text;
  if (time.valid_at) {
    text = "the graph is read as it held on " + TemporalText(*time.valid_at);
  }
  if (time.reported_at) {
    text += text.empty() ? "the graph is read" : " and";
    text += " as it was known on " + TemporalText(*time.reported_at);
  }
  return text.empty() ? "the graph is read whole, whatever the day" : text;
}

}  // namespace

Result<void> RunHelp(Session& session, std::string_view argument) {
  if (argument.starts_with(':')) {
    argument.remove_prefix(1);
  }
  std::string text(argument.empty() ? kHelpHead : std::string_view());
  bool found = false;
  for (const MetaCommand& command : MetaCommands()) {
    if (command.name.starts_with(argument)) {
      text += HelpLine(command);
      found = true;
    }
  }
  if (!found) {
    return UsageError("help", "there is no command `:" + std::string(argument) + "`");
  }
  text += argument.empty() ? kHelpKeys : std::string_view();
  session.PrintText(text);
  return {};
}

// ---------------------------------------------------------------- parameters

Result<void> RunParam(Session& session, std::string_view argument) {
  if (argument.starts_with('$')) {
    argument.remove_prefix(1);
  }
  const size_t name_end = std::min(argument.find_first_of(" \t=:"), argument.size());
  const std::string name(argument.substr(0, name_end));
  if (name.empty()) {
    return UsageError("param", ":param needs a name");
  }
  std::string_view expression = argument.substr(name_end);
  expression.remove_prefix(std::min(expression.find_first_not_of(" \t"), expression.size()));
  for (std::string_view sign : {"=>", "=", ":"}) {
    if (expression.starts_with(sign)) {
      expression.remove_prefix(sign.size());
      break;
    }
  }
  if (expression.find_first_not_of(" \t") == std::string_view::npos) {
    const Value* value = session.parameters().Find(name);
    if (value == nullptr) {
      return UsageError("param", "there is no parameter `" + name + "`");
    }
    session.PrintTable({"parameter", "value"}, {{"$" + name, *value}});
    return {};
  }
  Result<Value> value = Evaluate(session, expression);
  if (!value.ok()) {
    // Its place is in a text that nobody has seen.
    Error error = std::move(value).error();
    error.span.reset();
    error.message = "`" + std::string(expression) + "`: " + error.message;
    return error;
  }
  session.parameters().Set(name, std::move(value).value());
  return {};
}

Result<void> RunParams(Session& session, std::string_view argument) {
  if (argument == "clear") {
    session.parameters() = {};
    return {};
  }
  if (!argument.empty()) {
    return UsageError("params", "`" + std::string(argument) + "` means nothing here");
  }
  std::vector<std::vector<Value>> rows;
  for (const auto& [name, value] : session.parameters().values()) {
    rows.push_back({"$" + name, value});
  }
  session.PrintTable({"parameter", "value"}, rows);
  return {};
}

// ---------------------------------------------------------------- scripts, other programs

Result<void> RunRead(Session& session, std::string_view argument) {
  if (argument.empty()) {
    return UsageError("read", ":read needs the name of a file");
  }
  RONDO_TRY_ASSIGN(const std::string text, ReadTextFile(std::string(argument)));
  if (!session.RunScript(text, argument) && !session.keep_going()) {
    return RuntimeError(ErrorCode::kCancelled, std::string(kToldAlready), "the script has failed");
  }
  return {};
}

Result<void> RunEdit(Session& session, std::string_view argument) {
  RONDO_TRY_ASSIGN(std::string text, argument.empty() ? EditText(session, session.last_statement())
                                                      : EditFile(session, std::string(argument)));
  session.set_draft(std::move(text));
  return {};
}

Result<void> RunSystemShell(Session& session, std::string_view argument) {
  if (argument.empty()) {
    return UsageError("shell", ":shell needs a command");
  }
  RONDO_TRY(session.streams().out().Flush());
  session.LeaveTerminal();
  RONDO_TRY_ASSIGN(const int code, RunProgramInForeground(std::string(argument)));
  if (code != 0) {
    return RuntimeError(ErrorCode::kIo, "CommandFailed",
                        "the command ended with code " + std::to_string(code));
  }
  return {};
}

Result<void> RunBail(Session& session, std::string_view argument) {
  bool bail = !session.keep_going();
  RONDO_TRY(SetSwitch(session, "bail", argument, bail));
  session.set_keep_going(!bail);
  return {};
}

// ---------------------------------------------------------------- transactions, time, limits

Result<void> RunBegin(Session& session, std::string_view) { return session.connection().Begin(); }

Result<void> RunCommit(Session& session, std::string_view) { return session.connection().Commit(); }

Result<void> RunRollback(Session& session, std::string_view) {
  return session.connection().Rollback();
}

Result<void> RunAsOf(Session& session, std::string_view argument) {
  SessionTime time = session.connection().time();
  if (argument.empty()) {
    session.PrintText(TimeText(time) + "\n");
    return {};
  }
  constexpr std::string_view kReported = "reported";
  const bool reported = argument.starts_with(kReported);
  if (reported) {
    argument.remove_prefix(kReported.size());
    argument.remove_prefix(std::min(argument.find_first_not_of(" \t"), argument.size()));
  }
  if (argument == "off") {
    (reported ? time.reported_at : time.valid_at).reset();
    if (!reported) {
      time.reported_at.reset();
    }
  } else {
    const Result<Date> date = ParseDate(argument);
    if (!date.ok()) {
      return UsageError("asof", "`" + std::string(argument) + "` is no day such as 2020-01-15");
    }
    (reported ? time.reported_at : time.valid_at) = *date;
  }
  session.connection().set_time(time);
  session.Remark(TimeText(time));
  return {};
}

namespace {

/// A longest time as people type it here: a number alone is seconds, "min" is minutes; none is 0.
std::optional<std::chrono::nanoseconds> ParseLongestTime(std::string_view text) {
  std::string written(text);
  if (written.ends_with("min")) {
    written.erase(written.size() - 2);
  } else if (!written.empty() && written.back() >= '0' && written.back() <= '9') {
    written += 's';
  }
  const auto span = ParseTimeSpan(written);
  return span && span->count() > 0 ? span : std::nullopt;
}

}  // namespace

Result<void> RunTimeout(Session& session, std::string_view argument) {
  ExecutionLimits limits = session.connection().limits();
  if (argument.empty()) {
    session.PrintText(limits.timeout ? "statements may take " + DurationText(*limits.timeout) + "\n"
                                     : std::string("statements may take as long as they need\n"));
    return {};
  }
  limits.timeout = ParseLongestTime(argument);
  if (!limits.timeout && argument != "off") {
    return UsageError("timeout", "`" + std::string(argument) + "` is no time such as 5s");
  }
  session.connection().set_limits(limits);
  return {};
}

std::string LimitsText(const ExecutionLimits& limits) {
  const ExecutionLimits none;
  return "time    " + (limits.timeout ? DurationText(*limits.timeout) : std::string("off")) +
         "\nmemory  " + ByteSizeText(limits.buffered_memory_size_max) + "\nrows    " +
         (limits.row_count_max == none.row_count_max ? std::string("off")
                                                     : std::to_string(limits.row_count_max)) +
         "\ndepth   " + std::to_string(limits.nesting_depth_max) + "\n";
}

std::optional<uint64_t> ParseCount(std::string_view text) {
  uint64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [read_end, error] = std::from_chars(text.data(), end, count);
  return error == std::errc() && read_end == end ? std::optional(count) : std::nullopt;
}

/// Sets the limit called `name`; false if there is none of that name or the value is none for it.
bool SetLimit(ExecutionLimits& limits, std::string_view name, std::string_view value) {
  const ExecutionLimits none;
  const bool off = value == "off";
  if (name == "time") {
    limits.timeout = ParseLongestTime(value);
    return off || limits.timeout;
  }
  const std::optional<uint64_t> number =
      name == "memory" ? ParseByteSize(value) : ParseCount(value);
  if (!number && !off) {
    return false;
  }
  if (name == "memory") {
    limits.buffered_memory_size_max = number.value_or(none.buffered_memory_size_max);
  } else if (name == "rows") {
    limits.row_count_max = number.value_or(none.row_count_max);
  } else if (name == "depth") {
    const uint64_t most = ExecutionLimits::kNestingDepthMost;
    limits.nesting_depth_max = static_cast<uint32_t>(std::min(number.value_or(most), most));
  } else {
    return false;
  }
  return true;
}

Result<void> RunLimits(Session& session, std::string_view argument) {
  ExecutionLimits limits = session.connection().limits();
  if (argument.empty()) {
    session.PrintText(LimitsText(limits));
    return {};
  }
  const size_t name_end = std::min(argument.find(' '), argument.size());
  const size_t value_begin = std::min(argument.find_first_not_of(' ', name_end), argument.size());
  if (argument == "off") {
    limits = {};
  } else if (!SetLimit(limits, argument.substr(0, name_end), argument.substr(value_begin))) {
    return UsageError("limits", "`" + std::string(argument) + "` sets no limit");
  }
  session.connection().set_limits(limits);
  return {};
}

Result<void> RunQuit(Session& session, std::string_view) {
  session.End();
  return {};
}

}  // namespace rondo::shell
