#include "tools/shell/meta_command.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <system_error>

#include "tools/shell/completer.h"
#include "tools/shell/render/output_mode.h"
#include "tools/shell/session.h"

namespace rondo::shell {
namespace {

constexpr std::array kMetaCommands = {
    MetaCommand{"asof", "[DATE | reported DATE | off]",
                "Read the graph as it held, or was known, on a day", MetaArgument::kText, RunAsOf},
    MetaCommand{"bail", "on|off", "Stop scripts at the first error", MetaArgument::kOnOff, RunBail},
    MetaCommand{"begin", "", "Begin a transaction", MetaArgument::kNone, RunBegin},
    MetaCommand{"commit", "", "Make the transaction's changes lasting", MetaArgument::kNone,
                RunCommit},
    MetaCommand{"echo", "on|off", "Print statements before their results", MetaArgument::kOnOff,
                RunEcho},
    MetaCommand{"edit", "[FILE]", "Edit the last statement, or a file, in your editor",
                MetaArgument::kFile, RunEdit},
    MetaCommand{"exit", "", "Leave, as :quit", MetaArgument::kNone, RunQuit},
    MetaCommand{"functions", "[TEXT]", "List functions, or those whose name holds TEXT",
                MetaArgument::kText, RunFunctions},
    MetaCommand{"help", "[COMMAND]", "Show these commands, or one of them", MetaArgument::kCommand,
                RunHelp},
    MetaCommand{"indexes", "", "List indexes and constraints", MetaArgument::kNone, RunIndexes},
    MetaCommand{"labels", "", "List labels and how many nodes have them", MetaArgument::kNone,
                RunLabels},
    MetaCommand{"limit", "[N | off]", "Show at most N rows on the terminal", MetaArgument::kText,
                RunLimit},
    MetaCommand{"limits", "[time 5s | memory 2G | rows N | depth N | off]",
                "Show or set what a statement may use", MetaArgument::kText, RunLimits},
    MetaCommand{"mode", "[MODE]", "Set how results are printed", MetaArgument::kMode, RunMode},
    MetaCommand{"once", "FILE", "Write the next result to a file", MetaArgument::kFile, RunOnce},
    MetaCommand{"output", "[FILE | off]", "Write results to a file", MetaArgument::kFile,
                RunOutput},
    MetaCommand{"pager", "on|off", "Show tall results in a pager", MetaArgument::kOnOff, RunPager},
    MetaCommand{"param", "NAME [=>] VALUE", "Set a parameter to the value of an expression",
                MetaArgument::kParameter, RunParam},
    MetaCommand{"params", "[clear]", "List parameters, or forget them", MetaArgument::kText,
                RunParams},
    MetaCommand{"print", "TEXT", "Print a line", MetaArgument::kText, RunPrint},
    MetaCommand{"procedures", "[TEXT]", "List procedures, or those whose name holds TEXT",
                MetaArgument::kText, RunProcedures},
    MetaCommand{"progress", "on|off", "Tell how far long statements are", MetaArgument::kOnOff,
                RunProgress},
    MetaCommand{"quit", "", "Leave, as Ctrl-D does", MetaArgument::kNone, RunQuit},
    MetaCommand{"read", "FILE", "Run the statements of a file", MetaArgument::kFile, RunRead},
    MetaCommand{"rollback", "", "Take the transaction's changes back", MetaArgument::kNone,
                RunRollback},
    MetaCommand{"schema", "", "Show labels, types, their properties and what connects what",
                MetaArgument::kNone, RunSchema},
    MetaCommand{"settings", "", "Show what can be set and how it is", MetaArgument::kNone,
                RunSettings},
    MetaCommand{"shell", "COMMAND", "Run a command of the system", MetaArgument::kText,
                RunSystemShell},
    MetaCommand{"stats", "", "Show how large the store is", MetaArgument::kNone, RunStats},
    MetaCommand{"timeout", "[5s | off]", "Stop statements that take longer", MetaArgument::kText,
                RunTimeout},
    MetaCommand{"timing", "on|off", "Show how long statements take", MetaArgument::kOnOff,
                RunTiming},
    MetaCommand{"types", "", "List edge types and how many edges have them", MetaArgument::kNone,
                RunTypes},
};

static_assert(std::ranges::is_sorted(kMetaCommands, {}, &MetaCommand::name));

constexpr std::string_view kSpaces = " \t\r\n";

/// How many letters must be changed to make one word of the other.
size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < left.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < right.size(); ++j) {
      const size_t change = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

Error UnknownCommand(std::string_view name) {
  Error error = RuntimeError(ErrorCode::kArgument, "UnknownCommand",
                             "there is no command `:" + std::string(name) + "`");
  constexpr size_t kDistanceMax = 2;
  const MetaCommand* best = nullptr;
  size_t best_distance = kDistanceMax + 1;
  for (const MetaCommand& command : kMetaCommands) {
    if (const size_t distance = EditDistance(name, command.name); distance < best_distance) {
      best = &command;
      best_distance = distance;
    }
  }
  error.hint =
      best == nullptr ? ":help lists them" : "did you mean `:" + std::string(best->name) + "`?";
  return error;
}

Result<const MetaCommand*> FindMetaCommand(std::string_view name) {
  const auto* exact = std::ranges::find(kMetaCommands, name, &MetaCommand::name);
  if (exact != kMetaCommands.end()) {
    return exact;
  }
  std::vector<const MetaCommand*> matches;
  for (const MetaCommand& command : kMetaCommands) {
    if (!name.empty() && command.name.starts_with(name)) {
      matches.push_back(&command);
    }
  }
  if (matches.size() == 1) {
    return matches.front();
  }
  if (matches.empty()) {
    return UnknownCommand(name);
  }
  Error error = RuntimeError(ErrorCode::kArgument, "UnknownCommand",
                             "`:" + std::string(name) + "` may be several commands");
  for (const MetaCommand* command : matches) {
    error.hint += (error.hint.empty() ? ":" : ", :") + std::string(command->name);
  }
  return error;
}

std::vector<std::string> FileNames(std::string_view typed) {
  const size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  const bool hidden = typed.substr(folder.size()).starts_with('.');
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder.empty() ? "." : folder, error), end;
       !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.') || hidden) {
      names.push_back(folder + name + (entry->is_directory(ignored) ? "/" : ""));
    }
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> ArgumentNames(MetaArgument argument, std::string_view typed,
                                       std::span<const std::string> parameters) {
  std::vector<std::string> names;
  switch (argument) {
    case MetaArgument::kMode:
      for (const OutputMode& mode : OutputModes()) {
        names.emplace_back(mode.name);
      }
      return names;
    case MetaArgument::kOnOff:
      return {"on", "off"};
    case MetaArgument::kFile:
      return FileNames(typed);
    case MetaArgument::kParameter:
      return {parameters.begin(), parameters.end()};
    case MetaArgument::kCommand:
      for (const MetaCommand& command : kMetaCommands) {
        names.emplace_back(command.name);
      }
      return names;
    case MetaArgument::kNone:
    case MetaArgument::kText:
      return names;
  }
  return names;
}

}  // namespace

