#include "tests/tools/main/program_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace rondo {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// In the child: streams to files, then bash. Returns only if that fails.
void RunBash(const std::string& folder, const std::string& line, const std::string& out,
             const std::string& err) {
  const int in_file = ::open("/dev/null", O_RDONLY);
  const int out_file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(in_file, STDIN_FILENO);
  ::dup2(out_file, STDOUT_FILENO);
  ::dup2(err_file, STDERR_FILENO);
  if (::chdir(folder.c_str()) != 0) {
    return;
  }
  const std::string path = std::string("PATH=") + RONDO_BINARY_DIR + ":/usr/bin:/bin";
  const std::array<const char*, 5> arguments = {"bash", "-o", "pipefail", "-c", nullptr};
  std::array<char*, 6> argv = {};
  for (size_t index = 0; index < 4; ++index) {
    argv[index] = const_cast<char*>(arguments[index]);
  }
  argv[4] = const_cast<char*>(line.c_str());
  std::array<char*, 4> environment = {const_cast<char*>(path.c_str()),
                                      const_cast<char*>("LC_ALL=C.UTF-8"),
                                      const_cast<char*>("HOME=/nonexistent"), nullptr};
  ::execve("/bin/bash", argv.data(), environment.data());
}

}  // namespace

Ended ProgramTestFolder::Run(std::string_view line) const {
  // Beside the folder, so that they are no files of the test.
  const std::string out = folder_.path() + ".out";
  const std::string err = folder_.path() + ".err";
  const std::string text(line);
  const pid_t child = ::fork();
  if (child == 0) {
    RunBash(folder_.path(), text, out, err);
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  Ended ended;
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended.out = ReadAll(out);
  ended.err = ReadAll(err);
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  return ended;
}

std::string ProgramTestFolder::Write(std::string_view name, std::string_view content) const {
  const std::string path = folder_ / name;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::string ProgramTestFolder::Read(std::string_view name) const { return ReadAll(folder_ / name); }

}  // namespace rondo
