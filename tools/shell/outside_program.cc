#include "tools/shell/outside_program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace rondo::shell {
namespace {

Error StartError(const std::string& command) {
  return RuntimeError(ErrorCode::kIo, "StartFailed",
                      "cannot start `" + command + "`: " + std::strerror(errno));
}

/// In the child: becomes the command. Only calls that are safe behind fork.
[[noreturn]] void BecomeCommand(const char* command) {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
  ::execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
  ::_exit(127);
}

int WaitFor(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<PipedProgram> PipedProgram::Start(const std::string& command) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return StartError(command);
  }
  const pid_t process = ::fork();
  if (process < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return StartError(command);
  }
  if (process == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    BecomeCommand(command.c_str());
  }
  ::close(ends[0]);
  return PipedProgram(process, ends[1]);
}

PipedProgram::PipedProgram(PipedProgram&& other) noexcept
    : process_(std::exchange(other.process_, -1)), input_(std::exchange(other.input_, -1)) {}

PipedProgram::~PipedProgram() {
  if (input_ >= 0) {
    ::close(input_);
    WaitFor(process_);
  }
}

Result<int> RunProgramInForeground(const std::string& command) {
  const pid_t process = ::fork();
  if (process < 0) {
    return StartError(command);
  }
  if (process == 0) {
    BecomeCommand(command.c_str());
  }
  return WaitFor(process);
}

std::string QuotedForSystem(const std::string& word) {
  std::string quoted = "'";
  for (char c : word) {
    quoted += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return quoted + "'";
}

}  // namespace rondo::shell
