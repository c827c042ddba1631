#include "tools/export/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "tools/export/markup_text.h"

extern char** environ;  // NOLINT: what posix_spawn is to pass on.

namespace rondo {
namespace {

/// An open descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    Close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { Close(); }

  void Close() {
    if (number_ >= 0) {
      ::close(std::exchange(number_, -1));
    }
  }
  int number() const { return number_; }

 private:
  int number_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Error SystemError(const std::string& program, int number) {
  if (number == ENOENT) {
    return RuntimeError(ErrorCode::kIo, "ProgramMissing",
                        "the program `" + program + "` is not installed");
  }
  return RuntimeError(ErrorCode::kIo, "ProgramFailed",
                      "cannot run `" + program + "`: " + std::strerror(number));
}

/// A pipe whose broken end raises no signal: a library must not count on SIGPIPE being ignored.
bool OpenQuietPipe(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return false;
  }
  pipe.read = Descriptor(ends[0]);
  pipe.write = Descriptor(ends[1]);
  return true;
}

bool OpenPipe(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return false;
  }
  pipe.read = Descriptor(ends[0]);
  pipe.write = Descriptor(ends[1]);
  return true;
}

/// Writes `input` and reads both outputs at the same time, as either side may fill its pipe first.
bool Exchange(Descriptor input_end, std::string_view input, const Descriptor& output_end,
              std::string& output, const Descriptor& complaint_end, std::string& complaint) {
  ::fcntl(input_end.number(), F_SETFL, O_NONBLOCK);
  bool output_open = true;
  bool complaint_open = true;
  std::array<char, 16384> buffer{};
  auto drain = [&](const Descriptor& end, std::string& text) {
    const ssize_t count = ::read(end.number(), buffer.data(), buffer.size());
    if (count > 0) {
      text.append(buffer.data(), static_cast<size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
  };
  while (output_open || complaint_open) {
    std::array<pollfd, 3> events = {{{output_open ? output_end.number() : -1, POLLIN, 0},
                                     {complaint_open ? complaint_end.number() : -1, POLLIN, 0},
                                     {input_end.number(), POLLOUT, 0}}};
    if (::poll(events.data(), events.size(), -1) < 0 && errno != EINTR) {
      return false;
    }
    if (events[2].revents != 0) {
      const ssize_t count = ::send(input_end.number(), input.data(), input.size(), MSG_NOSIGNAL);
      if (count > 0) {
        input.remove_prefix(static_cast<size_t>(count));
      }
      if (input.empty() || (count < 0 && errno != EAGAIN && errno != EINTR)) {
        input_end.Close();  // All is said, or it does not listen any more.
      }
    }
    if (events[0].revents != 0) {
      output_open = drain(output_end, output);
    }
    if (events[1].revents != 0) {
      complaint_open = drain(complaint_end, complaint);
    }
  }
  return true;
}

}  // namespace

Result<std::string> RunFilter(const std::vector<std::string>& command, std::string_view input) {
  const std::string& program = command.front();
  Pipe to_child;
  Pipe from_child;
  Pipe complaints;
  if (!OpenQuietPipe(to_child) || !OpenPipe(from_child) || !OpenPipe(complaints)) {
    return SystemError(program, errno);
  }
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, to_child.read.number(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, from_child.write.number(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, complaints.write.number(), STDERR_FILENO);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int spawned =
      ::posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (spawned != 0) {
    return SystemError(program, spawned);
  }
  to_child.read.Close();
  from_child.write.Close();
  complaints.write.Close();
  std::string output;
  std::string complaint;
  const bool exchanged = Exchange(std::move(to_child.write), input, from_child.read, output,
                                  complaints.read, complaint);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!exchanged || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return RuntimeError(
        ErrorCode::kIo, "ProgramFailed",
        "`" + program + "` failed: " + OneLine(complaint.substr(0, complaint.find('\n'))));
  }
  return output;
}

}  // namespace rondo
