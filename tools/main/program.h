#pragma once

// The program `rondo` as a function: reads the arguments by the table of commands and runs one.

#include <memory>
#include <string>
#include <vector>

#include "tools/main/command.h"
#include "tools/main/exit_code.h"

namespace CLI {
class App;
}

namespace rondo {

ExitCode RunProgram(int argument_count, char** arguments);

/// The grammar of the command line, for completion and the manual: one subcommand for each command
/// of the table. `runs` takes what to run, in the order of Commands().
std::unique_ptr<CLI::App> MakeCommandLine(std::vector<CommandRun>& runs);

}  // namespace rondo
