#pragma once

// The commands of the shell itself, in one table: dispatch, `:help`, completion and the manual read
// it. One more command is a row here and a function in one of the meta_*.cc files.
// Thread rule: constant data; commands run on the main thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/shell/editor/completion.h"

namespace rondo::shell {

class Session;

/// What can be completed behind a command.
enum class MetaArgument : uint8_t { kNone, kMode, kOnOff, kFile, kParameter, kCommand, kText };

struct MetaCommand {
  std::string_view name;  // Without the colon.
  std::string_view usage;
  std::string_view description;  // One line, in the imperative.
  MetaArgument argument;
  /// `argument` is what stands behind the name, without white space around it.
  Result<void> (*run)(Session& session, std::string_view argument);
};

/// All commands, by name.
std::span<const MetaCommand> MetaCommands();

/// Runs a line that starts with a colon. A name may be cut as far as it stays the only one.
/// Argument("UnknownCommand") with what may have been meant.
Result<void> RunMetaCommand(Session& session, std::string_view line);

/// `begin` is where the colon stands.
CompletionList CompleteMetaCommand(std::string_view text, size_t begin, size_t cursor,
                                   std::span<const std::string> parameters);

// ---- What the commands do. meta_display.cc: how results are printed.
Result<void> RunMode(Session& session, std::string_view argument);
Result<void> RunTiming(Session& session, std::string_view argument);
Result<void> RunLimit(Session& session, std::string_view argument);
Result<void> RunPager(Session& session, std::string_view argument);
Result<void> RunEcho(Session& session, std::string_view argument);
Result<void> RunPrint(Session& session, std::string_view argument);
Result<void> RunOutput(Session& session, std::string_view argument);
Result<void> RunOnce(Session& session, std::string_view argument);
Result<void> RunSettings(Session& session, std::string_view argument);
Result<void> RunProgress(Session& session, std::string_view argument);
// ---- meta_graph.cc: what is in the graph.
Result<void> RunSchema(Session& session, std::string_view argument);
Result<void> RunLabels(Session& session, std::string_view argument);
Result<void> RunTypes(Session& session, std::string_view argument);
Result<void> RunIndexes(Session& session, std::string_view argument);
Result<void> RunFunctions(Session& session, std::string_view argument);
Result<void> RunProcedures(Session& session, std::string_view argument);
Result<void> RunStats(Session& session, std::string_view argument);
// ---- meta_session.cc: parameters, scripts, transactions, leaving.
Result<void> RunHelp(Session& session, std::string_view argument);
Result<void> RunParam(Session& session, std::string_view argument);
Result<void> RunParams(Session& session, std::string_view argument);
Result<void> RunRead(Session& session, std::string_view argument);
Result<void> RunEdit(Session& session, std::string_view argument);
Result<void> RunBail(Session& session, std::string_view argument);
Result<void> RunBegin(Session& session, std::string_view argument);
Result<void> RunCommit(Session& session, std::string_view argument);
Result<void> RunRollback(Session& session, std::string_view argument);
Result<void> RunAsOf(Session& session, std::string_view argument);
Result<void> RunLimits(Session& session, std::string_view argument);
Result<void> RunTimeout(Session& session, std::string_view argument);
Result<void> RunSystemShell(Session& session, std::string_view argument);
Result<void> RunQuit(Session& session, std::string_view argument);

/// The error of a command whose argument does not fit.
Error UsageError(std::string_view command, std::string_view what);
/// Reads "on" or "off"; nothing turns the setting around.
Result<void> SetSwitch(Session& session, std::string_view command, std::string_view argument,
                       bool& setting);

}  // namespace rondo::shell
