#include "tests/tools/outside_reader.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tools/export/child_process.h"

namespace rondo {

bool Runs(const std::vector<std::string>& command) { return RunFilter(command, "").ok(); }

std::string ReadBack(const std::vector<std::string>& command, std::string_view input) {
  Result<std::string> output = RunFilter(command, input);
  EXPECT_TRUE(output.ok()) << (output.ok() ? "" : output.error().message);
  return output.ok() ? *output : std::string();
}

std::string ReadWithPython(const std::string& script, std::string_view input) {
  return ReadBack({"/usr/bin/python3", "-X", "utf8", "-c", script}, input);
}

TemporaryFile::TemporaryFile(const std::string& name, std::string_view content)
    : path_((std::filesystem::temp_directory_path() /
             ("rondo_test_" + std::to_string(::getpid()) + "_" + name))
                .string()) {
  std::ofstream(path_, std::ios::binary) << content;
}

TemporaryFile::~TemporaryFile() { std::remove(path_.c_str()); }

}  // namespace rondo
