#pragma once

// The commands of `rondo`, in one table: dispatch, --help, completion and the manual read it.
// Thread rule: constant data.

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "tools/main/argument_list.h"
#include "tools/main/console.h"
#include "tools/main/interruption.h"

namespace rondo {

struct Example {
  std::string_view line;  // As typed.
  std::string_view what;  // What it does, in a few words.
};

/// Runs a command whose arguments have been read.
using CommandRun = std::function<ExitCode(Console& console, Interruption& interruption)>;

struct Command {
  std::string_view name;
  std::string_view summary;      // One line, in the imperative.
  std::string_view description;  // What else one should know.
  std::span<const Example> examples;
  /// Says what the command takes; what it returns owns what that is read into.
  CommandRun (*declare)(ArgumentList& list);
  /// Words that its arguments may be, each with what it means, under a heading; null for none.
  std::string_view words_heading = {};
  std::vector<Example> (*words)() = nullptr;
};

/// All commands, in the order in which help shows them.
std::span<const Command> Commands();

// Each file command_*.cc of this folder declares some of them.
extern const Command kQueryCommand;
extern const Command kLoadCommand;
extern const Command kExtractCommand;
extern const Command kRetractCommand;
extern const Command kReviewCommand;
extern const Command kRulesCommand;
extern const Command kImportCommand;
extern const Command kExportCommand;
extern const Command kCheckCommand;
extern const Command kStatsCommand;
extern const Command kCompactCommand;
extern const Command kBackupCommand;
extern const Command kRestoreCommand;

}  // namespace rondo
