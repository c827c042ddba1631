#pragma once

// Programs that the shell starts: the pager, the editor, commands of `:shell`.
// Thread rule: belongs to the main thread.

#include <sys/types.h>

#include <string>

#include "graph/base/result.h"

namespace rondo::shell {

/// A command of the system's shell with our output as its input.
class PipedProgram {
 public:
  static Result<PipedProgram> Start(const std::string& command);

  PipedProgram(PipedProgram&& other) noexcept;
  PipedProgram& operator=(PipedProgram&&) = delete;
  /// Closes its input and waits for it.
  ~PipedProgram();

  int input() const { return input_; }

 private:
  PipedProgram(pid_t process, int input) : process_(process), input_(input) {}

  pid_t process_;
  int input_;
};

/// Runs a command of the system's shell on the terminal and waits for it; returns its exit code,
/// 128 and the signal where one ended it. Io where it cannot be started.
Result<int> RunProgramInForeground(const std::string& command);

/// The word in single quotes, as the system's shell reads it.
std::string QuotedForSystem(const std::string& word);

}  // namespace rondo::shell