std::span<const MetaCommand> MetaCommands() { return kMetaCommands; }

Error UsageError(std::string_view command, std::string_view what) {
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidArgument", std::string(what));
  const auto* row = std::ranges::find(kMetaCommands, command, &MetaCommand::name);
  if (row != kMetaCommands.end()) {
    error.hint = "write :" + std::string(command);
    error.hint += row->usage.empty() ? "" : " " + std::string(row->usage);
  }
  return error;
}

Result<void> RunMetaCommand(Session& session, std::string_view line) {
  const size_t name_end = std::min(line.find_first_of(kSpaces), line.size());
  std::string_view name = line.substr(1, name_end - 1);
  std::string_view argument = line.substr(name_end);
  const size_t last = argument.find_last_not_of(" \t\r\n;");
  argument = last == std::string_view::npos ? std::string_view() : argument.substr(0, last + 1);
  argument.remove_prefix(std::min(argument.find_first_not_of(kSpaces), argument.size()));
  if (name.ends_with(';')) {
    name.remove_suffix(1);
  }
  RONDO_TRY_ASSIGN(const MetaCommand* command, FindMetaCommand(name));
  if (command->argument == MetaArgument::kNone && !argument.empty()) {
    return UsageError(command->name, ":" + std::string(command->name) + " takes nothing");
  }
  return command->run(session, argument);
}

CompletionList CompleteMetaCommand(std::string_view text, size_t begin, size_t cursor,
                                   std::span<const std::string> parameters) {
  const size_t name_end = std::min(text.find_first_of(kSpaces, begin), text.size());
  CompletionList list{begin, cursor, {}};
  if (cursor <= name_end) {
    const std::string_view typed = text.substr(begin + 1, cursor - std::min(cursor, begin + 1));
    for (const MetaCommand& command : kMetaCommands) {
      if (command.name.starts_with(typed)) {
        const std::string name = ":" + std::string(command.name);
        list.items.push_back({name + (command.usage.empty() ? "" : " "), name});
      }
    }
    return list;
  }
  const Result<const MetaCommand*> command =
      FindMetaCommand(text.substr(begin + 1, name_end - begin - 1));
  if (command.ok()) {
    list.begin = std::min(text.find_first_not_of(kSpaces, name_end), cursor);
    const std::string_view typed = text.substr(list.begin, cursor - list.begin);
    list.items = MatchingItems(ArgumentNames((*command)->argument, typed, parameters), typed);
  }
  return list;
}

Result<void> SetSwitch(Session& session, std::string_view command, std::string_view argument,
                       bool& setting) {
  if (argument != "on" && argument != "off" && !argument.empty()) {
    return UsageError(command, "`" + std::string(argument) + "` is neither on nor off");
  }
  setting = argument.empty() ? !setting : argument == "on";
  session.Remark(std::string(command) + " is " + (setting ? "on" : "off"));
  return {};
}

}  // namespace rondo::shell
